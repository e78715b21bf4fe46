"""Names of growths, changes in points, and shares."""

import re

from zhizao.extraction.metrics import counts, words
from zhizao.extraction.metrics.indicator_name import AMOUNT_NOUN, Indicator, Inherited, completed
from zhizao.extraction.metrics.measure import Reading
from zhizao.extraction.metrics.noun_phrase import noun_phrase
from zhizao.extraction.quantities import Quantity

_RATE_NOUN = re.compile(
    r"的(?P<noun>[^，。；、的\s]{0,8}?(?:占有率|[^，。；、的\s]率|比重|份额|比例|增速|速度|增幅|价格|规模|产能|产量|销量|产值))"
)
_SHARE_OF = re.compile(r"占(?P<whole>[^，。；、]{0,16}?)(?:的)?(?P<word>比重|比例|份额|比)?$")
_OF_WHOLE = re.compile(
    r"(?P<whole>全球|世界|全国|国内|全省|全市|全区|全县|全州|全行业|亚洲|全网)(?:总量|市场)?的?(?:约|近|超过?)?$"
)
_RATE_END = re.compile(r"(?:率|比重|比例|占比|份额|增速|涨幅|降幅|增幅|跌幅|幅度|速度|水平|比|区间|指数|浓度)$")
_GROWTH_END = re.compile(r"(?:同比|环比)?(?:增速|增幅|增长率|涨幅|降幅)$")
_PULLED = re.compile(r"拉动[^，。；]{1,14}?增长$|贡献[^，。；]{0,8}$")
_LONGEST_SHARE = 20  # characters of a name put together from both sides of a percentage
_COMPLETION = re.compile(r"^(?:已|共|累计|目前)?完成$")
_NAMED_MOVES = frozenset({"提高", "提升", "降低", "缩短", "压缩"})  # efficiency or energy use is spoken of by its verb
_LONGEST_OWNER = 4  # characters of a name that stands where its neighbours name a place (甲市增长3%，乙下降5%)


def growth(left: str, right: str, quantity: Quantity, reading: Reading, inherited: Inherited) -> Indicator:
    """Name what rises or falls: the growth of the words before the verb, else of the indicator before."""
    own = reading.noun or words.growing(words.without_list(words.clean_left(left[: reading.head_end])))
    if reading.rule == "measure.more":
        own += reading.verb[1:] + noun_phrase(right.removeprefix("的"))[0]
    name = own or inherited.base
    if not name:
        return Indicator("", "", "indicator.none")
    if quantity.kind == "points":
        return _points(left, own, reading, inherited)
    if reading.measure == "change":
        return _added(right, quantity, reading, name)
    if reading.rule == "measure.rate":
        name = completed(name, inherited.base)
        return Indicator(name, words.clean_left(_GROWTH_END.sub("", name)), "indicator.rate")
    if inherited.parallel and 0 < len(own) <= _LONGEST_OWNER and not AMOUNT_NOUN.search(own):
        return Indicator(f"{inherited.base}{reading.basis}增速", inherited.base, "indicator.growth_of_last", owner=own)
    named = reading.noun or reading.verb in _NAMED_MOVES
    suffix = "倍数" if reading.measure == "multiple" else reading.verb if named else "增速"
    return Indicator(f"{name}{reading.basis}{suffix}", name, "indicator.growth" if own else "indicator.growth_of_last")


def _added(right: str, quantity: Quantity, reading: Reading, name: str) -> Indicator:
    """An absolute change: 新增20个项目, 比去年增加5家, 减少成本3亿元."""
    noun = noun_phrase(right)[0] if counts.stands_before_noun(right, quantity) else ""
    if quantity.kind == "count":
        return Indicator(words.counted(reading.verb + (noun or name.removeprefix("新增"))), name, "indicator.added")
    if quantity.kind == "money":
        return Indicator(reading.verb + (noun or name), name, "indicator.added")
    return Indicator(f"{name}{reading.basis}{reading.verb}", name, "indicator.added")


def _points(left: str, own: str, reading: Reading, inherited: Inherited) -> Indicator:
    """A move in percentage points is a move of a rate: of the rate named, else of the one named before."""
    pulled = _PULLED.search(left)
    if pulled is not None:
        return Indicator(pulled.group(), inherited.base, "indicator.pulled")
    name = completed(own, inherited.base)
    if not own:
        name = inherited.name if _RATE_END.search(inherited.name) else inherited.base
    rate = name if _RATE_END.search(name) else f"{name}增速"
    rule = "indicator.points" if own else "indicator.points_of_last"
    return Indicator(f"{rate}{reading.verb or '变化'}", inherited.base or name, rule)


def share(left: str, right: str, inherited: Inherited) -> Indicator:
    """Name a share: X占Y比重, a rate, or the part that the quantity counts (七成企业)."""
    base = inherited.base
    of = _SHARE_OF.search(words.without_tail(left))
    if of is not None:
        return _share_of(left, of, base)
    return _of_whole(left, right) or _rate(left, right, inherited)


def _of_whole(left: str, right: str) -> Indicator | None:
    """The part of a whole that the words after it name: 建成了全球43%的灯塔工厂."""
    whole = _OF_WHOLE.search(left) if right.startswith("的") else None
    part = noun_phrase(right[1:])[0].strip("“”") if whole else ""
    return Indicator(f"{part}占{whole['whole']}比重", part, "indicator.share_of") if whole and part else None


def _rate(left: str, right: str, inherited: Inherited) -> Indicator:
    """A rate of completion, a rate named after or before it, else the part that the words after it count."""
    base = inherited.base
    if base and _COMPLETION.match(left.strip("，、 ")):
        return Indicator(f"{base.removeprefix('计划').removesuffix('额')}完成率", base, "indicator.completion")
    after = _RATE_NOUN.match(right)
    if after is not None:
        return Indicator(after["noun"], base, "indicator.rate_noun_after")
    name = words.without_list(words.clean_left(left))
    behind = noun_phrase(right[1:])[0] if right.startswith("的") else ""
    if name and behind and not _RATE_END.search(name) and len(name) + len(behind) <= _LONGEST_SHARE:
        return Indicator(f"{name}{behind}占比", base or behind, "indicator.share_of_part")
    if name:
        name = completed(name, base)
        return Indicator(name, base or name, "indicator.share")
    noun = noun_phrase(right.removeprefix("的"))[0]
    if not noun:
        return Indicator(inherited.name or base, base, "indicator.share_inherited")
    name = completed(f"{noun}占比", base)
    return Indicator(name, base or name, "indicator.share_of_part")


def gap(words_of_gap: str, inherited: Inherited) -> Indicator:
    """A distance to another series: 高于全省2.1个百分点."""
    rate = inherited.name if _RATE_END.search(inherited.name) else f"{inherited.base}增速"
    return Indicator(f"{rate}{words_of_gap}", inherited.base, "indicator.gap")


def _share_of(left: str, of: re.Match[str], base: str) -> Indicator:
    own = words.clean_left(left[: of.start()]) or base
    whole, word = words.clean_left(of["whole"]), of["word"] or "比重"
    name = f"{own}占{whole}{word}" if of["whole"] else f"{own}占比"
    return Indicator(name, base or own, "indicator.share_of")
