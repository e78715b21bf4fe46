"""The lexicon of initiatives, compiled once: head nouns, verb frames and word classes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import ahocorasick_rs

from zhizao.extraction.alternation import one_of
from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import InitiativeStatus, InitiativeType


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that closes names of one type.

    `strength`: `name` is a name by itself, `strong` makes one with any modifier, `weak` needs a telling one, `area`
    is first of all a place, `institution` acts like an organization unless it is being founded.
    """

    word: str
    type: InitiativeType
    strength: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb that says what happens to an initiative, standing before or after its name."""

    verb: str
    side: str
    status: InitiativeStatus
    strength: str


_BARE = frozenset(("name", "signed"))
_NO_MODIFIER = frozenset("的了着过、，。；：！？,;:!?…\n 在是为对将把被让各该其本此这那")
_SUFFIXES = frozenset("化者性")


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """All head nouns by their word."""
    return {
        row["head"]: Head(row["head"], cast("InitiativeType", row["type"]), row["strength"])
        for row in rows("initiative_heads")
    }


@lru_cache(maxsize=1)
def _head_automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    words = list(heads())
    return ahocorasick_rs.AhoCorasick(words), words


def head_ends(shadow: str) -> dict[int, Head]:
    """The longest head noun that ends at each position of `shadow` where one ends and may close a name.

    A head behind 的 or a sign has no modifier, and one before 化 or 者 is part of another word: both are left out here,
    since every clause that holds a head must be cut into words.
    """
    automaton, words = _head_automaton()
    longest: dict[int, str] = {}
    for index, _, end in automaton.find_matches_as_indexes(shadow, overlapping=True):
        if len(words[index]) > len(longest.get(end, "")):
            longest[end] = words[index]
    table = heads()
    return {end: table[word] for end, word in longest.items() if _may_close(shadow, end, table[word])}


def _may_close(shadow: str, end: int, head: Head) -> bool:
    if shadow[end : end + 1] in _SUFFIXES:
        return False
    start = end - len(head.word)
    return head.strength in _BARE or (start > 0 and shadow[start - 1] not in _NO_MODIFIER)


@lru_cache(maxsize=1)
def _head_lengths() -> dict[str, list[int]]:
    """The lengths of the head nouns that end in each sign, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in heads():
        lengths.setdefault(word[-1], set()).add(len(word))
    return {last: sorted(found, reverse=True) for last, found in lengths.items()}


@lru_cache(maxsize=65536)
def longest_head(name: str) -> Head | None:
    """The longest head noun that closes `name`, or None."""
    lengths = _head_lengths().get(name[-1:], ())
    return next((heads()[name[-length:]] for length in lengths if name[-length:] in heads()), None)


@lru_cache(maxsize=2)
def frames(side: str) -> dict[str, tuple[Frame, ...]]:
    """The verb frames that stand `before` or `after` a name, by verb."""
    table: dict[str, tuple[Frame, ...]] = {}
    for row in rows("initiative_frames"):
        if row["side"] == side:
            frame = Frame(row["verb"], side, cast("InitiativeStatus", row["status"]), row["strength"])
            table[frame.verb] = (*table.get(frame.verb, ()), frame)
    return table


@lru_cache(maxsize=2)
def _frame_automaton(side: str) -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    verbs = list(frames(side))
    return ahocorasick_rs.AhoCorasick(verbs, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), verbs


def frame_hits(text: str, side: str) -> Iterator[tuple[int, int, tuple[Frame, ...]]]:
    """Start, end and frames of every frame verb of one side in a piece of text, from left to right."""
    automaton, verbs = _frame_automaton(side)
    table = frames(side)
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield start, end, table[verbs[index]]


@lru_cache
def any_of(name: str) -> re.Pattern[str]:
    """One pattern for all words of one class."""
    return re.compile(one_of(word_class(name)))


@lru_cache
def endings(name: str) -> tuple[str, ...]:
    """The words of one class, to ask what a text ends in."""
    return tuple(word_class(name))


@lru_cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `initiative_words.csv` (lead, inner, stop, plural, …)."""
    return frozenset(row["word"] for row in rows("initiative_words") if row["class"] == name)


@lru_cache(maxsize=1)
def weighty_words() -> tuple[str, ...]:
    """Words of weight (重大, 重点) of more than one sign: shorter ones stand inside other words."""
    return tuple(word for word in word_class("weighty") if len(word) > 1)


@lru_cache(maxsize=1)
def generic_phrases() -> frozenset[str]:
    """Phrases with a head noun that name a class of things, not one."""
    return frozenset(row["phrase"] for row in rows("initiative_generic"))
