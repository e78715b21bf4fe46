"""How sure a metric is, from the rules that made it."""

from zhizao.extraction.metrics.indicator import Indicator
from zhizao.extraction.metrics.measure import Reading
from zhizao.extraction.metrics.period import TimeScope
from zhizao.extraction.quantities import Quantity


def confidence_of(quantity: Quantity, reading: Reading, named: Indicator, scope: TimeScope, subject_rule: str) -> float:
    """A number between 0 and 1."""
    sure = 0.95
    if quantity.inferred:
        sure -= 0.1
    if not named.name:
        sure -= 0.3
    if subject_rule == "subject.article":
        sure -= 0.05
    return round(sure, 2)
