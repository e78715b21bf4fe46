"""Reads a shadow text from left to right: number, scale, unit and comparator of each quantity in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from zhizao.extraction.comparators import at_most, comparator_after, comparator_before, comparator_of_part
from zhizao.extraction.mentions import Comparator
from zhizao.extraction.numerals import TRIGGER, Numeral, plain, read_numeral
from zhizao.extraction.text import Span
from zhizao.extraction.units import Unit, UnitKind, infer_unit, rank_at, read_unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: `value` to `value_max` in base units; `start` to `end` spans comparator, number and unit.

    `inferred` says that the text gives no unit word and the noun beside the number decided.
    """

    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    start: int
    end: int
    number_start: int
    kind: UnitKind
    dimension: str
    rule: str
    inferred: bool = False

    @property
    def key(self) -> tuple[Decimal, Decimal | None, str, Comparator]:
        """What a quote must give back when it is parsed alone."""
        return self.value, self.value_max, self.unit, self.comparator


_RANGE = re.compile(r"\s?(?:[-—–~至到]|——)\s?")
_LIST = re.compile(r"[、和与及/]|以及")
_CURRENCY = {
    "¥": "元",
    "￥": "元",
    "人民币": "元",
    "RMB": "元",
    "US$": "美元",
    "$": "美元",
    "€": "欧元",
    "HK$": "港元",
    "£": "英镑",
}
_CURRENCY_BEFORE = re.compile(r"(?:人民币|RMB|¥|￥|US\$|HK\$|\$|€|£)\s?$")
_BARE_SCALE_BEFORE = re.compile(
    r"(?:新增|[达为有过近超逾约]|突破|达到|达成|高达|实现|投资|服务|带动|惠及|吸引|培训|覆盖|动员)$"
)
# 培育十家, 打造百家: goals are counted in round numbers.
_MAKES_BEFORE = re.compile(
    r"(?:培育|打造|创建|形成|建设|引育|招引|壮大|扶持|集聚|认定|遴选|评选|新增|引进|培养|孵化|实施)[出了成]?$"
)
_MADE_UNITS = frozenset("家户名")
_FEWEST_MADE = 5
_ROUND = 100  # 创建百个标杆: from here on any classifier counts
_ORDINAL_UNITS = frozenset(
    {"次", "期", "批", "轮", "届", "面", "道", "片", "类", "线"}
)  # 二次设备, 一期工程 name, they do not count
_NOT_PAST = ("通过", "经过", "超过", "不过", "穿过")  # there 过 bounds no part: 过七成 is more than seven tenths
_GRADE_OF_FIRMS = 10**8  # 千亿企业: what they turn over, not how many they are
_SMALL_COUNT_BEFORE = re.compile(r"[等共达仅有]$|共有|共计|总共|累计|建成|新建|拥有|建有|开通|投产|引进|投运")


