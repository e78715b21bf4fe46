"""Quantities that are no metrics: lengths of time in passing, hours, wholes of a part, counts that head a list."""

import re
from collections.abc import Callable

from zhizao.extraction.lexicon import rows
from zhizao.extraction.metrics.frame import Place

_DURATION_CUE = re.compile(
    r"(?:用时|耗时|历时|工期|周期|时间|寿命|续航|延时|时延|仅用|只用|用了?|缩短[至到了]?|缩减[至到了]?|压缩[至到了]?|平均|为|需|只需|不到"
    r"|提前|龄|时长|长达|延长|减少|降至|降到)$"
)
_PASSING = re.compile(r"(?:以?来|内|后|前|间|之[内后前]|时间内|以上的?历史)")
_FROM = re.compile(r"[从由][^，。；]{0,8}$")
_TO = re.compile(r"[^，。；]{0,5}[到至]\s?\d")
_PART_OF = re.compile(r"[^，。；\d]{1,12}?(?:中|里|当中)，?(?:已?有|的)?\s?\d")
_ABSTRACT = re.compile(
    r"[^，。；、\d]{0,8}?(?:"
    + "|".join(row["word"] for row in rows("indicator_words") if row["class"] == "abstract")
    + ")(?![一-龥]{0,2}(?:中心|基地|平台))"
)
_SIZES = frozenset({"英寸", "寸", "纳米", "微米", "毫米", "厘米", "千伏", "伏", "马力", "赫兹", "nm", "mm", "kV"})
_ONE_OF = re.compile(r"(?:[一首该这每]|第[一二三四五])(?:条|台|座|套|艘|架|个|组|款)[^，。；、\d]{0,6}$")
_NAMED_THING = re.compile(r"级?[一-龥A-Za-z]{2}")
_PLAN_OF_POINTS = re.compile("[一-龥]{0,2}(?:计划|方案|主张|建议|共识|声明|立场|意见|要求)")
_RACE = re.compile("(?:栏|[一-龥]{1,2}泳|接力|短跑|长跑|赛跑|竞走|[气手步]{1,2}枪|速滑|障碍|个人|混合)")
_TIME_SPENT = re.compile("(?:赛程|行程|时间|任务|征程|人生|学期|假期)$")
_SOLVED = re.compile("(?:攻克|解决|破解|突破|化解|攻破)[了掉]?$")  # 攻克了十项技术难题: done, not only named
_FEW = 12  # up to here a count may head a list (三个方面); larger ones are figures
_LAST_HOUR = 24


def _passing_duration(shadow: str, place: Place) -> bool:
    """A length of time that no word presents as a figure: 三年后, 用了三天 is one."""
    quantity = place.quantity
    if quantity.kind != "duration":
        return False
    before = shadow[max(place.clause.start, quantity.start - 8) : quantity.start]
    if _FROM.search(before) and _TO.match(shadow, quantity.end):
        return False
    return _PASSING.match(shadow, quantity.end) is not None or not _DURATION_CUE.search(before)


def _hour(shadow: str, place: Place) -> bool:
    """晚上8点, the points of a speech, a plan of 28 points."""
    if place.quantity.unit != "点":
        return False
    return place.quantity.value <= _LAST_HOUR or _PLAN_OF_POINTS.match(shadow, place.quantity.end) is not None


def _size_in_name(shadow: str, place: Place) -> bool:
    """一条12英寸特色工艺生产线, 500千伏变电站: the size is part of what is built."""
    quantity = place.quantity
    if quantity.kind != "measure" or not _NAMED_THING.match(shadow, quantity.end):
        return False
    return quantity.unit in _SIZES or _ONE_OF.search(shadow, place.clause.start, quantity.start) is not None


def _race(shadow: str, place: Place) -> bool:
    """女子50米自由泳: the distance names the race."""
    return place.quantity.dimension == "length" and _RACE.match(shadow, place.quantity.end) is not None


def _half_of_time(shadow: str, place: Place) -> bool:
    """赛程过半 says when, not how much."""
    time = _TIME_SPENT.search(shadow, place.clause.start, place.quantity.start)
    return place.quantity.rule == "quantity.half" and time is not None


def _exchange_base(shadow: str, place: Place) -> bool:
    """155日元兑1美元: the second is the base of the first."""
    return (
        place.quantity.kind == "money" and place.quantity.value == 1 and shadow.endswith("兑", 0, place.quantity.start)
    )


def _ordinal(shadow: str, place: Place) -> bool:
    """十四届全国人大."""
    del shadow
    return place.quantity.unit == "届"


def _whole(shadow: str, place: Place) -> bool:
    """20个项目中有5个: the part is the figure."""
    return place.quantity.kind == "count" and _PART_OF.match(shadow, place.quantity.end) is not None


def _heading(shadow: str, place: Place) -> bool:
    """两个独到优势: heads a list of thoughts."""
    few = place.quantity.kind == "count" and place.quantity.value <= _FEW
    if not few or _SOLVED.search(shadow, place.clause.start, place.quantity.start):
        return False
    return _ABSTRACT.match(shadow, place.quantity.end) is not None


_CHECKS: tuple[tuple[str, Callable[[str, Place], bool]], ...] = (
    ("duration in passing", _passing_duration),
    ("hour or point of a speech", _hour),
    ("base of an exchange rate", _exchange_base),
    ("ordinal of an event", _ordinal),
    ("size in a name", _size_in_name),
    ("distance of a race", _race),
    ("half of a time", _half_of_time),
    ("whole of a part", _whole),
    ("count of a heading", _heading),
)


def refused(shadow: str, place: Place) -> str | None:
    """The reason why the quantity at `place` is no metric, or None."""
    return next((reason for reason, holds in _CHECKS if holds(shadow, place)), None)
