"""The schemas that trade places on publication."""

MARTS = "marts"
"""What readers see."""

CANDIDATE = "marts_candidate"
"""What dbt builds and the gate judges."""

PREVIOUS = "marts_previous"
"""What readers saw before the last publication; the same move brings it back."""

FACTS = ("fct_metrics", "fct_initiatives", "fct_participants")
"""The fact tables, in the order in which summaries name them."""


def intermediate_of(marts: str) -> str:
    """The schema of the intermediate tables that this schema of marts was built from: its twin.

    The two trade places together, so that marts and the tables they continue from are always of one state. Raises
    ValueError for a schema whose name does not begin with `marts`.
    """
    if not marts.startswith(MARTS):
        raise ValueError(f"{marts} cannot hold marts: the names of their schemas begin with {MARTS}.")
    return "intermediate" + marts.removeprefix(MARTS)
