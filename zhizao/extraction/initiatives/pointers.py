"""Words that stand for an initiative named before: 该平台, 此次大会, and a bare 项目 or 会议 that opens its clause."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhizao.extraction.mentions import InitiativeType

_NOUNS = (
    "产业园|园区|项目|系统|产品|平台|工程|基地|中心|计划|行动|办法|条例|规划|方案|协议|联盟|示范线|实验室|学院|工厂"
    "|博览会|展览会|推介会|推进会|发布会|研讨会|洽谈会|交易会|座谈会|大会|峰会|论坛|大赛|会议|活动|仪式|展会"
)
_BARE = (
    "产业园|园区|项目|平台|示范线|实验室|学院|联盟|基地|工程"
    "|博览会|展览会|推介会|推进会|发布会|研讨会|洽谈会|交易会|座谈会|大会|峰会|论坛|大赛|会议|活动|仪式|开工仪式|签约仪式"
)
# What follows a bare noun that stands for one thing; before another noun it is a modifier (平台经济, 项目资金).
_GOES_ON = (
    "由|将|已|于|总|计划|预计|占地|建成|建设(?:规模|内容|周期)|投产|达产|投用|自|上线|启动|今年|目前|现|是|分|全长|采用|主题"
    "|旨在|以|的|上|期间|共|可|在|正|当天|现场|还|也|吸引|邀请|强调|指出|要求|提出|听取|审议|通报|为|接入|汇聚|集聚|覆盖|服务"
)
_POINTER = re.compile(
    rf"(?:[该此]|这[个项一]|本[次届]|此[次项])(?P<named>{_NOUNS})"
    r"|(?:本次|此次|这次|这一次的?)[一-龥]{0,4}?(?P<held>专场活动|对接活动|主题活动|活动|大会|会议|峰会|论坛|仪式|展会|对接会|推介会)(?![室厅场中])"
    rf"|(?<![^。，；：！？“\n、])(?P<bare>(?:{_BARE})(?:[一二三四五]期)?)(?={_GOES_ON})"
    rf"|(?:在|出席|参加|见证|主持了?|作为)(?:了|本次|此次|这次)?(?P<met>会议|活动|大会|仪式|开工仪式|奠基仪式|签约仪式|启动仪式|揭牌仪式|论坛|峰会|推介会|座谈会|开幕式|签约活动|启动活动|揭牌活动|年会|本届论坛)(?![室厅中])"
    r"|(?<![^。，；：！？“\n])(?P<at>会上|会议现场|活动现场|仪式上|论坛上|大会上|会议上|会前|会后)"
)
_TYPES: dict[str, tuple[InitiativeType, ...]] = {
    "项目": ("project", "facility"),
    "系统": ("product", "platform"),
    "产品": ("product",),
    "平台": ("platform",),
    # Who speaks at the ceremony of a work speaks for the work; who only attends it does not.
    **dict.fromkeys(("开工仪式上", "奠基仪式上", "启动仪式上", "揭牌仪式上"), ("event", "project", "facility")),
    **dict.fromkeys(
        ("会议", "活动", "大会", "仪式", "展会", "开幕式", "会上", "签约活动", "启动活动", "揭牌活动"), ("event",)
    ),
}
REACH = 400
"""How many signs before a pointer the thing it stands for may be named."""


class Pointer(NamedTuple):
    """One word that stands for an initiative: `noun` is what it calls it."""

    start: int
    end: int
    noun: str


def pointers(shadow: str) -> Iterator[Pointer]:
    """The pointers of a text, in order."""
    for match in _POINTER.finditer(shadow):
        kind = match.lastgroup or ""
        start, end = (match.start(), match.end()) if kind in ("named", "held", "at") else match.span(kind)
        noun = "会上" if kind == "at" else match.group(kind)
        yield Pointer(start, end, noun + "上" if kind == "met" and shadow.startswith("上", end) else noun)


def is_meant(noun: str, name: str, type_: InitiativeType) -> bool:
    """Whether a pointer's noun can stand for an initiative of this name and type."""
    bare = noun.removesuffix("上")
    return name.rstrip("”》」』").endswith(bare) or type_ in _TYPES.get(noun, _TYPES.get(bare, ()))
