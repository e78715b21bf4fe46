"""Where the names of one article stand in its text."""

from collections.abc import Iterable, Iterator

import ahocorasick_rs

_FEW = 64
"""Up to so many names, looking for each in turn is faster than building an automaton for them."""


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of every place where one of `names` stands; places of different names may overlap."""
    patterns = [name for name in names if name]
    if len(patterns) > _FEW:
        automaton = ahocorasick_rs.AhoCorasick(patterns)
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            yield start, end, patterns[index]
        return
    for name in patterns:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name), name
            start = text.find(name, start + len(name))
