"""Clauses as tokens: titles, quotations and brackets are one token each, the rest is cut by word boundaries."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import rjieba

from zhizao.extraction.initiatives.words import heads, word_class
from zhizao.extraction.lexicon import rows

# A quotation that holds a clause is speech, not a name, and stays open; a title in 《》 may hold anything.
ATOM = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n，。；！？,]{1,30}”|「[^「」\n，。；！？,]{1,30}」|『[^『』\n，。；！？,]{1,30}』"
    r"|（[^（）\n，。；！？,]{1,20}）|\([^()\n，。；！？,]{1,20}\)|〔[^〔〕\n]{1,12}〕"
)
_CLAUSE = re.compile(rf"(?:{ATOM.pattern}|[^，,。；;：:！!？?\n…《“「『（(〔]++|[《“「『（(〔])+")
# 400万吨/年, 2×350兆瓦, 16万千瓦级: a size that stands inside names of works.
_MEASURE = (
    r"±?\d[\d.×x]*[十百千万亿]{0,2}"
    r"(?:吨|千瓦|兆瓦|千伏|公里|立方米|平方米|安时|千瓦时|吉瓦时?|米|毫米|英寸|升)(?:/年|每年|级)?(?![\d元])|\d[\d.]*[十百千万亿]{0,2}(?:片|台套?|辆|套)(?:/年|每年)"
)
_CODE = r"[A-Za-z0-9][A-Za-z0-9.×+\-/#]*"
_PIECE = re.compile(
    rf"(?P<atom>{ATOM.pattern})|(?P<edition>第\d{{1,3}}[届次])|(?P<measure>{_MEASURE})|(?P<code>{_CODE})|(?:[^《“「『（(〔A-Za-z0-9第±]|第(?!\d))++|."
)


Known = tuple[int, int, str]
"""Start, end and tag of a name that other finders are sure of: `nt` an organization, `person` a person."""


class Token(NamedTuple):
    """One word, code or bracketed piece of a clause, with its part of speech and its place in the text."""

    word: str
    tag: str
    start: int
    end: int


PROPER_TAGS = frozenset(("ns", "nt", "nr", "nz", "atom", "code"))
"""Tags of words that are, or may be, proper names."""
_TERM_FREQUENCY = 5000  # enough to win over any cut into shorter words
_CLASSIFIERS = frozenset("家个项座条名台")
_EARLY_STOP = frozenset("在对将以由从向经")
_LATE_STOP = frozenset("对将在由与和为已于把从向是也")


@lru_cache(maxsize=1)
def _tagger() -> rjieba.Jieba:
    """The segmenter with our own words: without them it glues frame verbs and head nouns to their neighbours."""
    tagger = rjieba.Jieba()
    verbs = [row["verb"] for row in rows("initiative_frames")]
    nouns = [row["head"] for row in rows("initiative_heads")]
    classes = {"lead": "v", "plural": "m", "first": "m", "stop": "d", "definite": "r"}
    own = [(row["word"], classes[row["class"]]) for row in rows("initiative_words") if row["class"] in classes]
    for word, tag in [*((verb, "v") for verb in verbs), *((noun, "n") for noun in nouns), *own]:
        if len(word) > 1 and not tagger.has_word(word):
            tagger.add_word(word, None, tag)
    for word in word_class("term") | word_class("region"):
        tagger.add_word(word, _TERM_FREQUENCY, "n")
    for word in word_class("numeral"):
        tagger.add_word(word, _TERM_FREQUENCY, "m")
    for name in places():
        if len(name) > 2 and not tagger.has_word(name):  # noqa: PLR2004 — shorter names are parts of other words
            tagger.add_word(name, None, "ns")
    return tagger


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """The names of places and regions; the segmenter's own tags err on them (it calls 大连 an adverb)."""
    listed = (row["name"] for row in rows("places") if len(row["name"]) > 1 and row["level"] != "blocked")
    return word_class("region").union(listed)


def clauses(shadow: str) -> list[tuple[int, int]]:
    """Start and end of every clause: commas inside titles, quoted names and brackets do not cut."""
    return [match.span() for match in _CLAUSE.finditer(shadow)]


def tokens_of(shadow: str, start: int, end: int, known: Sequence[Known] = ()) -> list[Token]:
    """The tokens of one clause; an atom has the tag `atom`, a size `measure`, Latin letters and digits `code`.

    `known` are the spans that other finders are sure of, with their tags: each is one token.
    """
    tokens: list[Token] = []
    at = start
    for first, last, tag in known:
        if first >= at and last <= end:
            tokens += _pieces(shadow, at, first)
            tokens.append(Token(shadow[first:last], tag, first, last))
            at = last
    return tokens + _pieces(shadow, at, end)


def _pieces(shadow: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    tagger = _tagger()
    for match in _PIECE.finditer(shadow, start, end):
        if match.lastgroup:
            tokens.append(Token(match.group(), match.lastgroup, match.start(), match.end()))
            continue
        at, piece = match.start(), match.group()
        words = tagger.tag(piece)
        if piece[0] in _CLASSIFIERS and at and shadow[at - 1].isdigit():
            words[:1] = _after_number(*words[0])
        for word, tag in words:
            for part, part_tag in _parts(word, tag):
                end_of_part = at + len(part)
                tokens.append(Token(part, part_tag, at, end_of_part))
                at = end_of_part
    return tokens


def _after_number(word: str, tag: str) -> list[tuple[str, str]]:
    """The word right behind a number, without the classifier that it swallowed: 18|家|大企业."""
    if not is_unknown(word):
        return [(word, tag)]
    return [(word[0], "q"), (word[1:], tag)] if len(word) > 1 else [(word, "q")]


@lru_cache(maxsize=65536)
def _parts(word: str, tag: str) -> tuple[tuple[str, str], ...]:
    """The word as it is, or in two when it holds more than one: a preposition at either end, a head and its verb."""
    if len(word) > 1 and is_unknown(word):
        if word[0] in _EARLY_STOP:  # 在|某地
            return (word[0], "p"), (word[1:], tag)
        if len(word) > 2 and word[-1] in _LATE_STOP:  # noqa: PLR2004 — a word and a preposition: 某委|对
            return (word[:-1], tag), (word[-1], "p")
    cut = 0 if word[-1] in _LATE_STOP or word[0] in _EARLY_STOP else _glued(word)
    if cut:
        return (word[:cut], "n"), (word[cut:], "n")
    return ((word, "ns" if word in places() else tag),)


def _glued(word: str) -> int:
    """Where a head noun ends in a word of the dictionary that also holds what follows names: 项目|前期."""
    table, after = heads(), word_class("after_head")
    return next((cut for cut in range(2, len(word) - 1) if word[:cut] in table and word[cut:] in after), 0)


@lru_cache(maxsize=65536)
def is_unknown(word: str) -> bool:
    """Whether the dictionary lacks `word`: pieces of proper names mostly are not in it."""
    return not _tagger().has_word(word)
