"""Where the name before a head noun begins: a walk to the left over the words of its clause."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from zhizao.extraction.initiatives.tokens import Token, is_unknown
from zhizao.extraction.initiatives.words import frames, longest_head, word_class

_CONJUNCTIONS = frozenset("和与及")
_JOINERS = frozenset("暨·-—－&")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届次]$")
_GENERATION = re.compile(r"第[一二三四五六]代?$")
_SIZE_IN_WORDS = re.compile(r"[十百千万亿]+(?:吨|千瓦|兆瓦)级?$")
_NUMBERING = re.compile(r"\d{1,2}\.?$")
_UNITS = frozenset(("期", "号", "号线"))
_STOP_TAGS = frozenset(("p", "c", "u", "ud", "ug", "uj", "ul", "uv", "uz", "r", "rr", "rz", "y", "e", "o", "d", "df",
                        "t", "x", "m", "q", "mq", "person"))  # fmt: skip
_PROPER_TAGS = frozenset(("ns", "nt", "nr", "nz", "atom", "code"))
_NOUNLIKE = frozenset(("ok", "code", "atom", "soft"))
_ROUTES = ("高铁", "铁路", "高速", "公路", "城际")
_SIGNS = 5
_TITLE_KINDS = {
    "policy": frozenset(("ok", "turn")),
    "event": frozenset(("ok", "turn", "conjunction", "year", "ordinal")),
}
_LOOSE = frozenset(("ok", "code", "verb", "conjunction", "joiner", "soft"))
_YEAR_WORDS = ("年", "年度")
_SHORT_STOPS = frozenset((("v", 1), ("f", 1)))  # 至, 有; 中, 后
_DATED_TYPES = frozenset(("event", "programme", "policy"))


@lru_cache(maxsize=65536)
def kind_of(word: str, tag: str) -> str:
    """What a token does to a name on its right.

    `atom`, `code`, `number`, `year`, `ordinal`, `joiner`, `conjunction`: what it is; `ok`: it belongs to the name;
    `soft`: an adjective that may stand inside; `turn`: a verb that may modify or govern; `verb`: any other verb;
    `stop`: the name begins after it.
    """
    if tag in ("atom", "code"):
        return "year" if _YEAR.match(word) else "number" if word.isdigit() else tag
    if _ORDINAL.match(word):
        return "ordinal"
    signs = {"joiner": _JOINERS, "conjunction": _CONJUNCTIONS}
    return next((kind for kind, members in signs.items() if word in members), None) or _word_kind(word, tag)


def _word_kind(word: str, tag: str) -> str:
    inner, lead = word in word_class("inner"), word in word_class("lead")
    function_word = tag in _STOP_TAGS or (tag, len(word)) in _SHORT_STOPS
    stop = function_word or word in word_class("stop") or word in frames("before")
    ordered = (
        ("code", tag == "measure" or bool(_SIZE_IN_WORDS.match(word))),
        ("stop", word in word_class("numeral")),
        ("soft", word in word_class("soft")),
        ("turn", lead and inner),
        ("stop", lead or _is_phrase(word)),
        ("ok", inner or bool(_GENERATION.match(word)) or word in word_class("term")),
        ("stop", stop),
        ("verb", tag == "v"),
    )
    return next((kind for kind, holds in ordered if holds), "ok")


def _is_phrase(word: str) -> bool:
    """Whether one token of four signs is an adverb with its verb: 隆重举行, 成功卫冕."""
    verb = word[2:] if len(word) == 4 else ""  # noqa: PLR2004 — two words of two signs
    return bool(verb) and verb not in word_class("inner") and (verb in word_class("lead") or verb in frames("before"))


def _kind(tokens: Sequence[Token], index: int) -> str:
    return kind_of(tokens[index].word, tokens[index].tag) if 0 <= index < len(tokens) else "stop"


def _modifies(tokens: Sequence[Token], index: int, anchor: int) -> bool:
    """Whether a verb such as 推进 modifies what follows (数字经济推进大会) and does not govern it (推进示范区)."""
    before = tokens[index - 1] if index else None
    if before is None or _kind(tokens, index - 1) not in _NOUNLIKE or before.tag == "ns":
        return False
    return all(_kind(tokens, i) == "turn" or tokens[i].word in word_class("inner") for i in range(index + 1, anchor))


def _joins(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether 与 or 及 joins two halves of one name: 交流及法律研究中心, not 创新中心及示范基地."""
    if tokens[index].word == "和" or not 1 < index < head:
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    if {left.tag, right.tag} & _PROPER_TAGS or is_unknown(left.word) or is_unknown(right.word):
        return False
    if longest_head(left.word) or left.word in word_class("lead"):
        return False
    return _kind(tokens, index - 1) in {"ok", "turn"} and _kind(tokens, index - 2) in _NOUNLIKE


