"""Proposals: names that something outside the engine suggests, and how they join what the engine found itself.

A proposal is a kind and the exact characters of a name, never a place: where it stands is found here. The engine's own
mentions always win; a proposal can add a mention, add an alias to one of ours, or be turned down, and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from zhizao.extraction.entities import Entity, EntityIndex
from zhizao.extraction.initiatives.merge import key_of
from zhizao.extraction.mentions import Extraction, Initiative, Participant, Role
from zhizao.extraction.participants.aliases import is_short_for
from zhizao.extraction.participants.names import clean_name
from zhizao.extraction.proposal_grammar import About, Grammar, TurnedDownError
from zhizao.extraction.roles import find_roles
from zhizao.extraction.roles.occurrences import occurrences
from zhizao.extraction.text import Span, Text, shadow_of

ProposalKind = Literal["organization", "person", "initiative"]
CONFIDENCE = 0.5
"""Of every mention that only a proposal brought: below all rules of the engine itself."""
_LEAST_ALIAS = 4
"""Signs: a shorter part of an initiative's name is a common word more often than a short form."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that `source` (the name of a backend) believes to stand in the text, character for character."""

    kind: ProposalKind
    surface: str
    source: str


def with_proposals(
    text: Text, found: Extraction, proposals: Iterable[Proposal], entities: Iterable[Entity], about: About
) -> Extraction:
    """What the engine `found`, joined by those proposals that stand in the text and pass the engine's own rules.

    The order of the proposals does not matter. `Extraction.proposed` counts how they fared: `accepted`, `alias`,
    `known`, or why they were turned down. Metrics are never touched.
    """
    ordered = sorted(set(proposals), key=lambda p: (-len(p.surface), p.kind, p.surface, p.source))
    if not ordered:
        return found
    merging = _Merging(text, found, entities, about)
    fates = Counter(merging.fate(proposal) for proposal in ordered)
    return replace(merging.result(), proposed=tuple(sorted(fates.items())))


