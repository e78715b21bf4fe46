"""A pattern for many words, grouped by the signs they share: one that cannot fit costs a sign, not each word."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """The source of a pattern that matches one of `words`, which are plain text, the longest that fits first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[:1], []).append(word[1:])
    parts = [re.escape(first) + (one_of(rests) if first else "") for first, rests in groups.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
