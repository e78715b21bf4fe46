"""Named entities of one text: every place where an organization or a person is named, with its fullest name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zhizao.extraction.mentions import OrganizationType, ParticipantKind


class Entity(NamedTuple):
    """One mention: `name` is what stands there without inner spaces, `canonical` the fullest form in the article."""

    start: int
    end: int
    name: str
    canonical: str
    kind: ParticipantKind
    organization_type: OrganizationType | None = None


class EntityIndex:
    """The mentions of one text in order, answering questions by position; mentions do not overlap."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Keep `entities` sorted by position."""
        self._entities = sorted(entities)
        self._starts = [entity.start for entity in self._entities]

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities)

    def __len__(self) -> int:
        return len(self._entities)

    def within(self, start: int, end: int) -> list[Entity]:
        """The mentions that lie wholly inside `start` to `end`."""
        found = self._entities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [entity for entity in found if entity.end <= end]

    def at(self, position: int) -> Entity | None:
        """The mention that covers `position`, if any."""
        index = bisect_left(self._starts, position + 1) - 1
        if index >= 0 and position < self._entities[index].end:
            return self._entities[index]
        return None
