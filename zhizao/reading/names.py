"""Names of persons as bylines print them: Chinese names by surname, foreign ones by their middle dot."""

import re
from functools import lru_cache

from zhizao.reading import terms
from zhizao.reading.page import folded

_SIGN = "[㐀-䶿一-鿿]"
_SEPARATORS = re.compile(r"\s*[、,;/|&]\s*|\s+(?:和|与)\s*|(?<=\S)(?:和|与)(?=\S)|\s+")
_FOREIGN = re.compile(rf"{_SIGN}{{1,6}}(?:·{_SIGN}{{1,5}}){{1,3}}|[A-Z][a-z]+(?: [A-Z][a-z.]+){{1,3}}")
_LONGEST_FOREIGN = 24
_PLACES_AND_MEDIA = re.compile(r".+[网报社刊局厅市县区省镇]|.州")


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames that mark a name by themselves, and all."""
    from zhizao.extraction.lexicon import rows  # its package brings the engine with it

    kinds = {row["surname"]: row["class"] for row in rows("surnames")}
    alone = {name for name, kind in kinds.items() if kind not in {"rare", "japanese"}}
    sure = frozenset(alone.union(" ".join(terms.lines("surnames_traditional")).split()))
    return sure, sure.union(kinds, " ".join(terms.lines("surnames_beside_roles")).split())


@lru_cache(maxsize=1)
def _no_names() -> tuple[str, ...]:
    return tuple(" ".join(terms.lines("not_names")).split())


def is_person(text: str, *, alone: bool = False) -> bool:
    """Whether the text is a Chinese name of two to four signs with a known surname, or a foreign name.

    `alone` asks for more: no role or label stands by it, so surnames that are words as well do not count.
    """
    if len(text) <= _LONGEST_FOREIGN and _FOREIGN.fullmatch(text):
        return re.search(r"[报网社台]|记者|通讯|新闻", text) is None
    if not 2 <= len(text) <= 4 or re.fullmatch(_SIGN + "+", text) is None:  # noqa: PLR2004 - as names are long
        return False
    if text.startswith(_no_names()) or _PLACES_AND_MEDIA.fullmatch(text):
        return False
    surnames = _surnames()[not alone]
    if text[:2] in surnames:
        return len(text) > 2  # noqa: PLR2004 - a double surname and at least one sign
    return text[0] in surnames and len(text) < 4  # noqa: PLR2004 - one sign and a given name of one or two


def persons(text: str, *, alone: bool = False) -> tuple[str, ...] | None:
    """The names in a list like 甲乙、丙丁 戊 己; None when any part of it is no name."""
    parts = [part for part in _SEPARATORS.split(folded(text).strip(" 、,;:/|")) if part]
    names = _rejoin(parts)
    return tuple(names) if names and all(is_person(name, alone=alone) for name in names) else None


def _rejoin(parts: list[str]) -> list[str]:
    """Put printed names of two signs together again: 薛 益; and Latin names: Ann Lee."""
    names: list[str] = []
    for part in parts:
        if names and len(part) == 1 and len(names[-1]) == 1 and names[-1] in _surnames()[1]:
            names[-1] += part
        elif names and re.fullmatch(r"[A-Z][A-Za-z.]*", part) and re.fullmatch(r"[A-Z][A-Za-z. ]*", names[-1]):
            names[-1] += f" {part}"
        else:
            names.append(part)
    return names
