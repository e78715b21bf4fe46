"""Organizations that end in a head (公司, 研究院, 协会 …): where such a name begins and whether it names anybody."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from zhizao.extraction.mentions import OrganizationType
from zhizao.extraction.participants.found import Found, is_trade_name, row_type
from zhizao.extraction.participants.government import ADMINISTRATIVE
from zhizao.extraction.participants.head_starts import bold_start, over_conjunction, task_start
from zhizao.extraction.participants.phrases import (
    is_general_word,
    is_tail_of_word,
    names_something,
    phrase_start,
    skip_to_place,
    without_leading_verbs,
)
from zhizao.extraction.participants.terms import Hit, Scan, word_class
from zhizao.extraction.places import place_names

_LEGAL = ("有限公司", "有限责任公司")
_TERMINAL = (*_LEGAL, "总公司")
_UNIT_REACH = 8
"""Signs from a legal form to the head of a unit that still belongs to it: 某某有限公司 + 重庆分公司."""
_HOUSES = {"集团", "公司", "集团公司"}
_LOOSE = {"institute", "weak"}
_DIVISIONS = {"事业部", "事业群"}
_TRADED = {"province", "city", "county"}
_NO_ANCHORS = {"全国", "我国"}
_WORLDWIDE = frozenset({"世界", "国际", "亚洲", "全球", "中华", "亚太"})
_ALL_STATE = frozenset({"国家", "全国"})
_LONG = 5
_INDEFINITE = re.compile(r"[一二两三数多几](?:家|所|个)|有关|相关|各[类级大]|新一届|现任|所谓|[式型]$")
"""What makes a name a kind: 某国一家公司, 多家银行."""
_LEGAL_NAME = 4
"""Signs before a legal form that are a name even when the dictionary knows each of its words."""
_STANDS_ALONE = re.compile(r"(?:[省市区县州]|自治区)(?:政府|党?委)(?:[省市区县州]政府)?")
_MEDIA_GROUP = re.compile(r"(?:日报|报业|广播电视|传媒|出版).*集团")


@dataclass
class _Known:
    """The names found so far, by where they end; `floor` is where a name that is complete keeps later ones apart."""

    by_end: dict[int, Found]
    floor: int = 0
    found: list[Found] = field(default_factory=list)


@lru_cache
def _neighbours(head: str, not_before: str, not_after: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What may not stand before and after `head`, as the term list says."""
    del head  # the key of the cache
    before = re.compile(rf"(?:{not_before})$") if not_before else None
    return before, re.compile(not_after) if not_after else None


def _refused(scan: Scan, hit: Hit) -> bool:
    """Whether the head is a part of another word here: 招|商会, 银行|卡."""
    before, after = _neighbours(hit.row["head"], hit.row["not_before"], hit.row["not_after"])
    if after and after.match(scan.shadow, hit.end):
        return True
    return before is not None and before.search(scan.shadow, max(0, hit.start - 2), hit.start) is not None


def headed(scan: Scan, known: list[Found]) -> list[Found]:
    """Names that end in a head, from the first word that can belong to the name."""
    names = _Known({found.end: found for found in known})
    for hit in scan.hits["head"]:
        name = None if _refused(scan, hit) else _name(scan, hit, names)
        if name is None:
            continue
        names.by_end[name.end] = name
        names.found.append(name)
        if hit.row["head"].endswith(_TERMINAL) and not _continues(scan, hit.end):
            names.floor = hit.end
    return names.found


def _continues(scan: Scan, position: int) -> bool:
    """Whether a unit of the same organization may follow: 某某有限公司 + 重庆分公司."""
    heads = scan.hits["head"]
    index = bisect_left(heads, (position,))
    return index < len(heads) and heads[index].start - position <= _UNIT_REACH and heads[index].row["class"] == "unit"


def _name(scan: Scan, hit: Hit, names: _Known) -> Found | None:
    start = _start(scan, hit, names)
    if start == hit.start:
        return _alone(scan, hit)
    accepted = _accepted(scan, hit, start, names.by_end)
    if accepted is None:
        return None
    rule, confidence = accepted
    found = Found(start, hit.end, row_type(hit.row), rule, confidence, _authority_key(scan, start, hit))
    return found._replace(type=_type_of(scan.shadow[start : hit.end], found.type))


def _start(scan: Scan, hit: Hit, names: _Known) -> int:
    """Where the name begins: the widest run of name-like words, cut and widened by what its kind demands."""
    kind, legal = hit.row["type"], hit.row["head"].endswith(_LEGAL)
    start = phrase_start(scan, hit.start, names.floor)
    if hit.row["type"] == "government":
        start = task_start(scan, hit, start, names.floor)
    if legal:
        start = bold_start(scan, start, hit.start, names.floor)
    if kind in {"association", "research", "university"}:
        start = over_conjunction(scan, start, names.floor, needs_parent=kind != "association")
    start = skip_to_place(scan, start, hit.start, names.by_end)
    if kind == "association" and scan.shadow[max(0, start - 2) : start] in _WORLDWIDE:
        start -= 2
    start = _after_companion(scan, start, hit.start, names.by_end)
    if not legal:
        start = without_leading_verbs(scan, start, hit.start)
    elif scan.shadow.startswith("联合国", start):
        start += 2  # 联合 is the verb here: 联合 + 国某某有限公司
    if start < hit.start and scan.shadow[start] in "“”（(" and "”" not in scan.shadow[start : hit.start]:
        start += 1
    parent = names.by_end.get(start)
    return parent.start if parent and hit.row["may_be_part"] else start


