"""Forms in, entities out: the whole of resolution without a database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from zhizao.resolution.clusters import Clusters, Edge
from zhizao.resolution.decisions import Decisions
from zhizao.resolution.edges import (
    Alias,
    StoryForm,
    alias_edges,
    declared_forms,
    fullness,
    signature_edges,
    story_edges,
)
from zhizao.resolution.explaining import explained
from zhizao.resolution.forms import Form, Kind
from zhizao.resolution.initiatives import padded_names
from zhizao.resolution.outcome import Merge, Resolution, Review
from zhizao.resolution.persons import person_edges, person_reviews
from zhizao.resolution.reading_forms import read, shown_name
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
            self._names(),
            self._by_entity({retyped.form_key: retyped.type for retyped in self._decisions.retypes}),
        )

    def _names(self) -> dict[str, str]:
        """What entities are called where it is not the name of the form that stands for them."""
        standing = (self._forms[entity] for entity in set(self._entity_of.values()))
        completed = {form.key: shown_name(form) for form in standing if shown_name(form) != form.name}
        return completed | self._by_entity({renamed.form_key: renamed.name for renamed in self._decisions.renames})

    def _by_entity(self, by_form: Mapping[str, str]) -> dict[str, str]:
        return {self._entity_of[key]: by_form[key] for key in sorted(by_form) if key in self._entity_of}

    def _resolve(self, kind: Kind) -> None:
        forms = {key: form for key, form in self._forms.items() if form.kind == kind}
        readings = {key: self._readings[key] for key in forms}
        edges = self._first_edges(kind, forms, readings)
        declared = declared_forms((alias for alias in self._evidence.aliases if alias.kind == kind), forms)
        separated = [frozenset((s.form_key, s.other_form_key)) for s in self._decisions.separations]
        # Most forms have nothing to do with any other: only the rest is worth keeping sets of.
        joined = {key for edge in edges for key in (edge.form, edge.into)}
        linked = joined.union(declared, *declared.values(), *separated) & forms.keys()
        clusters = Clusters({key: readings[key].traits for key in linked}, separated)
        clusters.follow(edges)
        clusters.follow(alias_edges(declared, forms, readings, clusters.find))
        self._entity_of.update(zip(forms, forms, strict=True))
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
            padded = padded_names({key: forms[key] for key in members})
            standing = [key for key in members if key not in padded]
            entity = min(standing, key=lambda key: fullness(forms[key], readings[key]))
            self._entity_of.update(dict.fromkeys(members, entity))
        self._merges += explained(clusters, self._entity_of)


def merged_into(resolution: Resolution) -> dict[str, list[str]]:
    """The forms of each entity that has more than one."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, entity in resolution.entity_of.items():
        members[entity].append(key)
    return {entity: sorted(keys) for entity, keys in members.items() if len(keys) > 1}
