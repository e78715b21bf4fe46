"""Places in a text: countries, provinces, cities, districts and new areas, by a gazetteer and a little grammar.

The gazetteer (`lexicon/places.csv`) is compiled from GB/T 2260; its lines of level `blocked` are words that only look
as if they held a place name.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from zhizao.extraction import lexicon
from zhizao.extraction.text import Text

_FULL_FORM = ("省", "市", "县", "区", "州", "盟", "旗")
# A lower level that the gazetteer lacks is read after a full form: 重庆市 + 某某区.
_LOWER_LEVEL = re.compile(
    r"(?![一-龥]{0,3}[的和与及等在是个各为])[一-龥]{1,4}?(?:自治县|自治旗|县|区(?![域间块分别位])|旗|镇|乡|街道|村)"
)
_NOT_A_LOWER_LEVEL = re.compile(
    r".*(?:城区|市区|地区|园区|小区|社区|景区|高新区|开发区|经开区|新区|片区|灾区|郊区|山区|老区|库区|专区|辖区|"
    r"县区|区县|各区|各县|全县|全区|示范区|保护区|试验区|贸易区|保税区|功能区|集聚区|牧区|林区|校区|厂区|乡村|农村)$"
)
# One-sign abbreviations are words of their own elsewhere; as places they follow a verb of motion or place.
_ABBREVIATION_FRAME = re.compile(
    r"(?<=[在赴来驻入抵离])[京津沪渝冀晋辽苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘桂蒙藏](?![剧菜系酒商人语军大])"
)


class PlaceMention(NamedTuple):
    """One place as it stands in the text: `canonical` is the official name of its lowest level."""

    start: int
    end: int
    name: str
    canonical: str
    level: str


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    entries = [row for row in lexicon.rows("places") if row["level"] != "province_abbreviation"]
    automaton = ahocorasick_rs.AhoCorasick(
        [row["name"] for row in entries], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return automaton, tuple((row["canonical"], row["level"]) for row in entries)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    rows = lexicon.rows("places")
    return {row["name"]: row["canonical"] for row in rows if row["level"] == "province_abbreviation"}


def _listed(shadow: str) -> list[PlaceMention]:
    automaton, entries = _gazetteer()
    found = []
    for index, start, end in automaton.find_matches_as_indexes(shadow):
        canonical, level = entries[index]
        if level != "blocked":
            found.append(PlaceMention(start, end, shadow[start:end], canonical, level))
    return found


def _with_lower_level(shadow: str, place: PlaceMention, limit: int) -> PlaceMention:
    """Take in a district, county, town or village the gazetteer lacks; never past the next listed place."""
    if not place.name.endswith(_FULL_FORM):
        return place
    match = _LOWER_LEVEL.match(shadow, place.end, limit)
    if match is None or _NOT_A_LOWER_LEVEL.match(match.group()):
        return place
    return PlaceMention(place.start, match.end(), shadow[place.start : match.end()], match.group(), "county")


def _joined(shadow: str, places: list[PlaceMention]) -> list[PlaceMention]:
    """Neighbours such as 四川 + 成都 are one mention of the lower level."""
    joined: list[PlaceMention] = []
    for place in places:
        last = joined[-1] if joined else None
        if last and last.end == place.start and last.level in {"country", "province", "city", "county"}:
            joined[-1] = PlaceMention(
                last.start, place.end, shadow[last.start : place.end], place.canonical, place.level
            )
        else:
            joined.append(place)
    return joined


def _abbreviated(shadow: str) -> list[PlaceMention]:
    names = _abbreviations()
    return [
        PlaceMention(match.start(), match.end(), match.group(), names[match.group()], "province")
        for match in _ABBREVIATION_FRAME.finditer(shadow)
        if match.group() in names
    ]


@lru_cache(maxsize=8)
def find_places(text: Text) -> tuple[PlaceMention, ...]:
    """Every place named in `text`, in order and without overlaps; neighbouring levels form one mention."""
    shadow = text.shadow
    listed = _listed(shadow)
    limits = [*(place.start for place in listed[1:]), len(shadow)]
    grown = [_with_lower_level(shadow, place, limit) for place, limit in zip(listed, limits, strict=False)]
    joined = _joined(shadow, grown)
    taken = {position for place in joined for position in range(place.start, place.end)}
    return tuple(sorted([*joined, *(p for p in _abbreviated(shadow) if p.start not in taken)]))


@lru_cache(maxsize=1)
def place_names() -> dict[str, str]:
    """Official name by every form of the gazetteer, without one-sign abbreviations."""
    rows = lexicon.rows("places")
    return {row["name"]: row["canonical"] for row in rows if row["level"] not in {"province_abbreviation", "blocked"}}
