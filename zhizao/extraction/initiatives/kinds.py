"""What a word does to a name on its right: it belongs to it, modifies it, governs it or ends it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from zhizao.extraction.initiatives.tokens import Token, is_unknown
from zhizao.extraction.initiatives.words import frames, word_class

CONJUNCTIONS = frozenset("和与及")
JOINERS = frozenset("暨·-—－&")
YEAR = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届次]$")
_GENERATION = re.compile(r"第[一二三四五六]代?$")
_SIZE_IN_WORDS = re.compile(r"[十百千万亿]+(?:吨|千瓦|兆瓦)级?$")
_PEOPLE_GO = re.compile(r"[一二两三四五六七八九十]+人[到赴来在]$")  # 一行八人到|某某金融街
_STOP_TAGS = frozenset(("p", "c", "u", "ud", "ug", "uj", "ul", "uv", "uz", "r", "rr", "rz", "y", "e", "o", "d", "df",
                        "t", "x", "m", "q", "mq", "person"))  # fmt: skip
_BRINGS_OUT = frozenset(("issuing", "founding", "holding", "signing"))
_SHORT_STOPS = frozenset((("v", 1), ("f", 1)))  # 至, 有; 中, 后


@lru_cache(maxsize=65536)
def kind_of(word: str, tag: str) -> str:
    """What a token does to a name on its right.

    `atom`, `code`, `number`, `year`, `ordinal`, `joiner`, `conjunction`: what it is; `ok`: it belongs to the name;
    `soft`: an adjective that may stand inside; `turn`: a verb that may modify or govern; `verb`: any other verb;
    `stop`: the name begins after it.
    """
    if tag in ("atom", "code"):
        return "year" if YEAR.match(word) else "number" if word.isdigit() else tag
    if _ORDINAL.match(word):
        return "ordinal"
    signs = {"joiner": JOINERS, "conjunction": CONJUNCTIONS}
    return next((kind for kind, members in signs.items() if word in members), None) or _word_kind(word, tag)


def _word_kind(word: str, tag: str) -> str:
    inner, lead = word in word_class("inner"), word in word_class("lead")
    function_word = tag in _STOP_TAGS or (tag, len(word)) in _SHORT_STOPS
    stop = function_word or bool(_PEOPLE_GO.match(word)) or word in word_class("stop") or word in frames("before")
    ordered = (
        ("code", tag == "measure" or bool(_SIZE_IN_WORDS.match(word))),
        ("stop", word in word_class("numeral")),
        ("soft", word in word_class("soft")),
        ("turn", lead and inner),
        ("stop", lead or _is_phrase(word)),
        ("ok", inner or bool(_GENERATION.match(word)) or word in word_class("term")),
        ("stop", stop),
        ("verb", tag == "v" and not is_unknown(word)),
    )
    return next((kind for kind, holds in ordered if holds), "ok")


def _is_phrase(word: str) -> bool:
    """Whether one token of four signs is an adverb with its verb: 隆重举行, 成功卫冕, 积极支持."""
    verb = word[2:] if len(word) == 4 else ""  # noqa: PLR2004 — two words of two signs
    if verb and (
        (word[:2] in word_class("lead") and verb in word_class("lead"))
        or any(f.strength in _BRINGS_OUT for f in frames("before").get(verb, ()))
    ):
        return True
    return bool(verb) and verb not in word_class("inner") and (verb in word_class("lead") or verb in frames("before"))


def kind_at(tokens: Sequence[Token], index: int) -> str:
    """The kind of token `index`; the clause's edges stop a name."""
    return kind_of(tokens[index].word, tokens[index].tag) if 0 <= index < len(tokens) else "stop"
