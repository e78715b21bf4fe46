"""One text prepared for extraction: a shadow of equal length to match on, and its sentences and clauses.

Patterns and term lists match on the shadow (simplified script, half-width digits, letters and signs); quotes are
always sliced from the original at the same offsets.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import opencc

_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』）)]*|\n+")
_CLAUSE_END = re.compile(r"[，,：:。！？!?；;—…]+[”’」』]*|\n+")
# Only signs that carry numbers are folded to half width; Chinese punctuation stays, since quotes must show it.
_FOLDED = {
    ord(c): unicodedata.normalize("NFKC", c)
    for c in map(chr, range(0xFF01, 0xFF5F))
    if c.isalnum() or c in "％＋－．～／"
}


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    """The signs that conversion changes; a text without one is in simplified script already."""
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
    signs = [chr(code) for first, last in blocks for code in range(first, last)]
    converted = _simplifier().convert("\n".join(signs)).split("\n")
    return re.compile(f"[{''.join(sign for sign, other in zip(signs, converted, strict=True) if sign != other)}]")


_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FOLDED))}]")


def shadow_of(text: str) -> str:
    """The text in simplified script with half-width digits, letters and number signs, position for position."""
    simplified = _simplified(text) if _traditional().search(text) else text
    return simplified.translate(_FOLDED) if _FULL_WIDTH.search(simplified) else simplified


def _simplified(text: str) -> str:
    simplified: str = _simplifier().convert(text)
    if len(simplified) != len(text):  # a phrase rule changed the length: convert sign by sign instead
        simplified = "".join(c if len(s := _simplifier().convert(c)) != 1 else s for c in text)
    return simplified


class Span(NamedTuple):
    """A half-open run of code points, `start` to `end`, in the text."""

    start: int
    end: int


def _split(text: str, pattern: re.Pattern[str]) -> list[Span]:
    spans, start = [], 0
    for match in pattern.finditer(text):
        spans.append(Span(start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return [span for span in spans if text[span.start : span.end].strip()]


@dataclass(frozen=True)
class Text:
    """A text with its shadow, sentences and clauses; sentences and clauses keep their closing sign."""

    raw: str
    shadow: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the shadow once; everything else is derived when first asked for."""
        object.__setattr__(self, "shadow", shadow_of(self.raw))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences in order; a line break ends a sentence."""
        return _split(self.shadow, _SENTENCE_END)

    @cached_property
    def clauses(self) -> list[Span]:
        """The clauses in order, cut at commas, colons, dashes and sentence ends."""
        return _split(self.shadow, _CLAUSE_END)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [span.start for span in self.clauses]

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds `position`, or the nearest one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def clause_at(self, position: int) -> Span:
        """The clause that holds `position`, or the nearest one before it."""
        return self.clauses[max(0, bisect_right(self._clause_starts, position) - 1)]

    def slice(self, span: Span) -> str:
        """The original characters of `span`."""
        return self.raw[span.start : span.end]
