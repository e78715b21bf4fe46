"""Brings the finders of participants together: one reading of a text gives its entities and its participants."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import Participant
from zhizao.extraction.participants import (
    aliases,
    beside,
    brands,
    frames,
    gazetteer,
    government,
    heads,
    hosts,
    lists,
    persons,
    untitled,
)
from zhizao.extraction.participants.assemble import (
    Names,
    all_entities,
    organization_participants,
    person_participants,
)
from zhizao.extraction.participants.found import Found
from zhizao.extraction.participants.names import clean_name
from zhizao.extraction.participants.occurrences import occurrences
from zhizao.extraction.participants.persons import NamedPerson
from zhizao.extraction.participants.relevance import Context
from zhizao.extraction.participants.terms import Scan
from zhizao.extraction.text import Text, shadow_of

_TAKES_ALONG = "率带领赴携与和同等"
_SURE_LENGTH = 4
"""A name of so many signs is seldom part of a word; shorter ones must begin where a word begins."""


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
    """Names sure by their own form first, then what frames add beside them, then every repetition."""
    found = gazetteer.joined(gazetteer.listed(scan)) + government.governmental(scan)
    found = _best(found + [_behind(scan, item, people) for item in heads.headed(scan, found)])
    found += frames.with_stock_code(scan) + frames.quoted(scan) + frames.companions(scan) + frames.subjects(scan)
    found += brands.tailed(scan) + brands.labels(scan)
    found += lists.closed_lists(scan) + lists.after_relations(scan) + lists.apposed(scan)
    found = _best(found + frames.before_posts(scan, people, found))
    found += gazetteer.listed_beside(scan, found)
    found += lists.coordinated(scan, found) + hosts.hosts(scan) + hosts.listed_hosts(scan, found)
    found += government.acting_places(scan, found)
    found = _best(found)
    found += beside.beside_known(scan, found)
    names = {person.name for person in people}
    found = [item for item in _best(found) if scan.shadow[item.start : item.end] not in names]
    covered = {position for person in people for position in range(person.start, person.end)}
    return [item for item in _repeated(scan, found) if covered.isdisjoint(range(item.start, item.end))]


def _behind(scan: Scan, item: Found, people: list[NamedPerson]) -> Found:
    """甲率某地管委会: what runs over a person begins behind him, and behind a verb of one sign."""
    for person in people:
        if item.start <= person.start and person.end < item.end:
            start = person.end + (scan.shadow[person.end] in _TAKES_ALONG)
            placed = (word := scan.word_at(start)) is not None and (word.tag == "ns" or scan.place_at(start))
            return item._replace(start=start) if placed else item
    return item


def _repeated(scan: Scan, found: list[Found]) -> list[Found]:
    """Add every further place where a name stands that was found once, and the short forms the article uses."""
    shadow = scan.shadow
    names = {shadow[item.start : item.end]: item for item in found if item.rule != "organization.acting_place"}
    for short, full in aliases.stated(scan, found).items():
        names.setdefault(short, names[full])
    for full in list(names):
        for short in aliases.cores(shadow, full):
            names.setdefault(short, names[full])
    repeats = []
    for start, end, name in occurrences(shadow, names):
        if len(name) >= _SURE_LENGTH or scan.is_boundary(start):
            item = names[name]
            repeats.append(Found(start, end, item.type, item.rule, item.confidence, item.key))
    return _best(found + repeats)


def _persons(scan: Scan, authors: tuple[str, ...]) -> list[NamedPerson]:
    """All persons named, without those who made the article."""
    found = persons.titled(scan)
    found += persons.followed_by_title(scan, {person.start for person in found})
    found += untitled.labelled(scan) + untitled.speaking(scan) + untitled.introduced(scan)
    excluded = persons.reporters(scan) | {clean_name(author) for author in authors}
    return _settled(scan, [person for person in found if person.name not in excluded])


def _settled(scan: Scan, found: list[NamedPerson]) -> list[NamedPerson]:
    """Drop a name that always stands inside one a sign longer: 周育 beside 周育先."""
    names, shadow = {person.name for person in found}, scan.shadow
    inner = {full[:-1] for full in names if full[:-1] in names and shadow.count(full) == shadow.count(full[:-1])}
    return [person for person in found if person.name not in inner]


@lru_cache(maxsize=4)
def read(text: Text, authors: tuple[str, ...] = (), publisher: str | None = None) -> Reading:
    """Find all entities and participants of `text`; the last few texts are remembered."""
    scan = Scan(text)
    people = _persons(scan, authors)
    found = _organizations(scan, people)
    by_name = {clean_name(scan.shadow[item.start : item.end]): item for item in reversed(found)}
    members = aliases.group(by_name, aliases.stated(scan, found))
    names = Names({name: full for full, group in members.items() for name in group}, members)
    participants = person_participants(scan, people, found)
    affiliations = frozenset(shadow_of(person.affiliation) for person in participants if person.affiliation)
    posts = tuple((p.title_start, p.title_end) for p in people if p.title_start is not None and p.title_end is not None)
    participants += organization_participants(scan, found, names, Context(publisher, affiliations, posts))
    return Reading(
        entities=tuple(all_entities(scan, people, found, names)),
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
