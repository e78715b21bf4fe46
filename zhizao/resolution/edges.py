"""Reasons to take forms for one thing: shared signatures, and aliases that articles declare."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from zhizao.extraction.participants.aliases import is_only_common
from zhizao.resolution.clusters import Edge
from zhizao.resolution.enterprises import is_distinctive
from zhizao.resolution.forms import ARTICLE, Form, Kind, form_key
from zhizao.resolution.places import place_of
from zhizao.resolution.readings import Reading, Reason, Signature, spelled

_SHORTEST_ALIAS = 3
_OWN_IDENTITY = frozenset(("body", "part"))
"""Traits that say who somebody is: a form that has one needs no declaration to be known."""


class StoryForm(NamedTuple):
    """That an article of a story that has copies names something by this form."""

    story: str
    form_key: str


class Alias(NamedTuple):
    """That some article uses `normalised_alias` for the thing it names by the form `form_key`."""

    kind: Kind
    normalised_alias: str
    form_key: str


def signature_edges(forms: Mapping[str, Form], readings: Mapping[str, Reading]) -> Iterator[Edge]:
    """Edges from each form to the fullest one that shares a signature with it and that no trait keeps it from."""
    sharing: dict[str, list[tuple[str, Signature]]] = defaultdict(list)
    for key, reading in readings.items():
        for signature in reading.signatures:
            sharing[signature.value].append((key, signature))
    for members in sharing.values():
        if len(members) > 1:
            yield from _star(members, forms, readings)


def _star(
    members: list[tuple[str, Signature]], forms: Mapping[str, Form], readings: Mapping[str, Reading]
) -> Iterator[Edge]:
    signatures = dict(members)
    for part in parts([key for key, _ in members], readings):
        centre = min(part, key=lambda key: fullness(forms[key], readings[key]))
        for key in part:
            if key != centre:
                weaker = min(signatures[key], signatures[centre], key=lambda s: s.reason)
                told = signatures[key] if signatures[key].reason == weaker.reason else signatures[centre]
                yield Edge(weaker.reason, key, centre, told.detail)


def parts(keys: Iterable[str], readings: Mapping[str, Reading]) -> list[list[str]]:
    """Forms sorted by the traits in which they differ; one that is silent on such a trait belongs to no part.

    Where two candidates are at odds, a form that could be either is left alone.
    """
    values: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        for name, value in readings[key].traits:
            values[name].add(value)
    telling = sorted(name for name, found in values.items() if len(found) > 1)
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in keys:
        own = dict(readings[key].traits)
        if all(name in own for name in telling):
            found[tuple(own[name] for name in telling)].append(key)
    return [part for part in found.values() if len(part) > 1]


def fullness(form: Form, reading: Reading) -> tuple[object, ...]:
    """The order in which forms stand for their entity: named ones, complete ones, official ones, long ones first."""
    return (
        not form.is_named,
        form.context is not None,
        not reading.is_official,
        -len(form.normalised_name),
        form.normalised_name,
        form.context or "",
        form.key,
    )


def declared_forms(aliases: Iterable[Alias], forms: Mapping[str, Form]) -> dict[str, set[str]]:
    """The forms that each bare form is declared to stand for, where it also occurs undeclared."""
    declared: dict[str, set[str]] = defaultdict(set)
    for alias in aliases:
        bare_key = form_key(alias.kind, alias.normalised_alias)
        if alias.form_key in forms and bare_key in forms:
            declared[bare_key].add(alias.form_key)
    return declared


def alias_edges(
    declared: Mapping[str, set[str]],
    forms: Mapping[str, Form],
    readings: Mapping[str, Reading],
    find: Callable[[str], str],
) -> Iterator[Edge]:
    """Edges from a bare form to the one thing that articles declare it to stand for.

    A form that is declared for two things links nothing: in each article it means what that article says.
    """
    for bare_key, targets in declared.items():
        others = {find(target) for target in targets} - {find(bare_key)}
        target = min((t for t in targets if find(t) in others), default=bare_key)
        if len(others) == 1 and _bridges(forms[bare_key], forms[target], readings):
            detail = f"{forms[bare_key].name} is declared for {forms[target].name}"
            yield Edge(Reason.declared_alias, bare_key, target, detail)


def _bridges(bare: Form, full: Form, readings: Mapping[str, Reading]) -> bool:
    """Whether a form says enough to mean the same thing in an article that does not declare it."""
    text, reading, target = spelled(bare.normalised_name), readings[bare.key], readings[full.key]
    if bare.kind == "initiative":
        # What only begins like the longer name is often the whole of which that is a part: a road and its bridge.
        if reading.traits != target.traits or spelled(full.normalised_name).startswith(text):
            return False
        return is_distinctive(text) or "“" in bare.name
    if bare.kind != "organization" or len(text) < _SHORTEST_ALIAS or place_of(text) or is_only_common(text):
        return False
    theirs = dict(target.traits)
    return all(theirs.get(name) == value for name, value in reading.traits if name in _OWN_IDENTITY)


def story_edges(story_forms: Iterable[StoryForm], forms: Mapping[str, Form]) -> Iterator[Edge]:
    """Edges from what means something only in its article to the same name in other copies of the story."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for story, key in story_forms:
        if key in forms:
            told[story, spelled(forms[key].normalised_name)].add(key)
    for (_, name), keys in told.items():
        loose = sorted(key for key in keys if (forms[key].context or "").startswith(ARTICLE))
        fixed = keys - set(loose)
        if len(fixed) <= 1 and len(keys) > 1:
            centre = next(iter(fixed), loose[0])
            for key in loose:
                if key != centre:
                    yield Edge(Reason.same_story, key, centre, f"{name} in copies of one story")
