"""Where the name before a head noun begins: a walk to the left over the words of its clause."""

import re
from collections.abc import Callable, Sequence

from zhizao.extraction.initiatives.kinds import CONJUNCTIONS, JOINERS, YEAR, kind_at
from zhizao.extraction.initiatives.tokens import PROPER_TAGS, Token, is_unknown
from zhizao.extraction.initiatives.widening import YEAR_WORDS, behind_class, ceremony, route, titled, whole_item
from zhizao.extraction.initiatives.words import longest_head, word_class

_NUMBERING = re.compile(r"\d{1,2}\.?$")
_UNITS = frozenset(("期", "号", "号线"))
_NOUNLIKE = frozenset(("ok", "code", "atom", "soft"))
_DATED_TYPES = frozenset(("event", "programme", "policy"))


def _modifies(tokens: Sequence[Token], index: int, anchor: int) -> bool:
    """Whether a verb such as 推进 modifies what follows (数字经济推进大会) and does not govern it (推进示范区)."""
    noun = index - 1
    while noun > 0 and kind_at(tokens, noun) == "turn":
        noun -= 1  # 创新驱动|发展|大会: several such verbs in a row
    if noun < 0 or kind_at(tokens, noun) not in _NOUNLIKE or tokens[noun].tag == "ns":
        return False
    return all(kind_at(tokens, i) == "turn" or tokens[i].word in word_class("inner") for i in range(index + 1, anchor))


def _joins(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether 与 or 及 joins two halves of one name: 交流及法律研究中心, not 创新中心及示范基地."""
    if tokens[index].word == "和" or not 1 < index < head:
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    if {left.tag, right.tag} & PROPER_TAGS or is_unknown(left.word) or is_unknown(right.word):
        return False
    if longest_head(left.word) or left.word in word_class("lead"):
        return False
    return kind_at(tokens, index - 1) in {"ok", "turn"} and kind_at(tokens, index - 2) in _NOUNLIKE


def _fits_type(tokens: Sequence[Token], index: int, anchor: int, type_: str) -> bool:
    """Years, editions, sizes and verbs belong to the names of some types only."""
    token, kind = tokens[index], kind_at(tokens, index)
    if kind == "verb":  # 电力迁改项目, 开工奠基仪式, 提质倍增行动
        near = index >= anchor - 2 and (type_ == "programme" or tokens[anchor].word.endswith("仪式"))
        near = near or tokens[index + 1].word == "式"  # 漂浮式, 浮动式
        return near or (index == anchor - 1 and is_unknown(token.word))
    if kind == "number":
        return tokens[index + 1].word in _UNITS
    if token.word in YEAR_WORDS:
        return type_ in _DATED_TYPES and index > 0 and bool(YEAR.match(tokens[index - 1].word))
    return type_ in _DATED_TYPES


def _accepts(tokens: Sequence[Token], index: int, anchor: int, type_: str) -> bool:
    token, kind = tokens[index], kind_at(tokens, index)
    if kind in ("year", "ordinal", "number", "verb") or token.word in YEAR_WORDS:
        return _fits_type(tokens, index, anchor, type_)
    if token.word in _UNITS:
        return index > 0 and tokens[index - 1].tag in ("code", "m")
    if token.word in word_class("object_verb") and index > 0 and tokens[index - 1].tag == "ns":
        return False
    check = _INSIDE.get(kind)
    return kind in ("ok", "code") if check is None else check(tokens, index, anchor)


_INSIDE: dict[str, Callable[[Sequence[Token], int, int], bool]] = {
    "atom": lambda tokens, index, _: not tokens[index].word.startswith("《"),
    "turn": _modifies,
    "conjunction": _joins,
    "soft": lambda tokens, index, _: kind_at(tokens, index - 1) in _NOUNLIKE,
    "joiner": lambda tokens, index, _: (
        index > 0 and tokens[index].word not in (tokens[index - 1].word, tokens[index + 1].word)
    ),
}


def first_token(tokens: Sequence[Token], head: int, type_: str) -> int:
    """The index of the first token of the name whose head noun starts in token `head`."""
    index = anchor = head
    while index > 0 and _accepts(tokens, index - 1, anchor, type_):
        index -= 1
        if kind_at(tokens, index) in {"conjunction", "joiner"}:
            anchor = index
    if tokens[head].word.endswith("仪式"):
        index = ceremony(tokens, index)
    if type_ in {"project", "programme"}:
        index = route(tokens, index, head)
    if type_ == "project":
        index = whole_item(tokens, index)
    return _trimmed(tokens, behind_class(tokens, titled(tokens, index, type_), head), head)


def _trimmed(tokens: Sequence[Token], first: int, head: int) -> int:
    """Leave out joiners and brackets at the left edge, and a verb that governs the rest (开发新型芯片)."""
    if first + 1 < head and tokens[first].word in word_class("vague") and tokens[first + 1].word in word_class("first"):
        first += 1  # 全球|首家|某某工厂
    while first < head:
        token = tokens[first]
        governs = token.word in word_class("governing") and head - first > 1
        governs = governs or (len(token.word) == 1 and token.tag in ("a", "v", "d", "ad"))  # 用|好某政策
        numbering = token.word in "．.、" or bool(_NUMBERING.match(token.word))
        bracket = token.tag == "atom" and token.word[0] in "（(〔"
        itself = token.word in word_class("self") and not tokens[first + 1].word.startswith(token.word)
        sign = token.word in JOINERS or token.word in CONJUNCTIONS or token.word in YEAR_WORDS
        if not (governs or itself or bracket or numbering or sign or token.word in word_class("first")):
            break
        first += 1
    return first
