"""The noun phrase that stands after a quantity, and where it ends."""

import re
from functools import lru_cache

from zhizao.extraction.metrics.words import NOMINAL_VERBS, STOP_VERBS, tagged, words_of

_GRADE = re.compile(
    r"[十百千]{1,2}亿(?=企业|产业|集群|园区|项目)|[一二三四五六七八九两]?[十百千万亿]{1,3}(?:元|斤|吨|米|瓦|千瓦)?(?:级|规模)"
    r"|(?:总?投资额?|年?(?:产值|营收|营业收入|收入|销售额|纳税额?))?(?:超过?|过|达到?|在)?[十百千万亿]{0,3}元(?:及?以上|以下)?的?"
    r"|[“\"][^“”\"，。]{1,10}[”\"](?=[一-龥])"
)
_INSIDE = frozenset({"中", "里", "内", "之间", "当中", "之中", "里面", "以内", "其中"})
_NO_NOUN = frozenset({"总", "年", "月", "日", "均"})  # the first sign of what follows: 5个总投资超10亿元
_QUALIFIERS = frozenset({"本地", "其他", "自主"})  # pronouns to the segmenter
_SIGNS_INSIDE = frozenset({"、", "“", "”", "-", "·", "《", "》", "（", "）", "+", " "})
_PLACES_OF_WORK = frozenset("站厂店馆库园场线路桥室院校所港池井塔矿网仓")  # 加氢 + 站, 换电 + 站: one noun
_IDIOM = 4
_NOUNS = frozenset(words_of("noun"))
_STOP_NOUNS = frozenset(
    {"现场", "总投资", "投资额", "总投资额", "总产值", "产值", "销售收入", "营业收入", "面积", "投资"}
)


@lru_cache(maxsize=1024)
def noun_phrase(right: str) -> tuple[str, str]:
    """The noun phrase at the start of `right` and the predicate after it; empty when none stands there.

    A verb before the first noun qualifies it (研发人员); after a noun it ends the phrase unless a noun of the same
    compound follows and the verb is no verb of clauses.
    """
    grade = _GRADE.match(right)
    taken, last_noun, has_noun = grade.end() if grade else 0, 0, False
    tokens = tagged(right[taken:40])
    for index, (word, tag) in enumerate(tokens):
        if word in _NOUNS or _is_part_of_noun(tokens, index):
            taken += len(word)
            last_noun, has_noun = (last_noun, has_noun) if tag == "t" else (taken, True)
            continue
        if tag.startswith("r") and word in _QUALIFIERS:
            taken += len(word)
            continue
        if _ends_phrase(tokens, index, has_noun=has_noun):
            break
        taken += len(word)
        if not tag.startswith(("x", "u", "v")) or tag == "vn" or word == "”":
            last_noun, has_noun = taken, True
    phrase = right[:last_noun].strip(" 、的")
    phrase = "" if phrase in _NO_NOUN else phrase
    return phrase, right[len(phrase) :] if phrase else right


def _ends_phrase(tokens: tuple[tuple[str, str], ...], index: int, *, has_noun: bool) -> bool:
    """Whether a noun phrase ends before a word: a function word, a sign, a verb of the clause."""
    word, tag = tokens[index]
    if tag == "c" and has_noun and _joins(tokens, index):
        return False
    told = has_noun and word in STOP_VERBS and len(word) == _IDIOM  # 新鲜出炉, 济济一堂
    if told or tag.startswith(("p", "c", "d", "r", "y", "m", "t")) or (tag == "ad" and has_noun):
        return True
    if (tag == "f" and word in _INSIDE) or (has_noun and word in _STOP_NOUNS):
        return True
    if tag.startswith("x"):
        return word not in _SIGNS_INSIDE or (word == "、" and not has_noun)
    if tag.startswith("u"):
        return word not in {"的", "之"}
    return tag == "v" and (word in STOP_VERBS or (has_noun and not _compound(tokens, index)))


def _is_part_of_noun(tokens: tuple[tuple[str, str], ...], index: int) -> bool:
    """Whether a word that ends a phrase elsewhere is part of one: 加氢 + 站, 极小 + 种群, 第十四届 + 全国."""
    word, tag = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else ("", "x")
    if not index and (word == "超" or word in {"极小", "极端", "特别"}) and following[1] != "x":
        return True
    if word.startswith("第") and word.endswith(("届", "批", "代", "期")):
        return True
    if word in _PLACES_OF_WORK:
        return index > 0 and tokens[index - 1][1].startswith("v")
    return tag == "v" and index + 1 < len(tokens) and tokens[index + 1][0] in _PLACES_OF_WORK


def _joins(tokens: tuple[tuple[str, str], ...], index: int) -> bool:
    """Whether 和 or 及 joins two nouns of one phrase."""
    following = tokens[index + 1] if index + 1 < len(tokens) else ("", "x")
    return (
        tokens[index][0] in {"和", "及", "与"}
        and following[1].startswith(("n", "v", "b", "a", "j", "s"))
        and following[1] not in {"ns", "nt"}
    )


def _compound(tokens: tuple[tuple[str, str], ...], index: int) -> bool:
    """Whether a verb between nouns is part of one compound: the next token is a noun and the verb is nominal."""
    following = tokens[index + 1] if index + 1 < len(tokens) else ("", "x")
    return (tokens[index][0] in NOMINAL_VERBS and following[1].startswith(("n", "vn", "j", "v", "a", "b"))) or (
        following[1].startswith(("n", "k")) and len(following[0]) == 1
    )
