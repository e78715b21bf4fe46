"""Sentences cut into clauses, and every quantity in its place: what stands left and right of it in its clause."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhizao.extraction.quantities import Quantity
from zhizao.extraction.text import Span
from zhizao.extraction.times import TimeMention

_SENTENCE_END = re.compile(r"[。！？!?\n](?:(?<=\n)\n*|(?<!\n)[。！？!?]*[”’」』）)]*)")
_CLAUSE_END = re.compile(r"[，；;：:]|,(?!\d{3}(?!\d))|——|　|(?<=[一-龥])[ \u00a0]+(?=[一-龥])")

_LONGEST_SENTENCE, _LONGEST_PARAGRAPH = 400, 2000  # characters; longer runs are no prose


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its clause: `left` and `right` run to its neighbours or the clause ends."""

    quantity: Quantity
    left: Span
    right: Span
    clause: Span
    follows: Quantity | None
    index: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its quantities in place and its times, in order."""

    span: Span
    clauses: tuple[Span, ...]
    places: tuple[Place, ...]
    times: tuple[TimeMention, ...]
    paragraph: int = field(default=0)


def sentences_of(shadow: str, quantities: Sequence[Quantity], times: Sequence[TimeMention]) -> Iterator[Sentence]:
    """The sentences that state a quantity, in order. Semicolons part clauses, not sentences."""
    starts, time_starts = [quantity.start for quantity in quantities], [time.start for time in times]
    for span in _spans(shadow, starts):
        stated = quantities[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        own = [quantity for quantity in stated if not _is_threshold(shadow, quantity)]
        if not own:
            continue
        held = times[bisect_left(time_starts, span.start) : bisect_left(time_starts, span.end)]
        clauses = tuple(_clauses(shadow, span, own))
        yield Sentence(span, clauses, tuple(_places(clauses, own)), tuple(held))


_COUNTED_THINGS = r"(?:项目|企业|工程|公司|产业|集群|园区|平台|品牌|单位|机构|县|镇|村|城市|国家|合同|产品)"
_THRESHOLD_AFTER = re.compile(
    rf"(?:及?以上)?的?[^，。；\d的]{{0,6}}?{_COUNTED_THINGS}(?:数量?|总数)?(?:已|也|共|就|累计)?(?:有|达到?|为|增至|超过?|突破|分别为)?\s?[\d近约超]"
)
_THRESHOLD_BEFORE = re.compile(
    rf"\d[个家项]{_COUNTED_THINGS}?(?:的?(?:总?投资额?|产值|营收|收入|营业收入|年产值|销售额))$"
)


_NAMED_GRADE = re.compile(rf"[十百千万亿]{{1,3}}元级?的?{_COUNTED_THINGS}")  # 超百亿元企业


def _is_threshold(shadow: str, quantity: Quantity) -> bool:
    """Whether a bound only says which things are counted: 投资超10亿元的项目有5个, 17个项目总投资超1亿元."""
    if quantity.comparator not in {">", ">="} or quantity.kind not in {"money", "measure", "percent"}:
        return False
    if _NAMED_GRADE.match(shadow, quantity.number_start):
        return True
    after = _THRESHOLD_AFTER.match(shadow, quantity.end)
    return (
        after is not None or _THRESHOLD_BEFORE.search(shadow, max(0, quantity.start - 16), quantity.start) is not None
    )


def paragraph_start(shadow: str, position: int) -> int:
    """Where the paragraph of `position` begins, looking back no further than a long paragraph is."""
    nearest = max(0, position - _LONGEST_PARAGRAPH)
    return max(nearest, shadow.rfind("\n", nearest, position) + 1)


def _spans(shadow: str, positions: Sequence[int]) -> Iterator[Span]:
    """The sentences that hold one of `positions`; one that runs on is cut, so that work per quantity stays bounded."""
    start = index = 0
    for match in _SENTENCE_END.finditer(shadow):
        if index == len(positions):
            return
        end = match.end()
        if positions[index] < end:
            yield from _cut(shadow, start, end)
            index = bisect_left(positions, end, index)
        start = end
    if index < len(positions):
        yield from _cut(shadow, start, len(shadow))


def _cut(shadow: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST_SENTENCE:
        comma = max(shadow.rfind(sign, start, start + _LONGEST_SENTENCE) for sign in "，；、")
        cut = comma + 1 if comma > start else start + _LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


def _clauses(shadow: str, sentence: Span, quantities: Sequence[Quantity]) -> Iterator[Span]:
    """The clauses of a sentence; a sign inside a quantity parts nothing."""
    start, held = sentence.start, iter(quantities)
    quantity = next(held, None)
    for match in _CLAUSE_END.finditer(shadow, sentence.start, sentence.end):
        while quantity is not None and quantity.end <= match.start():
            quantity = next(held, None)
        if quantity is not None and quantity.start < match.start() < quantity.end:
            continue
        yield Span(start, match.start())
        start = match.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def _places(clauses: Sequence[Span], quantities: Sequence[Quantity]) -> Iterator[Place]:
    index = 0
    for clause in clauses:
        first = index
        while index < len(quantities) and quantities[index].start < clause.end:
            index += 1
        own = quantities[first:index]
        for number, quantity in enumerate(own):
            before = own[number - 1] if number else None
            until = own[number + 1].start if number + 1 < len(own) else clause.end
            left = Span(before.end if before else clause.start, quantity.start)
            right = Span(quantity.end, max(until, quantity.end))
            yield Place(quantity, left, right, clause, before, first + number)
