"""Everything that an article names and a quantity may be about: places, organizations, initiatives."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import Initiative
from zhizao.extraction.places import PlaceMention, find_places, place_names
from zhizao.extraction.text import Text

ActorKind = Literal["place", "organization", "initiative", "person", "event"]


class Actor(NamedTuple):
    """Something in the text that a quantity may be about; `name` is the form facts carry."""

    start: int
    end: int
    name: str
    kind: ActorKind = "place"


# A county or city the gazetteer lacks, at the start of a clause before what is said of it.
_COUNTY = (
    r"(?![全各该本某外内])"
    r"(?P<name>[^\W\d一二三四五六七八九十两位列居在的为和与及等全我本该各]{2,3}"
    r"(?:县|旗|(?<![城都上超股省县门夜楼车入])市|(?<![节反俭外])省))(?=[一-龥]{2})(?![长委级场民区内外份际])"
)
_COUNTY_FIRST, _COUNTY_LATER = re.compile(_COUNTY), re.compile(rf"[，。；：、:\n　 ]{_COUNTY}")
_OFFICE_PLACE = re.compile(
    r"(?P<place>[一-龥]{2,8}?(?:特别行政区|自治区|自治州|自治县|新区|省|市|区|县|州|旗))(?=[一-龥]{2})"
)
_REGION = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$")
_STATE_OFFICE = re.compile(
    r"国家|国务院|国新办|国办|央行|中央气象台|海关总署|工业和信息化部|[一-龥]{2,8}(?:部|总署|总局|委员会)$|中国人民银行|商务部|财政部"
)
_PLURAL = re.compile(r"^\d+[．.、]|(?:重大|重点|大)(?:\w{0,4})(?:项目|工程)$|^(?:各|一批|多个|全部)")
_SHIP = re.compile("舰|号(?!线|文)|战役|保卫战")
_FACILITY = re.compile("港(?![元币区珠澳股人口珠交务]|口|台)|(?:国际)?机场|综合保税区|综保区|口岸")
_HELD = re.compile(r"[”》]?[^。；\n]{0,30}?(?:举行|召开|开幕|举办|闭幕|落幕|吸引|收官)")


def actors_of(text: Text, entities: Iterable[Entity], initiatives: Iterable[Initiative]) -> Iterator[Actor]:
    """The named actors of `text`, in order and without overlaps; a longer name wins over what lies inside it.

    They are sought when the first is asked for: a text without quantities needs none.
    """
    found = [_of_entity(entity) for entity in entities if entity.organization_type != "media"]
    found += [_of_place(text.shadow, place) for place in find_places(text) if not _SHIP.match(text.shadow, place.end)]
    counties = (_COUNTY_FIRST.match(text.shadow), *_COUNTY_LATER.finditer(text.shadow))
    found += [Actor(m.start("name"), m.end("name"), m["name"], "place") for m in counties if m]
    found += _initiatives(text, initiatives)
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
        elif actor.end - actor.start > kept[-1].end - kept[-1].start:
            kept[-1] = actor
    yield from kept


def _of_place(shadow: str, place: PlaceMention) -> Actor:
    """A place, or the port or airport that it names: 某某港完成吞吐量…."""
    facility = _FACILITY.match(shadow, place.end)
    if facility is None:
        return Actor(place.start, place.end, short_region(place.canonical), "place")
    end = facility.end()
    return Actor(place.start, end, shadow[place.start : end], "organization")


@lru_cache(maxsize=4096)
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
        if initiative.type == "agreement" or _PLURAL.search(initiative.name):
            continue
        kind: ActorKind = "event" if initiative.type == "event" else "initiative"
        for name in {initiative.name, *initiative.aliases}:
            if name.startswith("《"):
                continue
            start = text.raw.find(name) if len(name) > 1 else -1
            while start >= 0:
                if kind != "event" or _HELD.match(text.shadow, start + len(name)):
                    yield Actor(start, start + len(name), initiative.name, kind)
                start = text.raw.find(name, start + len(name))
