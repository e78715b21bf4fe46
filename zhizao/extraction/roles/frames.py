"""The verb frames of roles, compiled from the lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

import ahocorasick_rs

from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import RoleName
from zhizao.extraction.roles.sentence import WHAT, WHO

_GAP = f"[^。；：{WHO}{WHAT}]{{0,14}}?"


@dataclass(frozen=True, slots=True)
class RoleFrame:
    """A pattern over symbols whose first group is the participants that play `role`.

    `target`: `near` is about the nearest initiative, `all` about every one that follows in the sentence.
    """

    id: str
    pattern: re.Pattern[str]
    role: RoleName
    target: str


@lru_cache(maxsize=1)
def role_frames() -> tuple[RoleFrame, ...]:
    """The prepositional frames of `role_frames.csv`, in order of precedence."""
    return tuple(
        RoleFrame(
            row["id"],
            re.compile(row["pattern"].replace("P", WHO).replace("I", WHAT).replace("~", _GAP)),
            cast("RoleName", row["role"]),
            row["target"],
        )
        for row in rows("role_frames")
    )


@lru_cache(maxsize=1)
def _verbs() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, RoleName | Literal["none"]]]]:
    entries = [(row["verb"], cast("RoleName | Literal['none']", row["role"])) for row in rows("role_verbs")]
    automaton = ahocorasick_rs.AhoCorasick(
        [verb for verb, _ in entries], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return automaton, entries


def role_verbs(piece: str) -> Iterator[tuple[int, int, RoleName]]:
    """Start, end and role of every verb that gives its subject a role, in a piece of text; `none` marks other words."""
    automaton, entries = _verbs()
    for index, start, end in automaton.find_matches_as_indexes(piece):
        role = entries[index][1]
        if role != "none":
            yield start, end, role


@lru_cache(maxsize=1)
def speech_verbs() -> re.Pattern[str]:
    """The verbs of speaking, right after a speaker or within a few words."""
    words = sorted((row["verb"] for row in rows("role_speech")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
