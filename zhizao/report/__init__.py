"""The report site: static pages on a load, on the quality of the extraction, and on every article with its facts."""
