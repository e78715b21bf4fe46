"""Mentions without the name: what is said of 该平台 or of a bare 项目 is said of the initiative named before it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhizao.extraction.cued import Cued
from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.frames import attach
from zhizao.extraction.initiatives.pointers import REACH, Pointer, is_meant, pointers
from zhizao.extraction.initiatives.tokens import tokens_of
from zhizao.extraction.text import Text

_OF_WORKS = frozenset(("project", "platform", "facility", "organization", "product"))
# 启动平台二期建设, 项目二期开工: a later phase of what is named before is a work of its own.
_PHASE = Cued(
    r"(?<=[。，；：！？“\n、动进建工划设资将在的])(?P<noun>平台|项目|产业园|园区|基地|中心|工程|工厂)(?P<phase>[二三四五]期)(?!、)",
    *("二期", "三期", "四期", "五期"),
)

_EARLIER = re.compile(r"[一二三四]期$")


def pointed(text: Text, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """A mention for every pointer that is the subject of a frame verb, under the name that it stands for.

    `named` are the likely mentions in the order of the text; events and documents are told where they are named. A
    later phase of a work that a frame verb tells of is an initiative under the name of the work and its phase.
    """
    works = sorted((c for c in named if c.type in _OF_WORKS), key=lambda c: c.start)
    if not works:
        return
    starts = [c.start for c in works]
    for pointer in pointers(text.shadow):
        meant = _meant(pointer, works, starts)
        mention = _mention(text, pointer, meant, "initiative.pointer") if meant else None
        if mention is not None and mention.frame is not None and mention.frame.side == "after":
            yield mention
    for match in _PHASE.finditer(text.shadow):
        pointer = Pointer(match.start(), match.end(), match.group("noun"))
        meant = _meant(pointer, works, starts)
        mention = _mention(text, pointer, meant, "initiative.phase") if meant else None
        if meant is not None and mention is not None and mention.frame is not None:
            name, score = _EARLIER.sub("", meant.name) + match.group("phase"), meant.score
            yield replace(mention, name=name, type="project", score=score, head=match.group("phase"))


def _meant(pointer: Pointer, works: Sequence[Candidate], starts: Sequence[int]) -> Candidate | None:
    """The last of `works` before a pointer that it can stand for, if none holds the pointer itself."""
    near = works[bisect_left(starts, pointer.start - REACH) : bisect_left(starts, pointer.start)]
    meant = next((c for c in reversed(near) if is_meant(pointer.noun, c.name, c.type)), None)
    return None if meant is None or near[-1].end > pointer.start else meant


def _mention(text: Text, pointer: Pointer, meant: Candidate, rule: str) -> Candidate:
    """What the clause of a pointer says, as a mention of the initiative meant."""
    span = text.clause_at(pointer.start)
    clause = Clause(span.start, span.end, tokens_of(text.shadow, span.start, span.end))
    mention = replace(meant, start=pointer.start, end=pointer.end, clause=clause, rule=rule, frame=None, score=0.0)
    attach(text, mention, (pointer.start, pointer.end), [])
    return mention
