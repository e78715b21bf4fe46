"""Clauses as tokens: titles, quotations and brackets are one token each, the rest is cut by word boundaries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

# A quotation that holds a clause is speech, not a name, and stays open; a title in 《》 may hold anything.
ATOM = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n，。；！？,]{1,30}”|「[^「」\n，。；！？,]{1,30}」|『[^『』\n，。；！？,]{1,30}』"
    r"|（[^（）\n，。；！？,]{1,20}）|\([^()\n，。；！？,]{1,20}\)|〔[^〔〕\n]{1,12}〕"
)
_CLAUSE = re.compile(rf"(?:{ATOM.pattern}|[^，,。；;：:！!？?\n…《“「『（(〔]++|[《“「『（(〔])+")
_PIECE = re.compile(rf"(?P<atom>{ATOM.pattern})|(?P<code>[A-Za-z0-9][A-Za-z0-9.×+\-/#]*)|[^《“「『（(〔A-Za-z0-9]++|.")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, code or bracketed piece of a clause, with its part of speech and its place in the text."""

    word: str
    tag: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _tagger() -> rjieba.Jieba:
    return rjieba.Jieba()


def clauses(shadow: str) -> Iterator[tuple[int, int]]:
    """Start and end of every clause: commas inside titles, quoted names and brackets do not cut."""
    for match in _CLAUSE.finditer(shadow):
        yield match.start(), match.end()


def tokens_of(shadow: str, start: int, end: int) -> list[Token]:
    """The tokens of one clause; an atom has the tag `atom`, a run of Latin letters and digits `code`."""
    tokens: list[Token] = []
    for match in _PIECE.finditer(shadow, start, end):
        if match.lastgroup:
            tokens.append(Token(match.group(), match.lastgroup, match.start(), match.end()))
            continue
        at = match.start()
        for word, tag in _tagger().tag(match.group()):
            tokens.append(Token(word, tag, at, at + len(word)))
            at += len(word)
    return tokens


@lru_cache(maxsize=65536)
def is_unknown(word: str) -> bool:
    """Whether the dictionary lacks `word`: pieces of proper names mostly are not in it."""
    return not _tagger().has_word(word)
