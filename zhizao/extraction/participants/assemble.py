"""From mentions to results: affiliations, one participant per person and organization, and all entities."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import Participant
from zhizao.extraction.participants.found import Found
from zhizao.extraction.participants.names import clean_name, surname_length
from zhizao.extraction.participants.occurrences import occurrences
from zhizao.extraction.participants.persons import NamedPerson
from zhizao.extraction.participants.phrases import before_alias, phrase_start
from zhizao.extraction.participants.relevance import Context, acts, is_formula
from zhizao.extraction.participants.terms import Scan

_AND_SO_ON = {"、", "，", ",", "和", "及", "以及", "与"}
_GENERAL_TITLES = ("领导", "领导人", "负责人", "负责同志", "代表", "专家", "学者", "员工", "职工", "工作人员")


@dataclass(frozen=True, slots=True)
class Names:
    """Which names mean the same organization: the fullest for each, and all for the fullest."""

    fullest: dict[str, str]
    members: dict[str, list[str]]

    def of(self, scan: Scan, found: Found) -> str:
        """The fullest name of the organization mentioned, as matched (simplified script)."""
        return self.fullest[clean_name(scan.shadow[found.start : found.end])]


class _Affiliations:
    """Finds whose a post is: the first organization of the phrase before the titles."""

    def __init__(self, scan: Scan, people: list[NamedPerson], found: list[Found]) -> None:
        self._scan, self._found = scan, found
        self._start_by_end = {item.end: item.start for item in found}
        ordered = sorted((person for person in people if person.title_start is not None), key=lambda p: p.start)
        self._by_end = {person.end: person for person in ordered}

    def of(self, person: NamedPerson) -> tuple[str | None, int]:
        """The affiliation as written and where it begins; in a list of persons the one before holds on."""
        affiliation, start = self._own(person)
        source = person
        while affiliation is None and (earlier := self._before(source)) is not None:
            affiliation, source = self._own(earlier)[0], earlier
        return affiliation, start

    def _before(self, person: NamedPerson) -> NamedPerson | None:
        """In 某公司董事长甲、总裁乙 the person before."""
        for sign in _AND_SO_ON if person.title_start is not None else ():
            earlier = self._by_end.get(person.lead - len(sign))
            if earlier and self._scan.shadow.endswith(sign, 0, person.lead):
                return earlier
        return None

    def _own(self, person: NamedPerson) -> tuple[str | None, int]:
        end = person.title_start
        if end is None or end >= person.end:
            start = self._start_by_end.get(person.start)
            return (None, person.start) if start is None else (self._written(start, person.start), start)
        end = before_alias(self._scan, len(self._scan.shadow[:end].rstrip(" \u3000")))
        start = self._phrase(end)
        inside = [item for item in self._found if start < item.end <= end]
        if inside:
            return self._written(inside[0].start, inside[0].end), inside[0].start
        places = [hit for hit in self._scan.within("place", start, end) if hit.end <= end]
        if start < end:
            start = places[0].start if places else start
            return self._written(start, end), start
        later = [item for item in self._found if end <= item.start and item.end <= (person.title_end or end)]
        return (self._written(later[0].start, later[0].end) if later else None), end

    def _phrase(self, end: int) -> int:
        """Where the phrase before `end` begins, running over the organizations found."""
        start = end
        while (earlier := self._start_by_end.get(start, phrase_start(self._scan, start))) < start:
            start = earlier
        return start

    def _written(self, start: int, end: int) -> str:
        return clean_name(self._scan.text.raw[start:end])


def person_participants(scan: Scan, people: list[NamedPerson], found: list[Found]) -> list[Participant]:
    """One participant for each name, with the titles and affiliation of its best mention."""
    by_name: dict[str, list[NamedPerson]] = defaultdict(list)
    for person in sorted(people, key=lambda p: p.start):
        by_name[person.name].append(person)
    affiliations = _Affiliations(scan, people, found)
    acting = (mentions for mentions in by_name.values() if not all(_in_formula(scan, person) for person in mentions))
    persons = [_person(scan, mentions, affiliations) for mentions in acting]
    return [replace(p, aliases=_addressed(scan, p, persons)) for p in persons]


def _addressed(scan: Scan, person: Participant, persons: list[Participant]) -> tuple[str, ...]:
    """陈总 for 陈某总经理, where nobody else in the article has that surname."""
    surname = person.name[: surname_length(person.name, 0)]
    title = person.title or ""
    form = next((surname + short for short in ("总", "董") if short in title), "")
    alone = sum(other.name.startswith(surname) for other in persons) == 1
    return (
        (form,) if form and surname and alone and re.search(rf"{form}(?![经裁理工监部会编局公事])", scan.shadow) else ()
    )


def _in_formula(scan: Scan, person: NamedPerson) -> bool:
    return is_formula(scan.shadow, person.start, person.end)


def _person(scan: Scan, mentions: list[NamedPerson], affiliations: _Affiliations) -> Participant:
    best = max(mentions, key=lambda p: (_precision(p.title), p.confidence, -p.start))
    affiliation, lead = affiliations.of(best)
    start, end = min(best.start, lead), max(best.end, best.title_end or 0)
    return Participant(
        quote=scan.text.raw[start:end],
        start=start,
        end=end,
        rule=best.rule,
        confidence=best.confidence,
        name=best.name,
        aliases=(),
        kind="person",
        title=best.title,
        affiliation=affiliation,
    )


def _precision(title: str | None) -> int:
    """How much a title says: none, a general one (县领导, 代表), a post."""
    if title is None:
        return 0
    return 1 if title.endswith(_GENERAL_TITLES) else 2


def organization_participants(scan: Scan, found: list[Found], names: Names, context: Context) -> list[Participant]:
    """One participant for each organization of which at least one mention acts."""
    by_name: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        by_name[names.of(scan, item)].append(item)
    participants = []
    for name, mentions in by_name.items():
        acting = [item for item in mentions if acts(scan, item, context)]
        if acting:
            aliases = tuple(sorted(set(names.members[name]) - {name}))
            participants.append(_organization(scan, name, acting, aliases))
    return participants


def _organization(scan: Scan, name: str, acting: list[Found], aliases: tuple[str, ...]) -> Participant:
    best = max(acting, key=lambda item: (item.confidence, item.end - item.start, -item.start))
    shown = next((item for item in acting if clean_name(scan.shadow[item.start : item.end]) == name), best)
    return Participant(
        quote=scan.text.raw[shown.start : shown.end],
        start=shown.start,
        end=shown.end,
        rule=best.rule,
        confidence=best.confidence,
        name=clean_name(scan.text.raw[shown.start : shown.end]),
        aliases=aliases,
        kind="organization",
        organization_type=best.type,
    )


def all_entities(scan: Scan, people: list[NamedPerson], found: list[Found], names: Names) -> list[Entity]:
    """Every mention: organizations as found, persons wherever their names stand outside of organizations."""
    entities = [
        Entity(item.start, item.end, _written(scan, item), names.of(scan, item), "organization", item.type)
        for item in found
    ]
    taken = {position for item in found for position in range(item.start, item.end)}
    spans = {(person.start, person.end): person.name for person in people}
    for start, end, name in occurrences(scan.shadow, {person.name for person in people}):
        spans.setdefault((start, end), name)
    for (start, end), name in sorted(spans.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if taken.isdisjoint(range(start, end)):
            entities.append(Entity(start, end, name, name, "person"))
            taken.update(range(start, end))
    return sorted(entities)


def _written(scan: Scan, found: Found) -> str:
    return clean_name(scan.text.raw[found.start : found.end])
