"""How sure a metric is: what is left of certainty after the doubts of the rules that made it.

The doubts are a reviewed table (`lexicon/metric_confidence.csv`). They were set so that the confidence estimates how
often a metric made by these rules is right in indicator, period, status and comparator; see docs/metrics.md.
"""

from collections.abc import Iterable

from zhizao.extraction.lexicon import rows

_BEST = 0.97
_DOUBTS = {row["rule"]: float(row["doubt"]) for row in rows("metric_confidence")}
_LONG_NAME, _LONG_NAME_DOUBT = 18, 0.08  # an indicator of more characters has mostly swallowed part of a sentence


def confidence_of(rules: Iterable[str], indicator: str) -> float:
    """A number between 0 and 1, from the ids of the rules that filled the slots and the length of the name."""
    sure = _BEST
    for rule in rules:
        sure *= 1 - _DOUBTS.get(rule, 0.0)
    if len(indicator) > _LONG_NAME:
        sure *= 1 - _LONG_NAME_DOUBT
    return round(sure, 2)
