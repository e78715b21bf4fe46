"""Where the noun phrase that ends at a position begins: the left boundary of names of organizations."""

import re
from collections.abc import Container
from functools import lru_cache

from zhizao.extraction.participants.terms import Scan, Word, word_class

_LONGEST = 34
"""Signs: longer names occur, but not one in a thousand."""
_BRACKETS = {")": "(", "）": "（", "”": "“", "】": "【"}
_INSIDE_BRACKETS = 10
_AHEAD = 4
_NOUN_TAGS = ("n", "j", "b", "eng", "s", "f", "z", "k", "g", "h", "a", "tg", "vn", "vg")
_LONGEST_PHRASE_WORD = 3
_KINDS = ("型", "化", "性", "式", "级")
"""Ends of words for kinds of things, which no dictionary holds completely: 研究型."""
_TRADE_ENDS = ("建设", "管理", "技术", "工程", "服务", "保护", "教育", "保障", "安全")
"""Set phrases (tag l) of more signs are clauses: 高度重视."""
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百〇零]+|第?\d+")
_NUMBER_TAKERS = re.compile(r"(?:研究所|所|局|院|中学|医院|人民医院|中心|公司|工程局|集团|厂|师|团)")
_PROPER_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "eng", "x", "zg", "ng", "tg", "vg", "g", "j"})
_ALIAS = re.compile(r"[（(](?:以下|下称|下文|简称|统称|股票|证券|\d{5,6}|“|\")")
_GRAMMAR_TAGS = ("p", "c", "u", "r", "m", "d")
_CONJUNCTIONS = frozenset({"和", "与", "及"})


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return word_class("organization_words")


def is_stop_word(text: str) -> bool:
    """Whether the word never belongs to the beginning of a name."""
    return _classes().get(text) == "stop"


def is_general_word(text: str) -> bool:
    """Whether the reviewed list of words holds `text`, in any class."""
    return text in _classes()


def is_inner_word(text: str) -> bool:
    """Whether the word stands inside names of organizations although it is a verb as well."""
    return _classes().get(text) == "inside"


def is_trade_word(text: str) -> bool:
    """Whether the word is a common word of trade or technology."""
    return _classes().get(text) == "common"


def _goes_inside(scan: Scan, word: Word, following: str) -> bool:
    """Whether a name can run over `word`, which stands before `following`."""
    kind = _classes().get(word.text)
    if kind == "stop":
        return False
    if kind == "generic":  # 城市 in 某市城市建设公司, but not 企业 in 企业某某公司
        if scan.place_before(word.start) is not None or scan.name_before(word.start) is not None:
            return True
        return word.start > 0 and scan.word(scan.word_index(word.start - 1)).tag == "ns"
    if kind in {"inside", "common"} or not word.is_known:
        return True
    if word.tag == "m" or _ORDINAL.fullmatch(word.text):
        return bool(_ORDINAL.fullmatch(word.text)) and bool(_NUMBER_TAKERS.match(following))
    return _may_be_noun(word)


def _may_be_noun(word: Word) -> bool:
    """Whether the tag allows the word inside a name: nouns, brands, leftovers of one sign, set phrases of a trade."""
    if word.tag == "x":
        return word.is_chinese or word.text in {"·", "•", "&"}
    if word.tag == "l":
        return len(word.text) <= _LONGEST_PHRASE_WORD or word.text.endswith(_TRADE_ENDS)
    return word.tag.startswith(_NOUN_TAGS) or (len(word.text) == 1 and word.tag.startswith(("v", "q")))


def _bracket_start(scan: Scan, index: int) -> int | None:
    """The index of the word that opens the short bracket which the word at `index` closes."""
    closing = scan.word(index)
    opening = _BRACKETS[closing.text]
    for before in range(index - 1, max(-1, index - 8), -1):
        word = scan.word(before)
        if word.text == opening:
            within = closing.start - word.end <= _INSIDE_BRACKETS
            return before if within and (opening == "“" or _joins(scan, word.start)) else None
        if _classes().get(word.text) in {"stop", "generic"} or not word.text.strip():
            return None
        if word.text in "，。、；：":
            return None
    return None


def _joins(scan: Scan, position: int) -> bool:
    """Whether a name can run over a bracket that opens at `position`: a sign of a word stands before it."""
    return position > 0 and scan.shadow[position - 1].isalnum()


def phrase_start(scan: Scan, end: int, floor: int = 0) -> int:
    """The first position of the name-like words that run up to `end`, not before `floor`; `end` when there are none."""
    index = scan.word_index(end - 1) if end > 0 else -1
    start = end
    following = scan.shadow[end : end + _AHEAD]
    while index >= 0:
        word = scan.word(index)
        listed = scan.name_before(start)
        if listed and listed.start >= floor:
            start = listed.start
            index = scan.word_index(start - 1) if start else -1
            continue
        if word.text in _BRACKETS and word.end < end + 1:
            opening = _bracket_start(scan, index)
            if opening is None:
                return start
            index, word = opening, scan.word(opening)
            if word.text == "“":
                return word.start if word.start >= floor else start
        elif not _goes_inside(scan, word, following) and not (following[:1] in "(（" and word.tag.startswith("v")):
            return start
        if word.start < floor or end - word.start > _LONGEST:
            return start
        start, following = word.start, scan.shadow[word.start : word.start + _AHEAD]
        index -= 1
    return start


