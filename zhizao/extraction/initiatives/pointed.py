"""Mentions without the name: what is said of 该平台 or of a bare 项目 is said of the initiative named before it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.frames import attach
from zhizao.extraction.initiatives.pointers import REACH, is_meant, pointers
from zhizao.extraction.initiatives.tokens import tokens_of
from zhizao.extraction.text import Text

_OF_WORKS = frozenset(("project", "platform", "facility", "organization", "product"))


def pointed(text: Text, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """A mention for every pointer that is the subject of a frame verb, under the name that it stands for.

    `named` are the likely mentions in the order of the text; events and documents are told where they are named.
    """
    works = sorted((c for c in named if c.type in _OF_WORKS), key=lambda c: c.start)
    if not works:
        return
    starts = [c.start for c in works]
    for start, end, noun in pointers(text.shadow):
        near = works[bisect_left(starts, start - REACH) : bisect_left(starts, start)]
        meant = next((c for c in reversed(near) if is_meant(noun, c.name, c.type)), None)
        if meant is None or meant.end > start:
            continue
        span = text.clause_at(start)
        clause = Clause(span.start, span.end, tokens_of(text.shadow, span.start, span.end))
        mention = replace(meant, start=start, end=end, clause=clause, rule="initiative.pointer", frame=None, score=0.0)
        attach(text, mention, (start, end), [])
        if mention.frame is not None and mention.frame.side == "after":
            yield mention
