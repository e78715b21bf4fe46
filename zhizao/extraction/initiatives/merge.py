"""One initiative per thing: mentions of the same name, and of its shorter forms, become one with aliases."""

import re
from collections.abc import Iterable
from functools import lru_cache

from zhizao.extraction.initiatives.candidate import Candidate

_IGNORED = re.compile(r"[\s“”\"'‘’「」『』《》()（）·\-—]")
# How much a frame says: what is founded or held is told with its name, what is only used is told in passing.
_RANK = {
    "founding": 5, "signing": 5, "launching": 5, "holding": 5, "issuing": 5, "approving": 4, "planning": 4,
    "proposing": 4, "drafting": 3, "building": 3, "using": 1,
}  # fmt: skip


_COURSE = ("", "proposed", "planned", "under_way", "in_operation", "completed")
_TURNS = frozenset(("launching", "founding", "holding"))
_ALIKE = 0.8
_CLASS = 0.1
_LIKELY = 0.4  # what is itself hardly a name lends none to a shorter form


@lru_cache(maxsize=16384)
def key_of(name: str) -> str:
    """A name without quotation marks, brackets and spaces, in lower case."""
    return _IGNORED.sub("", name).lower().replace("年度", "年")


def _is_short_form(short: Candidate, full: Candidate) -> bool:
    a, b = key_of(short.name), key_of(full.name)
    if len(a) >= len(b) or len(a) < 2:  # noqa: PLR2004
        return False
    opens = b.startswith(a) and full.type == short.type and full.type not in ("organization", "event")
    if b.endswith(a) or opens:
        return len(a) >= 4 or short.proper  # noqa: PLR2004
    if not short.head or not full.head.endswith(short.head):
        return False
    if a[:2] == b[:2] and len(a) >= _ALIKE * len(b) and _is_within(a, b):
        return True  # 甲西南产业基地 and 甲西南制冷产业基地
    modifier = a[: len(a) - len(short.head)]
    if short.type == "event" and modifier[:4].isdigit() and _is_within(modifier, b):
        return True
    return len(modifier) >= 2 and modifier in b  # noqa: PLR2004


def _is_within(short: str, full: str) -> bool:
    """Whether the signs of `short` stand in `full` in the same order."""
    signs = iter(full)
    return all(sign in signs for sign in short.replace("年", ""))


def _weight(candidate: Candidate) -> tuple[int, float, int]:
    return (_RANK[candidate.frame.strength] if candidate.frame else 0, candidate.score, -candidate.start)


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of one article, one per initiative, in order of their first mention."""
    by_key: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_key.setdefault(key_of(candidate.name), []).append(candidate)
    groups: list[list[Candidate]] = []
    by_pair: dict[str, list[list[Candidate]]] = {}  # every short form shares its first two signs with its full form
    openings = {key[:2] for key in by_key}
    for key in sorted(by_key, key=len, reverse=True):
        group = by_key[key]
        near = by_pair.get(key[:2], ())
        likely = (g for g in near if max(c.score for c in g) >= _LIKELY)
        homes = (g for g in likely if any(_is_short_form(group[0], form) for form in _forms(g)))
        home = next(homes, None) if any(map(_tells, group)) else None
        if home is None:
            groups.append(group)
        else:
            home.extend(group)
        for pair in openings.intersection([key[at : at + 2] for at in range(len(key) - 1)]):
            by_pair.setdefault(pair, []).append(group if home is None else home)
    return sorted((_told(group) for group in groups), key=lambda c: c.start)


def _forms(group: Iterable[Candidate]) -> Iterable[Candidate]:
    """One mention for each form of the name in a group."""
    return {candidate.name: candidate for candidate in group}.values()


def _latest(best: Candidate, group: list[Candidate]) -> Candidate | None:
    """The mention that tells a later status than the best one does: first 共建某平台, then 该平台上线运行."""
    told = [c for c in group if c.frame and c.status and (c.frame.side == "after" or c.frame.strength in _TURNS)]
    told = [c for c in told if c.frame and c.frame.strength != "using" and c.start > best.start]
    last = max(told, key=lambda c: (_COURSE.index(c.status or ""), c.start), default=None)
    if last is None or best.frame is None or _COURSE.index(last.status or "") <= _COURSE.index(best.status or ""):
        return None
    return last


def _tells(candidate: Candidate) -> bool:
    """Whether a mention may say what happens to the initiative: neither a pointer nor a word for its whole class."""
    return candidate.rule != "initiative.pointer" and (candidate.proper or candidate.score >= _CLASS)


def _told(group: list[Candidate]) -> Candidate:
    """The mention whose frame says most, under the longest name, with all other forms as aliases."""
    best = max(filter(_tells, group), key=_weight, default=None) or max(group, key=_weight)
    last = _latest(best, group)
    if last is not None and last.rule == "initiative.pointer":
        best.status, best.later = last.status, last
    elif last is not None:
        best = last
    longest = max(group, key=lambda c: len(key_of(c.name)))
    best.aliases = {c.name for c in group} - {longest.name}
    best.score = max(c.score for c in group) + 0.08 * (sum(c.rule != "initiative.pointer" for c in group) > 1)
    best.name, best.type, best.proper = longest.name, longest.type, longest.proper
    return best
