"""The validator: a metric stands only when its quote, parsed alone, gives its value, unit and comparator again."""

from collections import Counter
from collections.abc import Sequence

from zhizao.extraction.mentions import Metric
from zhizao.extraction.quantities import states
from zhizao.extraction.text import Text


def validated(text: Text, metrics: Sequence[Metric], rejected: Counter[str]) -> list[Metric]:
    """The metrics that stand; the others are counted in `rejected` by reason."""
    kept = []
    for metric in metrics:
        reason = _fault(text, metric)
        if reason is None:
            kept.append(metric)
        else:
            rejected[reason] += 1
    return kept


def _fault(text: Text, metric: Metric) -> str | None:
    if text.raw[metric.start : metric.end] != metric.quote:
        return "quote is not the slice"
    if not metric.indicator:
        return "no indicator"
    upper = None if metric.value_max is None else abs(metric.value_max)
    stated = (abs(metric.value), upper, metric.unit, metric.comparator)
    if not states(text.shadow[metric.start : metric.end], stated):
        return "quote parses otherwise"
    return None
