"""Personal names that end at a position: where a name begins that 院士 or 教授 follows."""

from zhizao.extraction.participants.names import (
    CHINESE,
    NEVER_GIVEN,
    PUNCTUATION,
    STRONG,
    no_names,
    sound_run,
    surname_classes,
    surname_length,
)
from zhizao.extraction.participants.terms import Scan

_NAME_LENGTHS = {2, 3, 4}
_JOINING_TAGS = ("c", "p", "u", "d")


def name_before(scan: Scan, position: int, *, any_word: bool) -> int | None:
    """The start of the personal name that ends at `position` (before 院士, 教授), or None.

    Unless `any_word`, only names are believed that word division knows as such or that follow an organization.
    """
    shadow = scan.shadow
    word = scan.word(scan.word_index(position - 1))
    if word.end == position and word.tag.startswith("nr") and len(word.text) in _NAME_LENGTHS:
        known = surname_length(shadow, word.start) or sound_run().fullmatch(word.text)
        return word.start if known and word.text not in no_names() else None
    if not any_word and not (position > STRONG and scan.ends_term(position - 3)):
        return None
    starts = (position - length for length in (3, 2, 4) if position >= length)
    return next((start for start in starts if _fills(scan, start, position)), None)


def _fills(scan: Scan, start: int, end: int) -> bool:
    """Whether surname and given name fill `start` to `end` and no everyday word does."""
    surname = surname_length(scan.shadow, start)
    if not surname or end - start - surname not in {1, 2} or not _starts_freely(scan, start):
        return False
    word = scan.word_at(start)
    if word and word.tag.startswith(_JOINING_TAGS):  # 和|企业 代表
        return False
    if (word and word.end == end and word.is_known) or surname_classes()[
        scan.shadow[start : start + surname]
    ] == "rare":
        return False
    return all(CHINESE.match(scan.shadow, at) and scan.shadow[at] not in NEVER_GIVEN for at in range(start, end))


def _starts_freely(scan: Scan, start: int) -> bool:
    if start == 0 or PUNCTUATION.match(scan.shadow, start - 1):
        return True
    if scan.ends_term(start):
        return True
    before = scan.word(scan.word_index(start - 1))
    word = scan.word_at(start)
    if before.end != start or word is None:
        return False
    return before.tag in {"p", "c", "d", "v"} or (len(word.text) == 1 and word.tag == "nr")
