"""Quantities in a list: those that share the words before the first, and names zipped with values by 分别."""

import re
from collections.abc import Callable, Sequence

from zhizao.extraction.metrics.frame import Place, Sentence

_JOIN = re.compile(r"\s?(?:[、和与及/]|以及)\s?")
_NAMES = re.compile(r"[、和与及]|以及")


def shared_words(shadow: str, sentence: Sentence, place: Place, left_of: Callable[[Place], str]) -> str:
    """The words before the quantity at `place`, as if it stood alone.

    A value that follows another with only a list sign between shares the words before the first; with 分别 and as
    many names as values each takes its own name (A和B分别增长9%和12%).
    """
    run = run_of(shadow, sentence.places, place)
    words = left_of(run[0])
    if len(run) == 1:
        return words
    before, respectively, after = words.rpartition("分别")
    if not respectively:
        return words
    names = [name for name in _NAMES.split(before) if name.strip()]
    if len(names) < len(run):
        return before + after
    return names[len(names) - len(run) + place.index - run[0].index] + after


def run_of(shadow: str, places: Sequence[Place], place: Place) -> list[Place]:
    """The longest list of values around `place` in its clause with nothing but list signs between them."""
    first = last = place.index
    while first > 0 and _joined(shadow, places[first - 1], places[first]):
        first -= 1
    while last + 1 < len(places) and _joined(shadow, places[last], places[last + 1]):
        last += 1
    return list(places[first : last + 1])


def _joined(shadow: str, before: Place, after: Place) -> bool:
    return _JOIN.fullmatch(shadow, before.quantity.end, after.quantity.start) is not None


def own_words(left: str, place: Place) -> str:
    """The words that belong to a later quantity of a clause: what stands after the last list sign."""
    if place.follows is None:
        return left
    parts = _NAMES.split(left)
    return parts[-1] if len(parts) > 1 else left