@dataclass
class _Merging:
    """The state of one text while its proposals are taken one by one, longest first."""

    text: Text
    found: Extraction
    entities: Iterable[Entity]
    about: About
    people: list[Participant] = field(default_factory=list)
    things: list[Initiative] = field(default_factory=list)
    sources: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note where our own mentions stand and what they are called."""
        self.people, self.things = list(self.found.participants), list(self.found.initiatives)
        self._grammar = Grammar(self.text, self.about)
        known = tuple(self.entities)
        self._index = EntityIndex(known)
        self._entity_signs = _marked(self.text, ((e.start, e.end) for e in known))
        who, what = occurrences(self.text, self.people, self.things)
        for one in who:
            _mark(self._entity_signs, one.start, one.end)
        self._thing_signs = _marked(self.text, ((one.start, one.end) for one in what))
        self._kinds = {_plain(name): e.kind for e in known for name in (e.name, e.canonical)}
        self._kinds |= {_plain(name): p.kind for p in self.people for name in (p.name, *p.aliases)}
        self._titles = {key_of(shadow_of(name)) for i in self.things for name in (i.name, *i.aliases)}

    def fate(self, proposal: Proposal) -> str:
        """Take one proposal in, or tell why not."""
        try:
            spans = self._grammar.spans(proposal.surface)
            if proposal.kind == "initiative":
                return self._initiative(proposal, spans)
            return self._participant(proposal, spans)
        except TurnedDownError as reason:
            return str(reason)

    def _participant(self, proposal: Proposal, spans: Sequence[Span]) -> str:
        name = _plain(proposal.surface)
        if name in self._kinds:
            return "known" if self._kinds[name] == proposal.kind else "conflict"
        free = [span for span in spans if not self._touches(span)]
        if proposal.kind == "person":
            return self._person(proposal, self._grammar.person(free or spans), free)
        named = self._grammar.organization(free or spans)
        if self._joins_body(name, proposal.surface, alone=bool(free)):
            return "alias"
        if not free:
            return "overlap"
        self._add(proposal, named.span, free, Participant(
            quote=self.text.slice(named.span), start=named.span.start, end=named.span.end, rule=_rule(proposal),
            confidence=CONFIDENCE, name=clean_name(self.text.slice(named.span)), aliases=(),
            kind="organization", organization_type=named.type,
        ))  # fmt: skip
        return "accepted"

    def _person(self, proposal: Proposal, span: Span, free: Sequence[Span]) -> str:
        if not free:
            return "overlap"
        self._add(proposal, span, free, Participant(
            quote=self.text.slice(span), start=span.start, end=span.end, rule=_rule(proposal), confidence=CONFIDENCE,
            name=clean_name(self.text.slice(span)), aliases=(), kind="person",
        ))  # fmt: skip
        return "accepted"

    def _add(self, proposal: Proposal, span: Span, free: Iterable[Span], participant: Participant) -> None:
        self.people.append(participant)
        self.sources[participant.kind, participant.name] = proposal.source
        self._kinds[_plain(self.text.slice(span))] = participant.kind
        for place in free:
            _mark(self._entity_signs, place.start, place.end)

    def _touches(self, span: Span) -> bool:
        return any(self._entity_signs[span.start : span.end]) or any(self._thing_signs[span.start : span.end])

    def _joins_body(self, name: str, surface: str, *, alone: bool) -> bool:
        """Add the name to the organization it is a short form of; or a fuller one, where it stands alone."""
        names = {_plain(p.name) for p in self.people if p.kind == "organization"}
        for at, ours in enumerate(self.people):
            full = _plain(ours.name)
            fuller = alone and is_short_for(full, name, names)
            if ours.kind == "organization" and (fuller or is_short_for(name, full, names)):
                aliases = {*ours.aliases, clean_name(surface)}
                self.people[at] = replace(ours, aliases=tuple(sorted(aliases)))
                self._kinds[name] = "organization"
                return True
        return False

    def _initiative(self, proposal: Proposal, spans: Sequence[Span]) -> str:
        key = key_of(shadow_of(proposal.surface))
        if key in self._titles:
            return "known"
        free = [span for span in spans if not self._cuts(span)]
        candidate = self._grammar.initiative(free or spans)
        if self._joins_thing(key, candidate.type, candidate.name, alone=bool(free)):
            return "alias"
        if not free:
            return "overlap"
        if self._names_body(Span(candidate.start, candidate.end)) and candidate.type != "organization":
            return "conflict"
        quote = Span(*candidate.quote)
        self.things.append(Initiative(
            quote=self.text.slice(quote), start=quote.start, end=quote.end, rule=_rule(proposal), confidence=CONFIDENCE,
            name=candidate.name, aliases=(), type=candidate.type,
            status=candidate.status or "in_operation", date=self._grammar.date_of(candidate),
            place=self._grammar.place_of(candidate),
        ))  # fmt: skip
        self.sources["initiative", candidate.name] = proposal.source
        self._titles.add(key)
        for span in free:
            _mark(self._thing_signs, span.start, span.end)
        return "accepted"

    def _cuts(self, span: Span) -> bool:
        """Whether the span shares signs with an initiative of ours, or cuts an organization or person in two."""
        first, last = self._index.at(span.start), self._index.at(span.end - 1)
        return (
            any(self._thing_signs[span.start : span.end])
            or (first is not None and (first.start < span.start or first.end > span.end))
            or (last is not None and last.end > span.end)
        )

    def _names_body(self, span: Span) -> bool:
        entity = self._index.at(span.start)
        return entity is not None and (entity.start, entity.end) == (span.start, span.end)

    def _joins_thing(self, key: str, type_: str, name: str, *, alone: bool) -> bool:
        """Add the name to the initiative of its type that begins or ends with it; or a fuller name, standing alone."""
        for at, ours in enumerate(self.things):
            short, full = sorted((key, key_of(shadow_of(ours.name))), key=len)
            related = len(short) >= _LEAST_ALIAS and (full.startswith(short) or full.endswith(short))
            if ours.type == type_ and related and (alone or short == key):
                self.things[at] = replace(ours, aliases=tuple(sorted({*ours.aliases, name})))
                self._titles.add(key)
                return True
        return False

    def result(self) -> Extraction:
        """Our own mentions in their order, then the accepted ones in the order of the text, and their roles."""
        people, things = len(self.found.participants), len(self.found.initiatives)
        self.people[people:] = sorted(self.people[people:], key=lambda p: (p.start, p.end, p.kind))
        self.things[things:] = sorted(self.things[things:], key=lambda i: (i.start, i.end, i.name))
        return replace(
            self.found, participants=tuple(self.people), initiatives=tuple(self.things),
            roles=(*self.found.roles, *self._added_roles()),
        )  # fmt: skip

    def _added_roles(self) -> Iterator[Role]:
        """The roles that an accepted participant or initiative takes part in; ours stay as they are."""
        if not self.sources:
            return
        for role in find_roles(self.text, self.things, self.people):
            who = self.sources.get((role.kind, role.participant))
            source = who or self.sources.get(("initiative", role.initiative))
            if source:
                rule = f"proposal:{source}/{role.rule}"
                yield replace(role, rule=rule, confidence=min(role.confidence, CONFIDENCE))


def _rule(proposal: Proposal) -> str:
    return f"proposal:{proposal.source}"


def _plain(name: str) -> str:
    return clean_name(shadow_of(name))


def _mark(signs: bytearray, start: int, end: int) -> None:
    signs[start:end] = b"\1" * (end - start)


def _marked(text: Text, spans: Iterable[tuple[int, int]]) -> bytearray:
    signs = bytearray(len(text.raw))
    for start, end in spans:
        _mark(signs, start, end)
    return signs
