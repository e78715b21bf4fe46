"""Where participants and initiatives stand in the text, under every form of their names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhizao.extraction.initiatives.pointers import REACH, is_meant, pointers
from zhizao.extraction.mentions import Initiative, Participant
from zhizao.extraction.participants.occurrences import occurrences as named_in
from zhizao.extraction.text import Text, shadow_of

_ANY_EVENT = frozenset(("会议", "活动", "仪式", "展会", "会上"))
_SPACED = re.compile(r"[ \u3000]")


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One place where a participant (`who`) or an initiative (`what`) is named."""

    start: int
    end: int
    who: Participant | None = field(default=None, compare=False)
    what: Initiative | None = field(default=None, compare=False)


def _located(shadow: str, names: Sequence[str], owners: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end and owner of every name, longest first; inner spaces of the text (王 强) do not hinder."""
    if not names:
        return []
    owner_of: dict[str, int] = {}
    for name, owner in zip(names, owners, strict=True):
        owner_of.setdefault(shadow_of(name), owner)
    located: list[tuple[int, int, int]] = []
    for start, end, form in sorted(named_in(shadow, owner_of), key=lambda found: (found[0], -found[1])):
        if not located or start >= located[-1][1]:
            located.append((start, end, owner_of[form]))
    return located


def occurrences(
    text: Text, participants: Iterable[Participant], initiatives: Iterable[Initiative]
) -> tuple[list[Occurrence], list[Occurrence]]:
    """The occurrences of participants and of initiatives, each in the order of the text."""
    people, things = tuple(participants), tuple(initiatives)
    named = {
        name: index for index, p in enumerate(people) for name in (*p.aliases, p.name, text.raw[p.start : p.end])
        if len(name) > 1 and (name in (p.name, *p.aliases) or _SPACED.sub("", name) == p.name)
    }  # fmt: skip
    who = [Occurrence(s, e, who=people[i]) for s, e, i in _located(text.shadow, list(named), list(named.values()))]
    titled = {name: index for index, i in enumerate(things) for name in (*i.aliases, i.name) if len(name) > 1}
    what = [Occurrence(s, e, what=things[i]) for s, e, i in _located(text.shadow, list(titled), list(titled.values()))]
    return who, sorted([*what, *_pointed_at(text.shadow, what)])


def _pointed_at(shadow: str, what: Sequence[Occurrence]) -> list[Occurrence]:
    """Where 该项目, 会上 or a bare 平台 stands for the last initiative named before it that it can mean."""
    index = Index(what)
    main = main_event(shadow, what)
    found = []
    for start, end, noun in pointers(shadow):
        before = index.within(max(0, start - REACH), start)
        meant = [o.what for o in reversed(before) if o.what and is_meant(noun, o.what.name, o.what.type)]
        exact = [i for i in meant if noun not in _ANY_EVENT and i.name.endswith(noun)]
        fitting = next(iter((*exact, *meant)), None)
        if fitting is None and main and main.what and main.start < start and is_meant(noun, main.what.name, "event"):
            fitting = main.what  # 本次活动, far below: the event that the article opens with
        taken = any(o.end > start for o in before[-1:]) or index.within(start, end)
        if fitting is not None and not taken:
            found.append(Occurrence(start, end, what=fitting))
    return found


def main_event(shadow: str, what: Sequence[Occurrence]) -> Occurrence | None:
    """The event that an article is about: the first one named that is no venue (在某交易会上举办).

    Of “某峰会”某园专场活动 it is the one that was attended.
    """
    events = [o for o in what if o.what and o.what.type == "event"]
    events = [o for o in events if not _is_venue(shadow, o)] or events
    for first, second in pairwise(events):
        if second.start - first.end > 1:
            return first
    return events[-1] if events else None


def _is_venue(shadow: str, event: Occurrence) -> bool:
    return shadow[event.start - 1 : event.start] in {"在", "于"} and shadow.startswith(("上", "期间"), event.end)


class Index:
    """Occurrences in order, asked for by position."""

    def __init__(self, items: Sequence[Occurrence]) -> None:
        """Keep `items`, which are in order and do not overlap."""
        self._items = items
        self._starts = [item.start for item in items]

    def within(self, start: int, end: int) -> Sequence[Occurrence]:
        """The occurrences that begin in `start` to `end`."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
