"""Text that remembers where each of its code points stood in the decoded document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhizao.reading.article import Segment

NOWHERE = -1
"""The place of a code point that does not stand in the document as it is: a joint, a resolved entity."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for every code point of it, its offset in the decoded document or `NOWHERE`."""

    text: str
    places: array[int]

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int | None = None) -> Traced:
        """The part from `start` to `end`, which count as in a slice."""
        return Traced(self.text[start:end], self.places[start:end])

    def strip(self, signs: str | None = None) -> Traced:
        """The text without the white space, or the given signs, at both ends."""
        start = len(self.text) - len(self.text.lstrip(signs))
        return self.cut(start, max(start, len(self.text.rstrip(signs))))

    def places_of(self, positions: Iterable[int]) -> array[int]:
        """The places in the document of the given positions in this text."""
        return array("i", (NOWHERE if position == NOWHERE else self.places[position] for position in positions))

    def without(self, spans: Iterable[tuple[int, int]]) -> Traced:
        """The text with the given half-open spans taken out."""
        kept, position = [], 0
        for start, end in sorted(spans):
            if start > position:
                kept.append(self.cut(position, start))
            position = max(position, end)
        kept.append(self.cut(position))
        return join(kept, "")


def whole(text: str, start: int = 0) -> Traced:
    """A text that stands in the document as it is, from `start` on."""
    return Traced(text, array("i", range(start, start + len(text))))


def foreign(text: str) -> Traced:
    """A text that does not stand in the document as it is."""
    return Traced(text, array("i", [NOWHERE]) * len(text))


def join(parts: Sequence[Traced], joint: str) -> Traced:
    """The parts one after another with `joint` between them."""
    places, gap = array("i"), array("i", [NOWHERE]) * len(joint)
    for number, part in enumerate(parts):
        if number:
            places.extend(gap)
        places.extend(part.places)
    return Traced(joint.join(part.text for part in parts), places)


def segments(traced: Traced) -> tuple[Segment, ...]:
    """The longest runs of the text that stand in the document without a break, in order."""
    places = traced.places
    breaks = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(places)) if b != a + 1 or a == NOWHERE), len(places)]
    runs = ((start, places[start], end - start) for start, end in pairwise(breaks) if end > start)
    return tuple(Segment(start, place, length) for start, place, length in runs if place != NOWHERE)
