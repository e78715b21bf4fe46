"""Organizations of the reviewed gazetteer, and names learned from the warehouse."""

import re

from zhizao.extraction.participants.found import Found, row_type
from zhizao.extraction.participants.phrases import runs_over
from zhizao.extraction.participants.terms import Hit, Scan

_DEPARTMENT = re.compile(r"[一-龥]{2,7}?(?<!公)司(?![长法机令])")
_INSTITUTE = re.compile(r"[一-龥]{2,9}?所(?!长|有|属|在|需|谓|以)")
_SHORT = 2
_SURE_LENGTH = 5
"""Listed names of so many signs are believed even where word division cuts elsewhere."""
_CORPORATE_AFTER = re.compile(
    r"(?:公司|集团|方面|董事长|总裁|创始人|CEO|官方|官微|今日|近日|日前|昨日|宣布|发布|推出|上市|财报|旗下|中国|亚太|全球|在华|"
    r"总部|与|在内|等(?:\d|[一二三四五六七八九十数多]|企业|公司|巨头|龙头|知名|国内|车企|大型|行业|科技))"
)
_CORPORATE_BEFORE = re.compile(r"(?:企业|公司|巨头|龙头|品牌|车企|由|与|联合|携手|包括|据)$")
_CLAUSE_SIGNS = frozenset({"", *"，。\n“；："})
_JOINING = frozenset("、与和及")


def _stands_free(scan: Scan, start: int, end: int) -> bool:
    """Whether word division agrees that a listed name stands here: 中国电子, but not in 中国电子商务."""
    begins, closes = scan.is_boundary(start), scan.is_boundary(end)
    if closes:
        return begins or end - start > _SHORT
    if not begins or end - start <= _SHORT:
        return False
    across = scan.word(scan.word_index(end))
    return end - start >= _SURE_LENGTH or len(across.text) <= _SHORT or not across.is_known


def listed(scan: Scan) -> list[Found]:
    """Listed names and their departments; names that are everyday words as well are left to `listed_beside`."""
    found = []
    for start, end, row in scan.hits["name"]:
        if row["needs_frame"]:
            continue
        closing = end + (row["type"] == "media" and scan.shadow[end : end + 1] == "社")
        if _stands_free(scan, start, closing):
            first = _with_country(scan, start)
            found.append(Found(first, closing, row_type(row), "organization.gazetteer", 0.9, row["canonical"]))
            found += _department(scan, Hit(start, closing, row))
    return found


def _with_country(scan: Scan, start: int) -> int:
    """中国机械总院, where the list holds 机械总院: 中国 directly before a listed name belongs to it."""
    return start - 2 if scan.shadow.endswith("中国", 0, start) else start


def _department(scan: Scan, parent: Hit) -> list[Found]:
    """工信部 + 装备司, 中科院 + 苏州纳米所: a department named after its listed parent."""
    if parent.row["type"] == "government":
        match, rule = _DEPARTMENT.match(scan.shadow, parent.end), "organization.department"
    elif parent.row["canonical"] == "中国科学院":
        match, rule = _INSTITUTE.match(scan.shadow, parent.end), "organization.institute_short"
    else:
        return []
    if match is None or not runs_over(scan, parent.end, match.end()):
        return []
    return [Found(parent.start, match.end(), row_type(parent.row), rule, 0.85)]


def joined(found: list[Found]) -> list[Found]:
    """Two listed brands without a sign between them are one name: 诺基亚西门子."""
    merged: list[Found] = []
    for item in sorted(found):
        last = merged[-1] if merged else None
        if last and last.end == item.start and last.type == item.type == "enterprise" and last.rule == item.rule:
            merged[-1] = Found(last.start, item.end, "enterprise", last.rule, last.confidence)
        else:
            merged.append(item)
    return merged


def listed_beside(scan: Scan, known: list[Found]) -> list[Found]:
    """Listed names that are words as well (长安, 曙光), believed beside a known organization or in a frame."""
    starts, ends = {found.start for found in known}, {found.end for found in known}
    found: list[Found] = []
    for start, end, row in scan.hits["name"]:
        if not row["needs_frame"] or not (scan.is_boundary(start) and scan.is_boundary(end)):
            continue
        follows = scan.shadow[start - 1 : start] in _JOINING and start - 1 in ends
        leads = scan.shadow[end : end + 1] in _JOINING and end + 1 in starts
        if follows or leads or _corporate(scan, start, end):
            rule = "organization.gazetteer_in_frame"
            first = _with_country(scan, start)
            found.append(Found(first, end, row_type(row), rule, 0.75, row["canonical"]))
            starts.add(start)
            ends.add(end)
    return found


def _corporate(scan: Scan, start: int, end: int) -> bool:
    """Whether the words around show a company: 由长安…公司, a clause that begins 浪潮宣布."""
    after = _CORPORATE_AFTER.match(scan.shadow, end)
    if after is None:
        return False
    if _CORPORATE_BEFORE.search(scan.shadow, max(0, start - 2), start):
        return True
    return len(after.group()) > 1 and scan.shadow[start - 1 : start] in _CLAUSE_SIGNS
