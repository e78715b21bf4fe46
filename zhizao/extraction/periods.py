"""Calendar periods in ISO form, with their first and last day: years, halves, quarters, months, days and spans."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from zhizao.extraction.mentions import Period

_PART = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?")


def _bounds(iso: str) -> tuple[date, date]:
    """First and last day of one ISO part; `ValueError` when it names no time."""
    match = _PART.fullmatch(iso)
    if match is None:
        raise ValueError(iso)
    year, half, quarter, month, day = (int(part or 0) for part in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return _months(year, month, month)
    if quarter:
        return _months(year, quarter * 3 - 2, quarter * 3)
    return _months(year, half * 6 - 5, half * 6) if half else _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


@lru_cache(maxsize=4096)
def period_of(iso: str, rule: str) -> Period | None:
    """The period written `iso` (`2020`, `2020-03`, `2018/2022`, …), or None when it names no time of the calendar."""
    first_part, _, last_part = iso.partition("/")
    try:
        first, last = _bounds(first_part)[0], _bounds(last_part or first_part)[1]
    except ValueError:
        return None
    return Period(iso=iso, first=first, last=last, rule=rule) if first <= last else None


def span_of(first: str, last: str, rule: str) -> Period | None:
    """The period from `first` to `last`, both ISO; one part when they are the same."""
    return period_of(first if first == last else f"{first}/{last}", rule)
