"""Names without a suffix between known ones: 甲公司、乙云、丙集团, all members of one list."""

import re
from collections.abc import Iterator, Sequence

from zhizao.extraction.participants.found import Found, could_be_name, is_place
from zhizao.extraction.participants.lists import coordinated_type
from zhizao.extraction.participants.phrases import is_general_word
from zhizao.extraction.participants.terms import Scan

_SIGN = "、"
_AND = "和与及"
_MEMBER = re.compile(r"[^，。；：:、！？\s“”《》和与及等的]{2,16}(?=[、和与及]|等(?!级))")
_NO_NAME = re.compile(
    r"\d|.*(?:有限|产业|企业|行业|领域|技术|设备|项目|部门|单位|人才|资金|服务|材料|产品|市场|专业|学科|基地|工程|教授|院士|主任)$|(?:以及|以|在|为|其|各|有关|相关)"
)


def beside_known(scan: Scan, known: Sequence[Found]) -> list[Found]:
    """A member between two known ones, or behind two of them, names an organization as they do."""
    starts = {found.start: found for found in known}
    ends = {found.end: found for found in known}
    return [
        Found(start, end, coordinated_type(scan, start, end), "organization.beside_known", 0.65)
        for start, end in _gaps(scan, starts, ends)
        if _is_name(scan, start, end)
    ]


def _gaps(scan: Scan, starts: dict[int, Found], ends: dict[int, Found]) -> Iterator[tuple[int, int]]:
    """The members of lists that no rule names, where the members around them are known."""
    for end, found in ends.items():
        if not scan.shadow.startswith(_SIGN, end) or end + 1 in starts:
            continue
        member = _MEMBER.match(scan.shadow, end + 1)
        if member is None:
            continue
        before = scan.shadow.startswith(_SIGN, found.start - 1) and found.start - 1 in ends
        if scan.shadow[member.end()] in _AND and member.end() + 1 not in starts:
            continue  # 与 belongs to the name: 某某协作与信任会议
        behind = scan.shadow.startswith(_SIGN, member.end()) and member.end() + 1 in starts
        if before or behind:
            yield member.span()


def _is_name(scan: Scan, start: int, end: int) -> bool:
    name = scan.shadow[start:end]
    if _NO_NAME.match(name) or is_place(scan, start, end) or not could_be_name(scan, start, end):
        return False
    if not scan.is_boundary(start) or not scan.is_boundary(end):
        return False
    words = scan.words_within(start, end)
    if all(word.tag == "ns" for word in words) or any(is_general_word(word.text) for word in words[:1]):
        return False
    return not any(
        word.is_known and word.tag.startswith(("v", "p", "d", "c", "u")) and len(word.text) > 1 for word in words
    )