def _fits_type(tokens: Sequence[Token], index: int, anchor: int, type_: str) -> bool:
    """Years, editions, sizes and verbs belong to the names of some types only."""
    token, kind = tokens[index], _kind(tokens, index)
    if kind == "verb":  # 电力迁改项目, 开工奠基仪式, 提质倍增行动
        near = index >= anchor - 2 and (type_ == "programme" or tokens[anchor].word.endswith("仪式"))
        near = near or tokens[index + 1].word == "式"  # 漂浮式, 浮动式
        return near or (index == anchor - 1 and is_unknown(token.word))
    if kind == "number":
        return tokens[index + 1].word in _UNITS
    if token.word in _YEAR_WORDS:
        return type_ in _DATED_TYPES and index > 0 and bool(_YEAR.match(tokens[index - 1].word))
    return type_ in _DATED_TYPES


def _accepts(tokens: Sequence[Token], index: int, anchor: int, type_: str) -> bool:
    token, kind = tokens[index], _kind(tokens, index)
    if kind in ("year", "ordinal", "number", "verb") or token.word in _YEAR_WORDS:
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
    "soft": lambda tokens, index, _: _kind(tokens, index - 1) in _NOUNLIKE,
    "joiner": lambda tokens, index, _: (
        index > 0 and tokens[index].word not in (tokens[index - 1].word, tokens[index + 1].word)
    ),
}


def first_token(tokens: Sequence[Token], head: int, type_: str) -> int:
    """The index of the first token of the name whose head noun starts in token `head`."""
    index = anchor = head
    while index > 0 and _accepts(tokens, index - 1, anchor, type_):
        index -= 1
        if _kind(tokens, index) in {"conjunction", "joiner"}:
            anchor = index
    if tokens[head].word.endswith("仪式"):
        index = _ceremony(tokens, index)
    if type_ == "project":
        index = _whole_item(tokens, _route(tokens, index, head))
    return _trimmed(tokens, _behind_class(tokens, _titled(tokens, index, type_), head), head)


def _ceremony(tokens: Sequence[Token], index: int) -> int:
    """A ceremony is named with what is done in it and by whom: 甲市、乙市合作共建园区签约仪式."""
    at = index
    while at > 0 and _in_ceremony(tokens, at - 1):
        at -= 1
    return at if at < len(tokens) and tokens[at].tag in _PROPER_TAGS else index


def _in_ceremony(tokens: Sequence[Token], at: int) -> bool:
    word, tag = tokens[at].word, tokens[at].tag
    if word in ("、", "与", "和"):
        return at > 0 and tokens[at - 1].tag in _PROPER_TAGS and tokens[at + 1].tag in _PROPER_TAGS
    return tag[0] in "nva" and not any(f.strength == "holding" for f in frames("before").get(word, ()))


def _route(tokens: Sequence[Token], index: int, head: int) -> int:
    """A railway or road is named by signs of its places, which the segmenter takes for other words: 甲乙丙高铁."""
    at = index
    while (
        at > 0 and len(tokens[at - 1].word) == 1 and tokens[at - 1].tag not in ("x", "uj", "p") and head - at < _SIGNS
    ):
        at -= 1
    whole = at == 0 or tokens[at - 1].word in "、，"
    if not tokens[head].word.endswith(_ROUTES):
        return index
    return at if whole else _between_ends(tokens, index, head)