def legal_run(scan: Scan, end: int, floor: int = 0) -> int:
    """Where the run of words before a legal form begins, over one-sign verbs too: only signs and grammar end it."""
    start, index = end, scan.word_index(end - 1) if end > 0 else -1
    while index >= 0:
        word = scan.word(index)
        grammar = word.tag.startswith(_GRAMMAR_TAGS) or (len(word.text) > 1 and is_stop_word(word.text))
        if word.start < floor or end - word.start > _LONGEST or not word.is_chinese or (word.is_known and grammar):
            break
        start, index = word.start, index - 1
    return start


def is_conjunction_before(scan: Scan, position: int) -> bool:
    """Whether 和, 与 or 及 ends at `position`."""
    return position > 0 and scan.shadow[position - 1] in _CONJUNCTIONS


def names_something(scan: Scan, start: int, end: int, *, odd: bool = True) -> bool:
    """Whether the words from `start` to `end` hold at least one that is no common word of the trade.

    `odd` lets leftovers of word division count as parts of an unknown name.
    """
    classes = _classes()
    for word in scan.words_within(start, end):
        if word.end > end:  # 公立医院 is one word of the dictionary: the part before the head decides
            if end - word.start > 1 and not is_general_word(word.text[: end - word.start]):
                return True
            continue
        if not word.is_known and not is_general_word(word.text) and not word.text.endswith(_KINDS):
            return True
        if word.tag in _PROPER_TAGS and classes.get(word.text) not in {"common", "generic", "inside"}:
            if word.tag not in {"x", "ng", "tg", "vg", "g", "zg", "j"} or (odd and _is_odd(word)):
                return True
        elif odd and len(word.text) == 1 and word.tag.startswith(("v", "a", "n")) and _is_odd(word):
            return True
    return False


def _is_odd(word: Word) -> bool:
    """A leftover of word division: a sign that stands alone because the whole is in no dictionary."""
    return "\u4e00" <= word.text[0] <= "\u9fff" and _classes().get(word.text) is None


def skip_to_place(scan: Scan, start: int, end: int, fixed: Container[int]) -> int:
    """Cut common words off a name that really begins with a place: 企业 + 重庆某某公司.

    `fixed` are ends of known organizations: what stands before a place then belongs to the name.
    """
    for hit in scan.within("place", start + 1, end):
        if any(position in fixed for position in range(start + 1, hit.start + 1)) or names_something(
            scan, start, hit.start
        ):
            return start
        if scan.shadow[hit.start - 1] in "(（“驻":  # 甲国驻乙国大使馆
            return start
        return hit.start
    return start


def without_leading_verbs(scan: Scan, start: int, end: int) -> int:
    """Cut verbs and adverbs off the beginning: 抗议 + 日本政府."""
    for word in scan.words_within(start, end):
        if (
            not word.tag.startswith(("v", "ad", "d", "q"))
            or word.start < start
            or word.end >= end
            or scan.place_at(word.start)
        ):
            break
        start = word.end
    return start


def phrase_end(scan: Scan, start: int, limit: int = 12) -> int:
    """Where the name-like words that begin at `start` end, at most `limit` signs on; `start` when there are none."""
    end = start
    while (word := scan.word_at(end)) and word.end - start <= limit and word.text not in _BRACKETS.values():
        if not _goes_inside(scan, word, "") or word.tag == "vn" or (word.is_known and word.tag in {"v", "d"}):
            break
        end = word.end
    return end


def before_alias(scan: Scan, end: int) -> int:
    """Where the name ends when a bracket with its short form or code stands between it and `end`."""
    if not end or scan.shadow[end - 1] not in ")）":
        return end
    opening = max(scan.shadow.rfind("(", max(0, end - 24), end), scan.shadow.rfind("（", max(0, end - 24), end))
    return opening if opening > 0 and _ALIAS.match(scan.shadow, opening) else end


def runs_over(scan: Scan, start: int, end: int) -> bool:
    """Whether words begin at `start` and at `end` and a name may run over all between."""
    return scan.is_boundary(start) and scan.is_boundary(end) and phrase_start(scan, end, start) <= start


def is_tail_of_word(scan: Scan, position: int) -> bool:
    """Whether the sign at `position` is the tail of a word of several signs, as 市 in 城市."""
    word = scan.word(scan.word_index(position))
    return word.start < position and word.end == position + 1 and not word.tag.startswith("ns")
