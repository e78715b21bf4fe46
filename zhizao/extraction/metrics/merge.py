"""One fact stated twice (headline and body, lead and body) is one row: the more precise statement wins."""

from collections import Counter
from collections.abc import Sequence

from zhizao.extraction.mentions import Metric, Period

_LOOK_BACK = 12  # facts of one value among which a repeated one is sought
_TELLING_DIGITS = 3  # significant digits from which a value tells facts apart
_ALIKE = 0.5  # share of common characters from which two indicators are one; the measure of the agreed scoring


def merged(metrics: Sequence[Metric], rejected: Counter[str]) -> list[Metric]:
    """The metrics without repeated statements of one fact, in text order; the repeats are counted in `rejected`."""
    kept: list[Metric] = []
    by_value: dict[tuple[object, ...], list[int]] = {}
    for metric in metrics:
        key = (abs(metric.value), metric.value_max, metric.unit)
        twin = next((index for index in by_value.get(key, [])[-_LOOK_BACK:] if _same_fact(kept[index], metric)), None)
        if twin is None:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(metric)
        else:
            rejected["stated twice"] += 1
            kept[twin] = _more_precise(kept[twin], metric)
    return sorted(kept, key=lambda metric: metric.start)


def _same_fact(first: Metric, second: Metric) -> bool:
    if first.measure != second.measure or first.sentence == second.sentence:
        return False
    if _is_telling(first) and first.subject == second.subject and _nested(first.period, second.period):
        return True
    if first.period and second.period and first.period.iso != second.period.iso:
        return False
    if (
        not (first.indicator and second.indicator)
        or first.indicator in second.indicator
        or second.indicator in first.indicator
    ):
        return True
    common = Counter(first.indicator) & Counter(second.indicator)
    return 2 * sum(common.values()) >= _ALIKE * (len(first.indicator) + len(second.indicator))


def _is_telling(metric: Metric) -> bool:
    """Whether a value is so odd that the same subject will hardly have it twice: 1021家, 8.37万户."""
    return metric.measure == "level" and len(metric.value.normalize().as_tuple().digits) >= _TELLING_DIGITS


def _nested(first: Period | None, second: Period | None) -> bool:
    """Whether two periods can date one fact: one of them is missing or lies within the other."""
    if first is None or second is None:
        return True
    return (first.first <= second.first and second.last <= first.last) or (
        second.first <= first.first and first.last <= second.last
    )


def _more_precise(first: Metric, second: Metric) -> Metric:
    return max((first, second), key=lambda m: (m.comparator != "=", m.period is not None, m.confidence))
