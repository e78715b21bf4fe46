"""Who speaks where: a person with a verb of speaking, carried over the sentences that follow, or a label's turn."""

import re
from collections.abc import Iterator, Sequence

from zhizao.extraction.roles.frames import speech_verbs
from zhizao.extraction.roles.occurrences import Index, Occurrence
from zhizao.extraction.text import Text

_LABEL = re.compile(r"\s*[:：]")
_REACH = 14
_LONGEST_TURN = 1500
# Where the reporter takes the word back.
_TURN = re.compile(
    r"[。！？”]\s*(?:据悉|据了解|据介绍|截至|目前|记者|与此同时|此外|近年来|如今|现在，|眼下|当前，|连日来|这几天|"
    r"今年以来|在[^，。要]{2,12}，|20\d\d年|\d{1,2}月)"
)
# Another label, a heading without a closing sign, or the next story ends an interview's turn.
_NEXT_LABEL = re.compile(r"\n[^\n。，：:]{2,12}[：:]|\n\s*[^\n。；，！？]{2,30}(?=\n|$)|\n\s*本报讯")


def speeches(text: Text, who: Sequence[Occurrence]) -> Iterator[tuple[Occurrence, int, int]]:
    """Every speaker with start and end of what the article reports from him."""
    shadow = text.shadow
    people = [w for w in who if w.who and w.who.kind == "person"]
    index = Index(people)
    for person in people:
        line = shadow.find("\n", person.end)
        line = len(shadow) if line < 0 else line
        if _LABEL.match(shadow, person.end) and (person.start == 0 or shadow[person.start - 1] == "\n"):
            yield person, person.start, _end_of_turn(shadow, person.end)
        elif _speaks(shadow, person, line):
            others = [p.start for p in index.within(person.end, line) if p.who is not person.who]
            yield person, text.sentence_at(person.start).start, min([*others, _turn(shadow, person.end, line)])


def _turn(shadow: str, start: int, line: int) -> int:
    """Where the reporter speaks again, outside any open quotation; else the end of the line."""
    for match in _TURN.finditer(shadow, start, line):
        if shadow.count("“", start, match.start()) <= shadow.count("”", start, match.start() + 1):
            return match.start()
    return line


def _speaks(shadow: str, person: Occurrence, line: int) -> bool:
    verb = speech_verbs().search(shadow, person.end, min(line, person.end + _REACH))
    return verb is not None and not any(sign in shadow[person.end : verb.start()] for sign in "。；！？")


def _end_of_turn(shadow: str, start: int) -> int:
    stop = min(len(shadow), start + _LONGEST_TURN)
    match = _NEXT_LABEL.search(shadow, start, stop)
    return match.start() if match else stop
