"""Places at the head of names: which they are, in which larger ones they lie, and what level they have."""

import re
from functools import lru_cache
from typing import NamedTuple

from zhizao.extraction import lexicon
from zhizao.extraction.places import place_names

LEVELS = ("自治区", "自治州", "自治县", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡")
"""The level a full place name ends in; those of several signs first."""

_UNLISTED = re.compile(r"(?!自治[区州县旗]$)[一-龥]{2,4}?(?:自治区|自治州|自治县|省|市|区|县|州|(?<!联)盟|旗|镇|乡)$")
_STATE = re.compile(r"(?:伊斯兰|联邦|人民|民主|社会主义|阿拉伯)*(?:共和国|联邦|王国)$")
_REGION = re.compile(r"[东西南北中]部|[东西][南北]|华[东西南北中]|亚太|海外")
_LONGEST = 12
_SHORTEST = 2


class Place(NamedTuple):
    """A place: the official name of its lowest level, and the larger place named before it, if any."""

    name: str
    within: str | None = None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row["name"]: row["canonical"] for row in lexicon.rows("places") if row["level"] == "country"}


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return {name: official for name, official in place_names().items() if name not in _countries()}


def country_of(text: str) -> str | None:
    """The country that `text` names, by its usual name or with its form of state: 南非共和国."""
    return None if text == "全国" else _countries().get(text) or _countries().get(_STATE.sub("", text))


def level_of(place: str) -> str | None:
    """The sign of the place's level: 市 of 重庆市, 自治区 of 宁夏回族自治区."""
    return next((level for level in LEVELS if place.endswith(level)), None)


@lru_cache(maxsize=1 << 14)
def place_of(text: str) -> Place | None:
    """The place that `text` names and nothing else: 重庆, 重庆市北碚区, 云州市 (which no list holds)."""
    if text in _listed():
        return Place(_listed()[text])
    for length in range(min(_LONGEST, len(text) - _SHORTEST), _SHORTEST - 1, -1):
        larger = _listed().get(text[:length])
        if larger and (smaller := place_of(text[length:])):
            return Place(smaller.name, smaller.within or (larger if larger != smaller.name else None))
    return Place(text) if _UNLISTED.fullmatch(text) else None


def listed_place(text: str) -> str | None:
    """The official name of the listed place that `text` is, larger places before it included; or a region's name."""
    if _REGION.fullmatch(text):
        return text
    place = place_of(text) if leading(f"{text}。") == len(text) else None
    return place.name if place else None


def leading(text: str) -> int:
    """How many signs of `text` are a listed place at its head, smaller ones included; 0 for none."""
    length = next((n for n in range(min(_LONGEST, len(text) - 1), _SHORTEST - 1, -1) if text[:n] in _listed()), 0)
    return length + leading(text[length:]) if length else 0
