"""One organization as it stands in the text, before names are grouped, and the tests that several finders share."""

import re
from typing import NamedTuple, cast

from zhizao.extraction.mentions import OrganizationType
from zhizao.extraction.participants.phrases import (
    is_general_word,
    is_inner_word,
    is_trade_word,
    names_something,
)
from zhizao.extraction.participants.terms import Scan
from zhizao.extraction.places import place_names

_ADMINISTRATIVE = frozenset("省市县区镇乡村州")
_PARTY_OR_TIME = ("方", "台", "地", "周")
_FEW_WORDS = 4
_SHORTEST, _LONGEST = 2, 12
_NO_NAME_END = re.compile(
    r"(?:[一二三四五六]期|平台|项目|系统|技术|产品|设备|基地|园区|中心|工程|计划|行业|领域|产业|市场|方面|工厂|车间|企业|公司|单位|"
    r"协议|合同|正式|领导|负责人|高校|院校|院所|用户|机构|部门|专家|学者|国家|地区|城市|[乌俄美]称|[外美俄日韩]媒|场馆|商业银行)$|^[省市区县州][（(]"
)


class Found(NamedTuple):
    """One organization as it stands in the text; `key` is its normal form where grammar or gazetteer gives one."""

    start: int
    end: int
    type: OrganizationType
    rule: str
    confidence: float
    key: str = ""


def row_type(row: dict[str, str]) -> OrganizationType:
    """The organization type of a line of a term list; the lists hold only valid types, which a test asserts."""
    return cast("OrganizationType", row["type"])


def type_at(scan: Scan, start: int, end: int, default: OrganizationType) -> OrganizationType:
    """The type that the gazetteer or the name's own head gives to the name from `start` to `end`."""
    for hit in [*scan.within("name", start, end), *scan.within("head", start, end)]:
        if hit.end == end:
            return row_type(hit.row)
    return default


def is_place(scan: Scan, start: int, end: int) -> bool:
    """Whether a listed place covers `start` to `end`."""
    place = scan.place_at(start)
    return place is not None and place.end >= end


def could_be_name(scan: Scan, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` can be the name of an organization that has no suffix."""
    name = scan.shadow[start:end]
    if not _SHORTEST <= len(name) <= _LONGEST or name in place_names() or _NO_NAME_END.search(name):
        return False
    if "“" in name or "”" in name or name[1:2] == "方" or name.endswith(_PARTY_OR_TIME):
        return False
    if name[-1:] in _ADMINISTRATIVE or scan.shadow[start - 1 : start] in {"《", "“"}:
        return False
    if scan.within("title", start, end) or is_place(scan, start, end):
        return False
    return names_something(scan, start, end)


def is_brand(scan: Scan, start: int, end: int) -> bool:
    """A stricter test where the frame alone proves little: few words, one of them in no dictionary, none a verb."""
    words = scan.words_within(start, end)
    odd = [word for word in words if not word.is_known or word.tag == "nz"]
    if len(words) > _FEW_WORDS or all(is_general_word(word.text) for word in odd):
        return False
    if any(word.is_known and word.tag.startswith(("v", "d", "p")) and not is_inner_word(word.text) for word in words):
        return False
    return not scan.within("place", start, end) and could_be_name(scan, start, end)


def is_trade_name(scan: Scan, start: int, end: int) -> bool:
    """西岸股份: everyday words before a word of trade, where a post shows that an enterprise is named."""
    words = scan.words_within(start, end) if start < end else []
    if not 1 < len(words) <= _FEW_WORDS or is_place(scan, start, end) or _NO_NAME_END.search(scan.shadow[start:end]):
        return False
    first, last = words[0].text, words[-1].text
    return is_trade_word(last) and not (is_trade_word(first) or is_inner_word(first))
