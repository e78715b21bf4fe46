"""Authorities by grammar: 市经信委, 重庆市经信委 and 重庆市经济和信息化委员会 are a place and a domain."""

import re
from functools import lru_cache
from typing import NamedTuple

from zhizao.extraction import lexicon
from zhizao.resolution.places import LEVELS, Place, place_of
from zhizao.resolution.readings import Reason, Signature

_PARTY = "中国共产党委员会"
_GOVERNMENT = {
    "人民政府": "人民政府", "政府": "人民政府", "人民政府办公厅": "人民政府办公厅", "政府办公厅": "人民政府办公厅",
    "人民政府办公室": "人民政府办公室", "政府办公室": "人民政府办公室",
    "管理委员会": "管理委员会", "管委会": "管理委员会",
}  # fmt: skip
_RELATIVE = re.compile(rf"[本我该全]?({'|'.join(LEVELS)})(.+)")
_OTHER_AUTHORITY = re.compile(r"[一-龥]{2,9}(?:局|厅|委|办|署|办公室|委员会|法院|检察院|管委会)")
_NO_LEVEL = re.compile(r"市场|市政(?!府|协)|区块|区域|县域|省际|州际|乡村|镇痛|旗舰|全国|全球|全民|全联")


class Authority(NamedTuple):
    """A place, and what the authority does there."""

    place: Place
    domain: str


@lru_cache(maxsize=1)
def domains() -> dict[str, str]:
    """The full domain of an authority by each of its forms: 经信委 → 经济和信息化委员会."""
    return {row["form"]: row["full"] for row in lexicon.rows("government_domains")} | _GOVERNMENT


@lru_cache(maxsize=1 << 15)
def authority(text: str) -> Authority | None:
    """The authority that `text` names in full, with its place; a place alone acts as its government."""
    text = text.removeprefix("中共")
    for start in range(2, len(text)):
        domain = domains().get(text[start:])
        if domain and (place := place_of(text[:start])):
            return Authority(place, domain)
    if text.endswith(("委", "委员会")) and (party := _committee(text)):
        return party
    place = place_of(text)
    return Authority(place, "人民政府") if place and text.endswith(tuple(LEVELS)) else None


def _committee(text: str) -> Authority | None:
    """重庆市委: the party's committee of a place that is named with its level."""
    head = text.removesuffix("委员会").removesuffix("党委").removesuffix("委")
    place = place_of(head) if head.endswith(tuple(LEVELS)) else None
    return Authority(place, _PARTY) if place else None


def relative_level(text: str) -> tuple[str, str] | None:
    """Level and rest of an authority named relative to a place: 市经信委 → 市 and 经信委; level "" for 经信委 alone."""
    if text in domains():
        return "", text
    match = _RELATIVE.fullmatch(text)
    if match is None or _NO_LEVEL.match(text):
        return None
    level, rest = match.groups()
    listed = rest in domains() or rest in {"委", "委员会", "党委"} or _OTHER_AUTHORITY.fullmatch(rest)
    return (level, rest) if listed else None


def signature(found: Authority, reason: Reason, written: str) -> Signature:
    """What all forms of one authority share; a district's larger place, which not all name, is a trait instead."""
    return Signature(reason, f"authority {found.place.name}|{found.domain}", f"{written}: {full_name(found)}")


def full_name(found: Authority) -> str:
    """The authority's name in full: 重庆市经济和信息化委员会."""
    within = found.place.within or ""
    return f"{within}{found.place.name}{found.domain}"
