"""Joins forms by reasons, the strongest first, and never two that a trait or a person keeps apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from zhizao.resolution.readings import Reason

Traits = Mapping[str, tuple[tuple[str, str], ...]]
Pair = frozenset[str]


class Edge(NamedTuple):
    """A reason to take two forms for one thing: `form` is explained by `into`."""

    reason: Reason
    form: str
    into: str
    detail: str


class Refused(NamedTuple):
    """An edge that was not followed, and what keeps its two sides apart."""

    edge: Edge
    because: str


class Clusters:
    """Disjoint sets of forms, each with the traits of its members."""

    def __init__(self, traits: Traits, separated: Iterable[Pair] = ()) -> None:
        """`traits` by form key; `separated` are pairs that a person told apart."""
        self._parent = {key: key for key in traits}
        self._members = {key: [key] for key in traits}
        self._traits = {key: {name: {value} for name, value in own} for key, own in traits.items()}
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for pair in separated:
            for one in pair:
                self._enemies[one] |= pair - {one}
        self.followed: list[Edge] = []
        self.refused: list[Refused] = []

    def find(self, key: str) -> str:
        """The form that stands for the set of `key`; which one it is means nothing. A form not given is alone."""
        while self._parent.get(key, key) != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def members(self) -> Iterable[list[str]]:
        """All sets."""
        return (members for key, members in self._members.items() if self._parent[key] == key)

    def follow(self, edges: Iterable[Edge]) -> None:
        """Follow edges in an order of their own, whatever the order they come in; refuse what would join enemies."""
        for edge in sorted(edges, key=lambda e: (-e.reason, e.form, e.into, e.detail)):
            one, other = self.find(edge.form), self.find(edge.into)
            because = self._apart(one, other, decided=edge.reason is Reason.decided) if one != other else ""
            if because:
                self.refused.append(Refused(edge, because))
                continue
            self.followed.append(edge)
            if one != other:
                self._join(one, other)

    def _apart(self, one: str, other: str, *, decided: bool) -> str:
        """What keeps two sets apart, "" for nothing; a person's word that they are one outweighs traits."""
        if any(self.find(enemy) == other for member in self._members[one] for enemy in self._enemies.get(member, ())):
            return "told apart by a person"
        if decided:
            return ""
        theirs = self._traits[other]
        for name, values in self._traits[one].items():
            if name in theirs and values.isdisjoint(theirs[name]):
                return f"{name}: {min(values) or 'none'} is not {min(theirs[name]) or 'none'}"
        return ""

    def _join(self, one: str, other: str) -> None:
        self._parent[one] = other
        self._members[other] += self._members.pop(one)
        # A set holds two values of one trait only where a person said that the two are one.
        for name, values in self._traits.pop(one).items():
            self._traits[other].setdefault(name, set()).update(values)
