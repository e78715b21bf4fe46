"""Whether a quantity is so, is promised, or is predicted: the last cue before it in its sentence decides."""

import re
from datetime import date
from functools import lru_cache

import rjieba

from zhizao.extraction.alternation import one_of
from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import MetricStatus
from zhizao.extraction.metrics.frame import Place, Sentence, paragraph_start
from zhizao.extraction.metrics.period import TimeScope

_CUES = {row["cue"]: row["status"] for row in rows("status_cues")}
_NOT_AFTER = {row["cue"]: row["not_after"] for row in rows("status_cues") if row["not_after"]}
_PATTERN = re.compile(one_of(_CUES))
_YIELD = re.compile(r"年?(?:产值|销售额|销售收入|营业收入|营收|利税|税收|纳税)|年产|就业|岗位")
_PROJECT = re.compile(r"总投资|计划投资|投资\d|投资约|项目|开工|签约|建成|投产")
_STARTS_CHANGE = re.compile(r"[从由][^，。；从由]{0,12}$")
_CHANGES_TO = re.compile(r"[^，。；\d]{0,8}[到至]")
_ESTIMATED = re.compile(r"测算|估算|研判|分析认为|机构认为")
_PAID = re.compile(r"落实|兑现|发放|拨付|获得|获|领取|已")
_SETS_GOAL = re.compile(r"目标|提出|规划|力争|要求|明确")
_WEAK = frozenset({"将", "今后", "即将"})
_NEAR = 4  # characters between a cue and the time it stands before: 预计到2025年
_COMPLETED = re.compile(r"(?!.*(?:计划|将|预计|力争|确保)完成)[^，]{0,6}?完成[^，。；]{0,10}$")
_COMES = re.compile(
    r"[^，。；：、\d]{0,10}?(?:项目|工程|企业)(?:可望|有望|即将|将|计划|拟)(?:于|在)?[^，。；：\d的]{0,6}(?:开工|动工|投产|建成|竣工|落地|投用|交付|开建)"
)
_SIGNED = re.compile(r"签约|签署|签订|协议投资")
_INVESTMENT = re.compile(r"投资|(?<!签约)(?<!合同)(?<!成交)金额")


def status_of(
    shadow: str, sentence: Sentence, place: Place, scope: TimeScope, published_on: date | None
) -> tuple[MetricStatus, str]:
    """The status of the quantity at `place` and the rule that says so."""
    left = shadow[place.left.start : place.quantity.start]
    if place.quantity.kind == "percent" and _COMPLETED.match(left):
        return "actual", "status.completed"
    if _STARTS_CHANGE.search(left) and _CHANGES_TO.match(shadow, place.quantity.end):
        return "actual", "status.start_of_change"
    cue = _last_cue(shadow, sentence, place, scope)
    if cue is not None and cue[0] != "actual":
        promised = cue[0] == "forecast" and _is_return_of_plan(shadow, sentence, place)
        return ("target", "status.plan_return") if promised else cue
    goal = scope.rule == "period.goal" or (published_on is None and _is_stated_goal(shadow, sentence, scope))
    comes = place.quantity.kind == "count" and _COMES.match(shadow, place.quantity.end) is not None
    if goal or comes or _is_cap(shadow, place) or _is_future(scope, published_on):
        return "target", "status.future_time"
    if _is_signed(shadow, sentence, place):
        return "target", "status.signed"
    return "actual", cue[1] if cue else "status.default"


def _is_stated_goal(shadow: str, sentence: Sentence, scope: TimeScope) -> bool:
    """Whether a paper sets the year as a goal, where no date of publication tells what is still to come."""
    mention = scope.mention
    if mention is None or mention.kind != "until" or mention.start < sentence.span.start:
        return False
    return _SETS_GOAL.search(shadow, sentence.span.start, mention.start) is not None


def _is_cap(shadow: str, place: Place) -> bool:
    """Whether a sum is the most that will be granted: 给予最高500万元的奖励 is a promise, unless it was paid."""
    capped = place.quantity.kind == "money" and place.quantity.comparator == "<="
    return capped and _PAID.search(shadow, place.clause.start, place.quantity.start) is None


