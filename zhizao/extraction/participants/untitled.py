"""Persons whose name no title touches: introduced by age or occupation, labelled in an interview, heard speaking."""

import re
from dataclasses import replace

from zhizao.extraction.cued import Cued
from zhizao.extraction.participants import brands
from zhizao.extraction.participants.names import boundary, clean_name, name_at, speech_starts
from zhizao.extraction.participants.persons import NamedPerson, is_listed, is_title_word, titled_person
from zhizao.extraction.participants.terms import Hit, Scan

_AGE = Cued(r"\d{2}(?:多)?岁的|今年\d{2}岁的", "岁的")
_LABEL = Cued(r"(?:^|\n)[ \u3000]*([㐀-䶿一-鿿·]{2,10}|[㐀-䶿一-鿿][ \u3000]+[㐀-䶿一-鿿])[：:]", "：", ":")
_OPENING = frozenset({"", *"\n，。；：！？“”、 \u3000,;:"})
_HOLDS = re.compile(r"(?:任|担任|作为|身为|时任)[^，。；的]{0,10}$")
_NAME_LENGTHS = {2, 3, 4}


def _held(scan: Scan, hit: Hit) -> bool:
    """Whether the title is said of somebody: an occupation, or a post after 任, 作为, 身为."""
    return hit.row["class"] == "occupation" or _HOLDS.search(scan.shadow, max(0, hit.start - 14), hit.start) is not None


def introduced(scan: Scan) -> list[NamedPerson]:
    """42岁的甲, 任处长的甲: names that word division knows, after an age or a title and 的."""
    places: list[tuple[int, Hit | None]] = [(match.end(), None) for match in _AGE.finditer(scan.shadow)]
    of_titles = (hit for hit in scan.hits["title"] if scan.shadow.startswith("的", hit.end))
    places += [(hit.end + 1, hit) for hit in of_titles if _held(scan, hit)]
    persons = []
    for start, hit in places:
        word, end = scan.word_at(start), name_at(scan, start, sure=False)
        if end is None or word is None or not boundary(scan, end):
            continue
        if not word.tag.startswith("nr") and word.end != end:
            continue
        if hit is None:
            persons.append(_untitled(scan, start, end, "person.introduced", 0.6))
        else:
            persons.append(replace(titled_person(scan, hit, start, end), rule="person.introduced", confidence=0.7))
    return persons


def _untitled(scan: Scan, start: int, end: int, rule: str, confidence: float) -> NamedPerson:
    name = clean_name(scan.text.raw[start:end])
    return NamedPerson(start, end, name, None, None, None, start, rule, confidence)


def labelled(scan: Scan) -> list[NamedPerson]:
    """Interview labels: a name and a colon at the beginning of a line."""
    spans = [match.span(1) for match in _LABEL.finditer(scan.shadow)]
    return [
        _untitled(scan, start, end, "person.label", 0.6)
        for start, end in spans
        if name_at(scan, start, sure=True) == end
        and not is_title_word(scan, start, end)
        and not brands.reports(scan, end + 1)
    ]


def speaking(scan: Scan) -> list[NamedPerson]:
    """Names without a title at the beginning of a clause, directly before a verb of speaking or attending."""
    spans = (
        (position - length, position)
        for position in speech_starts(scan.shadow)
        for length in _NAME_LENGTHS
        if position >= length and scan.shadow[position - length - 1 : position - length] in _OPENING
    )
    return [_untitled(scan, start, end, "person.speaks", 0.55) for start, end in spans if _speaker_at(scan, start, end)]


def _speaker_at(scan: Scan, start: int, end: int) -> bool:
    """Whether a name fills `start` to `end`: one word known as a name, or a surname and no everyday word."""
    word = scan.word_at(start)
    if word is None or is_listed(scan, start, end) or is_title_word(scan, start, end):
        return False
    if word.end == end and not word.tag.startswith("nr"):
        return False
    divided = word.end < end and end - start > 2  # noqa: PLR2004  # 许|成发, not 王|说
    return (word.end == end or divided) and name_at(scan, start, sure=False) == end
