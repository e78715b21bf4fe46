"""Forms in, entities out: the whole of resolution without a database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from zhizao.resolution.clusters import Clusters, Edge
from zhizao.resolution.decisions import Decisions
from zhizao.resolution.edges import Alias, StoryForm, alias_edges, fullness, signature_edges, story_edges
from zhizao.resolution.explaining import explained
from zhizao.resolution.forms import Form, Kind
from zhizao.resolution.outcome import Merge, Resolution, Review
from zhizao.resolution.persons import person_edges, person_reviews
from zhizao.resolution.reading_forms import read
from zhizao.resolution.readings import Reading, Reason
from zhizao.resolution.reviews import form_reviews, refused_reviews

NO_DECISIONS = Decisions()


class Evidence(NamedTuple):
    """What the articles say of their forms, beside the forms themselves."""

    aliases: tuple[Alias, ...] = ()
    story_forms: tuple[StoryForm, ...] = ()


NO_EVIDENCE = Evidence()


def resolve_forms(
    forms: Iterable[Form],
    evidence: Evidence = NO_EVIDENCE,
    decisions: Decisions = NO_DECISIONS,
) -> Resolution:
    """The entity of each form; organizations first, since persons are known by their employers."""
    return _Resolver(forms, evidence, decisions).resolution()


class _Resolver:
    def __init__(self, forms: Iterable[Form], evidence: Evidence, decisions: Decisions) -> None:
        self._forms = {form.key: form for form in forms}
        self._evidence = evidence
        self._decisions = decisions
        self._readings = {key: read(form) for key, form in self._forms.items()}
        self._entity_of: dict[str, str] = {}
        self._merges: list[Merge] = []
        self._reviews: set[Review] = set()

    def resolution(self) -> Resolution:
        for kind in ("organization", "initiative", "indicator", "person"):
            self._resolve(kind)
        return Resolution(
            self._entity_of,
            tuple(sorted(self._merges)),
            tuple(sorted(self._reviews)),
            self._by_entity({renamed.form_key: renamed.name for renamed in self._decisions.renames}),
            self._by_entity({retyped.form_key: retyped.type for retyped in self._decisions.retypes}),
        )

    def _by_entity(self, by_form: Mapping[str, str]) -> dict[str, str]:
        return {self._entity_of[key]: by_form[key] for key in sorted(by_form) if key in self._entity_of}

    def _resolve(self, kind: Kind) -> None:
        forms = {key: form for key, form in self._forms.items() if form.kind == kind}
        readings = {key: self._readings[key] for key in forms}
        separated = [
            frozenset((s.form_key, s.other_form_key)) for s in self._decisions.separations if s.form_key in forms
        ]
        clusters = Clusters({key: reading.traits for key, reading in readings.items()}, separated)
        clusters.follow(self._first_edges(kind, forms, readings))
        aliases = [alias for alias in self._evidence.aliases if alias.kind == kind]
        clusters.follow(alias_edges(aliases, forms, readings, clusters.find))
        self._settle(clusters, forms, readings)
        self._reviews |= set(refused_reviews(clusters, forms))
        self._reviews |= set(form_reviews(kind, forms, readings, clusters.find))
        if kind == "person":
            self._reviews |= set(person_reviews(forms, self._organizations(), self._employers(forms), self._entity_of))

    def _first_edges(self, kind: Kind, forms: Mapping[str, Form], readings: Mapping[str, Reading]) -> list[Edge]:
        decided = [
            Edge(Reason.decided, merged.form_key, merged.into_form_key, merged.why)
            for merged in self._decisions.merges
            if merged.form_key in forms and merged.into_form_key in forms
        ]
        told = story_edges(self._evidence.story_forms, forms)
        if kind == "person":
            own = person_edges(forms, self._organizations(), self._employers(forms))
        else:
            own = signature_edges(forms, readings)
        return [*decided, *told, *own]

    def _organizations(self) -> dict[str, Form]:
        return {key: form for key, form in self._forms.items() if form.kind == "organization"}

    def _employers(self, persons: Mapping[str, Form]) -> dict[str, str]:
        """The entity of each person's employer."""
        return {
            key: self._entity_of[form.employer_key]
            for key, form in persons.items()
            if form.employer_key in self._entity_of
        }

    def _settle(self, clusters: Clusters, forms: Mapping[str, Form], readings: Mapping[str, Reading]) -> None:
        """Choose the form that stands for each set, and keep the reasons of the others."""
        for members in clusters.members():
            entity = min(members, key=lambda key: fullness(forms[key], readings[key]))
            self._entity_of.update(dict.fromkeys(members, entity))
        self._merges += explained(clusters, self._entity_of)


def merged_into(resolution: Resolution) -> dict[str, list[str]]:
    """The forms of each entity that has more than one."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, entity in resolution.entity_of.items():
        members[entity].append(key)
    return {entity: sorted(keys) for entity, keys in members.items() if len(keys) > 1}
