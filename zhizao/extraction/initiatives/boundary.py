"""Where the name before a head noun begins: a walk to the left over the words of its clause."""

import re
from collections.abc import Sequence
from functools import lru_cache

from zhizao.extraction.initiatives.tokens import Token, is_unknown
from zhizao.extraction.initiatives.words import head_ends, word_class

_CONJUNCTIONS = frozenset("和与及")
_JOINERS = frozenset("暨·-—－&")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届期批]?$")
_PHYSICAL_UNIT = frozenset(("兆瓦", "万千瓦", "千瓦", "千伏", "公里", "万吨", "吨", "米", "毫米", "英寸", "期", "号"))
_STOP_TAGS = frozenset(("p", "c", "u", "ud", "ug", "uj", "ul", "uv", "uz", "r", "rr", "rz", "y", "e", "o", "d", "df", "t", "x", "m", "q", "mq"))
_DATED_TYPES = frozenset(("event", "programme", "policy"))


@lru_cache(maxsize=65536)
def _kind(word: str, tag: str) -> str:
    """What a token does to a name on its right: atom, joiner, conjunction, year, soft, stop, turn, verb or ok."""
    if tag in ("atom", "code"):
        return "year" if _YEAR.match(word) else tag
    if word in _JOINERS:
        return "joiner"
    if word in _CONJUNCTIONS:
        return "conjunction"
    if _ORDINAL.match(word):
        return "ordinal"
    if word in word_class("soft"):
        return "soft"
    inner = word in word_class("inner")
    if word in word_class("lead"):
        return "turn" if inner else "stop"
    if inner:
        return "ok"
    if word in word_class("stop") or tag in _STOP_TAGS:
        return "stop"
    return "stop" if tag == "v" or (tag == "f" and len(word) == 1) else "ok"


def _is_nounlike(tokens: Sequence[Token], index: int) -> bool:
    return index >= 0 and _kind(tokens[index].word, tokens[index].tag) in {"ok", "code", "atom"}


def _turn_modifies(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether a verb such as 推进 modifies the head (数字经济推进大会) and does not govern it (推进示范区)."""
    if index == head - 1:
        return _is_nounlike(tokens, index - 1) and tokens[index - 1].tag != "ns"
    chain = all(_kind(t.word, t.tag) == "turn" or t.word in word_class("inner") for t in tokens[index + 1 : head])
    return chain and head - index <= 2 and _is_nounlike(tokens, index - 1) and tokens[index - 1].tag != "ns"  # noqa: PLR2004


def _joins(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether 和, 与 or 及 joins two halves of one name: 交流及法律研究中心, not 创新中心和示范基地."""
    if not _is_nounlike(tokens, index - 1) or index + 1 >= head + 1:
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    if left.tag in ("ns", "nt", "nr", "atom", "code") or right.tag in ("ns", "nt", "nr", "atom", "code"):
        return False
    if is_unknown(left.word) or is_unknown(right.word) or left.end in head_ends(left.word + ""):
        return False
    if head_ends(left.word).get(len(left.word)):
        return False
    return tokens[index].word != "和" and _is_nounlike(tokens, index - 2)


def _accepts(tokens: Sequence[Token], index: int, head: int, type_: str) -> bool:
    token = tokens[index]
    kind = _kind(token.word, token.tag)
    if kind == "atom":
        return not token.word.startswith("《")
    if kind == "turn":
        return _turn_modifies(tokens, index, head)
    if kind == "conjunction":
        return _joins(tokens, index, head)
    if kind == "soft":
        return _is_nounlike(tokens, index - 1)
    if kind in ("year", "ordinal"):
        return type_ in _DATED_TYPES
    if token.word in _PHYSICAL_UNIT:
        return index > 0 and tokens[index - 1].tag in ("code", "m")
    if token.word in ("年", "年度"):
        return type_ in _DATED_TYPES and index > 0 and bool(_YEAR.match(tokens[index - 1].word))
    return kind in ("ok", "code") or (kind == "joiner" and index > 0)


def first_token(tokens: Sequence[Token], head: int, type_: str) -> int:
    """The index of the first token of the name whose head noun starts in token `head`."""
    index = head
    while index > 0 and _accepts(tokens, index - 1, head, type_):
        index -= 1
    return _trimmed(tokens, index, head)


def _trimmed(tokens: Sequence[Token], first: int, head: int) -> int:
    """Leave out joiners and conjunctions at the left edge, and a verb that governs the rest (开发新型芯片)."""
    while first < head:
        token = tokens[first]
        governs = token.word in word_class("governing") and head - first > 1
        bracket = token.tag == "atom" and token.word[0] in "（(〔"
        if not (governs or bracket or token.word in _JOINERS or token.word in _CONJUNCTIONS or token.word in ("年", "年度")):
            break
        first += 1
    return first
