"""One fact stated twice (headline and body, lead and body) is one row: the more precise statement wins."""

from collections import Counter
from collections.abc import Sequence

from zhizao.extraction.mentions import Metric


def merged(metrics: Sequence[Metric], rejected: Counter[str]) -> list[Metric]:
    """The metrics without repeated statements of one fact, in text order; the repeats are counted in `rejected`."""
    kept: list[Metric] = []
    by_value: dict[tuple[object, ...], list[int]] = {}
    for metric in metrics:
        key = (abs(metric.value), metric.value_max, metric.unit)
        twin = next((index for index in by_value.get(key, []) if _same_fact(kept[index], metric)), None)
        if twin is None:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(metric)
        else:
            rejected["stated twice"] += 1
            kept[twin] = _more_precise(kept[twin], metric)
    return sorted(kept, key=lambda metric: metric.start)


def _same_fact(first: Metric, second: Metric) -> bool:
    if first.measure != second.measure or first.sentence == second.sentence and first.period != second.period:
        return False
    if first.period and second.period and first.period.iso != second.period.iso:
        return False
    common = Counter(first.indicator) & Counter(second.indicator)
    shorter = min(len(first.indicator), len(second.indicator))
    return shorter == 0 or 2 * sum(common.values()) >= shorter


def _more_precise(first: Metric, second: Metric) -> Metric:
    return max((first, second), key=lambda m: (m.comparator != "=", m.period is not None, m.confidence))
