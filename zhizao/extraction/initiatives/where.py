"""When and where: the time and the place that the sentence gives for what it says of an initiative."""

import re
from bisect import bisect_left
from datetime import date

from zhizao.extraction.initiatives.candidate import Candidate
from zhizao.extraction.places import PlaceMention, find_places
from zhizao.extraction.text import Text
from zhizao.extraction.times import TimeMention, find_times

_DATING = frozenset(("at", "until", "within"))
_SENTENCE_ENDS = "。！？!?\n"
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
"""The part of an ISO period that is a day, month or year; a quarter or half is known by its year."""
_TITLE = re.compile(r"《[^《》\n]{1,60}》")  # a year inside a document's title dates the document, not what is done
_AT_PLACE = ("在", "位于", "落户", "落地", "坐落", "地处", "于")
_REACH = 60  # how far from the name its place may stand


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_left(spans, (position, position))
    return at > 0 and position < spans[at - 1][1]


class Setting:
    """The times and places of one text, asked for by candidate."""

    def __init__(self, text: Text, published_on: date | None) -> None:
        """Read both once; `published_on` resolves relative times."""
        titles = [match.span() for match in _TITLE.finditer(text.shadow)]
        times = [t for t in find_times(text, published_on) if t.period is not None and t.kind in _DATING]
        times = [t for t in times if not _inside(titles, t.start)]
        self._shadow, self._published_on = text.shadow, published_on
        self._times, self._time_starts = times, [t.start for t in times]
        self._places = find_places(text)
        self._place_starts = [p.start for p in self._places]

    def date_of(self, candidate: Candidate) -> str | None:
        """The ISO time of the candidate's verb: the nearest before it in its sentence, else the next in its clause.

        What spans days is dated by its first day when it is an event, else by its last.
        """
        if candidate.frame is None:
            return None
        verb_end = candidate.quote[1]
        begin = max(self._shadow.rfind(sign, 0, candidate.quote[0]) for sign in _SENTENCE_ENDS) + 1
        mention = self._nearest(begin, verb_end, candidate.clause.end)
        if mention is None or mention.period is None or self._contradicts(mention, candidate):
            return None
        first, _, last = mention.period.iso.partition("/")
        found = _DATE.match(last if last and candidate.type != "event" else first)
        return found.group() if found else None

    def _contradicts(self, mention: TimeMention, candidate: Candidate) -> bool:
        """What is planned has no date in the past, and what is done none in the future."""
        if self._published_on is None or mention.period is None:
            return False
        if candidate.status in ("planned", "proposed"):
            return mention.period.last < self._published_on
        return candidate.status in ("in_operation", "completed") and mention.period.first > self._published_on

    def _nearest(self, begin: int, verb_end: int, clause_end: int) -> TimeMention | None:
        low, high = bisect_left(self._time_starts, begin), bisect_left(self._time_starts, verb_end)
        if low < high:
            return self._times[high - 1]
        after = bisect_left(self._time_starts, clause_end)
        return self._times[high] if high < after else None

    def place_of(self, candidate: Candidate) -> str | None:
        """The place as written: where the clause says it is (在某地, 落户某地), else the one that opens its name."""
        clause = candidate.clause
        low = bisect_left(self._place_starts, max(clause.start, candidate.start - _REACH))
        high = bisect_left(self._place_starts, min(clause.end, candidate.end + _REACH))
        here = self._places[low:high]
        said = next((p for p in here if self._shadow.endswith(_AT_PLACE, clause.start, p.start)), None)
        inside: PlaceMention | None = next((p for p in here if candidate.start <= p.start < candidate.end), None)
        found = said or inside
        return found.name if found else None
