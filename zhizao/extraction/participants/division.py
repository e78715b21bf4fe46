"""Word division, corrected where names, dates and titles mislead it: 等|某企, 25日|获, 主任|何 instead of 主|任何."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import rjieba

from zhizao.extraction import lexicon

_FUNCTION_SIGNS = frozenset("等与和及在的了将对由被把从是也于向同愿兼暨为以让给使据")
_LEADING_SIGNS = _FUNCTION_SIGNS | {"为"}
_DATE_SIGNS = frozenset("年月日号")
_FIRST_SIGNS = _LEADING_SIGNS | _DATE_SIGNS
_GIVEN_NAME = 2
"""Signs of the longest given name; an unknown word may hold one sign more, of the verb that follows."""


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in lexicon.rows("surnames"))


def divide(shadow: str, titles: Sequence[tuple[int, int]]) -> list[str]:
    """The words of `shadow` in order, together the whole text; `titles` are the spans of listed titles, in order."""
    return _at_titles(_unglued(rjieba.cut(shadow)), titles)


def _unglued(words: list[str]) -> list[str]:
    """Split function signs off unknown neighbours to which division glued them, and date signs off what follows."""
    suspects = [
        index
        for index, word in enumerate(words)
        if (word[0] in _FIRST_SIGNS or word[-1] in _FUNCTION_SIGNS) and word[1:]
    ]
    for index in reversed(suspects):
        word = words[index]
        first = int(word[0] in _LEADING_SIGNS or _is_date_sign(words, index))
        last = len(word) - (word[-1] in _FUNCTION_SIGNS)
        if last - first < len(word) and not _is_known(word):
            words[index : index + 1] = [part for part in (word[:first], word[first:last], word[last:]) if part]
    return words


def _is_date_sign(words: list[str], index: int) -> bool:
    return index > 0 and words[index][0] in _DATE_SIGNS and words[index - 1][-1].isdigit()


@lru_cache(maxsize=1 << 16)
def _is_known(word: str) -> bool:
    return rjieba.has_word(word)


def _at_titles(words: list[str], titles: Iterable[tuple[int, int]]) -> list[str]:
    """Cut at the ends of a title where division took its last sign, or its first, into a word of its own."""
    starts = list(accumulate(map(len, words), initial=0))
    cuts: set[int] = set()
    joins: set[int] = set()
    for start, end in titles:
        crossing = _index(starts, end)
        inside = starts[crossing] < end
        if inside and not _names_follow(words, starts, crossing, end):
            continue
        begins_inside = starts[_index(starts, start)] < start
        if inside or (begins_inside and end - start > _GIVEN_NAME):
            cuts |= {start, end}
            joins |= set(range(start + 1, end))
    if not cuts:
        return words
    text = "".join(words)
    bounds = sorted((set(starts) | cuts) - joins)
    return [text[from_:to] for from_, to in pairwise(bounds)]


def _index(starts: list[int], position: int) -> int:
    return bisect_right(starts, position) - 1


def _names_follow(words: list[str], starts: list[int], crossing: int, end: int) -> bool:
    """Whether a surname stands at `end`, inside the word at `crossing`, and a given name behind it: 任何|秉文."""
    text = words[crossing][end - starts[crossing] :]
    if text[0] not in _surnames() and text[:2] not in _surnames():
        return False
    if not rjieba.has_word(words[crossing]):
        return True
    following = words[crossing + 1] if crossing + 1 < len(words) else ""
    if len(text) > 1 or not following or not "\u4e00" <= following[0] <= "\u9fff":
        return False
    if not rjieba.has_word(following):
        return len(following) <= _GIVEN_NAME + 1
    return len(following) <= _GIVEN_NAME and (_tag(words[crossing]) == "r" or _tag(following).startswith("nr"))


def _tag(word: str) -> str:
    return rjieba.tag(word)[0][1]
