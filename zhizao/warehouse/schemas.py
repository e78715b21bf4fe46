"""The schemas that trade places on publication."""

MARTS = "marts"
"""What readers see."""

CANDIDATE = "marts_candidate"
"""What dbt builds and the gate judges."""

PREVIOUS = "marts_previous"
"""What readers saw before the last publication; the same move brings it back."""

FACTS = ("fct_metrics", "fct_initiatives", "fct_participants")
"""The fact tables, in the order in which summaries name them."""
