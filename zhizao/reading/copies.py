"""Copies (转载): one story under many names, told by the sentences that two bodies share.

Pure functions over hashes, so that a new load is compared with the index of what is there, not with every article:
look up which articles share hashes with a new one (`raw.article_sentences`), then judge those with `copy_pairs`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

CONTAINMENT = 0.6
"""The share of the shorter body's sentences that the other one holds too, from which on the two are copies."""
MIN_SHARED = 3
"""So many sentences two copies share at least; a body of fewer is a copy when all of it is shared."""
MAX_DAYS = 30
"""So far apart two copies are published at most: ceremonies are reported in the same sentences year after year."""
LEAST_OF_LONGER = 0.25
"""The share of the longer body that must be shared, so that a digest of many briefs does not tie these together."""
MIN_LENGTH = 10
"""Shorter sentences (他说, 记者获悉) are common property and tell nothing."""
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+")
_KEPT = re.compile(r"[^\w%]|_")


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two articles that tell one story: how many sentences they share, and the share of the shorter body that is."""

    article: str
    copy_of: str
    shared: int
    containment: float


def normalised(sentence: str) -> str:
    """The sentence without case, width, white space and punctuation."""
    return _KEPT.sub("", unicodedata.normalize("NFKC", sentence)).lower()


def sentences(body: str) -> list[str]:
    """The normalised sentences of a body that are long enough to tell stories apart, in order."""
    return [text for part in _SENTENCE_END.split(body) if len(text := normalised(part)) >= MIN_LENGTH]


def sentence_hash(normalised_sentence: str) -> int:
    """The identity of a normalised sentence: a signed 64-bit number, the same on every machine."""
    digest = hashlib.blake2b(normalised_sentence.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def sentence_hashes(body: str) -> frozenset[int]:
    """The hashes of a body's sentences; a body without a single long one is hashed whole."""
    found = frozenset(map(sentence_hash, sentences(body)))
    whole = normalised(body)
    return found or (frozenset({sentence_hash(whole)}) if whole else frozenset())


def containment(first: frozenset[int], second: frozenset[int]) -> float:
    """The share of the smaller set that lies in the other; 0 when one is empty."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def are_copies(first: frozenset[int], second: frozenset[int]) -> bool:
    """Whether two bodies tell one story: enough shared sentences, and most of the shorter body among them.

    A body of one sentence is a copy only of a body that is next to nothing else, since a single sentence (a figure
    from an office, a slogan) is quoted by reports that have nothing else in common.
    """
    shared = len(first & second)
    smaller, larger = sorted((len(first), len(second)))
    if smaller <= MIN_SHARED:
        return shared == smaller > 0 and larger <= 2 * smaller
    return shared >= MIN_SHARED and shared >= CONTAINMENT * smaller and shared >= LEAST_OF_LONGER * larger


def copy_pairs(
    new: Mapping[str, frozenset[int]],
    candidates: Mapping[str, frozenset[int]],
    days: Mapping[str, date | None] | None = None,
) -> list[CopyPair]:
    """The copies among the new articles and between them and the candidates, each pair once, in a stable order.

    `new` and `candidates` map article keys to sentence hashes; candidates are those that share a hash with a new one.
    `days` are the publication days, as far as they are known.
    """
    index: dict[int, list[str]] = {}
    everything = {**candidates, **new}
    for key in sorted(everything):
        for number in everything[key]:
            index.setdefault(number, []).append(key)
    pairs = []
    for key in sorted(new):
        for other in sorted(_sharing(new[key], index)):
            if other == key or (other in new and other < key):
                continue
            if are_copies(new[key], everything[other]) and _close_in_time(key, other, days or {}):
                shared = len(new[key] & everything[other])
                pairs.append(CopyPair(key, other, shared, containment(new[key], everything[other])))
    return pairs


def _close_in_time(key: str, other: str, days: Mapping[str, date | None]) -> bool:
    first, second = days.get(key), days.get(other)
    return first is None or second is None or abs((first - second).days) <= MAX_DAYS


def _sharing(hashes: Iterable[int], index: Mapping[int, list[str]]) -> set[str]:
    """The articles that share at least one of the hashes."""
    return {key for number in hashes for key in index.get(number, ())}
