"""The actors of one article by position, with the words that stand for them (我国, 全市, 公司) resolved."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from zhizao.extraction.metrics.actors import Actor, ActorKind, short_region
from zhizao.extraction.metrics.frame import paragraph_start
from zhizao.extraction.places import find_places
from zhizao.extraction.text import Text

_NATION = re.compile(
    r"我国|全国(?!各|人大|政协|性|第)|(?<![一-龥\d])国内(?=[一-龥]{2})|国家(?=已|将|计划|规划|累计|共)"
)
_HERE = re.compile(r"(?:[我全本该])(?P<level>自治区|[省市区县州镇村])")
_FIRM = re.compile(r"(?:公司|企业|集团)(?=[每年今已将共累实现可的总上下前去拟计预完有][^，。；]|在|，)")
_BRACKET = re.compile(r"[（(](?:不含|不包括|含|除)[^（）()\n]{1,10}[）)]")
_REGIONS = frozenset({"宁夏", "新疆", "广西", "西藏", "内蒙古"})
_SENTENCE_OPENS = frozenset("\n。；！")
_NEAR = 60  # actors before a position among which the nearest of a kind is sought
_TITLE_WEIGHT = 5  # a name in the title counts as much as so many in the text


class Actors:
    """The actors of one article by position, with the words that stand for them resolved."""

    def __init__(self, shadow: str, named: Iterable[Actor], title: str | None) -> None:
        self._shadow, self._title = shadow, title or ""
        self._named = sorted(self._with_bracket(actor) for actor in named if actor.kind != "person")
        self._all = sorted([*self._named, *(actor for actor in self._pronouns() if not self._covered(actor))])
        self._starts = [actor.start for actor in self._all]
        self.fallback = self._most_named(self._all)

    def within(self, start: int, end: int) -> list[Actor]:
        """The actors that begin from `start` to `end`."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def nearest(self, position: int, kind: ActorKind) -> Actor | None:
        """The last actor of a kind before `position`, among the few before it."""
        first = bisect_left(self._starts, position)
        found = (actor for actor in reversed(self._all[max(0, first - _NEAR) : first]) if actor.kind == kind)
        return next(found, None)

    @cached_property
    def organization_names(self) -> tuple[str, ...]:
        """The names of all organizations, each once, in the order of their first mention."""
        return tuple(dict.fromkeys(actor.name for actor in self._named if actor.kind == "organization"))

    @cached_property
    def _title_places(self) -> list[str]:
        return [short_region(place.canonical) for place in find_places(Text(self._title))] if self._title else []

    def _most_named(self, actors: Sequence[Actor]) -> str | None:
        """The name met most often, the earlier one of equals; one that the title names weighs more."""
        counts = Counter(actor.name for actor in actors)
        for name in counts:
            if name in self._title_places or name in self._title:
                counts[name] *= _TITLE_WEIGHT
        return max(counts, key=lambda name: counts[name]) if counts else None

    def _covered(self, actor: Actor) -> bool:
        index = bisect_left(self._named, Actor(actor.end, 0, ""))
        return index > 0 and self._named[index - 1].end > actor.start

    def _pronouns(self) -> Iterator[Actor]:
        for match in _NATION.finditer(self._shadow):
            yield Actor(match.start(), match.end(), "中国", "place")
        here: dict[str, str | None] = {}
        for match in _HERE.finditer(self._shadow):
            level = match["level"][-1]
            name = here[level] if level in here else here.setdefault(level, self._here(level))
            if name is not None:
                yield Actor(match.start(), match.end(), name, "place")
        yield from self._firm_pronouns()

    def _here(self, level: str) -> str | None:
        """The place that 全市 or 我县 means: one of that level in the title, else the one named most."""
        titled = [name for name in self._title_places if name.endswith(level) or (level == "区" and name in _REGIONS)]
        if titled:
            return titled[0]
        places = [actor for actor in self._named if actor.kind == "place" and actor.name != "中国"]
        fitting = [actor for actor in places if actor.name.endswith(level)]
        return self._most_named(fitting or places) or next(iter(self._title_places), None)

    def _firm_pronouns(self) -> Iterator[Actor]:
        """公司 means the last firm that opened a sentence of the paragraph, else its first, else the last before it."""
        firms = [actor for actor in self._named if actor.kind == "organization"]
        starts = [firm.start for firm in firms]
        opening = [firm for firm in firms if self._opens_sentence(firm)]
        opening_starts = [firm.start for firm in opening]
        for match in _FIRM.finditer(self._shadow) if firms else ():
            paragraph = paragraph_start(self._shadow, match.start())
            last_opening = bisect_left(opening_starts, match.start()) - 1
            first, before = bisect_left(starts, paragraph), bisect_left(starts, match.start())
            firm = firms[first] if first < before else firms[max(0, before - 1)]
            if last_opening >= 0 and opening_starts[last_opening] >= paragraph:
                firm = opening[last_opening]
            yield Actor(match.start(), match.end(), firm.name, "organization")

    def _opens_sentence(self, actor: Actor) -> bool:
        before = self._shadow[max(0, actor.start - 6) : actor.start].rstrip(" 　“")
        return not before or before[-1] in _SENTENCE_OPENS

    def _with_bracket(self, actor: Actor) -> Actor:
        """A place with the bracket that bounds it: 银川市（不含宁东）."""
        bracket = _BRACKET.match(self._shadow, actor.end)
        return actor if bracket is None else replace(actor, end=bracket.end(), name=actor.name + bracket.group())
