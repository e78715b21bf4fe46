"""Cuts a text where facts begin and end, so that overlapping facts can be marked without nesting."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text that the same facts cover; `facts` are their positions, the shortest fact first."""

    text: str
    facts: tuple[int, ...]


def segments(body: str, spans: Sequence[tuple[int, int]]) -> list[Segment]:
    """The body in runs, in order and without a gap: joined, their texts are the body.

    A span counts code points, its end is exclusive; what of it lies outside the body is not marked.
    """
    kept = {
        number: (max(start, 0), min(end, len(body)))
        for number, (start, end) in enumerate(spans)
        if max(start, 0) < min(end, len(body))
    }
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, (start, end) in kept.items():
        begins.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    cuts = sorted({0, len(body), *begins, *ends})
    found: list[Segment] = []
    covering: set[int] = set()
    for start, end in pairwise(cuts):
        covering.difference_update(ends.get(start, ()))
        covering.update(begins.get(start, ()))
        inner_first = sorted(covering, key=lambda number: (kept[number][1] - kept[number][0], number))
        found.append(Segment(body[start:end], tuple(inner_first)))
    return found
