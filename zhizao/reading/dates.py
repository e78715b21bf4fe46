"""Publication dates: as printed on pages, in addresses and file names, and inferred from what the stories report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz

from zhizao.reading.page import DateHint, folded

_EARLIEST, _LATEST = 1980, 2099
_FULL = re.compile(
    r"(?<![\d.\-/])(?P<y>(?:19|20)\d\d)\s*(?:年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})(?:\s*[日号])?"
    r"|(?P<s>[-/.])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})|\s+(?P<m3>\d{1,2})\s*/\s*(?P<d3>\d{1,2}))(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_CHINESE = re.compile(
    r"([一二][一二三四五六七八九〇零○Ｏ]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_ADDRESS = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[-/_]?(?P<m>1[0-2]|0?[1-9])[-/_]?(?P<d>[12]\d|3[01]|0?[1-9])(?=[/_\-.])"),
    re.compile(r"/(?P<y>20\d\d)-?(?P<m>0[1-9]|1[0-2])/t(?P=y)(?P=m)(?P<d>0[1-9]|[12]\d|3[01])_"),
    re.compile(r"/(?:[a-z]+[-_]?)?(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])\d{0,12}(?=[/_\-.])"),
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\D{0,2}(?:两会|全国两会))")
_DAY = re.compile(r"(?<![\d\-—至到])(\d{1,2})月(\d{1,2})日")
_OPENS_WITH_EVENT = re.compile(
    r"\s*(?P<m>\d{1,2})月(?P<d>\d{1,2})日[^。\d]{0,40}(?:召开|举行|举办|启动|开幕)[^。,\d]{0,12}(?P<y>20\d\d)年(?!度|年度|末|底)"
    r"(?![^。,]{0,20}(?:总结|表彰|报告|业绩|运行情况|述职))[^。,\d]{0,24}(?:大会|会议|论坛|峰会|博览会|仪式|年会|推进会|活动)"
)
_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}
TIME = re.compile(r"\d{1,2}\s*[:时点]\s*\d{1,2}(?:\s*[:分]\s*\d{0,2}秒?)?(?:\.\d+)?")
"""A time of day, matched on folded text."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day with the place where it is printed in the text."""

    day: date
    start: int
    end: int


def make_day(year: str | int, month: str | int, day: str | int) -> date | None:
    """The date, or None when there is no such day or it lies outside the years of digital news."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if _EARLIEST <= made.year <= _LATEST else None


def printed_dates(text: str) -> list[PrintedDate]:
    """All full dates printed in the text, in Arabic or Chinese figures, in order."""
    return sorted(_printed(folded(text)), key=lambda found: found.start)


def _printed(text: str) -> Iterator[PrintedDate]:
    for match in _FULL.finditer(text):
        if day := make_day(
            match["y"], match["m"] or match["m2"] or match["m3"], match["d"] or match["d2"] or match["d3"]
        ):
            yield PrintedDate(day, *match.span())
    for match in _CHINESE.finditer(text):
        year = "".join(str(_DIGITS.get(sign, 0)) for sign in match[1])
        if day := make_day(year, _small(match[2]), _small(match[3])):
            yield PrintedDate(day, *match.span())


def _small(figures: str) -> int:
    """A number up to 99 in Chinese figures."""
    tens, ten, ones = figures.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + _DIGITS.get(ones, 0)


def parse_day(value: str) -> date | None:
    """The day of a date as metadata writes it (ISO, RFC 822, 20200131, printed); as written, in no other zone."""
    if found := printed_dates(value[:200]):
        return found[0].day
    if match := _COMPACT.search(value[:200]):
        return make_day(match["y"], match["m"], match["d"])
    try:
        parsed = parsedate_tz(value[:200])
    except (ValueError, IndexError, OverflowError, TypeError):
        return None
    return make_day(*parsed[:3]) if parsed else None


def day_in_address(address: str) -> date | None:
    """The day that the path of a news address carries, as in /2020/09/01/ or /202009/t20200901_1.html."""
    path = re.sub(r"^\w+://[^/]*", "", address)[:500]
    for pattern in _ADDRESS:
        for match in pattern.finditer(path):
            if day := make_day(match["y"], match["m"], match["d"]):
                return day
    return None


def day_in_file_name(name: str) -> date | None:
    """The day that a file name carries, as in 2020-09-01-some-title.md or paper_20200901.txt."""
    stem = name.rsplit(".", 1)[0]
    if found := printed_dates(re.sub(r"[_\s]", "-", stem)):
        return found[0].day
    for match in re.finditer(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4,12})?(?!\d)", stem):
        if day := make_day(*match.groups()):
            return day
    return None


def inferred_day(leads: list[str], text: str) -> DateHint | None:
    """The day the stories themselves report, with the year from the one year the text speaks of.

    A text without a dateline may open with the day of an event that bears its year (2月27日,某市召开2018年某某大会).
    `leads` are the datelines (…9月1日电); the latest of their days holds. Else nothing is inferred.
    """
    if not leads and (opening := _OPENS_WITH_EVENT.match(folded(text[:160]))):
        made = make_day(opening["y"], opening["m"], opening["d"])
        return DateHint(made, "inferred", "day the text opens with, year of the event it tells") if made else None
    years = {int(match[1]) for match in _ANY_YEAR.finditer(folded(text))}
    days = [(int(m[1]), int(m[2])) for lead in leads for m in _DAY.finditer(folded(lead))]
    if not years or not days:
        return None
    month, day = max(days)
    made = make_day(max(years), month, day)
    return DateHint(made, "inferred", "day of the dateline, latest year the text names") if made else None
