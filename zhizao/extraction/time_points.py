"""Reads one point of time: a year, a part of a year (half, quarter, month, day, the first N months), or both."""

import re
from dataclasses import dataclass

from zhizao.extraction import time_patterns as patterns
from zhizao.extraction.time_reader import TimeReader

_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time as read: where it ends, its ISO form when it can be resolved, the rule that read it."""

    end: int
    iso: str | None
    rule: str


def point_at(reader: TimeReader, start: int) -> Point | None:
    """The point of time at `start`, or None."""
    year_match = patterns.YEAR.match(reader.shadow, start)
    if year_match is None:
        inner = patterns.INNER.match(reader.shadow, start) if may_start_number(reader.shadow, start) else None
        if inner is None or (inner["month"] and not _is_month(inner)):
            return None
        return _inner_point(reader, inner, None)
    first, last = _years(reader, year_match)
    bare = year_match["relative"] is None and year_match.end() - start == _YEAR_DIGITS
    if bare and reader.shadow[start + _YEAR_DIGITS : start + _YEAR_DIGITS + 1] not in "、和":
        return None
    if first is not None:
        reader.names_year(last or first)
    position = year_match.end()
    while reader.shadow[position : position + 1] in {" ", "的"}:
        position += 1
    inner = patterns.INNER.match(reader.shadow, position) if last is None else None
    if inner is not None and (not inner["month"] or _is_month(inner)):
        return _inner_point(reader, inner, first)
    if first is None:
        return Point(year_match.end(), None, "time.year")
    iso = str(first) if last is None else f"{first}/{last}"
    return Point(year_match.end(), iso, "time.relative_year" if year_match["relative"] else "time.year")


def may_start_number(shadow: str, start: int) -> bool:
    """Whether no number is cut in two when reading begins at `start`."""
    return not (
        start and shadow[start : start + 1].isdigit() and (shadow[start - 1].isdigit() or shadow[start - 1] in ".,")
    )


def _is_month(match: re.Match[str]) -> bool:
    return "月" in match.group()


def _years(reader: TimeReader, match: re.Match[str]) -> tuple[int | None, int | None]:
    if match["year"]:
        return patterns.year_of(match["year"]), patterns.year_of(match["year_last"]) if match["year_last"] else None
    row = patterns.WORDS[match["relative"]]
    base = reader.published_year
    if row["kind"] == "same":
        base = reader.last_year or base
    elif row["kind"] == "same_sentence":
        base = reader.sentence_year or base
    return (None if base is None else base + int(row["years"])), None


def _inner_point(reader: TimeReader, match: re.Match[str], year: int | None) -> Point:
    if match["month"] is None:
        year = year or reader.sentence_year or reader.published_year
        return Point(match.end(), None if year is None else _part_iso(match, year), "time.part_of_year")
    month = patterns.month_of(match["month"])
    year = year or reader.year_of_month(month, match)
    reader.sentence_month = month
    if year is None:
        return Point(match.end(), None, "time.month")
    if match["day"]:
        return Point(match.end(), _days_iso(match, year, month), "time.day")
    iso = f"{year}-{month:02}"
    if match["month_last"]:
        iso = f"{iso}/{year}-{patterns.month_of(match['month_last']):02}"
    return Point(match.end(), iso, "time.month")


def _days_iso(match: re.Match[str], year: int, month: int) -> str:
    iso = f"{year}-{month:02}-{int(match['day']):02}"
    if not match["day_last"]:
        return iso
    last_month = patterns.month_of(match["day_month"]) if match["day_month"] else month
    return f"{iso}/{year}-{last_month:02}-{int(match['day_last']):02}"


def _part_iso(match: re.Match[str], year: int) -> str:
    if match["half"]:
        return f"{year}-H{1 if match['half'] == '上' else 2}"
    if match["quarter"]:
        return f"{year}-Q{patterns.count_of(match['quarter'])}"
    months = patterns.count_of(match["first_months"] or match["first_quarters"]) * (1 if match["first_months"] else 3)
    return f"{year}-01/{year}-{months:02}"
