"""Which names are worth learning: pure judgement over what strong patterns found in many articles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba

from zhizao.extraction.lexicon import rows

STRONG = 0.65
"""The confidence from which a rule's find speaks for a name."""
STORIES = 2
"""In so many independent stories a name must be found."""
_SHORTEST, _LONGEST = 2, 10
_NAME = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff·-]*")
_LISTED = "organization.gazetteer"
_GRAMMAR = frozenset(
    f"organization.{rule}"
    for rule in (
        *("government", "government_level", "bureau", "party_committee", "department"),
        *("authority_alone", "acting_place", "legal_form", "unit", "place_and_trade"),
    )
)
"""Rules that find a name by its form alone, in any text: nothing is gained by learning it."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of an organization in one article."""

    name: str
    organization_type: str
    rule: str
    confidence: float
    quote: str
    article_key: str


@dataclass(frozen=True, slots=True)
class LearnedName:
    """A name to read with, and what speaks for it; `needs_frame` when it is a common word as well."""

    name: str
    organization_type: str
    needs_frame: bool
    stories: int
    rules: tuple[str, ...]
    quote: str
    article_key: str


def judge_names(sightings: Iterable[Sighting]) -> list[LearnedName]:
    """The names that enough stories show by strong rules and that the lists do not give already, in order of name."""
    by_name: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        if float(sighting.confidence) >= STRONG and sighting.rule != _LISTED:
            by_name[sighting.name].append(sighting)
    known = _known()
    return [_learned(name, seen) for name, seen in sorted(by_name.items()) if _worth_learning(name, seen, known)]


def _known() -> frozenset[str]:
    """Names of organizations and places that the reviewed lists hold, and words that name nobody."""
    words = (row["word"] for row in rows("organization_words"))
    return frozenset(row["name"] for name in ("organizations", "places") for row in rows(name)).union(words)


def _worth_learning(name: str, seen: list[Sighting], known: frozenset[str]) -> bool:
    """A short name without a head that grammar would find anyway, shown by enough stories."""
    stories = len({sighting.article_key for sighting in seen if sighting.rule not in _GRAMMAR})
    if stories < STORIES or name in known or not _SHORTEST <= len(name) <= _LONGEST:
        return False
    return bool(_NAME.fullmatch(name)) and not name.endswith(_heads())


def _heads() -> tuple[str, ...]:
    return tuple(row["head"] for row in rows("organization_heads") if len(row["head"]) > 1)


def _learned(name: str, seen: list[Sighting]) -> LearnedName:
    types = Counter(sighting.organization_type for sighting in seen)
    common = max(types, key=lambda kind: (types[kind], kind))
    return LearnedName(
        name=name,
        organization_type=common,
        needs_frame=rjieba.has_word(name),
        stories=len({sighting.article_key for sighting in seen}),
        rules=tuple(sorted({sighting.rule for sighting in seen})),
        quote=seen[0].quote,
        article_key=seen[0].article_key,
    )
