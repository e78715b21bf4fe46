"""Where the names of one article stand in its text."""

from collections.abc import Iterable, Iterator

import ahocorasick_rs


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of every place where one of `names` stands, leftmost and longest."""
    patterns = [name for name in names if name]
    if not patterns:
        return
    automaton = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield start, end, patterns[index]
