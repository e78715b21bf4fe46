"""From mentions to roles: occurrences, sentences as symbols, links, the best role for each pair."""

from collections.abc import Iterable, Iterator

from zhizao.extraction.mentions import Initiative, Participant, Role
from zhizao.extraction.roles.link import INSTRUMENT, Link, framed, free_subjects, governed, owners
from zhizao.extraction.roles.occurrences import Index, Occurrence, occurrences
from zhizao.extraction.roles.sentence import Group, symbolic
from zhizao.extraction.roles.speech import speeches
from zhizao.extraction.text import Text

_CONFIDENCE = {"role.owner": 0.85, "role.subject": 0.7, "role.speaker": 0.75}


def find_roles(
    text: Text, initiatives: Iterable[Initiative], participants: Iterable[Participant], entities: Iterable[object] = ()
) -> tuple[Role, ...]:
    """Every part that a participant has in an initiative, one role for each pair, in the order of the text."""
    del entities
    people = tuple(participants)
    who, what = occurrences(text, people, initiatives)
    if not who or not what:
        return ()
    best: dict[tuple[str, str, str], Link] = {}
    for link in (*_sentence_links(text, who, what), *owners(people, what), *_spoken(text, who, what)):
        key = (link.who.kind, link.who.name, link.what.name)
        if key not in best or link.weight > best[key].weight:
            best[key] = link
    return tuple(_grounded(text, link) for link in sorted(best.values(), key=lambda k: (k.start, k.end, k.who.name)))


def _sentence_links(text: Text, who: list[Occurrence], what: list[Occurrence]) -> Iterator[Link]:
    people, things = Index(who), Index(what)
    carried: Group | None = None
    paragraph = -1
    for span in text.sentences:
        line = text.shadow.rfind("\n", 0, span.start)
        if line != paragraph:
            paragraph, carried = line, None
        here, named = people.within(span.start, span.end), things.within(span.start, span.end)
        if not here and not named:
            continue
        sentence = symbolic(text.shadow, span.start, span.end, here, named)
        if named:
            yield from framed(sentence)
            yield from governed(sentence, carried)
        subjects = free_subjects(sentence)
        if subjects:
            carried = subjects[0][1]


def _spoken(text: Text, who: list[Occurrence], what: list[Occurrence]) -> Iterator[Link]:
    things = Index(what)
    for person, start, end in speeches(text, who):
        for thing in things.within(start, end):
            used = INSTRUMENT.search(text.shadow, max(start, thing.start - 8), thing.start)  # 依托某节点: only a means
            if person.who and thing.what and not used:
                low, high = min(person.start, thing.start), max(person.end, thing.end)
                yield Link(person.who, thing.what, "speaker", low, high, "role.speaker", 50)


def _grounded(text: Text, link: Link) -> Role:
    return Role(
        quote=text.raw[link.start : link.end], start=link.start, end=link.end, rule=link.rule,
        confidence=_CONFIDENCE.get(link.rule, 0.8), participant=link.who.name, kind=link.who.kind,
        initiative=link.what.name, role=link.role,
    )  # fmt: skip