@dataclass(slots=True)
class QuantityScanner:
    """Reads the quantities of one shadow text; none may start in one of `masks`, which are in order."""

    shadow: str
    masks: Sequence[Span]
    waiting: list[tuple[int, Numeral]] = field(default_factory=list)

    def scan(self) -> Iterator[Quantity]:
        """Read quantities from left to right; bare numbers of a list wait for the unit of a later one."""
        position, starts = 0, [span.start for span in self.masks]
        furthest = _running_ends(self.masks)
        while found := TRIGGER.search(self.shadow, position):
            start = found.start()
            masked = bisect_right(starts, start) - 1
            if masked >= 0 and furthest[masked] > start:
                position = furthest[masked]
                continue
            numeral = read_numeral(self.shadow, start)
            if numeral is None:
                position = _past_digits(self.shadow, start)
                continue
            quantity = self._quantity(start, numeral)
            position = max(quantity.end if quantity else numeral.end, start + 1)
            if quantity is None:
                self._wait(start, numeral)
            else:
                yield from self._shared(quantity)
                yield quantity

    def _wait(self, start: int, numeral: Numeral) -> None:
        """Remember a bare number when a list sign follows it."""
        if self.waiting and not self._joined(self.waiting[-1][1].end, start):
            self.waiting.clear()
        if numeral.unit is None and not numeral.written_small and _LIST.match(self.shadow, numeral.end):
            self.waiting.append((start, numeral))

    def _joined(self, end: int, start: int) -> bool:
        return _LIST.fullmatch(self.shadow, end, start) is not None

    def _shared(self, last: Quantity) -> Iterator[Quantity]:
        """The waiting numbers, with the unit of the quantity that closes their list."""
        waiting, self.waiting = self.waiting, []
        if not waiting or not self._joined(waiting[-1][1].end, last.number_start) or last.value_max is not None:
            return
        for start, numeral in waiting:
            yield replace(
                last, value=plain(numeral.value), comparator=numeral.comparator or "=", start=start, end=numeral.end,
                number_start=start, rule="quantity.shared_unit",
            )  # fmt: skip

    def _quantity(self, start: int, first: Numeral) -> Quantity | None:
        if first.unit is not None:
            return self._finished(
                start, first, None, Unit(first.unit, "ratio", "percent" if first.unit == "%" else "multiple", first.end)
            )
        rank = rank_at(self.shadow, start, first.end)
        if rank is not None:
            return self._finished(start, first, None, rank)
        if self.shadow[start - 1 : start] == "第":  # an ordinal names, it does not count
            return None
        unit = read_unit(self.shadow, first.end)
        second = self._upper(first, unit)
        if second is not None:
            unit = read_unit(self.shadow, second.end) or unit
        last = second or first
        sign = _CURRENCY_BEFORE.search(self.shadow, max(0, start - 5), start)
        if sign is not None and (unit is None or unit.kind != "money"):
            unit = Unit(_CURRENCY[sign.group().strip()], "money", "money", last.end)
            return self._finished(sign.start(), first, second, unit)
        inferred = unit is None
        unit = unit or self._inferred(start, last)
        if unit is None or not self._counts(start, first, unit):
            return None
        return self._finished(start, first, second, unit, inferred=inferred)

    def _inferred(self, start: int, numeral: Numeral) -> Unit | None:
        """The unit of a bare number from the noun beside it, when a scale or a comparator shows that it counts."""
        bounded = numeral.comparator is not None or comparator_before(self.shadow, start) is not None
        return infer_unit(self.shadow, start, numeral.end) if numeral.scale > 1 or bounded else None

    def _upper(self, first: Numeral, unit: Unit | None) -> Numeral | None:
        """The second number of a range, in the scale that both share; None when no range follows."""
        sign = _RANGE.match(self.shadow, unit.end if unit else first.end)
        second = read_numeral(self.shadow, sign.end()) if sign else None
        if second is None or second.unit is not None or second.rule == "number.lower_bound":
            return None
        shared = first.scale == 1 and second.scale > 1 and first.value < second.value / second.scale and unit is None
        low = first.value * second.scale if shared else first.value
        if low >= second.value or (unit is not None and _different(unit, read_unit(self.shadow, second.end))):
            return None
        return replace(second, value_max=second.value, value=low)

    def _counts(self, start: int, numeral: Numeral, unit: Unit) -> bool:
        """Whether a number in words is a count here: 等四家 is, 三个方面 and 千家 without more are not."""
        before = self.shadow[max(0, start - 4) : start]
        if numeral.bare_scale and unit.kind == "count" and numeral.value >= _GRADE_OF_FIRMS:
            return False
        counted = unit.base in _MADE_UNITS or numeral.value >= _ROUND
        made = counted and _MAKES_BEFORE.search(self.shadow, max(0, start - 6), start) is not None
        if made and numeral.value >= _FEWEST_MADE:
            return True
        if numeral.bare_scale:
            return comparator_before(self.shadow, start) is not None or _BARE_SCALE_BEFORE.search(before) is not None
        if not numeral.written_small:
            return True
        return (
            unit.kind == "count"
            and unit.base not in _ORDINAL_UNITS
            and numeral.value > 1
            and _SMALL_COUNT_BEFORE.search(before) is not None
        )

    def _finished(
        self, start: int, first: Numeral, second: Numeral | None, unit: Unit, *, inferred: bool = False
    ) -> Quantity:
        begin, end, comparator = start, unit.end, first.comparator or (second.comparator if second else None)
        value_max = second.value_max if second else first.value_max
        if self.shadow.startswith("个多", first.end):
            comparator = "~"
        before, after = comparator_before(self.shadow, start), comparator_after(self.shadow, end)
        if before is None and unit.kind in {"percent", "multiple"}:
            before = comparator_of_part(self.shadow, start)
        if after is not None:
            comparator, end = after
        most = at_most(self.shadow, start, end, unit.kind)
        if most is not None:
            comparator, begin = "<=", most
        elif before is not None and unit.kind != "rank":
            comparator, begin = before
        elif (
            first.unit is not None
            and self.shadow.endswith("过", 0, start)
            and not self.shadow.endswith(_NOT_PAST, 0, start)
        ):
            comparator, begin = ">", start - 1
        return Quantity(
            value=plain(second.value if second else first.value),
            value_max=None if value_max is None else plain(value_max),
            unit=unit.base,
            comparator="range" if value_max is not None else comparator or "=",
            start=begin,
            end=end,
            number_start=start,
            kind=unit.kind,
            dimension=unit.dimension,
            rule="quantity.inferred_unit"
            if inferred
            else "quantity.range"
            if value_max is not None
            else first.rule.replace("number", "quantity"),
            inferred=inferred,
        )


def _different(first: Unit, second: Unit | None) -> bool:
    return second is None or second.base != first.base


def _running_ends(spans: Sequence[Span]) -> list[int]:
    """For each span the furthest end of it and all before it."""
    ends, furthest = [], 0
    for span in spans:
        furthest = max(furthest, span.end)
        ends.append(furthest)
    return ends


_DIGITS = re.compile(r"\d+")


def _past_digits(shadow: str, start: int) -> int:
    match = _DIGITS.match(shadow, start)
    return match.end() if match else start + 1
