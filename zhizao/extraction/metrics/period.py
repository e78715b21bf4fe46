"""Which stated time a quantity holds for: the last time before it in its sentence, zipped lists, headings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhizao.extraction.cued import Cued
from zhizao.extraction.mentions import MetricStatus, Period
from zhizao.extraction.metrics.frame import Place, Sentence, paragraph_start
from zhizao.extraction.text import Span, Text
from zhizao.extraction.times import TimeMention, find_times

_LIST = re.compile(r"[、和与及]|以及")
_NAME_AFTER = re.compile(r"[^，。；、的\s]{2,20}?(?:计划|规划|方案|报告|公报|名单|大会|榜单|白皮书|年鉴|标准|论坛)")
_STANDING = re.compile(r"占地(?!区)|建筑面积|全长|海拔|注册资本|总里程$")
_GOAL = re.compile(r"目标|提出|明确|规划|计划|力争|要求")
_TURNS_BACK = re.compile(
    r"\n|目前|截至|此外|已|据悉|据了解|去年|今年|以来|表示|介绍|认为|增长|开工|签约|投产|竣工|总投资|同时"
)
_THIS_TIME = re.compile(r"此次|本次|这次|此番")
# What the sentence of a day must report for its figures to hold on that day: an event, not the issue of a report.
_EVENT = re.compile(
    r"开工|动工|签约|揭牌|举行|举办|召开|开幕|闭幕|竣工|通车|投产|开通|发车|首发|发射|集中|仪式|现场|启程|抵达|地震|事故|爆炸|坠"
)
_AMONG = re.compile(r"\s*其中[，,：:]?")
_HEADING_LINE = Cued(r"(?<=\n)[ \u3000]?(?![（(]?[\d一二三四五六七八九十])[^\n。；;，：:]{4,36}\n(?=[^\n]{40})", "\n")
_OPEN_TITLE = re.compile(r"《[^《》]{0,40}$")
_COLUMN = re.compile(r"^\s*【[^【】]{0,30}】")  # the name of a series before the headline dates nothing
_LONGEST_REPORT = 120  # characters after a day in which its event is named
_HEADING = 40  # longest line, in characters, that is read as a heading


@dataclass(frozen=True, slots=True)
class TimeScope:
    """The time that governs a quantity; `mention` is None when none does."""

    period: Period | None
    mention: TimeMention | None
    rule: str


_ENDS = frozenset({"until", "now", "within"})  # times that a change leads to
_NOT_OF_GOALS = frozenset({"period.heading", "period.batch"})
NO_TIME = TimeScope(None, None, "period.none")


class Times:
    """The times of one text by position: those of headings, of the days of events, and of the title."""

    def __init__(self, shadow: str, times: Sequence[TimeMention]) -> None:
        self._shadow = shadow
        self._stated = [time for time in times if time.kind not in {"every", "mean", "basis"}]
        self._starts = [time.start for time in self._stated]
        self._days = [time for time in self._stated if time.kind == "at" and _is_day(time)]
        self._day_ends = [time.end for time in self._days]
        self._headings = heading_times(shadow, self._stated)
        self._heading_ends = [end for end, _ in self._headings]
        self._undated = [match.end() for match in _HEADING_LINE.finditer(shadow)]

    def heading_at(self, position: int) -> TimeMention | None:
        """The time of the heading that `position` stands under; one in mid-text holds to the next heading only."""
        index = bisect_right(self._heading_ends, position) - 1
        if index < 0:
            return None
        end, time = self._headings[index]
        later = bisect_left(self._undated, end)
        mid_text = "\n" in self._shadow[: min(time.start, _HEADING * 2)].lstrip()
        return None if mid_text and later < len(self._undated) and self._undated[later] < position else time

    def day_before(self, position: int) -> TimeMention | None:
        """The last day named before `position`: that of the event which 此次 points back to."""
        index = bisect_right(self._day_ends, position) - 1
        return self._days[index] if index >= 0 else None

    def day_of_paragraph(self, sentence: Sentence) -> TimeMention | None:
        """The last time that the paragraph names before `sentence`, when it is a day."""
        index = bisect_left(self._starts, sentence.span.start) - 1
        if index < 0 or self._starts[index] < paragraph_start(self._shadow, sentence.span.start):
            return None
        day = self._stated[index]
        return day if _is_day(day) and self._tells_event(day) else None

    def goal_of_paragraph(self, sentence: Sentence) -> TimeMention | None:
        """The year of a goal that the paragraph sets before `sentence`, when nothing turns back to what is so."""
        index = bisect_left(self._starts, sentence.span.start) - 1
        start = paragraph_start(self._shadow, sentence.span.start)
        if index < 0 or self._starts[index] < start:
            return None
        year = self._stated[index]
        opening = self._shadow[max(start, self._shadow.rfind("。", start, year.start) + 1) : year.start]
        if year.kind != "until" or year.period is None or not _GOAL.search(opening):
            return None
        said = self._shadow[year.end : sentence.places[0].quantity.number_start]
        return None if _TURNS_BACK.search(said) else year

    def of_whole(self, sentence: Sentence) -> TimeMention | None:
        """The last time of the sentence before one that begins with 其中, which takes a part of what that one told."""
        opening = _AMONG.match(self._shadow, sentence.span.start)
        index = bisect_left(self._starts, sentence.span.start) - 1
        if opening is None or index < 0:
            return None
        time, end = self._stated[index], self._shadow.rfind("。", 0, opening.end())
        same = end >= 0 and self._shadow.rfind("。", max(0, end - _LONGEST_REPORT * 2), end) < time.start
        return time if same and time.period is not None and time.kind != "now" else None

    def _tells_event(self, day: TimeMention) -> bool:
        """Whether the sentence of `day` reports something that happened then and there."""
        end = self._shadow.find("。", day.end, day.end + _LONGEST_REPORT)
        return _EVENT.search(self._shadow, day.end, end if end >= 0 else day.end + _LONGEST_REPORT) is not None


def outside_titles(shadow: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The times that no title of a document holds: 《某某规划（2024—2027年）》 dates the document."""
    return [time for time in times if not _OPEN_TITLE.search(shadow, max(0, time.start - _HEADING), time.start)]


