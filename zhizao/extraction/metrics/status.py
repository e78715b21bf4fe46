"""Whether a quantity is so, is promised, or is predicted: the last cue before it in its sentence decides."""

import re
from datetime import date
from functools import lru_cache

import rjieba

from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import MetricStatus
from zhizao.extraction.metrics.frame import Place, Sentence
from zhizao.extraction.metrics.period import TimeScope

_CUES = {row["cue"]: row["status"] for row in rows("status_cues")}
_PATTERN = re.compile("|".join(sorted(map(re.escape, _CUES), key=len, reverse=True)))
_SIGNED = re.compile(r"签约|签署|签订|协议投资")
_INVESTMENT = re.compile(r"投资|金额")


def status_of(shadow: str, sentence: Sentence, place: Place, scope: TimeScope, published_on: date | None) -> tuple[MetricStatus, str]:
    """The status of the quantity at `place` and the rule that says so."""
    before = shadow[sentence.span.start : place.quantity.number_start]
    cue = _last_cue(shadow, sentence, place, scope)
    if cue is not None and cue[0] != "actual":
        return cue
    if _is_future(scope, published_on):
        return "target", "status.future_time"
    clause_before = shadow[place.clause.start : place.quantity.start]
    if _SIGNED.search(before) and _INVESTMENT.search(clause_before) and "完成投资" not in clause_before:
        return "target", "status.signed"
    return "actual", cue[1] if cue else "status.default"


def _last_cue(shadow: str, sentence: Sentence, place: Place, scope: TimeScope) -> tuple[MetricStatus, str] | None:
    """The cue that governs: a time word after a cue ends it, unless the cue stands right before that time."""
    found: tuple[MetricStatus, str] | None = None
    position = sentence.span.start
    ends = [t for t in sentence.times if t.kind in {"at", "now", "since", "past"} and t.end <= place.quantity.start]
    for match in _PATTERN.finditer(shadow, position, place.quantity.number_start):
        if match.group() == "将" and _is_object_marker(shadow, match.end()):
            continue
        status = _CUES[match.group()]
        if status == "forecast" and found is not None and found[0] == "target" and found[1] == "status.plan_state":
            continue
        if any(match.end() + 4 < t.start for t in ends) and status != "actual" and scope.mention in ends and match.end() + 4 < ends[-1].start:
            continue
        found = _as_status(status)
    return found


def _as_status(status: str) -> tuple[MetricStatus, str]:
    if status == "forecast":
        return "forecast", "status.forecast"
    if status == "actual":
        return "actual", "status.turn"
    return "target", "status.plan_state" if status == "plan_state" else "status.target"


@lru_cache(maxsize=4096)
def _first_tag(following: str) -> str:
    tagged = rjieba.tag(following)
    return tagged[0][1] if tagged else ""


def _is_object_marker(shadow: str, end: int) -> bool:
    """Whether 将 marks the object (将效率提高30%) and says nothing about the future."""
    return _first_tag(shadow[end : end + 4]).startswith(("n", "r", "b", "j"))


def _is_future(scope: TimeScope, published_on: date | None) -> bool:
    mention = scope.mention
    if mention is None or published_on is None:
        return False
    if mention.kind == "within":
        return True
    if mention.period is None:
        return False
    plan_end = mention.kind == "until" and mention.period.last > published_on and mention.period.first.year > published_on.year
    return mention.period.first > published_on or plan_end