def _is_signed(shadow: str, sentence: Sentence, place: Place) -> bool:
    """Whether an investment is one that was signed, not made."""
    clause = shadow[place.clause.start : place.quantity.start]
    signed = _SIGNED.search(shadow, sentence.span.start, place.quantity.number_start)
    return signed is not None and _INVESTMENT.search(clause) is not None and "完成投资" not in clause


def _is_return_of_plan(shadow: str, sentence: Sentence, place: Place) -> bool:
    """Whether a predicted turnover or yield is what the builders of a project promise of it."""
    clause = shadow[place.clause.start : min(place.clause.end, place.quantity.end + 12)]
    paragraph = paragraph_start(shadow, sentence.span.start)
    return _YIELD.search(clause) is not None and _PROJECT.search(shadow, paragraph, place.quantity.start) is not None


def _last_cue(shadow: str, sentence: Sentence, place: Place, scope: TimeScope) -> tuple[MetricStatus, str] | None:
    """The cue that governs: a time word well after a cue ends it; 将 does not turn a prediction into a promise."""
    found: tuple[MetricStatus, str] | None = None
    ended_by = _latest_turn(sentence, place, scope)
    follows = place.index > 0 and sentence.places[place.index - 1].quantity.end + 1 >= place.clause.start
    compared = place.clause.start if follows else -1  # 同比增长 right after a predicted amount is predicted too
    for match in _PATTERN.finditer(shadow, sentence.span.start, place.quantity.number_start):
        status = _CUES[match.group()]
        if match.group() == "同比" and match.start() == compared and found is not None and found[0] == "forecast":
            continue
        if not _is_cue(shadow, match) or (status != "actual" and match.end() + _NEAR < ended_by):
            continue
        if match.group() in _WEAK and _ESTIMATED.search(shadow, sentence.span.start, match.start()):
            status = "forecast"
        weak = (
            match.group() in _WEAK and found is not None and (found[0] == "forecast" or found[1] == "status.plan_state")
        )
        stated_plan = status == "forecast" and found is not None and found[0] == "target"
        if not (weak or stated_plan):
            found = _as_status(status)
    return found


def _latest_turn(sentence: Sentence, place: Place, scope: TimeScope) -> int:
    """Where the time that governs the quantity begins, when it is one that can end an earlier cue."""
    mention = scope.mention
    turns = (
        mention is not None and mention.kind in {"at", "now", "since", "past"} and mention.start < place.quantity.start
    )
    return mention.start if mention is not None and turns and mention.start >= sentence.span.start else 0


def _is_cue(shadow: str, match: re.Match[str]) -> bool:
    """Whether the words are a cue here: 拟 is none in 虚拟, 计划 none in 资助计划, 将 none as an object marker."""
    cue = match.group()
    if shadow[match.start() - 1 : match.start()] in _NOT_AFTER.get(cue, "") and match.start():
        return False
    if cue == "将":
        if shadow.startswith("每", match.end()):  # 将每年设立
            return True
        return not _first_tag(shadow[match.end() : match.end() + 4]).startswith(("n", "r", "b", "j"))
    if cue == "计划":
        return (
            _first_tag(shadow[match.end() : match.end() + 4]).startswith(("v", "m", "t", "p", "d"))
            and shadow[match.end()] != "第"
        ) or shadow.startswith(("用地", "占地"), match.end())
    if cue == "同比":  # 力争同比增长率达到…: part of what is measured
        return not shadow.startswith(("增长率", "增速", "增幅"), match.end())
    return True


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


def _is_future(scope: TimeScope, published_on: date | None) -> bool:
    mention = scope.mention
    if mention is None or published_on is None:
        return False
    if mention.kind == "within":
        return True
    if mention.period is None:
        return False
    plan_end = (
        mention.kind == "until" and mention.period.last > published_on and mention.period.first.year > published_on.year
    )
    return mention.period.first > published_on or plan_end