def _is_day(time: TimeMention) -> bool:
    return time.period is not None and time.period.first == time.period.last


def title_time(title: str | None, published_on: date | None) -> TimeMention | None:
    """The first time that the title states, which holds over the whole text."""
    found = find_times(Text(_COLUMN.sub("", title)), published_on) if title else []
    return next((time for time in found if time.kind != "basis" and time.period is not None), None)


def time_scope(shadow: str, sentence: Sentence, place: Place, times: Times, title: TimeMention | None) -> TimeScope:
    """The time that governs the quantity at `place`, of its sentence or of what stands above it."""
    zipped = _zipped(shadow, sentence, place)
    if zipped is not None:
        return TimeScope(zipped.period, zipped, "period.zipped")
    behind = _behind(sentence, place)
    if behind is not None:
        return TimeScope(behind.period, behind, "period.behind")
    this_time = _THIS_TIME.search(shadow, sentence.span.start, place.quantity.start)
    mention = _last_before(shadow, sentence.times, place)
    if mention is not None and not (this_time and this_time.start() > mention.start):
        return TimeScope(mention.period, mention, f"period.{mention.kind}")
    return _above(sentence, times, title, this_time=this_time is not None)


def _above(sentence: Sentence, times: Times, title: TimeMention | None, *, this_time: bool) -> TimeScope:
    """The time of what stands above a sentence that states none; 此次 points back to the day of its event alone."""
    if this_time:
        found = [(times.day_before(sentence.span.start), "period.batch")]
    else:
        found = [
            (times.of_whole(sentence), "period.whole"),
            (times.goal_of_paragraph(sentence), "period.goal"),
            (times.day_of_paragraph(sentence), "period.batch"),
            (times.heading_at(sentence.span.start) or title, "period.heading"),
        ]
    return next((TimeScope(time.period, time, rule) for time, rule in found if time is not None), NO_TIME)


