"""The unit table: reads the unit that stands at a place of a shadow text, with its dimension and kind."""

import re
from dataclasses import dataclass
from string import ascii_letters
from typing import Literal

from zhizao.extraction.lexicon import rows

UnitKind = Literal["count", "money", "percent", "points", "multiple", "duration", "measure", "rank"]


_KINDS: dict[str, UnitKind] = {
    "count": "count", "money": "money", "percent": "percent", "points": "points", "multiple": "multiple",
    "duration": "duration", "measure": "measure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the text writes it: `base` is the spelling facts carry, `end` where it ends in the text."""

    base: str
    dimension: str
    kind: UnitKind
    end: int


_TABLE = {row["unit"]: row for row in rows("units")}
# The lengths of the units that begin with each sign, the longest first.
_LENGTHS = {
    first: sorted({len(unit) for unit in _TABLE if unit[0] == first}, reverse=True)
    for first in {unit[0] for unit in _TABLE}
}
_SPECIAL = frozenset("（(个μ·" + ascii_letters)  # what a bracketed pair, a vague time or a Latin rate begins with
_LATIN = re.compile(r"[A-Za-zμ°]")
_CJK = re.compile(r"[一-鿿]")
_BRACKETED_PAIR = re.compile(r"[（(]([台件])[）)]套")
_VAGUE_TIME = re.compile(r"个多(小时|月|星期|工作日)")
_VAGUE_TIMES = {"小时": "小时", "月": "个月", "星期": "周", "工作日": "个工作日"}
_PER = re.compile(r"\s?/\s?")
_LATIN_RATE = re.compile(r"[A-Za-zμ·]{1,8}/[A-Za-z0-9]{1,8}(?![A-Za-z0-9/])")
_GRADE = frozenset("级强")


def read_unit(shadow: str, start: int) -> Unit | None:
    """The longest unit at `start`, one space or line break apart at most; per-units (`辆/年`) are read whole."""
    if start < len(shadow) and shadow[start] in " \n\u3000":
        start += 1
    if shadow[start : start + 1] in _SPECIAL:
        special = _special_unit(shadow, start)
        if special is not None:
            return special
    for length in _LENGTHS.get(shadow[start : start + 1], ()):
        word = shadow[start : start + length]
        row = _TABLE.get(word) if len(word) == length else None
        if row is not None and _may_end(shadow, start, start + length, row["unless"]):
            return _with_rate(shadow, row, start + length)
    return None


def _special_unit(shadow: str, start: int) -> Unit | None:
    """A unit that no table can list: （台）套, 个多小时, any Latin rate."""
    pair = _BRACKETED_PAIR.match(shadow, start)
    if pair is not None:
        return Unit(f"{pair[1]}套", "count", "count", pair.end())
    vague = _VAGUE_TIME.match(shadow, start)
    if vague is not None:
        return Unit(_VAGUE_TIMES[vague[1]], "time", "duration", vague.end())
    rate = _LATIN_RATE.match(shadow, start)
    if rate is not None:
        return Unit(rate.group(), "rate", "measure", rate.end())
    return None


def _may_end(shadow: str, start: int, end: int, unless: str) -> bool:
    """Whether the word may be a unit here: 人 is none in 人才, W none in a longer Latin word, 吨 none in 吨级."""
    following = shadow[end : end + 1]
    if following and (following in unless or following in _GRADE) and not shadow.startswith(_HAVING, end):
        return False
    if _LATIN.match(shadow, end - 1):
        if following and (following.isalnum() and following.isascii()):
            return False
        return end - start > 1 or not (following and _CJK.match(following)) or following in "的以左"
    return True


def _with_rate(shadow: str, row: dict[str, str], end: int) -> Unit:
    """Read `/年` after `辆`: the base of both, joined."""
    slash = _PER.match(shadow, end) if "/" in shadow[end : end + 2] else None
    if slash is not None:
        per = read_unit(shadow, slash.end())
        if per is not None:
            return Unit(f"{row['base']}/{per.base}", "rate", "measure" if row["kind"] != "money" else "money", per.end)
    return Unit(row["base"], row["dimension"], _KINDS[row["kind"]], end)


_NOUNS = {row["noun"]: row["unit"] for row in rows("noun_classifiers")}
_LONGEST_NOUN = max(map(len, _NOUNS))
_NOUN_AFTER = re.compile(r"[^\s，。；、,;:：（）()“”\d]{1,8}")
_NOUN_BEFORE = re.compile(
    r"([^\s，。；、,;:：（）()“”\d]{1,10}?)(?:总?数量?|总量|规模)?(?:已经?|将|就|均)?(?:累计|合计|共)?(?:连续|先后|接连)?(?:达到?了?|超过?|为|有|突破|近|约|逾|至|增至|多达|跨越|跨上|迈上|站上|迈过|再上)*$"
)
_AMOUNT_AFTER = re.compile(
    r"的?(?:[^，。；、,的]{0,4}?)(?:销售额|营业额|交易额|收入|产值|投资|利润|资金|订单|贷款|税收|营收|市值)"
)
_HAVING = ("具有", "具备")  # 百家具有某某能力的企业, no 家具
_RANK_AMONG = re.compile(r"(?:进入|跻身|位[居列]|名列|[排居列]在?|稳居|挤进|冲进|迈入|进)[^，。；,、]{0,14}?前$")
_RANK_BEFORE = re.compile(
    r"(?:[居列排名]|升至|跃至|保持|世界|全球|全国|亚洲|全省|全市|全区|国内|行业)[^，。；,、]{0,12}?第$"
)
_RANK_AFTER = re.compile(r"[位名]|(?=[，。；、,;.！!）)\s的]|$)")


def infer_unit(shadow: str, start: int, end: int) -> Unit | None:
    """The classifier that the noun beside a bare number takes (接入100万设备: 台; 用户达8.89亿: 户).

    Only for numbers with a scale or a comparator: other bare numbers are names or enumerators.
    """
    if shadow[end : end + 1].isascii() and shadow[end : end + 1].isalnum():
        return None
    if _AMOUNT_AFTER.match(shadow, end):
        return Unit("元", "money", "money", end)
    after = _NOUN_AFTER.match(shadow, end)
    if after is not None:
        word = after.group()
        for cut in range(len(word), 0, -1):
            for length in range(min(_LONGEST_NOUN, cut), 0, -1):
                base = _NOUNS.get(word[cut - length : cut])
                if base is not None and base != "元":
                    return Unit(base, "count", "count", end)
        return None
    before = _NOUN_BEFORE.search(shadow, max(0, start - 20), start)
    noun = before[1] if before else ""
    for length in range(min(_LONGEST_NOUN, len(noun)), 0, -1):
        base = _NOUNS.get(noun[-length:])
        if base is not None:
            return Unit(base, "money", "money", end) if base == "元" else Unit(base, "count", "count", end)
    return None


def rank_at(shadow: str, start: int, end: int) -> Unit | None:
    """The unit of a rank when 第 stands before the number and a ranking before that: 位居世界第一, 排名第3位."""
    if shadow[start - 1 : start] == "前" and _RANK_AMONG.search(shadow, max(0, start - 20), start):
        among = re.compile("[位名]").match(shadow, end)
        return None if among is None else Unit("位", "rank", "rank", among.end())
    if shadow[start - 1 : start] != "第" or not _RANK_BEFORE.search(shadow, max(0, start - 16), start):
        return None
    after = _RANK_AFTER.match(shadow, end)
    return None if after is None else Unit("位", "rank", "rank", after.end())
