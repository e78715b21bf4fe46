"""Whether a mention of an organization is a participant or only background, source line or thing being built."""

import re
from dataclasses import dataclass

from zhizao.extraction.participants.found import Found
from zhizao.extraction.participants.terms import Scan

_MEDIUM_ACTS_AFTER = re.compile(r"与|和|、|联合|主办|承办|协办|举办|共同|发起|推出|社长|总编|台长|董事长|签署|合作|等")
_MEDIUM_ACTS_BEFORE = re.compile(r"(?:由|与|和|同|联合|携手|、|机构“)$")
_SOURCE_AFTER = re.compile(r"消息|讯|\d{0,2}月?\d{0,2}日?电|报道|记者|客户端|供图|微信|微博|频道|版|刊发|》")
_SOURCE_BEFORE = re.compile(r"(?:据|来源[:：]?|接受|[（(]|本报|原载)$")
_ACADEMIES = frozenset({"中国科学院", "中国工程院"})
_STATE_AND_PARTY = frozenset(
    {"中共中央", "中央军委", "国务院", "中共中央政治局", "中央政治局", "全国人大常委会", "全国政协"}
    | {"全国人民代表大会", "国家监委", "中央纪委国家监委"}
)
"""Organs that stand in nearly every post and formula of the state; they act where a verb of deciding follows."""
_STATE_ACTS = re.compile(
    r"(?:、[^，。、]{2,8})?(?:近日|日前|今天)?(?:决定|印发|发布|出台|召开|举行|公布|下发|同意|任命|设立|派出|批复)"
)
_GUIDING = re.compile(r"(?:贯彻|落实|学习|领会|按照|牢记|遵循|感恩|践行|以)[^，。；]{0,8}$")
_GUIDANCE = re.compile(
    r"(?:总书记|主席|同志)?(?:为核心|新时代|[^，。；]{0,8}思想|关于|[^，。；]{0,12}重要(?:讲话|指示|论述|批示|回信)|的?嘱托)"
)
_BUILT = frozenset({"organization.institute", "organization.weak", "organization.head"})
_BUILT_BEFORE = re.compile(
    r"(?:建设|建成|打造|成立|设立|组建|筹建|建立|创建|共建|争创|布局|搭建|形成|投建|新建|建|拥有|培育|创办|共有|认定为|获批|落地)"
    r"(?:了|起|出)?(?:\d+|[一二三四五六七八九十两多首数]+)?(?:批|个|家|所|座|处|类)?(?:[^，。；：、]{0,4}|的“[^，。；：、”]{0,6})$"
)

_VENUE = re.compile(r"(?:中心|馆|酒店|饭店|宾馆|剧院|体育场|广场|会堂|礼堂)$")
_AT = re.compile(r"(?:在|于|位于|抵达|来到|走进)$")


@dataclass(frozen=True, slots=True)
class Context:
    """What the article says around its mentions: who carried it, whose the posts are, and where posts stand."""

    publisher: str | None
    affiliations: frozenset[str]
    posts: tuple[tuple[int, int], ...]


def acts(scan: Scan, found: Found, context: Context) -> bool:
    """Whether this mention lets the organization stand as a participant."""
    shadow = scan.shadow
    if found.type == "media":
        return not _is_publisher(shadow[found.start : found.end], context) and _medium_acts(shadow, found)
    if _holds_post_only(shadow[found.start : found.end], found, context):
        return False
    if found.key in _ACADEMIES and shadow.startswith("院士", found.end):
        return False
    if found.key in _STATE_AND_PARTY:
        return _STATE_ACTS.match(shadow, found.end) is not None
    if found.rule in _BUILT and _is_venue(shadow, found):
        return False
    return found.rule not in _BUILT or not _BUILT_BEFORE.search(shadow, max(0, found.start - 20), found.start)


def _is_venue(shadow: str, found: Found) -> bool:
    """Whether the name only says where something takes place: 在某市会展中心举行."""
    return (
        _VENUE.search(shadow, found.start, found.end) is not None
        and _AT.search(shadow, max(0, found.start - 2), found.start) is not None
    )


def _holds_post_only(name: str, found: Found, context: Context) -> bool:
    """Whether an authority is only a further post of a person (秘书长、市商务委主任), which stays in the title."""
    if found.type != "government":
        return False
    inside = any(start <= found.start and found.end <= end for start, end in context.posts)
    return inside and name not in context.affiliations


def is_formula(shadow: str, start: int, end: int) -> bool:
    """Whether a leader's name stands in a formula of guidance (贯彻落实…重要指示精神), where nobody acts."""
    guided = _GUIDING.search(shadow, max(0, start - 12), start) is not None
    return guided and _GUIDANCE.match(shadow, end) is not None


def _is_publisher(name: str, context: Context) -> bool:
    publisher = context.publisher
    return bool(publisher) and (name in str(publisher) or str(publisher) in name)


def _medium_acts(shadow: str, found: Found) -> bool:
    """A medium acts beside or under others; alone it is the source of the news, unless a place's own broadcaster."""
    before = max(0, found.start - 4)
    if _SOURCE_AFTER.match(shadow, found.end) or _SOURCE_BEFORE.search(shadow, before, found.start):
        return False
    if found.rule == "organization.head" or _MEDIUM_ACTS_AFTER.match(shadow, found.end):
        return True
    return _MEDIUM_ACTS_BEFORE.search(shadow, before, found.start) is not None
