"""Brings the finders of participants together: one reading of a text gives its entities and its participants."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import OrganizationType, Participant
from zhizao.extraction.participants import aliases, frames, gazetteer, government, heads, lists, persons
from zhizao.extraction.participants.found import Found
from zhizao.extraction.participants.names import clean_name
from zhizao.extraction.participants.persons import NamedPerson
from zhizao.extraction.participants.phrases import before_alias, phrase_start
from zhizao.extraction.participants.relevance import acts
from zhizao.extraction.participants.terms import Scan
from zhizao.extraction.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text."""

    entities: tuple[Entity, ...]
    participants: tuple[Participant, ...]


def _best(found: list[Found]) -> list[Found]:
    """The longest mentions without overlaps, in order."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda f: (f.start - f.end, -f.confidence, f.start)):
        if taken.isdisjoint(range(item.start, item.end)):
            kept.append(item)
            taken.update(range(item.start, item.end))
    return sorted(kept)


def _organizations(scan: Scan, people: list[NamedPerson]) -> list[Found]:
    found = gazetteer.joined(gazetteer.listed(scan)) + government.governmental(scan)
    found = _best(found + heads.headed(scan, found))
    found += frames.with_stock_code(scan) + frames.quoted(scan) + frames.companions(scan) + frames.subjects(scan)
    found += lists.closed_lists(scan) + lists.after_relations(scan)
    found = _best(found + frames.before_posts(scan, people, found))
    found += gazetteer.listed_beside(scan, found)
    found += lists.coordinated(scan, found) + government.acting_places(scan, found)
    names = {person.name for person in people}
    return _repeated(scan, [item for item in _best(found) if scan.shadow[item.start : item.end] not in names])


def _repeated(scan: Scan, found: list[Found]) -> list[Found]:
    """Add every further place where a name stands that was found once, and the short forms the article states."""
    forms = aliases.stated(scan, found)
    names = {scan.shadow[item.start : item.end]: item for item in found if item.rule != "organization.acting_place"}
    names.update({short: names[full] for short, full in forms.items() if full in names})
    names.update({short: names[full] for full in list(names) for short in aliases.cores(scan.shadow, full)})
    repeats = []
    for name, item in names.items():
        position = scan.shadow.find(name)
        while position >= 0:
            if len(name) > 3 or scan.is_boundary(position):  # noqa: PLR2004  # longer names are seldom parts of words
                repeats.append(Found(position, position + len(name), item.type, item.rule, item.confidence, item.key))
            position = scan.shadow.find(name, position + len(name))
    return _best(found + repeats)


def _persons(scan: Scan, authors: tuple[str, ...]) -> list[NamedPerson]:
    """All persons named, without those who made the article."""
    found = persons.titled(scan)
    taken = {person.start for person in found}
    found += persons.followed_by_title(scan, taken)
    found += persons.labelled(scan) + persons.speaking(scan) + persons.introduced(scan)
    excluded = persons.reporters(scan) | {clean_name(author) for author in authors}
    return _settled(scan, [person for person in found if person.name not in excluded])


def _settled(scan: Scan, found: list[NamedPerson]) -> list[NamedPerson]:
    """Drop a name of two signs that always stands inside a longer one found elsewhere."""
    names = {person.name for person in found}
    shadow = scan.shadow
    inner = {
        short
        for short in names
        for full in names
        if full != short and full.startswith(short) and shadow.count(full) == shadow.count(short)
    }
    return [person for person in found if person.name not in inner]


def _phrase(scan: Scan, end: int, found: list[Found]) -> int:
    """Where the phrase before `end` begins, running over the organizations found."""
    by_end = {item.end: item.start for item in found}
    start = end
    while (earlier := by_end.get(start, phrase_start(scan, start))) < start:
        start = earlier
    return start


def _inherited(scan: Scan, people: list[NamedPerson], person: NamedPerson) -> NamedPerson | None:
    """In 某公司董事长甲、总裁乙 the person before, whose affiliation holds on."""
    before = [other for other in people if other.end <= person.lead and other.title_start is not None]
    if not before or person.title_start is None:
        return None
    last = max(before, key=lambda other: other.end)
    return last if scan.shadow[last.end : person.lead] in {"、", "，", ",", "和", "及", "以及", "与"} else None


def _affiliation(scan: Scan, person: NamedPerson, found: list[Found]) -> tuple[str | None, int]:
    """The first organization or place of the phrase before the title, as written, and where it begins."""
    end = person.title_start
    if end is None or end >= person.end:
        before = next((item for item in found if item.end == person.start), None)
        return (scan.text.raw[before.start : before.end], before.start) if before else (None, person.start)
    end = before_alias(scan, end)
    start = _phrase(scan, end, found)
    inside = [item for item in found if item.end <= end and item.end > start and item.start <= end]
    if inside:
        first = inside[0]
        return clean_name(scan.text.raw[first.start : first.end]), first.start
    places = [hit for hit in scan.within("place", start, end) if hit.end <= end]
    if places:
        return scan.text.raw[places[0].start : end], places[0].start
    if start < end:
        return clean_name(scan.text.raw[start:end]), start
    later = [item for item in found if end <= item.start and item.end <= (person.title_end or end)]
    return (scan.text.raw[later[0].start : later[0].end], end) if later else (None, end)


def _person_participants(scan: Scan, people: list[NamedPerson], found: list[Found]) -> list[Participant]:
    by_name: dict[str, list[NamedPerson]] = defaultdict(list)
    for person in sorted(people, key=lambda p: p.start):
        by_name[person.name].append(person)
    participants = []
    for name, mentions in by_name.items():
        best = max(mentions, key=lambda p: (p.title is not None, p.confidence, -p.start))
        affiliation, lead = _affiliation(scan, best, found)
        source = best
        while affiliation is None and (earlier := _inherited(scan, people, source)) is not None:
            source = earlier
            affiliation, _ = _affiliation(scan, source, found)
        start, end = min(best.start, lead), max(best.end, best.title_end or 0)
        participants.append(
            Participant(
                quote=scan.text.raw[start:end],
                start=start,
                end=end,
                rule=best.rule,
                confidence=best.confidence,
                name=name,
                aliases=(),
                kind="person",
                title=best.title,
                affiliation=affiliation,
            )
        )
    return participants


def _organization_participants(
    scan: Scan,
    found: list[Found],
    fullest: dict[str, str],
    members: dict[str, list[str]],
    publisher: str | None,
    posts: list[tuple[int, int]],
) -> list[Participant]:
    by_name: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        by_name[fullest[clean_name(scan.shadow[item.start : item.end])]].append(item)
    participants = []
    for name, mentions in by_name.items():
        acting = [item for item in mentions if acts(scan, item, publisher, posts)]
        if not acting:
            continue
        best = max(acting, key=lambda f: (f.confidence, f.end - f.start, -f.start))
        shown = next((item for item in acting if clean_name(scan.shadow[item.start : item.end]) == name), best)
        participants.append(
            Participant(
                quote=scan.text.raw[shown.start : shown.end],
                start=shown.start,
                end=shown.end,
                rule=best.rule,
                confidence=best.confidence,
                name=clean_name(scan.text.raw[shown.start : shown.end]),
                aliases=tuple(sorted(set(members[name]) - {name})),
                kind="organization",
                organization_type=_type(mentions),
            )
        )
    return participants


def _type(mentions: list[Found]) -> OrganizationType:
    return max(mentions, key=lambda f: (f.confidence, f.end - f.start)).type


def _entities(scan: Scan, people: list[NamedPerson], found: list[Found], fullest: dict[str, str]) -> list[Entity]:
    entities = []
    taken: set[int] = set()
    for item in found:
        name = clean_name(scan.text.raw[item.start : item.end])
        canonical = fullest[clean_name(scan.shadow[item.start : item.end])]
        entities.append(Entity(item.start, item.end, name, canonical, "organization", item.type))
        taken.update(range(item.start, item.end))
    for name in {person.name for person in people}:
        spans = {(p.start, p.end) for p in people if p.name == name}
        position = scan.shadow.find(name)
        while position >= 0:
            spans.add((position, position + len(name)))
            position = scan.shadow.find(name, position + len(name))
        for start, end in spans:
            if taken.isdisjoint(range(start, end)):
                entities.append(Entity(start, end, name, name, "person"))
                taken.update(range(start, end))
    return sorted(entities)


@lru_cache(maxsize=4)
def read(text: Text, authors: tuple[str, ...] = (), publisher: str | None = None) -> Reading:
    """Find all entities and participants of `text`; the last few texts are remembered."""
    scan = Scan(text)
    people = _persons(scan, authors)
    spans = {position for person in people for position in range(person.start, person.end)}
    found = [item for item in _organizations(scan, people) if spans.isdisjoint(range(item.start, item.end))]
    names = {clean_name(scan.shadow[item.start : item.end]): item for item in reversed(found)}
    members = aliases.group(names, aliases.stated(scan, found))
    fullest = {name: full for full, group in members.items() for name in group}
    participants = _person_participants(scan, people, found)
    posts = [(phrase_start(scan, person.lead), person.end) for person in people]
    participants += _organization_participants(scan, found, fullest, members, publisher, posts)
    return Reading(
        entities=tuple(_entities(scan, people, found, fullest)),
        participants=tuple(sorted(participants, key=lambda p: (p.start, p.end, p.kind))),
    )


def find_entities(text: Text, *, authors: tuple[str, ...] = (), publisher: str | None = None) -> tuple[Entity, ...]:
    """Every mention of an organization or person in `text`, in order and without overlaps."""
    return read(text, authors, publisher).entities


def find_participants(
    text: Text, published_on: date | None = None, *, authors: tuple[str, ...] = (), publisher: str | None = None
) -> tuple[Participant, ...]:
    """The organizations and persons that act in `text`, each once, under its fullest name there.

    `authors` and everyone whom a byline names are left out; so is `publisher` where it only carries the article.
    """
    del published_on
    return read(text, authors, publisher).participants
