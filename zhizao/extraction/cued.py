"""Patterns whose matches all hold a cue: texts without any cue are passed over without a search."""

import re
from collections.abc import Iterable


class Cued:
    """A pattern with the words of which each match holds at least one, in itself or right beside it.

    Most patterns match nothing in most texts, and looking for a few words costs a small part of the search. The cues
    change no result: a text that holds none of them has no match.
    """

    def __init__(self, pattern: str, *cues: str) -> None:
        """Compile `pattern`; each of `cues` is a plain word."""
        self.pattern = re.compile(pattern)
        self.cues = cues

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """All matches in `text`, in order."""
        for cue in self.cues:
            if cue in text:
                return self.pattern.finditer(text)
        return ()
