"""Where documents come from; every source is one module that yields `Document` objects."""
