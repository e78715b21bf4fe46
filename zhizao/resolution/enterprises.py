"""Enterprises by grammar: brand, place and unit of a branch; core and legal form of a company's own name."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import rjieba

from zhizao.extraction.participants.aliases import LEGAL_TAIL, is_only_common
from zhizao.resolution import lexicon
from zhizao.resolution.places import leading, listed_place, place_of

LegalForm = Literal["group", "stock", "limited", ""]

_FORMS: tuple[tuple[str, LegalForm], ...] = (
    (r"(?:集团|控股)?股份(?:有限公司)?$", "stock"),
    (r"集团(?:有限(?:责任)?公司|公司)?$|总公司$|控股(?:有限公司)?$", "group"),
    (r"有限(?:责任)?公司$", "limited"),
    (r"公司$", ""),
)
_LEGAL_INSIDE = re.compile(r"(?:集团)?(?:股份)?(?:有限(?:责任)?公司|集团公司|集团)$")
_SHORTEST_CORE = 3
_LATIN = re.compile(r"[a-z]{2,}")
_ACRONYMS = frozenset(("5g", "6g", "ai", "it", "vr", "ar", "led", "lng", "apec", "app", "ict", "iot"))


class Branch(NamedTuple):
    """A part of a body in a place: 重庆联通 is 中国联通, 重庆市, 分公司."""

    parent: str
    place: str
    unit: str


class Company(NamedTuple):
    """A company's own name: what is left without place and legal form, and these two."""

    core: str
    place: str
    form: LegalForm


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    return {row["form"]: row["unit"] for row in lexicon.rows("branch_units")}


@lru_cache(maxsize=1)
def _unit_tail() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(_units(), key=len, reverse=True))})$")


@lru_cache(maxsize=1)
def _brands() -> dict[str, dict[str, str]]:
    return {row["brand"]: row for row in lexicon.rows("branch_brands")}


def is_only_unit(text: str) -> bool:
    """Whether a form names a unit, with or without its place, and not whose it is: 重庆分院."""
    tail = _unit_tail().search(text)
    if tail is None:
        return text in {"公司", "集团", "总部", "总公司", "子公司"}
    head = text[: tail.start()]
    return not head or place_of(head.strip("()")) is not None


@lru_cache(maxsize=1 << 15)
def branch(text: str) -> Branch | None:
    """The branch that `text` names, if it says place and unit; the parent as written there."""
    place_length = leading(text)
    brand = _brands().get(text[place_length:]) if place_length else None
    if brand and (place := place_of(text[:place_length])):
        return Branch(brand["canonical"], place.name, brand["unit"])
    for start in range(2, len(text) - 2) if _unit_tail().search(text) else ():
        found = _place_and_unit(text[start:])
        if found:
            parent = text[:start]
            bare = _LEGAL_INSIDE.sub("", parent) or parent
            return Branch(_brands().get(bare, {}).get("canonical", parent), *found)
    return None


def _place_and_unit(text: str) -> tuple[str, str] | None:
    """重庆市分公司 → 重庆市, 分公司."""
    for length in range(len(text) - 2, 1, -1):
        unit = _units().get(text[length:])
        if unit and (place := listed_place(text[:length].strip("()"))):
            return place, unit
    return None


@lru_cache(maxsize=1 << 15)
def company(text: str) -> Company | None:
    """Core, place and legal form of a company's own name; None where the core says too little to tell it by."""
    form: LegalForm = ""
    stem = text
    for pattern, name in _FORMS:
        stem, cut = re.subn(pattern, "", text)
        if cut:
            form = name
            break
    start = leading(stem) if stem != text else 0
    place = place_of(stem[:start]) if start else None
    core = stem[start:] if place else stem
    if len(core) < _SHORTEST_CORE or is_only_common(core):
        return None
    return Company(core, place.name if place else "", form)


@lru_cache(maxsize=1 << 15)
def is_distinctive(text: str) -> bool:
    """Whether a form holds a word that is in no dictionary, or a brand in Latin letters: it names one thing only."""
    if any(word not in _ACRONYMS for word in _LATIN.findall(text)):
        return True
    return any(_is_unknown(word) for word in rjieba.cut(text))


@lru_cache(maxsize=1)
def _everyday_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("everyday_words"))


def _is_unknown(word: str) -> bool:
    if len(word) == 1 or word[0] < "\u4e00" or rjieba.has_word(word):
        return False
    return not any(everyday in word for everyday in _everyday_words())


def without_legal_form(text: str) -> str:
    """A name without its legal form: 华为技术有限公司 → 华为技术."""
    return LEGAL_TAIL.sub("", text)