def settled_scope(
    scope: TimeScope, status: tuple[MetricStatus, str], place: Place, indicator: str, published_on: date | None
) -> TimeScope:
    """The scope once the rest is known.

    Promises and standing sizes hold for no time stated only elsewhere, the value that a change starts from not for
    the time it leads to, and what is so for no time that is still to come.
    """
    own = scope.mention is not None and scope.mention.start >= place.clause.start
    status_name, status_rule = status
    if status_rule == "status.start_of_change" and scope.mention is not None and scope.mention.kind in _ENDS:
        return NO_TIME
    ahead = published_on is not None and scope.period is not None and scope.period.last.year > published_on.year
    if ahead and status_name == "actual" and scope.rule == "period.heading":
        return NO_TIME
    past = scope.period is not None and published_on is not None and scope.period.last < published_on
    if status_name == "target" and past and not own and scope.mention is not None and scope.mention.kind == "until":
        return NO_TIME
    if not own and (status_rule in {"status.plan_state", "status.plan_return"} or _STANDING.search(indicator)):
        return NO_TIME
    return NO_TIME if status_name == "target" and scope.rule in _NOT_OF_GOALS else scope


def _behind(sentence: Sentence, place: Place) -> TimeMention | None:
    """The plan right after a quantity, which dates what is counted: 200个“十四五”重大项目."""
    start = place.quantity.end
    return next((t for t in sentence.times if t.rule == "time.plan" and 0 <= t.start - start <= 1), None)


def _in_name(shadow: str, mention: TimeMention) -> bool:
    """Whether a bare year is part of a name: 2020年度某某资助计划."""
    return mention.rule == "time.year" and _NAME_AFTER.match(shadow, mention.end) is not None


def _is_start_of_change(shadow: str, mention: TimeMention, place: Place) -> bool:
    """Whether a time belongs to the value that a change starts from (从2020年的4万辆增至…), not to this one."""
    ahead = shadow[mention.start - 1 : mention.start] in {"从", "由"} and place.follows is not None
    return ahead and place.follows is not None and mention.start < place.follows.start


def _last_before(shadow: str, times: Sequence[TimeMention], place: Place) -> TimeMention | None:
    """The last time before the quantity; 每年 counts in its own clause only, a mean (年均) and a basis never."""
    for mention in reversed(times):
        if _in_name(shadow, mention) and any(t.start < mention.start and t.kind == "at" for t in times):
            continue
        within_year = shadow[mention.start : mention.end] == "年内" and mention is not times[0]
        if within_year or _is_start_of_change(shadow, mention, place):
            continue
        elsewhere = mention.kind == "every" and (mention.start < place.clause.start or _within_years(times, mention))
        if mention.start < place.quantity.start and mention.kind not in {"basis", "mean"} and not elsewhere:
            return mention
    return None


def _within_years(times: Sequence[TimeMention], every: TimeMention) -> bool:
    """Whether 每年 stands under a stretch of years that the sentence names before it: 未来三年将每年设立…."""
    return any(time.kind == "within" and time.end <= every.start for time in times)


def _zipped(shadow: str, sentence: Sentence, place: Place) -> TimeMention | None:
    """The n-th time of a list of times for the n-th of as many quantities (甲年、乙年…分别为A、B)."""
    times = [time for time in sentence.times if time.kind != "basis" and time.end <= place.quantity.start]
    group = _last_list(shadow, times)
    if len(group) < 2:  # noqa: PLR2004 — a list has two members
        return None
    values = [p.quantity for p in sentence.places if p.quantity.start >= group[-1].end][: len(group)]
    if (
        len(values) != len(group)
        or place.quantity not in values
        or "分别" not in shadow[group[-1].end : values[0].start]
    ):
        return None
    return group[values.index(place.quantity)]


def _last_list(shadow: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    group: list[TimeMention] = []
    for time in reversed(times):
        if group and not _LIST.fullmatch(shadow, time.end, group[0].start):
            break
        group.insert(0, time)
    return group


def heading_times(shadow: str, times: Sequence[TimeMention]) -> list[tuple[int, TimeMention]]:
    """The times stated in headings: short lines without a full stop. Each holds from its line to the next heading."""
    found = []
    for time in times:
        start = shadow.rfind("\n", max(0, time.start - _HEADING), time.start) + 1 or max(0, time.start - _HEADING)
        end = shadow.find("\n", time.end, time.end + _HEADING)
        line = Span(start, len(shadow) if end < 0 else end)
        if (
            line.end < len(shadow)
            and line.end - line.start <= _HEADING
            and not re.search(r"[。；;]", shadow[start:end])
        ):
            found.append((line.end, time))
    return found
