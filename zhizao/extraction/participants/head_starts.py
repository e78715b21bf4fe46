"""Where a name before a head begins when its words are not name-like: tasks, brands that are verbs, 甲和乙协会."""

import re

from zhizao.extraction.participants.phrases import (
    is_conjunction_before,
    is_stop_word,
    legal_run,
    names_something,
    phrase_start,
)
from zhizao.extraction.participants.terms import Hit, Scan, Word

_LONGEST_TASK = 30
_TASK = re.compile(r"[^，。；：、的了在将由和与\s]{4,}(?:领导小组|工作专班|联席会议|指挥部)(?:办公室)?$")
_BOLDEST = 10
_BOLD = re.compile(r"[一-龥]+$")
_NATIONAL = ("中国", "全国", "国家", "中华")


def task_start(scan: Scan, hit: Hit, start: int, floor: int) -> int:
    """某市某某工作领导小组办公室: over the words of the task, verbs too, back to the place whose body it is."""
    task = _TASK.search(scan.shadow, max(floor, hit.start - _LONGEST_TASK), hit.end)
    if task is None:
        return start
    places = [place.start for place in scan.within("place", task.start(), start) if place.end < start]
    words = scan.words_within(task.start(), start)
    places += [word.start for word in words if word.tag == "ns" and word.text[-1] in "省市区县州"]
    return max((place for place in places if place >= task.start()), default=start)


def bold_start(scan: Scan, start: int, end: int, floor: int) -> int:
    """Brands may be verbs and adverbs (锐意, 联想, 佳时特): run over a few such words back to a place or a sign."""
    if scan.within("place", start, end):
        return min(start, end)
    bold = _BOLD.search(scan.shadow, max(floor, start - _BOLDEST), start)
    places = [place for place in scan.within("place", bold.start(), start) if place.end < start] if bold else []
    if places and not any(is_stop_word(word.text) for word in scan.words_within(places[-1].end, start)):
        return phrase_start(scan, places[-1].end, floor)
    word = scan.word(scan.word_index(start - 1)) if start else None
    plain = start < end and not names_something(scan, start, end)
    if word and word.start >= floor and plain and _opens_phrase(scan, word) and not is_stop_word(word.text):
        return word.start
    return legal_run(scan, end, floor) if plain or start >= end else min(start, end)


def _opens_phrase(scan: Scan, word: Word) -> bool:
    """Whether nothing that a name could belong to stands before `word`: a sign, or a word of grammar."""
    if not word.is_chinese:
        return False
    before = scan.word(scan.word_index(word.start - 1)) if word.start else None
    return before is None or not before.text[0].isalnum() or is_stop_word(before.text)


def over_conjunction(scan: Scan, start: int, floor: int, *, needs_parent: bool) -> int:
    """Take in 甲和 of 某地甲和乙协会 when a place or the parent leads the whole and no place the part after 和."""
    if not is_conjunction_before(scan, start) or scan.place_at(start):
        return start
    wider = phrase_start(scan, start - 1, floor)
    leading = scan.within("name", wider, wider + 1) or scan.within("place", wider, wider + (not needs_parent))
    if not leading or scan.within("head", wider, start) or "、" in scan.shadow[wider:start]:
        return start
    return wider if leading[0].end < start - 1 or scan.shadow.startswith(_NATIONAL, wider) else start