def _between_ends(tokens: Sequence[Token], index: int, head: int) -> int:
    """A route may be named by its two ends and its class: 甲地至乙地一级公路."""
    to = next((i for i in range(head - 1, max(0, head - _SIGNS), -1) if tokens[i].word in ("至", "到")), 0)
    if not to or not all(_is_end(t) or t.word in word_class("grade") for t in tokens[to + 1 : head]):
        return index
    at = to
    while at > 0 and _is_end(tokens[at - 1]) and to - at < 3:  # noqa: PLR2004 — no place has more words
        at -= 1
    return at if at < to else index


def _is_end(token: Token) -> bool:
    return token.tag[0] == "n" or is_unknown(token.word)


def _whole_item(tokens: Sequence[Token], index: int) -> int:
    """Go on to the start of a list item when nothing before it governs or ends: 甲集团氨纶及某某一期项目."""
    at = index
    while at > 0 and _kind(tokens, at - 1) in _LOOSE and tokens[at - 1].word != "和":
        at -= 1
    opens = at == 0 or tokens[at - 1].word == "、"
    named = any(t.tag in _PROPER_TAGS or is_unknown(t.word) for t in tokens[at:index])
    return at if opens and named else index


def _dates(tokens: Sequence[Token], index: int, type_: str) -> bool:
    """Whether a token belongs to the year or the edition in front of an event's name."""
    year = _YEAR.match(tokens[index - 1].word if tokens[index].word in _YEAR_WORDS and index else tokens[index].word)
    return type_ == "event" and (bool(year) or _kind(tokens, index) == "ordinal")


def _titled(tokens: Sequence[Token], index: int, type_: str) -> int:
    """Go on over verbs that stand in titles up to the place in front: 某市促进某某发展大会.

    An event's name may also hold 和, when a year, an edition or a place opens the clause: 2026年某某和某某活动周.
    """
    if type_ not in {"event", "policy"}:
        return index
    at = index
    titled = word_class("titled").union(_YEAR_WORDS if type_ == "event" else ())
    while at > 0 and (tokens[at - 1].word in titled or _kind(tokens, at - 1) in _TITLE_KINDS[type_]):
        at -= 1
        if tokens[at].tag in ("ns", "nt"):
            while at > 0 and (tokens[at - 1].tag in ("ns", "nt") or _dates(tokens, at - 1, type_)):
                at -= 1
            return at
    whole = type_ == "event" and at == 0 and _kind(tokens, 0) in {"year", "ordinal"}
    return 0 if whole else index


def _behind_class(tokens: Sequence[Token], first: int, head: int) -> int:
    """Leave out the class that a name stands in apposition to: 国家重大水利工程|某某灌区一期工程."""
    for index in range(head - 2, first, -1):
        follows = tokens[index + 1]
        proper = follows.tag in _PROPER_TAGS or is_unknown(follows.word)
        bare = not any(t.tag in _PROPER_TAGS or is_unknown(t.word) for t in tokens[first:index])
        if tokens[index].word.endswith(("工程", "项目")) and proper and bare:
            return index + 1
    return first


def _trimmed(tokens: Sequence[Token], first: int, head: int) -> int:
    """Leave out joiners and brackets at the left edge, and a verb that governs the rest (开发新型芯片)."""
    while first < head:
        token = tokens[first]
        governs = token.word in word_class("governing") and head - first > 1
        governs = governs or (len(token.word) == 1 and token.tag in ("a", "v", "d", "ad"))  # 用|好某政策
        numbering = token.word in "．.、" or bool(_NUMBERING.match(token.word))
        bracket = token.tag == "atom" and token.word[0] in "（(〔"
        itself = token.word in word_class("self") and not tokens[first + 1].word.startswith(token.word)
        if not (
            governs or itself or bracket or numbering or token.word in _JOINERS or token.word in (*_CONJUNCTIONS, *_YEAR_WORDS)
        ):
            break
        first += 1
    return first
