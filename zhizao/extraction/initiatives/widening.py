"""Names that reach farther left than the words of their phrase: routes, ceremonies, titles of events, list items."""

from collections.abc import Sequence

from zhizao.extraction.initiatives.kinds import YEAR, kind_at
from zhizao.extraction.initiatives.tokens import PROPER_TAGS, Token, is_unknown
from zhizao.extraction.initiatives.words import frames, word_class

_ROUTES = ("高铁", "铁路", "高速", "公路", "城际", "管道")
_SIGNS = 5
_TITLE_KINDS = {
    "policy": frozenset(("ok", "turn")),
    "event": frozenset(("ok", "turn", "conjunction", "year", "ordinal")),
}
_LOOSE = frozenset(("ok", "code", "verb", "conjunction", "joiner", "soft"))
YEAR_WORDS = ("年", "年度")


def ceremony(tokens: Sequence[Token], index: int) -> int:
    """A ceremony is named with what is done in it and by whom: 甲市、乙市合作共建园区签约仪式."""
    at = index
    while at > 0 and _in_ceremony(tokens, at - 1):
        at -= 1
    return at if at < len(tokens) and tokens[at].tag in PROPER_TAGS else index


def _in_ceremony(tokens: Sequence[Token], at: int) -> bool:
    word, tag = tokens[at].word, tokens[at].tag
    if word in ("、", "与", "和"):
        return at > 0 and tokens[at - 1].tag in PROPER_TAGS and tokens[at + 1].tag in PROPER_TAGS
    return tag[0] in "nva" and not any(f.strength == "holding" for f in frames("before").get(word, ()))


def route(tokens: Sequence[Token], index: int, head: int) -> int:
    """A railway or road is named by signs of its places, which the segmenter takes for other words: 甲乙丙高铁."""
    at = index
    while (
        at > 0 and len(tokens[at - 1].word) == 1 and tokens[at - 1].tag not in ("x", "uj", "p") and head - at < _SIGNS
    ):
        at -= 1
    whole = at == 0 or tokens[at - 1].word in "、，"
    if not tokens[head].word.endswith(_ROUTES):
        named = index > 1 and tokens[index - 1].word == "至" and tokens[index].tag in PROPER_TAGS
        return _from_end(tokens, index - 1) if named else index
    return at if whole else _between_ends(tokens, index, head)


def _between_ends(tokens: Sequence[Token], index: int, head: int) -> int:
    """A route may be named by its two ends and its class: 甲地至乙地一级公路."""
    to = next((i for i in range(head - 1, max(0, head - _SIGNS), -1) if tokens[i].word in ("至", "到")), 0)
    if not to or not all(_is_end(t) or t.word in word_class("grade") for t in tokens[to + 1 : head]):
        return index
    return _from_end(tokens, to)


def _from_end(tokens: Sequence[Token], to: int) -> int:
    """Where the place before token `to` (至) begins, else the token behind it."""
    at = to
    while at > 0 and _is_end(tokens[at - 1]) and to - at < 3:  # noqa: PLR2004 — no place has more words
        at -= 1
    return at if at < to else to + 1


def _is_end(token: Token) -> bool:
    return (
        token.tag[0] == "n" or token.word in ("上游", "下游", "中游", "东", "西", "南", "北") or is_unknown(token.word)
    )


def whole_item(tokens: Sequence[Token], index: int) -> int:
    """Go on to the start of a list item when nothing before it governs or ends: 甲集团氨纶及某某一期项目."""
    at = index
    while at > 0 and kind_at(tokens, at - 1) in _LOOSE and tokens[at - 1].word != "和":
        at -= 1
    opens = at == 0 or tokens[at - 1].word == "、"
    named = any(t.tag in PROPER_TAGS or is_unknown(t.word) for t in tokens[at:index])
    return at if opens and named else index


def _dates(tokens: Sequence[Token], index: int, type_: str) -> bool:
    """Whether a token belongs to the year or the edition in front of an event's name."""
    year = YEAR.match(tokens[index - 1].word if tokens[index].word in YEAR_WORDS and index else tokens[index].word)
    return type_ == "event" and (bool(year) or kind_at(tokens, index) == "ordinal")


def titled(tokens: Sequence[Token], index: int, type_: str) -> int:
    """Go on over verbs that stand in titles up to the place in front: 某市促进某某发展大会.

    An event's name may also hold 和, when a year, an edition or a place opens the clause: 2026年某某和某某活动周.
    """
    if type_ not in {"event", "policy"}:
        return index
    at = index
    verbs = word_class("titled").union(YEAR_WORDS if type_ == "event" else ())
    while at > 0 and (tokens[at - 1].word in verbs or kind_at(tokens, at - 1) in _TITLE_KINDS[type_]):
        governs = kind_at(tokens, at - 1) == "turn" or tokens[at - 1].word in word_class("governing")
        if tokens[at].tag == "atom" and governs:
            return index  # 某省启动“某某”活动
        at -= 1
        if tokens[at].tag in ("ns", "nt"):
            while at > 0 and (tokens[at - 1].tag in ("ns", "nt") or _dates(tokens, at - 1, type_)):
                at -= 1
            return at
    whole = type_ == "event" and at == 0 and kind_at(tokens, 0) in {"year", "ordinal"}
    return 0 if whole else index


def behind_class(tokens: Sequence[Token], first: int, head: int) -> int:
    """Leave out the class that a name stands in apposition to: 国家重大水利工程|某某灌区一期工程."""
    for index in range(head - 2, first, -1):
        follows = tokens[index + 1]
        proper = follows.tag in PROPER_TAGS or is_unknown(follows.word)
        bare = not any(t.tag in PROPER_TAGS or is_unknown(t.word) for t in tokens[first:index])
        if tokens[index].word.endswith(("工程", "项目")) and proper and bare:
            return index + 1
    return first
