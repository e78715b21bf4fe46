"""From mentions to roles: occurrences, sentences as symbols, links, the best role for each pair."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zhizao.extraction.initiatives.tokens import places
from zhizao.extraction.mentions import Initiative, Participant, Role
from zhizao.extraction.roles.hosts import event_of, hosted, is_signing
from zhizao.extraction.roles.link import INSTRUMENT, Link, framed, free_subjects, governed, owners
from zhizao.extraction.roles.occurrences import Index, Occurrence, main_event, occurrences
from zhizao.extraction.roles.sentence import Group, symbolic
from zhizao.extraction.roles.speech import speeches
from zhizao.extraction.text import Text

_NEAR = 12
_FIRMS = ("enterprise", "university", "research")
# 某公司：…, 在某地，…: the news of another one begins, whose subject is left out
_ELSEWHERE = re.compile(r"\s*(?:[^。，：\n]{2,14}[：:]|(?:而|同时，|此外，|目前，)?在[^，。]{2,14}，)")
_HELD = re.compile(r"举行|召开|开幕|举办|闭幕|启动|启幕|落幕|拉开帷幕|揭幕")
_LONG_SINCE = re.compile(r"(?:正式)?(?:签署|签订|生效|实施|出台|发布|印发|提出|颁布)[^，。；]{0,4}(?:以来|之后|后)")
_DISCUSSES = re.compile(
    r"(?:展开|进行|开展)[^，。；]{0,12}(?:讨论|探讨|研讨|对话|主旨演讲|主旨发言|主题演讲|主题分享|圆桌)"
    r"|致(?:开幕|欢迎|闭幕)?[辞词]"
    r"|(?:发表|作|做|带来|进行)了?[^，。；]{0,14}(?:演讲|报告|致辞|讲话|发言|分享)"
)
_INTERVIEW = re.compile(r"记者|采访")
_CONFIDENCE = {"role.at_event": 0.6, "role.owner": 0.85, "role.subject": 0.7, "role.speaker": 0.75}


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
    firms = {name: p for p in people if p.organization_type in _FIRMS for name in (*p.aliases, p.name)}
    spoken = [*_spoken(text, who, what), *_at_the_event(text, who, what)]
    for link in map(_settled, (*_sentence_links(text, who, what, firms), *owners(people, what), *spoken)):
        key = (link.who.kind, link.who.name, link.what.name)
        if key not in best or link.weight > best[key].weight:
            best[key] = link
    return tuple(_grounded(text, link) for link in sorted(best.values(), key=lambda k: (k.start, k.end, k.who.name)))


def _settled(link: Link) -> Link:
    """Parties sign: whoever holds or owns a ceremony of signing or an agreement takes part in it."""
    signs = link.role == "lead" and (link.what.type == "agreement" or is_signing(link.what.name))
    return replace(link, role="partner") if signs else link


def _sentence_links(
    text: Text, who: list[Occurrence], what: list[Occurrence], firms: Mapping[str, Participant]
) -> Iterator[Link]:
    people, things = Index(who), Index(what)
    carried: Group | None = None
    event: Group | None = None
    paragraph = -1
    for span in text.sentences:
        line = text.shadow.rfind("\n", 0, span.start)
        if line != paragraph:
            paragraph, carried = line, None
        here, named = people.within(span.start, span.end), things.within(span.start, span.end)
        if not here and not named:
            continue
        sentence = symbolic(text.shadow, span.start, span.end, here, named)
        yield from hosted(sentence, event)
        event = next((e for _, group in reversed(sentence.things) if (e := event_of(group))), event)
        if named:
            yield from framed(sentence)
            elsewhere = _ELSEWHERE.match(sentence.pattern) is not None or _opens_with_place(sentence.pattern)
            yield from governed(sentence, None if elsewhere else carried, firms)
        subjects = free_subjects(sentence)
        if subjects:
            carried = subjects[0][1]


def _opens_with_place(pattern: str) -> bool:
    """Whether another place is the subject of a sentence: 内蒙古聚焦…."""
    return any(pattern[:length] in places() for length in range(2, 7))


def _at_the_event(text: Text, who: list[Occurrence], what: list[Occurrence]) -> Iterator[Link]:
    """Who speaks or discusses in an article that opens with an event does so there, unless he tells a reporter."""
    event = main_event(text.shadow, what)
    opening = text.sentences[:2]
    if event is None or event.what is None or not opening or event.start > opening[-1].end:
        return
    around = text.sentence_at(event.start)
    if event.what.status != "completed" or not _HELD.search(text.shadow, around.start, around.end):
        return
    for person, end in (*_speakers(text, who), *_discussing(text, who)):
        if person.who and person.start > event.start:
            yield Link(
                person.who, event.what, "speaker", person.start, min(end, person.end + _NEAR), "role.at_event", 45
            )


def _speakers(text: Text, who: list[Occurrence]) -> Iterator[tuple[Occurrence, int]]:
    for person, _, end in speeches(text, who):
        said = text.shadow[person.end : person.end + _NEAR]
        if not said.startswith(("：", ":")) and not _INTERVIEW.search(said):
            yield person, end


def _discussing(text: Text, who: list[Occurrence]) -> Iterator[tuple[Occurrence, int]]:
    """The persons of a sentence that tells that they discussed, gave a talk or shared: 甲、乙围绕…展开讨论."""
    people = Index([w for w in who if w.who and w.who.kind == "person"])
    for match in _DISCUSSES.finditer(text.shadow):
        start = text.sentence_at(match.start()).start
        yield from ((person, match.end()) for person in people.within(start, match.start()))


def _spoken(text: Text, who: list[Occurrence], what: list[Occurrence]) -> Iterator[Link]:
    things = Index(what)
    for person, start, end in speeches(text, who):
        for thing in things.within(start, end):
            used = INSTRUMENT.search(text.shadow, max(start, thing.start - 8), thing.start)  # 依托某节点: only a means
            past = _LONG_SINCE.match(text.shadow, thing.end)  # 自某协定签署以来: only the background
            if person.who and thing.what and not used and not past:
                low, high = min(person.start, thing.start), max(person.end, thing.end)
                yield Link(person.who, thing.what, "speaker", low, high, "role.speaker", 50)


def _grounded(text: Text, link: Link) -> Role:
    return Role(
        quote=text.raw[link.start : link.end], start=link.start, end=link.end, rule=link.rule,
        confidence=_CONFIDENCE.get(link.rule, 0.8), participant=link.who.name, kind=link.who.kind,
        initiative=link.what.name, role=link.role,
    )  # fmt: skip
