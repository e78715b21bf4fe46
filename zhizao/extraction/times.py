"""Times that a text states, resolved to ISO periods: dates, months, quarters, plan periods, 今年, 目前, 3年内, 5年来.

Relative times are resolved against the publication date; without one they stay unresolved (`period` is None).
A month or day without its year is the latest one not after the publication date, unless its sentence names the
year or speaks of the future.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from zhizao.extraction import time_patterns as patterns
from zhizao.extraction.mentions import Period
from zhizao.extraction.periods import period_of, span_of
from zhizao.extraction.text import Text
from zhizao.extraction.time_points import may_start_number, point_at
from zhizao.extraction.time_reader import TimeKind, TimeMention, TimeReader

__all__ = ["TimeKind", "TimeMention", "find_times", "parse_time", "times_of"]


def parse_time(expression: str, published_on: date | None = None) -> Period | None:
    """The period that one expression names (`今年前5个月`, `2020年9月10-11日`), or None when it names none."""
    found = [mention for mention in find_times(Text(expression), published_on) if mention.period is not None]
    return max(found, key=lambda mention: mention.end - mention.start).period if found else None


def find_times(text: Text, published_on: date | None) -> list[TimeMention]:
    """Every time stated in `text`, in order; the mentions do not overlap."""
    return list(_remembered(text.shadow, published_on))


@lru_cache(maxsize=8)
def _remembered(shadow: str, published_on: date | None) -> tuple[TimeMention, ...]:
    """The times of one of the last texts: several finders ask for them."""
    return tuple(times_of(shadow, published_on))


def times_of(shadow: str, published_on: date | None) -> list[TimeMention]:
    """Every time stated in a shadow text, in order."""
    return list(_scan(TimeReader(shadow, published_on)))


def _scan(reader: TimeReader) -> Iterator[TimeMention]:
    shadow, position = reader.shadow, 0
    while found := patterns.TRIGGER.search(shadow, position):
        start = found.start()
        if patterns.SENTENCE_END.search(shadow, position, start):
            reader.new_sentence()
        mention = _read_at(reader, start)
        if mention is None:
            digits = patterns.DIGIT_RUN.match(shadow, start)
            position = digits.end() if digits else start + 1
        else:
            position = mention.end
            yield mention


def _read_at(reader: TimeReader, start: int) -> TimeMention | None:
    sign = reader.shadow[start]
    if sign.isdigit() and not patterns.TIME_NUMBER.match(reader.shadow, start):
        return None
    for rule, read in _RULES_BY_SIGN[sign]:
        mention = read(reader, start, rule)
        if mention is not None:
            return mention
    return None


def _read_point(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    """A year, a part of a year, or both; and a second one joined to it (2018年3月至2020年5月)."""
    first = point_at(reader, start)
    if first is None:
        return None
    joined = patterns.JOIN.match(reader.shadow, first.end)
    second = point_at(reader, joined.end()) if joined else None
    if second is not None and first.iso and second.iso:
        period = span_of(first.iso.partition("/")[0], second.iso.rpartition("/")[2], "time.range")
        if period is not None:
            return _with_surroundings(
                reader.shadow, TimeMention(start, second.end, "at", period, "time.range"), reader.published_on
            )
    period = period_of(first.iso, first.rule) if first.iso else None
    mention = TimeMention(start, first.end, "at", period, first.rule if period else rule)
    return _with_surroundings(reader.shadow, mention, reader.published_on)


def _read_iso_date(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    match = patterns.ISO_DATE.match(reader.shadow, start)
    if match is None:
        return None
    iso = f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    return TimeMention(start, match.end(), "at", period_of(iso, rule), rule)


def _read_day(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    """A day without its month, also bracketed after 今 or 昨: 17日, 今(17)日."""
    match = patterns.BRACKETED_DAY.match(reader.shadow, start) or patterns.DAY.match(reader.shadow, start)
    if match is None:
        return None
    published = reader.published_on
    if published is None:
        return TimeMention(start, match.end(), "at", None, rule)
    day, month, year = (
        int(match["day"]),
        reader.sentence_month or published.month,
        reader.sentence_year or published.year,
    )
    if reader.sentence_month is None and day > published.day and not reader.is_future(match):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    iso = f"{year}-{month:02}-{day:02}"
    last = match.groupdict().get("day_last")
    period = period_of(f"{iso}/{year}-{month:02}-{int(last):02}" if last else iso, rule)
    return TimeMention(start, match.end(), "at", period, rule)


_TIMELESS: dict[str, TimeKind] = {"every": "every", "mean": "mean", "vague": "vague"}


def _read_word(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    match = patterns.WORD.match(reader.shadow, start)
    if match is None:
        return None
    row, published = patterns.WORDS[match.group()], reader.published_on
    kind = row["kind"]
    if kind in _TIMELESS:
        return TimeMention(start, match.end(), _TIMELESS[kind], None, f"time.{kind}")
    if published is None:
        return TimeMention(start, match.end(), "now" if kind == "now" else "at", None, f"time.{kind}")
    if kind == "day":
        day = published + timedelta(days=int(row["years"]))
        return TimeMention(start, match.end(), "at", period_of(day.isoformat(), rule), "time.relative_day")
    months = published.year * 12 + published.month - 1 + int(row["years"] or 0)
    period = period_of(f"{months // 12}-{months % 12 + 1:02}", f"time.{kind}")
    mention = TimeMention(start, match.end(), "now" if kind == "now" else "at", period, f"time.{kind}")
    basis = patterns.BASIS_BEFORE.search(reader.shadow, max(0, start - 2), start)
    return replace(mention, kind="basis") if basis else mention


def _read_plan(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    match = patterns.PLAN.match(reader.shadow, start)
    if match is None:
        return None
    years = patterns.WORDS[match["plan"]]["years"]
    iso = years.rpartition("/")[2] if match["end"] else years
    return TimeMention(start, match.end(), "at", period_of(iso, rule), rule)


def _read_within(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    match = patterns.WITHIN.match(reader.shadow, start)
    if match is None:
        return None
    count = patterns.count_of(match["count_last"] or match["count"] or match["count2"] or match["count3"])
    base = reader.sentence_year or reader.published_year
    period = period_of(f"{base}/{base + count}", rule) if base is not None else None
    return TimeMention(start, match.end(), "within", period, rule)


def _read_ago(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    """So many years ago: the year that lies so far back (`三年前，` in 2024 is 2021)."""
    match = patterns.AGO.match(reader.shadow, start) if may_start_number(reader.shadow, start) else None
    if match is None:
        return None
    year = reader.published_year and reader.published_year - patterns.count_of(match["count"])
    return TimeMention(start, match.end(), "at", period_of(str(year), rule) if year else None, rule)


def _read_past(reader: TimeReader, start: int, rule: str) -> TimeMention | None:
    match = patterns.PAST.match(reader.shadow, start) if may_start_number(reader.shadow, start) else None
    if match is None:
        return None
    count, published = patterns.count_of(match["count"] or match["count2"]), reader.published_on
    period = period_of(f"{published.year - count}/{published.year}", rule) if published else None
    return TimeMention(start, match.end(), "past", period, rule)


_Rule = tuple[str, Callable[[TimeReader, int, str], TimeMention | None]]
_RULES: tuple[_Rule, ...] = (
    ("time.iso_date", _read_iso_date),
    ("time.day", _read_day),
    ("time.plan", _read_plan),
    ("time.within", _read_within),
    ("time.ago", _read_ago),
    ("time.past", _read_past),
    ("time.point", _read_point),
    ("time.word", _read_word),
)

_RULES_BY_SIGN: dict[str, tuple[_Rule, ...]] = {
    sign: tuple(rule for rule in _RULES if sign in patterns.FIRST_SIGNS[rule[0].removeprefix("time.")])
    for sign in set("".join(patterns.FIRST_SIGNS.values()))
}


def _with_surroundings(shadow: str, mention: TimeMention, published_on: date | None) -> TimeMention:
    """Read what stands around a point of time: 截至…, 比…, …以来, …同期, …底."""
    before = shadow[max(0, mention.start - 2) : mention.start]
    after = patterns.SUFFIX.match(shadow, mention.end)
    end = after.end() if after else mention.end
    suffix = shadow[mention.end : end]
    if patterns.BASIS_BEFORE.search(before) or patterns.BASIS_AFTER.match(shadow, mention.end):
        return replace(mention, kind="basis", end=end)
    if suffix.endswith(patterns.SINCE) or (before.endswith(("自", "自从")) and patterns.EVENT_SINCE.match(shadow, end)):
        return replace(mention, kind="since", end=end, period=_until_now(mention.period, published_on))
    if patterns.UNTIL_BEFORE.search(before) or suffix.endswith("前"):
        return replace(mention, kind="until", end=end)
    return replace(mention, end=end)


def _until_now(period: Period | None, published_on: date | None) -> Period | None:
    """From the start of `period` to the year of publication (2018年以来); 今年以来 stays the year."""
    if period is None or published_on is None or period.first.year >= published_on.year:
        return period
    return span_of(str(period.first.year), str(published_on.year), period.rule)
