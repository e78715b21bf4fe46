"""Places that act as a government: 甲市与某公司签署协议, 乙县出台办法."""

import re

from zhizao.extraction.participants.organizations import Found
from zhizao.extraction.participants.terms import Scan
from zhizao.extraction.places import PlaceMention, find_places

_ISSUES = re.compile(r"(?:近日|日前|率先|还|也|先后|已|又|相继|陆续|密集|专门|正式|在全国率先|基于之前)*(?:出台|印发|下发|颁布|制定出台|制定了《|发布《|发布了《)")
_WITH = re.compile(r"(?:与|和|同|分别与)")
_SIGNS = re.compile(r"[^，。；]{0,12}(?:签署|签订|签约|达成合作|共同建设|共建|联合举办|共同主办|共同出台)")
_OPENING = frozenset({"", *"\n，。；：！？“”（ \u3000,;:"})
_PARTNER_REACH = 3
_LEVELS = {"province", "city", "county", "new_area"}


def acting_places(scan: Scan, known: list[Found]) -> list[Found]:
    """Places as subjects of what only governments do: issuing a document, or signing with a known organization."""
    starts = {found.start: found.end for found in known}
    return [
        Found(place.start, place.end, "government", "organization.acting_place", 0.6, f"{place.canonical}|人民政府")
        for place in find_places(scan.text)
        if place.level in _LEVELS
        and scan.shadow[place.start - 1 : place.start] in _OPENING
        and (_ISSUES.match(scan.shadow, place.end) or _signs(scan, place, starts))
    ]


def _signs(scan: Scan, place: PlaceMention, starts: dict[int, int]) -> bool:
    partner = _WITH.match(scan.shadow, place.end)
    if partner is None or partner.end() not in starts:
        return False
    return _SIGNS.match(scan.shadow, starts[partner.end()]) is not None
