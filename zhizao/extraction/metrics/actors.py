"""Everything of an article that a quantity may be about: places, organizations, initiatives, and words for them (我市)."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import Initiative
from zhizao.extraction.places import find_places, place_names
from zhizao.extraction.text import Text

ActorKind = Literal["place", "organization", "initiative", "person"]


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """Something in the text that a quantity may be about; `name` is the form facts carry."""

    start: int
    end: int
    name: str
    kind: ActorKind = field(compare=False, default="place")


_NATION = re.compile(
    r"我国|全国(?!各|人大|政协|性|第)|(?<![一-龥\d])国内(?=[一-龥]{2})|国家(?=已|将|计划|规划|累计|共)"
)
_HERE = re.compile(r"(?:[我全本该])(?P<level>自治区|[省市区县州镇村])")
_FIRM = re.compile(r"(?:该|本|我们)?(?:公司|企业|集团)(?=[每年今已将共累实现可的总上下前去拟计预完有][^，。；]|在|，)")
# A county or district the gazetteer lacks, at the start of a clause before what is said of it.
_COUNTY = re.compile(
    r"(?:^|(?<=[，。；：、:\n　 ]))(?P<name>(?![全各该本某外内])[^\W\d一二三四五六七八九十两位列居在的为和与及等]{2,3}(?:县|旗))(?=[一-龥]{2})(?![长委级])"
)
_OFFICE_PLACE = re.compile(
    r"(?P<place>[一-龥]{2,8}?(?:特别行政区|自治区|自治州|自治县|新区|省|市|区|县|州|旗))(?=[一-龥]{2})"
)
_REGION = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$")
_REGIONS = frozenset({"宁夏", "新疆", "广西", "西藏", "内蒙古"})
_STATE_OFFICE = re.compile(
    r"国家|国务院|工业和信息化部|[一-龥]{2,8}(?:部|总署|总局|委员会)$|中国人民银行|商务部|财政部"
)
_BRACKET = re.compile(r"[（(](?:不含|不包括|含|除)[^（）()\n]{1,10}[）)]")
_NOT_SUBJECTS = frozenset({"event", "agreement"})


def actors_of(text: Text, entities: Iterable[Entity], initiatives: Iterable[Initiative]) -> list[Actor]:
    """The named actors of `text`, in order and without overlaps; a longer name wins over what lies inside it."""
    found = [_of_entity(entity) for entity in entities]
    found += [Actor(place.start, place.end, short_region(place.canonical), "place") for place in find_places(text)]
    found += [Actor(m.start("name"), m.end("name"), m["name"], "place") for m in _COUNTY.finditer(text.shadow)]
    found += _initiatives(text, initiatives)
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
        elif actor.end - actor.start > kept[-1].end - kept[-1].start:
            kept[-1] = actor
    return kept


def short_region(name: str) -> str:
    """A region of the first level as news name it: 宁夏 for 宁夏回族自治区, 香港 for 香港特别行政区."""
    return _REGION.sub("", name)


def _of_entity(entity: Entity) -> Actor:
    """A named organization or person; an office stands for the place it serves, one of the state for the country."""
    if entity.organization_type != "government":
        return Actor(entity.start, entity.end, entity.canonical, entity.kind)
    place = _OFFICE_PLACE.match(entity.canonical)
    if place is not None:
        return Actor(entity.start, entity.end, short_region(place_names().get(place["place"], place["place"])), "place")
    name = "中国" if _STATE_OFFICE.match(entity.canonical) else entity.canonical
    return Actor(entity.start, entity.end, name, "place" if name == "中国" else entity.kind)


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
        self._shadow, self._title = shadow, title
        self._named = sorted(self._with_bracket(actor) for actor in named if actor.kind != "person")
        self._title_places = [short_region(place.canonical) for place in find_places(Text(title))] if title else []
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
            if name in self._title_places or (self._title and name in self._title):
                counts[name] *= 5
        return max(first.values(), key=lambda actor: (counts[actor.name], -actor.start))

    def _covered(self, actor: Actor) -> bool:
        index = bisect_left(self._named, Actor(actor.end, 0, ""))
        return index > 0 and self._named[index - 1].end > actor.start

    def _pronouns(self, shadow: str) -> Iterator[Actor]:
        for match in _NATION.finditer(shadow):
            yield Actor(match.start(), match.end(), "中国", "place")
        places = [actor for actor in self._named if actor.kind == "place" and actor.name != "中国"]
        for match in _HERE.finditer(shadow):
            here = self._here(match["level"][-1], places)
            if here is not None:
                yield Actor(match.start(), match.end(), here, "place")
        firms = [actor for actor in self._named if actor.kind == "organization"]
        for match in _FIRM.finditer(shadow) if firms else ():
            yield Actor(match.start(), match.end(), self._firm_at(firms, match.start()).name, "organization")

    def _here(self, level: str, places: Sequence[Actor]) -> str | None:
        """The place that 全市 or 我县 means: one of that level in the title, else the one named most."""
        region = level == "区" and next((name for name in self._title_places if name in _REGIONS), None)
        titled = region or next((name for name in self._title_places if name.endswith(level)), None)
        if titled is not None:
            return titled
        here = self.dominant([actor for actor in places if actor.name.endswith(level)] or places)
        return here.name if here else self._title_places[0] if self._title_places else None

    def _firm_at(self, firms: Sequence[Actor], position: int) -> Actor:
        """The firm that 公司 means: the last that opens a sentence of the paragraph, else the first it names, …."""
        paragraph = self._shadow.rfind("\n", 0, position) + 1
        index, opening = bisect_left(firms, Actor(position, 0, "")), bisect_left(firms, Actor(paragraph, 0, ""))
        leading = [
            firm
            for firm in firms[opening:index]
            if self._shadow[max(0, firm.start - 6) : firm.start].rstrip(" 　“")[-1:] in {"", "\n", "。", "；", "！"}
        ]
        if leading:
            return leading[-1]
        return firms[opening] if opening < index else firms[index - 1] if index else firms[0]

    def _with_bracket(self, actor: Actor) -> Actor:
        """A place with the bracket that bounds it: 银川市（不含宁东）."""
        bracket = _BRACKET.match(self._shadow, actor.end)
        if bracket is None:
            return actor
        return replace(actor, end=bracket.end(), name=actor.name + bracket.group())
