"""Which stated time a quantity holds for: the last time before it in its sentence, zipped lists, headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhizao.extraction.mentions import Period
from zhizao.extraction.metrics.frame import Place, Sentence
from zhizao.extraction.text import Span
from zhizao.extraction.times import TimeMention

_LIST = re.compile(r"[、和与及]|以及")
_HEADING = 40  # longest line, in characters, that is read as a heading


@dataclass(frozen=True, slots=True)
class TimeScope:
    """The time that governs a quantity; `mention` is None when none does."""

    period: Period | None
    mention: TimeMention | None
    rule: str


NO_TIME = TimeScope(None, None, "period.none")


def time_scope(shadow: str, sentence: Sentence, place: Place, heading: TimeMention | None) -> TimeScope:
    """The time that governs the quantity at `place`; `heading` is the time of the heading or title above it."""
    zipped = _zipped(shadow, sentence, place)
    if zipped is not None:
        return TimeScope(zipped.period, zipped, "period.zipped")
    mention = _last_before(sentence.times, place.quantity.start)
    if mention is not None:
        return TimeScope(mention.period, mention, f"period.{mention.kind}")
    if heading is not None:
        return TimeScope(heading.period, heading, "period.heading")
    return NO_TIME


def _last_before(times: Sequence[TimeMention], position: int) -> TimeMention | None:
    for mention in reversed(times):
        if mention.start < position and mention.kind != "basis":
            return mention
    return None


def _zipped(shadow: str, sentence: Sentence, place: Place) -> TimeMention | None:
    """The n-th time of a list of times for the n-th of as many quantities (甲年、乙年…分别为A、B)."""
    times = [time for time in sentence.times if time.kind != "basis" and time.end <= place.quantity.start]
    group = _last_list(shadow, times)
    if len(group) < 2:  # noqa: PLR2004 — a list has two members
        return None
    values = [p.quantity for p in sentence.places if p.quantity.start >= group[-1].end][: len(group)]
    if len(values) != len(group) or place.quantity not in values or "分别" not in shadow[group[-1].end : values[0].start]:
        return None
    return group[values.index(place.quantity)]


def _last_list(shadow: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    group: list[TimeMention] = []
    for time in reversed(times):
        if group and not _LIST.fullmatch(shadow, time.end, group[0].start):
            break
        group.insert(0, time)
    return group


def heading_times(shadow: str, times: Sequence[TimeMention]) -> list[tuple[int, TimeMention]]:
    """The times stated in headings: short lines without a full stop. Each holds from its line to the next heading."""
    found = []
    for time in times:
        start, end = shadow.rfind("\n", 0, time.start) + 1, shadow.find("\n", time.end)
        line = Span(start, len(shadow) if end < 0 else end)
        if line.end < len(shadow) and line.end - line.start <= _HEADING and not re.search(r"[。；;]", shadow[start:end]):
            found.append((line.end, time))
    return found
