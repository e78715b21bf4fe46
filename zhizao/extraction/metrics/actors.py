"""Everything of an article that a quantity may be about: its places, organizations, persons and initiatives."""

from collections.abc import Iterable, Iterator

from zhizao.extraction.entities import Entity
from zhizao.extraction.mentions import Initiative
from zhizao.extraction.metrics.subject import Actor
from zhizao.extraction.places import find_places
from zhizao.extraction.text import Text


def actors_of(text: Text, entities: Iterable[Entity], initiatives: Iterable[Initiative]) -> list[Actor]:
    """The actors of `text`, in order and without overlaps; a longer name wins over what lies inside it."""
    named = [Actor(e.start, e.end, e.canonical, e.kind) for e in entities]
    found = [*named, *_places(text), *_initiatives(text, initiatives)]
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
        elif actor.end - actor.start > kept[-1].end - kept[-1].start:
            kept[-1] = actor
    return kept


def _places(text: Text) -> Iterator[Actor]:
    for place in find_places(text):
        yield Actor(place.start, place.end, place.canonical, "place")


def _initiatives(text: Text, initiatives: Iterable[Initiative]) -> Iterator[Actor]:
    for initiative in initiatives:
        if initiative.type in {"policy", "event", "agreement", "programme"}:
            continue
        for name in {initiative.name, *initiative.aliases}:
            start = text.raw.find(name) if len(name) > 1 else -1
            while start >= 0:
                yield Actor(start, start + len(name), initiative.name, "initiative")
                start = text.raw.find(name, start + len(name))