def _alone(scan: Scan, hit: Hit) -> Found | None:
    """市政府, 省委: authorities named without their place."""
    head = hit.row["head"]
    if not _STANDS_ALONE.fullmatch(head) or is_tail_of_word(scan, hit.start):
        return None
    domain = "人民政府" if head.endswith("政府") else "委员会"
    return Found(hit.start, hit.end, "government", "organization.authority_alone", 0.7, f"?{head[0]}|{domain}")


def _after_companion(scan: Scan, start: int, end: int, by_end: dict[int, Found]) -> int:
    """甲联合乙: 联合 after a known organization is the verb, so the name begins behind it."""
    position = scan.shadow.rfind("联合", start, end)
    return position + 2 if position > start and position in by_end else start


def _authority_key(scan: Scan, start: int, hit: Hit) -> str:
    """重庆市政府 and 重庆市人民政府 are one authority: place and 人民政府."""
    head = hit.row["head"]
    if not head.endswith("政府") or head.count("市") > 1:
        return ""
    place = scan.shadow[start : hit.start] + head.removesuffix("政府").removesuffix("人民")
    return f"{place_names().get(place, place)}|人民政府"


def _accepted(scan: Scan, hit: Hit, start: int, by_end: dict[int, Found]) -> tuple[str, float] | None:
    """The rule and confidence under which the name stands, or None when it names nobody in particular."""
    kind = hit.row["class"]
    parent = bool(scan.within("name", start, hit.start)) or any(
        end in by_end for end in range(start + 1, hit.start + 1)
    )
    if _INDEFINITE.search(scan.shadow, start, hit.start):
        return None
    if kind == "unit":
        return ("organization.unit", 0.85) if parent or _names_unit(scan, hit, start) else None
    if kind == "branded":
        return ("organization.place_and_trade", 0.8) if _is_placed_trade(scan, hit, start) else None
    if not _is_particular(scan, hit, start, parent=parent):
        return None
    if hit.row["head"].endswith(_LEGAL):
        return "organization.legal_form", 0.97
    return ("organization." + kind, 0.75) if kind in _LOOSE else ("organization.head", 0.85)


def _is_particular(scan: Scan, hit: Hit, start: int, *, parent: bool) -> bool:
    """Whether a parent, a place, an unknown word, or a long legal name says which body is meant."""
    places = [place for place in scan.within("place", start, hit.start) if place.row["name"] not in _NO_ANCHORS]
    if hit.row["needs_more"] and places and not parent and places[-1].end == hit.start:
        return False
    first = scan.word_at(start)
    if hit.row["head"].endswith(_LEGAL) and hit.start - start >= _LEGAL_NAME and first is not None:
        parent |= not is_general_word(first.text)  # nothing else looks like it, whatever its words
    if parent or places or _is_anchored(scan, hit, start) or _is_trade_house(scan, hit, start):
        return True
    odd = hit.row["class"] not in _LOOSE
    return hit.row["type"] != "government" and names_something(scan, start, hit.start, odd=odd)


def _names_unit(scan: Scan, hit: Hit, start: int) -> bool:
    """Whether a parent stands inside the name of a unit, or the name says which division it is."""
    inner = any(other.row["class"] in {"strong", "institute"} for other in scan.within("head", start, hit.start))
    return inner or (hit.row["head"] in _DIVISIONS and names_something(scan, start, hit.start))


def _is_placed_trade(scan: Scan, hit: Hit, start: int) -> bool:
    """重庆联通, but not 重庆移动 + 互联网 and not 全国移动."""
    place, word = scan.place_at(start), scan.word_at(hit.end)
    if place is None or place.end != hit.start or place.row["level"] not in _TRADED:
        return False
    return word is None or not word.tag.startswith(("n", "vn", "l", "eng"))


def _is_trade_house(scan: Scan, hit: Hit, start: int) -> bool:
    """河套酒业集团: before 集团 or 公司 an everyday word and the tail of a brand, which together name a house."""
    if hit.row["head"] not in _HOUSES or start >= hit.start:
        return False
    words = scan.words_within(start, hit.start)
    tail = word_class("brand_tails", column="strength").get(words[-1].text)
    return len(words) > 1 and tail == "strong" and is_trade_name(scan, start, hit.start)


def _is_anchored(scan: Scan, hit: Hit, start: int) -> bool:
    """Whether a place the gazetteer lacks, or 世界, 国际 … before a long name, says whose organization it is."""
    if any(word.tag == "ns" for word in scan.words_within(start, hit.start)):
        return True
    if scan.shadow[start : start + 2] in _ALL_STATE and hit.end - start > _LONG and hit.row["class"] == "strong":
        return True
    if scan.shadow[start : start + 2] in _WORLDWIDE and hit.start - start > _LONG:
        return True
    if hit.row["type"] != "government" or hit.start - start < len("某市"):
        return False
    return scan.shadow[hit.start - 1] in ADMINISTRATIVE or hit.row["head"][0] in ADMINISTRATIVE


def _type_of(name: str, kind: OrganizationType) -> OrganizationType:
    """Correct the head's type by what else the name says: 研究院有限公司 is an enterprise, 日报报业集团 a medium."""
    if not name.endswith(("公司", "集团")):
        return kind
    return "media" if _MEDIA_GROUP.search(name) else "enterprise"
