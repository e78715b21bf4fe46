"""Whom or what a quantity is about: a named entity of its clause, of an earlier clause, of the article."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhizao.extraction.metrics.frame import Place, Sentence

ActorKind = Literal["place", "organization", "initiative", "person"]


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """Something in the text that a quantity may be about; `name` is the form facts carry."""

    start: int
    end: int
    name: str
    kind: ActorKind = field(compare=False, default="place")


_NATION = re.compile(r"我国|全国|国内|中国(?![一-龥]{0,12}(?:公司|集团|协会|研究院|银行|大学|学会|联盟))")
_HERE = re.compile(r"(?:我|全|本|该)(?:省|市|区|县|州|镇|村|自治区)")
_FIRM = re.compile(r"(?:该|本|我们)?(?:公司|企业|集团)(?=[一-龥])")
_OBLIQUE = re.compile(r"(?:为|向|对|给|与|和|同|从|由|在|位于|来自|于|比|让|据)$")


class Subjects:
    """All actors of an article, the pronouns among them resolved, answering for a quantity by its position."""

    def __init__(self, shadow: str, actors: Iterable[Actor], title: str | None, publisher_place: str | None = None) -> None:
        """Resolve 我国, 全市 and 公司 by the article's own places and organizations."""
        named = sorted(actors)
        self._shadow = shadow
        self._dominant = _dominant(named, title)
        self._place = _dominant([a for a in named if a.kind == "place" and a.name != "中国"], title)
        self._firm = _dominant([a for a in named if a.kind == "organization"], title)
        taken = [(a.start, a.end) for a in named]
        pronouns = [a for a in self._pronouns(shadow) if not _overlaps(a, taken)]
        self._actors = sorted([*(a for a in named if a.kind != "person"), *pronouns])
        self._starts = [a.start for a in self._actors]
        if self._dominant is None and pronouns:
            self._dominant = _dominant(pronouns, None)
        self.fallback = self._dominant.name if self._dominant else None

    def _pronouns(self, shadow: str) -> list[Actor]:
        found = [Actor(m.start(), m.end(), "中国", "place") for m in _NATION.finditer(shadow)]
        if self._place is not None:
            found += [Actor(m.start(), m.end(), self._place.name, "place") for m in _HERE.finditer(shadow)]
        if self._firm is not None:
            found += [Actor(m.start(), m.end(), self._firm.name, "organization") for m in _FIRM.finditer(shadow)]
        return found

    def within(self, start: int, end: int) -> list[Actor]:
        """The actors named from `start` to `end`."""
        return self._actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, sentence: Sentence, place: Place, paragraph_start: int) -> tuple[str | None, str]:
        """The subject of the quantity at `place` and the rule that found it."""
        before = self.within(sentence.span.start, place.quantity.start)
        direct = [a for a in before if not _OBLIQUE.search(self._shadow, max(0, a.start - 2), a.start)]
        for actor in reversed(direct):
            if actor.start >= place.clause.start:
                return actor.name, "subject.clause"
        for actor in direct:
            return actor.name, "subject.sentence"
        for actor in before:
            return actor.name, "subject.oblique"
        earlier = [a for a in self.within(paragraph_start, sentence.span.start)]
        if earlier:
            return earlier[-1].name, "subject.paragraph"
        return self.fallback, "subject.article"


def _overlaps(actor: Actor, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(taken, (actor.end, 0))
    return index > 0 and taken[index - 1][1] > actor.start


def _dominant(actors: Sequence[Actor], title: str | None) -> Actor | None:
    """The actor named most, one that the title names counting five times as much."""
    counts = Counter(a.name for a in actors)
    if not counts:
        return None
    for name in counts:
        if title and (name in title or name.rstrip("省市区县") in title):
            counts[name] *= 5
    best = max(counts.items(), key=lambda item: (item[1], -min(a.start for a in actors if a.name == item[0])))[0]
    return next(a for a in actors if a.name == best)
