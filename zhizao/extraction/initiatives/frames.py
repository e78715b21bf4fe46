"""What a clause says of an initiative: the verb before or after its name, and the tense around it."""

import re
from functools import lru_cache

from zhizao.extraction.initiatives.candidate import Candidate
from zhizao.extraction.initiatives.words import Frame, frame_hits, word_class
from zhizao.extraction.mentions import InitiativeStatus, InitiativeType

_LEFT_REACH, _RIGHT_REACH = 28, 18
_BREAKS_RIGHT = re.compile(r"的|、|是|为|和(?!平)|让|使|把|等(?:企业|单位|公司)")
_DEFAULT: dict[InitiativeType, InitiativeStatus] = {
    "platform": "in_operation", "project": "under_way", "programme": "under_way", "policy": "in_operation",
    "facility": "in_operation", "organization": "in_operation", "agreement": "in_operation", "event": "completed",
    "product": "in_operation",
}
_FITTING = {"policy": ("issuing",), "event": ("holding",), "agreement": ("signing",)}


@lru_cache(maxsize=4)
def _cue(name: str) -> re.Pattern[str]:
    words = sorted(word_class(name), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


_FUTURE_YEAR = re.compile(r"(?:到|至|力争)(?:20\d\d年|“?十[四五]五”?末)|年内|年底前|\d{1,2}月将")


def _fitting(frames: tuple[Frame, ...], type_: InitiativeType) -> Frame:
    wanted = _FITTING.get(type_, ())
    return next((f for f in frames if f.strength in wanted), frames[0])


def _right(shadow: str, candidate: Candidate, run_end: int) -> tuple[int, int, Frame] | None:
    stop = min(candidate.clause[1], run_end + _RIGHT_REACH)
    gap = shadow[run_end:stop]
    for start, end, found in frame_hits(gap, "after"):
        if _BREAKS_RIGHT.search(gap, 0, start):
            return None
        return run_end + start, run_end + end, _fitting(found, candidate.type)
    return None


def _left(shadow: str, candidate: Candidate, run_start: int) -> tuple[int, int, Frame] | None:
    begin = max(candidate.clause[0], run_start - _LEFT_REACH)
    hits = list(frame_hits(shadow[begin:run_start], "before"))
    if not hits:
        return None
    start, end, found = hits[-1]
    return begin + start, begin + end, _fitting(found, candidate.type)


def _governing(
    left: tuple[int, int, Frame] | None, right: tuple[int, int, Frame] | None, run_start: int, run_end: int
) -> tuple[int, int, Frame] | None:
    """The verb that governs the name: the one after it when the name is its subject, else the one before."""
    if left is None or right is None:
        return left or right
    weak_left = left[2].strength == "using" or run_start - left[1] > 12  # noqa: PLR2004 — a verb that far has another object
    return right if weak_left and right[2].strength != "building" and right[0] - run_end <= 8 else left  # noqa: PLR2004


def tense(shadow: str, clause_start: int, until: int) -> str:
    """`proposed`, `planned` or `` by the words between the clause's start and its verb."""
    if _cue("propose").search(shadow, clause_start, until):
        return "proposed"
    if _cue("future").search(shadow, clause_start, until) or _FUTURE_YEAR.search(shadow, clause_start, until):
        return "planned"
    return ""


def attach(shadow: str, candidate: Candidate, run: tuple[int, int], sentence_start: int) -> None:
    """Give `candidate` the frame, status and quote that the clause around its run of list members says."""
    found = _governing(_left(shadow, candidate, run[0]), _right(shadow, candidate, run[1]), *run)
    candidate.quote = (candidate.start, candidate.end)
    if found is None:
        candidate.status = _DEFAULT[candidate.type]
        return
    start, end, frame = found
    candidate.frame = frame
    candidate.quote = (min(start, candidate.start), max(end, candidate.end))
    looking = tense(shadow, sentence_start, end)
    candidate.status = _status(candidate.type, frame, looking)


def _status(type_: InitiativeType, frame: Frame, looking: str) -> InitiativeStatus:
    if looking == "proposed" or frame.status == "proposed":
        return "proposed"
    if looking == "planned" and frame.strength != "using":
        return "planned"
    if type_ == "event":
        return "planned" if frame.strength == "planning" else "completed" if frame.strength != "building" else "under_way"
    if frame.strength == "holding":
        return _DEFAULT[type_]
    if frame.strength == "using":
        return _DEFAULT[type_]
    return frame.status
