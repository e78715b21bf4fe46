"""Whether a mention of an organization is a participant or only background, source line or thing being built."""

import re

from zhizao.extraction.participants.organizations import Found
from zhizao.extraction.participants.terms import Scan

_SOURCE_AFTER = re.compile(r"(?:消息|讯|\d{0,2}月?\d{0,2}日?电|报道|记者|客户端|供图|微信|微博|原文|频道|版|发表|刊发|评论|编辑|责编|》)")
_SOURCE_BEFORE = re.compile(r"(?:据|来源[:：]?|转自[:：]?|原载《?|接受|综合|摘自|《)$")
_BUILT_BEFORE = re.compile(
    r"(?:建设|建成|打造|成立|设立|组建|筹建|建立|创建|共建|争创|布局|搭建|形成|投建|新建|建|拥有|培育|创办|共有|认定为|获批|落地)"
    r"(?:了|起|出)?(?:\d+|[一二三四五六七八九十两多首数]+)?(?:批|个|家|所|座|处|类)?[^，。；：、]{0,4}$"
)


def acts(scan: Scan, found: Found, publisher: str | None) -> bool:
    """Whether this mention lets the organization stand as a participant."""
    shadow = scan.shadow
    if found.type == "media":
        name = shadow[found.start : found.end]
        if publisher and (name in publisher or publisher in name):
            return False
        if _SOURCE_AFTER.match(shadow, found.end) or _SOURCE_BEFORE.search(shadow, max(0, found.start - 6), found.start):
            return False
    if found.rule in {"organization.institute", "organization.weak", "organization.head"}:
        before = shadow[max(0, found.start - 16) : found.start]
        return not _BUILT_BEFORE.search(before)
    return True
