"""Words around a number that bound it: 约, 超过, 不低于, 余, 以上, 左右, 以内."""

import re
from collections.abc import Iterable
from typing import Literal

from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import Comparator

_COMPARATORS: dict[str, Comparator] = {"~": "~", ">": ">", ">=": ">=", "<": "<", "<=": "<="}


def _table(place: Literal["before", "between", "after"]) -> dict[str, Comparator]:
    return {row["word"]: _COMPARATORS[row["comparator"]] for row in rows("comparators") if row["place"] == place}


_BEFORE, _AFTER = _table("before"), _table("after")


def _lengths(words: Iterable[str], sign: int) -> dict[str, list[int]]:
    """The lengths of the words with each sign at that place, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[sign], set()).add(len(word))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


_LENGTHS_BEFORE, _LENGTHS_AFTER = _lengths(_BEFORE, -1), _lengths(_AFTER, 0)
_LEAD = re.compile(r"(?:[了达到至有为是的]{1,2}|\s|[（(]?(?:人民币|RMB|¥|￥|US\$|\$|€|HK\$|£)\s?)$")
_LEAD_ENDS = frozenset("了达到至有为是的币B¥￥$€£")
# A comparator that is the tail of another word: 最近, 签约, 赶超.
_TAILS = {
    "近": frozenset("最附邻临就远靠亲贴将接新"),
    "约": frozenset("签节公条预合集违履契特大邀制誓简"),
    "超": frozenset("赶中高反英"),
    "上": frozenset("以之网线向车海路岸市马跟地手身天水陆船加晚早街山实际总基本原则"),
    "超过": frozenset("不"),
    "高于": frozenset("不"),
    "大于": frozenset("不"),
    "多于": frozenset("不"),
    "低于": frozenset("不"),
    "少于": frozenset("不"),
    "小于": frozenset("不"),
    "接近": frozenset(),
}


# 突破 before a number of things that are achieved, not passed: 突破30项关键技术.
_ACHIEVED = re.compile(
    r"\d{1,6}[多余]?[项个种款类](?![^，。；]{0,2}大关)[^，。；、]{0,14}?(?:技术|难题|瓶颈|难关|工艺|产品|材料|装备|成果)"
)
_PASSED_PART = re.compile(r"(?P<word>超过?|突破|逾|接近|不足|低于|高于)了?[^，。；、的\d]{1,12}的$")


# 给予最高200万元的奖励: at most; 成交价最高200万元 is what was reached.
_CAP = re.compile(r"最高(?:不超过|可达|可获得?|可享受?|可|达|给予|奖励|补助|补贴|支持|资助){0,2}$")
_GRANTS = re.compile(r"给予|奖励|奖补|补助|补贴|资助|扶持|支持|授信|额度|封顶")
# A comparator that is the head of another word: 上下游.
_TAKES = {"上下": frozenset("游级班车联"), "以上": frozenset("述"), "左右": frozenset("手岸两")}


def comparator_before(shadow: str, start: int) -> tuple[Comparator, int] | None:
    """The comparator that ends at `start` (了, 到 or a currency sign may stand between) and where it begins."""
    window = shadow[max(0, start - 12) : start]
    if window.endswith("突破") and _ACHIEVED.match(shadow, start):
        return None
    for _ in range(3):
        found = _longest_suffix(window)
        if found is not None:
            word, comparator = found
            return comparator, start - (len(shadow[max(0, start - 12) : start]) - len(window)) - len(word)
        shorter = _LEAD.sub("", window) if window and (window[-1] in _LEAD_ENDS or window[-1].isspace()) else window
        if shorter == window:
            return None
        window = shorter
    return None


def _longest_suffix(window: str) -> tuple[str, Comparator] | None:
    for length in _LENGTHS_BEFORE.get(window[-1:], ()):
        word = window[-length:]
        if word in _BEFORE and len(word) == length:
            tail_of_other = window[-length - 1 : -length] in _TAILS.get(word, frozenset())
            return None if tail_of_other and len(window) > length else (word, _BEFORE[word])
    return None


def comparator_of_part(shadow: str, start: int) -> tuple[Comparator, int] | None:
    """The comparator before the whole that a part at `start` is of (超过了全省产量的一半) and where it begins."""
    match = _PASSED_PART.search(shadow, max(0, start - 20), start)
    if match is None or match["word"] not in _BEFORE:
        return None
    return _BEFORE[match["word"]], match.start()


def comparator_after(shadow: str, end: int) -> tuple[Comparator, int] | None:
    """The comparator that begins at `end` and where it ends."""
    for length in _LENGTHS_AFTER.get(shadow[end : end + 1], ()):
        word = shadow[end : end + length]
        if len(word) < length:
            continue
        if word in _AFTER and shadow[end + length : end + length + 1] in _TAKES.get(word, frozenset()):
            continue
        if word in _AFTER and not (length == 1 and shadow[end + 1 : end + 2] not in "，。；、的,;. ）)\n"):
            return _AFTER[word], end + length
    return None


def at_most(shadow: str, start: int, end: int, kind: str) -> int | None:
    """Where the words begin that make the number at `start` the most there can be: a cap on grants, 前3位."""
    if kind == "rank" and shadow[start - 1 : start] == "前":
        return start - 1
    cap = _CAP.search(shadow, max(0, start - 10), start) if kind == "money" else None
    return cap.start() if cap and _GRANTS.search(shadow, max(0, start - 24), end + 16) else None
