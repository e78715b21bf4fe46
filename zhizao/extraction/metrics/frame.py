"""Sentences cut into clauses, and every quantity in its place: what stands left and right of it in its clause."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhizao.extraction.quantities import Quantity
from zhizao.extraction.text import Span
from zhizao.extraction.times import TimeMention

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
_CLAUSE_END = re.compile(r"[，；;：:]|,(?!\d{3}(?!\d))|——|　")


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its clause: `left` and `right` are the stretches before and after it that hold no other quantity."""

    quantity: Quantity
    left: Span
    right: Span
    clause: Span
    follows: Quantity | None


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
    for span in _spans(shadow):
        own = quantities[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if not own:
            continue
        held = times[bisect_left(time_starts, span.start) : bisect_left(time_starts, span.end)]
        clauses = tuple(_clauses(shadow, span, own))
        yield Sentence(span, clauses, tuple(_places(clauses, own)), tuple(held))


def _spans(shadow: str) -> Iterator[Span]:
    start = 0
    for match in _SENTENCE_END.finditer(shadow):
        yield Span(start, match.end())
        start = match.end()
    if start < len(shadow):
        yield Span(start, len(shadow))


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
            yield Place(quantity, left, Span(quantity.end, max(until, quantity.end)), clause, before)
