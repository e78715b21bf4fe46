"""Everything of an article that a quantity may be about: places, organizations, initiatives, and words for them (我市)."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import Initiative
from zhizao.extraction.places import find_places
from zhizao.extraction.text import Text

ActorKind = Literal["place", "organization", "initiative", "person"]


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """Something in the text that a quantity may be about; `name` is the form facts carry."""

    start: int
    end: int
    name: str
    kind: ActorKind = field(compare=False, default="place")


_NATION = re.compile(r"我国|全国(?!各|人大|政协|性|第)|(?<![一-龥\d])国内(?=[一-龥]{2})|国家(?=已|将|计划|规划|累计|共)")
_HERE = re.compile(r"(?:[我全本该])(?P<level>自治区|[省市区县州镇村])")
_FIRM = re.compile(r"(?:该|本|我们)?(?:公司|企业|集团)(?=[每年今已将共累实现可的总上下前去拟计预完有][^，。；]|在|，)")
_NOT_SUBJECTS = frozenset({"event", "agreement"})


def actors_of(text: Text, entities: Iterable[Entity], initiatives: Iterable[Initiative]) -> list[Actor]:
    """The named actors of `text`, in order and without overlaps; a longer name wins over what lies inside it."""
    found = [Actor(e.start, e.end, e.canonical, e.kind) for e in entities]
    found += [Actor(place.start, place.end, place.canonical, "place") for place in find_places(text)]
    found += _initiatives(text, initiatives)
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
        elif actor.end - actor.start > kept[-1].end - kept[-1].start:
            kept[-1] = actor
    return kept


def _initiatives(text: Text, initiatives: Iterable[Initiative]) -> Iterator[Actor]:
    for initiative in initiatives:
        if initiative.type in _NOT_SUBJECTS:
            continue
        for name in {initiative.name, *initiative.aliases}:
            if name.startswith("《"):
                continue
            start = text.raw.find(name) if len(name) > 1 else -1
            while start >= 0:
                yield Actor(start, start + len(name), initiative.name, "initiative")
                start = text.raw.find(name, start + len(name))


class Actors:
    """The actors of one article by position, with the words that stand for them resolved."""

    def __init__(self, shadow: str, named: Iterable[Actor], title: str | None) -> None:
        """Resolve 我国, 全市 and 公司 by the article's own places and organizations."""
        self._named = sorted(actor for actor in named if actor.kind != "person")
        self._title = title
        pronouns = [actor for actor in self._pronouns(shadow) if not self._covered(actor)]
        self._all = sorted([*self._named, *pronouns])
        self._starts = [actor.start for actor in self._all]
        dominant = self.dominant(self._all)
        self.fallback = dominant.name if dominant else None

    def within(self, start: int, end: int) -> list[Actor]:
        """The actors that begin from `start` to `end`."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of_kind(self, *kinds: ActorKind) -> list[Actor]:
        """All actors of some kinds, in order."""
        return [actor for actor in self._all if actor.kind in kinds]

    def nearest(self, position: int, *kinds: ActorKind) -> Actor | None:
        """The last actor of some kinds before `position`, else the first after it."""
        found = self.of_kind(*kinds)
        before = [actor for actor in found if actor.start < position]
        return before[-1] if before else found[0] if found else None

    def dominant(self, actors: Sequence[Actor]) -> Actor | None:
        """The actor named most; one that the title names counts five times as much."""
        counts = Counter(actor.name for actor in actors)
        if not counts:
            return None
        first: dict[str, Actor] = {}
        for actor in actors:
            first.setdefault(actor.name, actor)
        for name in counts:
            if self._title and (name in self._title or re.sub(r"[省市区县]$", "", name) in self._title):
                counts[name] *= 5
        return max(first.values(), key=lambda actor: (counts[actor.name], -actor.start))

    def _covered(self, actor: Actor) -> bool:
        index = bisect_left(self._named, Actor(actor.end, 0, ""))
        return index > 0 and self._named[index - 1].end > actor.start

    def _pronouns(self, shadow: str) -> Iterator[Actor]:
        for match in _NATION.finditer(shadow):
            yield Actor(match.start(), match.end(), "中国", "place")
        places = [actor for actor in self._named if actor.kind == "place" and actor.name != "中国"]
        for match in _HERE.finditer(shadow) if places else ():
            level = match["level"][-1]
            fitting = [actor for actor in places if actor.name.endswith(level)] or places
            here = self.dominant(fitting)
            if here is not None:
                yield Actor(match.start(), match.end(), here.name, "place")
        firms = [actor for actor in self._named if actor.kind == "organization"]
        for match in _FIRM.finditer(shadow) if firms else ():
            yield Actor(match.start(), match.end(), _nearest_firm(firms, match.start()).name, "organization")


def _nearest_firm(firms: Sequence[Actor], position: int) -> Actor:
    index = bisect_left(firms, Actor(position, 0, ""))
    return firms[index - 1] if index else firms[0]
