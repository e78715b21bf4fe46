"""Times beyond the golden file: without a publication date, kinds, and what surrounds them."""

from datetime import date

import pytest

from zhizao.extraction.periods import period_of, span_of
from zhizao.extraction.text import Text
from zhizao.extraction.times import find_times, parse_time

PUBLISHED = date(2024, 6, 15)


@pytest.mark.parametrize("text", ["今年", "目前", "3月", "上半年", "3年内", "近三年"])
def test_relative_times_stay_open_without_a_publication_date(text: str) -> None:
    assert [time.period for time in find_times(Text(text), None)] == [None]
    assert parse_time(text) is None


def test_absolute_times_need_no_publication_date() -> None:
    period = parse_time("2020年9月10-11日")
    assert period is not None
    assert (period.iso, period.first, period.last) == ("2020-09-10/2020-09-11", date(2020, 9, 10), date(2020, 9, 11))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年实现产值", "at"), ("目前实现产值", "now"), ("2018年以来", "since"), ("截至2023年底", "until"),
        ("3年内接入", "within"), ("5年来，累计", "past"), ("每年节约", "every"), ("年均增长", "mean"),
        ("比去年增长", "basis"), ("去年同期", "basis"), ("近年来", "vague"),
    ],
)  # fmt: skip
def test_the_kind_says_how_a_time_holds(text: str, kind: str) -> None:
    assert [time.kind for time in find_times(Text(text), PUBLISHED)] == [kind]


def test_the_last_named_year_answers_for_that_year() -> None:
    times = find_times(Text("2001年，公司落户。当年投产。"), PUBLISHED)
    assert [time.period and time.period.iso for time in times] == ["2001", "2001"]


def test_a_month_takes_the_year_of_its_sentence_only() -> None:
    times = find_times(Text("2019年产值增长，3月增长2%。5月增长3%。"), PUBLISHED)
    assert [time.period and time.period.iso for time in times] == ["2019", "2019-03", "2024-05"]


@pytest.mark.parametrize(
    "iso", ["2020", "2020-H2", "2020-Q3", "2020-02", "2020-02-29", "2018/2022", "2020-09-10/2020-09-11"]
)
def test_iso_forms_give_their_first_and_last_day(iso: str) -> None:
    period = period_of(iso, "rule")
    assert period is not None
    assert period.iso == iso
    assert period.first <= period.last


@pytest.mark.parametrize("iso", ["", "2020-13", "2021-02-29", "2022/2018", "20", "2020-Q5"])
def test_what_names_no_time_of_the_calendar_is_none(iso: str) -> None:
    assert period_of(iso, "rule") is None


def test_a_span_of_one_part_is_that_part() -> None:
    period = span_of("2020-03", "2020-03", "rule")
    assert period is not None
    assert period.iso == "2020-03"
