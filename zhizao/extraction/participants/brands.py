"""Brands by their own form: an unknown word and a tail of trade (芯澜微电子), also before a plant and in bulletins."""

import re
from functools import lru_cache

import rjieba

from zhizao.extraction.participants.found import Found, could_be_name
from zhizao.extraction.participants.phrases import is_general_word, is_stop_word
from zhizao.extraction.participants.terms import Scan, Word, word_class

_LONGEST = 8
_SHORTEST = 3
_PLANT = re.compile(r"的?[一-龥]{0,4}?(?:车间|工厂|厂区|生产线|产线|生产基地|总部|展厅|展台|展位)")
_COLON = re.compile(r"[：:]")
_LABEL = re.compile(r"(?:^|[\n。；])[ \u3000]*([\u4e00-\u9fffA-Z*][\u4e00-\u9fffA-Za-z·*-]{1,9})$")
_LABEL_REACH = 14
_REPORTS = re.compile(
    r"拟|获得|取得|完成|通过|入选|中标|确[认定]|收到|获[^，。]{0,12}(?:增持|减持|批|认证|订单|通知|专利|合同|授权)|签[订署]|竞得|子公司|[控参]股|全资|"
    r"预计|[上下]半年|[前第一二三四]{1,2}季度|[股实][东控][^，。]{0,10}(?:[增减]持|质押|变更)|终止|回购|定增|增发|发行|收购|出售|"
    r"募资|净利润?|营业?收入?|与[^，。]{2,20}签|投资|增资|\d{1,2}日|\d+(?:\.\d+)?[万亿]元|公司|20\d\d年"
)
"""What the text behind the label of a bulletin begins with: 某某股份：拟…"""
_QUALIFYING = frozenset("一二两三四五六七八九十百千万亿高低大小新旧硬软强弱多少好全各超首第类种项批")
_KIND_SIGNS = frozenset("大化型性式级类基系次轮波上下出入")
_COUNTRIES = re.compile(r"中[美俄日韩英法德意白巴哈泰老缅越柬欧非阿拉澳新印塔吉乌]")
_PAIR = 2
_VERBAL_SIGNS = frozenset("的了出")
_MOST_SIGNS = 3
_GRAMMAR = ("p", "u", "c", "d", "r", "m", "q")
_ENDED = ("p", "d", "u", "c", "v", "t", "m", "r", "f")
"""Tags of words that may follow a brand; a noun would make it a part of something else: 科技|革命."""
_PROPER = ("nr", "nt")


@lru_cache(maxsize=1)
def _tails() -> dict[str, str]:
    return word_class("brand_tails", column="strength")


@lru_cache(maxsize=1)
def _strong_tails() -> frozenset[str]:
    return frozenset(word for word, strength in _tails().items() if strength == "strong")


def tailed(scan: Scan) -> list[Found]:
    """芯澜微电子: a word that no dictionary holds and a tail of trade, nothing name-like before them."""
    found = []
    for index in scan.indexes_of(_strong_tails()):
        word = scan.word(index)
        if not index:
            continue
        start = _first(scan, index - 1) if _is_name_sign(scan.word(index - 1)) else _placed(scan, index - 1)
        if start is None or not _fits(scan, start, word.end):
            continue
        if _is_ended(scan, index + 1) or _PLANT.match(scan.shadow, word.end):
            found.append(Found(start, word.end, "enterprise", "organization.brand_tail", 0.65))
    return found


def _placed(scan: Scan, index: int) -> int | None:
    """广西南南铝业: two or three signs that stand alone right behind a listed place."""
    first = index
    while first > 0 and index - first < _MOST_SIGNS and _is_leftover(scan.word(first)):
        first -= 1
    place = scan.place_before(scan.word(first).end)
    return place.start if place and index - first >= _PAIR else None


def _is_leftover(word: Word) -> bool:
    return len(word.text) == 1 and word.is_chinese and not is_stop_word(word.text) and not word.tag.startswith(_GRAMMAR)


def _is_ended(scan: Scan, index: int) -> bool:
    """Whether the words from `index` on cannot belong to the same phrase as what stands before."""
    if index >= scan.word_count:
        return True
    word = scan.word(index)
    if word.tag == "vn":  # 某某铝业生产的: a verb here
        return scan.shadow[word.end : word.end + 1] in _VERBAL_SIGNS
    return not word.is_chinese or (word.is_known and word.tag.startswith(_ENDED))


def _first(scan: Scan, index: int) -> int | None:
    """Where the brand begins that ends with the word at `index`; None when a name may run on before it."""
    word = scan.word(index)
    before = scan.word(index - 1) if index else None
    if before and len(word.text) == 1 and _is_name_sign(before):
        word, before = before, scan.word(index - 2) if index > 1 else None
    if before is None or not before.is_chinese or is_stop_word(before.text):
        return word.start
    if (
        is_general_word(before.text)
        or scan.place_before(word.start)
        or before.tag.startswith(("v", "p", "d", "u", "ns", "r"))
    ):
        return word.start
    return None


def _is_name_sign(word: Word) -> bool:
    """Whether the word can be a brand: in no dictionary or a proper name, and no word of trade or grammar."""
    if not word.is_chinese or is_general_word(word.text) or word.text in _tails():
        return False
    return (not word.is_known or word.tag.startswith(_PROPER)) and not _is_composed(word.text)


def _is_composed(text: str) -> bool:
    """Whether an unknown word is made of everyday words: 高水平, 新一轮, 做强, 百大."""
    if _COUNTRIES.fullmatch(text) or text[0] in _QUALIFYING or is_stop_word(text[0]) or text[-1] in _KIND_SIGNS:
        return True
    return any(len(part) > 1 and rjieba.has_word(part) for part in (text[1:], text[2:])) and len(text) > _PAIR


def _fits(scan: Scan, start: int, end: int) -> bool:
    return _SHORTEST <= end - start <= _LONGEST and could_be_name(scan, start, end)


def reports(scan: Scan, position: int) -> bool:
    """Whether what begins at `position` reads as the bulletin of a company."""
    return _REPORTS.match(scan.shadow, position) is not None


def labels(scan: Scan) -> list[Found]:
    """某某股份：拟…: the label before a bulletin's text, at the beginning of a line or sentence."""
    found = []
    for colon in _COLON.finditer(scan.shadow):
        at = colon.start()
        label = _LABEL.search(scan.shadow[max(0, at - _LABEL_REACH) : at]) if reports(scan, colon.end()) else None
        if label and (label.start() or at <= _LABEL_REACH or label.group()[0] in "\n。；"):
            start = at - len(label.group(1))
            if _may_be_label(scan, start, at):
                found.append(Found(start, at, "enterprise", "organization.bulletin", 0.8))
    return found


def _may_be_label(scan: Scan, start: int, end: int) -> bool:
    """Whether the label names a company: a tail of trade behind a word of its own, or no everyday word at all."""
    words = scan.words_within(start, end)
    if scan.within("title", start, end) or words[0].start < start or is_stop_word(words[0].text):
        return False
    if len(words) > 1 and words[-1].text in _tails() and not is_general_word(words[0].text):
        return True
    return could_be_name(scan, start, end) and not is_general_word(words[-1].text)
