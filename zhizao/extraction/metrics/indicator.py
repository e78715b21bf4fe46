"""What a quantity measures: a noun phrase from the words around it, completed from the quantities before it."""

import re
from dataclasses import dataclass, replace

from zhizao.extraction.metrics import counts, rates
from zhizao.extraction.metrics.indicator_name import Indicator, Inherited
from zhizao.extraction.metrics.measure import Reading
from zhizao.extraction.metrics.words import balanced, clean_left, tagged
from zhizao.extraction.quantities import Quantity

_FROM = re.compile(r"(?P<name>[^，。；]{1,30}?)[从由][^，。；从由]{0,14}$")
_TO = re.compile(r"[^，。；]{0,8}?[到至成为]$")
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达|达到)[^，。；是为]{1,14}的$")
_COMMON = re.compile(
    r"项目|企业|工业|农业|产业|行业|园区|公司|外资|内资|民间|平均|合计|人均|累计|全部|其他|一期|二期|新增|增加|总"
)
_RANKED = re.compile(r"首次进入|进入|跻身|分列|位居|位列|名列|居于|排名|稳居|跃居")
_GAP = re.compile(
    r"(?:高于|低于|高出|快于|慢于|好于|优于|领先|落后)[^，。；]{1,14}$"
    r"|(?:增速|增幅|涨幅|比重|占比|降幅)?(?P<than>比[^，。；]{1,14}?(?<![加提降放调走])[快慢高低])$"
)
_LONGEST_OWNER = 4  # characters of a name that stands where its neighbours name a place (甲市开工率98%，乙开工率95%)
_PLAIN_RULES = frozenset({"indicator.before", "indicator.share", "indicator.share_of"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words before and after a quantity in its clause, and what earlier quantities hand on."""

    left: str
    right: str
    inherited: Inherited


def name_indicator(around: Surroundings, quantity: Quantity, reading: Reading) -> Indicator:
    """Name what `quantity` measures, with no mark left alone."""
    named = _named(around, quantity, reading)
    name = balanced(named.name)
    return named if name == named.name else replace(named, name=name)


def _named(around: Surroundings, quantity: Quantity, reading: Reading) -> Indicator:
    left, right, inherited = around.left, around.right, around.inherited
    change = _FROM.match(left)
    if change is not None and _TO.match(right):
        left = change["name"]
    gap = _GAP.search(left) if quantity.kind == "points" else None
    if gap is not None and inherited.base:
        return rates.gap(gap["than"] or gap.group(), inherited)
    if reading.is_movement:
        return rates.growth(left, right, quantity, reading, inherited)
    if quantity.kind == "percent":
        return rates.share(left, right, inherited)
    if quantity.kind in {"rank", "multiple"}:
        return _compared(left, right, quantity, inherited)
    return counts.level(left, right, quantity, inherited)


def _compared(left: str, right: str, quantity: Quantity, inherited: Inherited) -> Indicator:
    """A rank, or a multiple of something: 位居第一, 是第二名的3.3倍."""
    if quantity.kind == "rank":
        name = _RANKED.sub("", clean_left(left)) or inherited.base
        return Indicator(f"{name}排名", inherited.base, "indicator.rank")
    multiple_of = _MULTIPLE_OF.search(left)
    if multiple_of is None:
        return counts.level(left, right, quantity, inherited)
    name = clean_left(left[: multiple_of.start()]) or inherited.base
    return Indicator(f"{name}倍数", name, "indicator.multiple_of")


def in_parallel(named: Indicator, inherited: Inherited) -> Indicator:
    """`named`, with what stands before the last indicator repeated as its owner: 甲市开工率98%，乙开工率95%."""
    if named.rule not in _PLAIN_RULES or named.owner:
        return named
    for last in inherited.names:
        owner = named.name.removesuffix(last)
        if any(tag.startswith("v") for _, tag in tagged(owner)):
            continue
        if len(last) > 1 and not _COMMON.match(owner) and owner != named.name and 1 < len(owner) <= _LONGEST_OWNER:
            return Indicator(last, last, named.rule, owner, named.verb)
    return named
