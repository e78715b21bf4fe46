"""Why each form belongs to its entity: one reason each, along the shortest way to the form that stands for it."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from zhizao.resolution.clusters import Clusters, Edge
from zhizao.resolution.outcome import Merge


def explained(clusters: Clusters, entity_of: Mapping[str, str]) -> Iterator[Merge]:
    """The reason for each form that does not stand for its entity itself."""
    beside: dict[str, list[Edge]] = defaultdict(list)
    for edge in clusters.followed:
        beside[edge.form].append(edge)
        beside[edge.into].append(edge._replace(form=edge.into, into=edge.form))
    for entity in sorted({entity_of[key] for key in beside}):
        yield from _ways(entity, beside)


def _ways(entity: str, beside: Mapping[str, list[Edge]]) -> Iterator[Merge]:
    met, waiting = {entity}, deque([entity])
    while waiting:
        key = waiting.popleft()
        for edge in sorted(beside[key], key=lambda e: (-e.reason, e.into, e.detail)):
            if edge.into not in met:
                met.add(edge.into)
                waiting.append(edge.into)
                yield Merge(edge.into, key, edge.reason.name, edge.detail)
