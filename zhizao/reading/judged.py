"""Lines with a verdict on what they are, and from the verdicts the parts of a page: head, text, what is below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from zhizao.reading.credits import Row, read_row
from zhizao.reading.furniture import Kind, kind_of
from zhizao.reading.page import Line

LINK_LIST = 0.8
"""From this share of linked signs on, a line is an entry of a list of links."""
_LINKED = 0.5
_PROSE_LENGTH = 28
_SHORTEST_SENTENCE = 9
_ENDS_SENTENCE = re.compile(r"[。！？!?；;…：:][”’」』）)\]】》]*\s*$")
_HAS_SENTENCE = re.compile(r"[。！？；]|[,，].*[,，]")
_BOXES = frozenset({Kind.STOP, Kind.SOFT_STOP, Kind.NOTICE})
_LOOK_AHEAD = 12


@dataclass(frozen=True)
class Judged:
    """A line, its kind, and, when it is a row of credits, the row."""

    line: Line

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.line.text

    @cached_property
    def kind(self) -> Kind:
        """What the line is, judged by itself alone."""
        return kind_of(self.text)

    @cached_property
    def row(self) -> Row | None:
        """The row of credits that the line is, if it is one."""
        return read_row(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line is running text rather than a headline, a label or an entry of a list."""
        long_enough = len(self.text) >= _PROSE_LENGTH and self.line.links < _LINKED
        return self.kind is Kind.TEXT and long_enough and _HAS_SENTENCE.search(self.text) is not None

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line is text that ends as sentences do."""
        return self.kind is Kind.TEXT and self.line.links < _LINKED and _ENDS_SENTENCE.search(self.text) is not None


def first_prose(lines: Sequence[Judged]) -> int | None:
    """Where the running text of the article begins; None when there is none."""
    inside = [i for i, judged in enumerate(lines) if judged.line.inside and judged.kind is Kind.TEXT]
    for i in inside:
        if lines[i].is_prose and not lines[i].line.heading and lines[i].row is None:
            return i
    short = (i for i in inside if lines[i].ends_sentence and len(lines[i].text) >= _SHORTEST_SENTENCE)
    return next((i for i in short if lines[i].row is None), None)


def end_of_text(lines: Sequence[Judged], start: int) -> int:
    """The first line from which on the page offers other things than its article."""
    for i in range(start + 1, len(lines)):
        if lines[i].kind is Kind.COMMENTS or (lines[i].kind in _BOXES and not _text_goes_on(lines, i)):
            return i
    return len(lines)


def _text_goes_on(lines: Sequence[Judged], position: int) -> bool:
    """Whether the article goes on below a box: two paragraphs in a row, or any paragraph below a notice.

    Teasers of other articles have sentences too, but a headline or a time stands between every two of them.
    """
    prose: list[bool] = []
    for judged in lines[position + 1 :]:
        if judged.line.inside and judged.line.links < LINK_LIST:
            prose.append(judged.is_prose and judged.ends_sentence)
        if len(prose) == _LOOK_AHEAD:
            break
    if lines[position].kind is Kind.NOTICE:
        return any(prose)
    return any(first and second for first, second in pairwise(prose))


def last_sentence(lines: Sequence[Judged]) -> int:
    """The last line that ends a sentence; what stands below it and below a piece of furniture is furniture too."""
    return max((i for i, judged in enumerate(lines) if judged.ends_sentence), default=len(lines))


def near_row(lines: Sequence[Judged], position: int) -> bool:
    """Whether a row of credits stands within two lines."""
    return any(judged.row is not None for judged in lines[max(0, position - 2) : position + 3])
