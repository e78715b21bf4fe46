"""How sure it is that words which end in a head noun name one thing: proper modifiers, what stands before, length."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from zhizao.extraction.initiatives.candidate import Clause
from zhizao.extraction.initiatives.tokens import Token, is_unknown, places
from zhizao.extraction.initiatives.words import (
    Head,
    any_of,
    endings,
    frame_hits,
    frames,
    generic_phrases,
    weighty_words,
    word_class,
)

_PROPER_TAGS = frozenset(("ns", "nt", "nz", "code", "measure"))
_BASE = {
    "name": 0.6, "strong": 0.4, "signed": 0.25, "weak": 0.2, "area": 0.1, "institution": 0.15, "ware": 0.05,
    "paper": 0.05,
}  # fmt: skip
_TOGETHER = frozenset(("联合", "携手", "会同"))  # 联合众多企业成立某中心: many found one
_PARTING = frozenset(("founding", "signing", "launching", "holding"))
_NUMBERING = re.compile(r"\d{1,2}\.?$")
_YEAR = re.compile(r"20\d\d$")
_BODIES = tuple("社局部厅委院会关门")  # 供销合作社系统: bodies, no system
_CLASSES = frozenset(("项目", "工厂", "平台", "系统", "活动", "产品", "设备"))  # 某市项目: a class, not a name
_TALLY = re.compile(r"\d+[\d.,]*[多余]?[万千百]?[多余]?[个家项场条座款台]")
_NUMBERS = ("号", "号线")  # 6号线, 2号机组
_TELLING = 7  # class words alone tell one thing from another only when there are many of them
_DERIVED = ("式", "化", "性", "型", "级", "类", "度", "率", "量", "产业")  # common nouns the dictionary lacks
_LENGTHS = ((9, 0.15), (7, 0.05))  # the longer the name, the more it tells one thing from another
_COUNTED = re.compile(
    r"(?:[2-9]|\d{2,}|[两二三四五六七八九十百千万数几])[多余几]?[十百千万]*[多余]?[家个项座条场款种类批套台所处艘颗列][^，、]{0,8}$"
)
_CLOSES_LIST = re.compile(
    r"等(?:国际|国内|全国|全球|一批|众多|多个|各类?|重大|重点|知名|著名|一流|大型|标志性|优质|主要|相关|高端|先进|特色)*$"
)  # 甲园、乙园等知名科技园区: a class, not a name
_INVESTED = re.compile(r"投资.{0,12}元")
_AMOUNT = re.compile(r"投资|亿元|万元|占地|年产|位于|首期")
_QUOTES = "“「『"


def is_proper(token: Token) -> bool:
    """Whether a token is a proper name, a code or a size, or a word that no dictionary has."""
    return _is_proper_word(token.word, token.tag)


@lru_cache(maxsize=65536)
def _is_proper_word(word: str, tag: str) -> bool:
    if word in word_class("vague") or word in word_class("term") or word in word_class("acronym"):
        return False
    if tag == "atom":
        return word[0] in _QUOTES or word[1:-1] in places()
    if tag in _PROPER_TAGS:
        return not _NUMBERING.match(word)
    return is_unknown(word) and tag[0] not in "xmv" and not word.endswith(_DERIVED)


def _is_tallied(tokens: Sequence[Token], last: int) -> bool:
    """Whether a count follows the phrase: 合作项目91个."""
    counted = last + 2 < len(tokens) and tokens[last + 1].tag == "code"
    return counted and bool(_TALLY.match("".join(t.word for t in tokens[last + 1 : last + 4])))


def _lead_in(clause: Clause, first: int) -> tuple[str, bool]:
    """The words right before the name, and whether they say that many are meant (一批, 三大)."""
    near = clause.tokens[max(0, first - 10) : first]
    before = "".join(token.word for token in near)
    plural, numeral = word_class("plural"), word_class("numeral")
    many = any(t.word in plural or t.word in numeral for t in near[_behind_founders(near) :])
    counted = _COUNTED.search(before)
    many = many or _CLOSES_LIST.search(before) is not None
    return before, many or (counted is not None and not any(frame_hits(counted.group(), "before")))


def _behind_founders(near: Sequence[Token]) -> int:
    """Where the words behind the last verb begin that has several for its subject (联合众多企业成立), else 0."""
    together = next((i for i, token in enumerate(near) if token.word in _TOGETHER), len(near))
    return next((i + 1 for i in range(len(near) - 1, together - 1, -1) if _governs(near[i].word)), 0)


def _governs(word: str) -> bool:
    """Whether a verb that founds, signs or holds parts what is before it from its object: 众多企业成立了某中心."""
    return any(frame.strength in _PARTING for frame in frames("before").get(word, ()))


def _first_of_place(tokens: Sequence[Token], first: int) -> bool:
    """Whether the name stands behind 某省首个: there is only one."""
    place = tokens[first - 2] if first > 1 and tokens[first - 1].word in word_class("first") else None
    return place is not None and place.tag == "ns" and place.word[-1] in "省市区县州"


def _names_field(tokens: Sequence[Token], first: int) -> bool:
    """Whether 先进 names a field with the word after it (先进材料, 先进制造) and praises nothing."""
    return tokens[first].word == "先进" and tokens[first + 1].word in word_class("field")


def has_proper(tokens: Sequence[Token], at: tuple[int, int, int], head: Head) -> bool:
    """Whether a proper name, a code, a size or a number tells which one of its kind is meant; `at` as in `score_of`."""
    first, head_at, last = at
    modifiers = [t for t in tokens[first:head_at] if head.strength != "area" or t.tag != "ns"]
    if head.strength == "ware":
        modifiers = [t for t in modifiers if t.word not in word_class("nation")]
    glued = tokens[head_at].start < tokens[last].end - len(head.word) and is_unknown(tokens[head_at].word)
    return glued or any(map(is_proper, modifiers)) or _is_numbered(tokens[first : head_at + 1])


def _is_numbered(tokens: Sequence[Token]) -> bool:
    """Whether a number in the name tells which one of many it is: 6号线."""
    return any(t.word in _NUMBERS and before.word.isdigit() for before, t in pairwise(tokens))


def score_of(clause: Clause, at: tuple[int, int, int], head: Head, name: str) -> float:
    """How sure it is that the phrase names one thing, before its verb is known.

    `at` are the tokens in which the name begins, its head noun begins, and it ends.
    """
    first, head_at, last = at
    tokens = clause.tokens
    before, many = _lead_in(clause, first)
    many = many or _is_tallied(tokens, last)
    proper = has_proper(tokens, at, head)
    score = _BASE[head.strength] + 0.3 * proper + 0.15 * (proper and head.strength == "area")
    if head.strength != "institution":
        score += next((bonus for length, bonus in _LENGTHS if len(name) >= length), 0.0)
    leading = next((t for t in tokens[first:] if t.tag != "ns"), tokens[first])
    praised = tokens[first].word in word_class("descriptive") and not _names_field(tokens, first)
    if praised or leading.word in word_class("weighty"):
        score -= 0.3
    score += 0.1 * (head.type in ("policy", "programme") and bool(_YEAR.match(tokens[first].word)))
    if any(t.tag == "atom" and t.word[0] in _QUOTES for t in tokens[first:head_at]):
        score += 0.25 if head.strength == "ware" else 0.1
    score += 0.2 * (any_of("first").search(before) is not None) + 0.1 * _first_of_place(tokens, first)
    score += 0.15 * before.endswith(endings("definite"))
    score += 0.2 * bool(_INVESTED.search(before) or (before.endswith("的") and _AMOUNT.search(before)))
    modifiers = tokens[first:head_at]
    if modifiers and len(name) < _TELLING and all(t.word in word_class("vague") for t in modifiers):
        score -= 0.25
    classed = head.type not in ("event", "policy") and any(w in name for w in weighty_words())
    score -= 0.25 * classed  # 某市重大项目: a class of things, however long its name
    score -= 0.4 * (head.word in _CLASSES and all(t.tag == "ns" for t in modifiers))
    score -= 0.5 * (head.word == "系统" and name[: -len(head.word)].endswith(_BODIES))
    after = tokens[last + 1].word if last + 1 < len(tokens) else ""
    score -= 0.4 * after.startswith("—")  # 重点项目——某某项目: the name is what comes behind the dash
    return score - 0.5 * many - 0.6 * (name in generic_phrases())
