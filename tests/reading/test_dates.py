"""Publication dates as pages, metadata, addresses and file names write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhizao.reading.dates import day_in_address, day_in_file_name, inferred_day, make_day, parse_day, printed_dates


@pytest.mark.parametrize(
    "text",
    [
        "2021年08月17日", "2021年8月17日07:39", "2021年08月17", "2021-08-17", "2021-8-17 7:39", "2021/8/17", "2021.08.17", "２０２１年８月１７日",
        "2021 08/17 07:39:14", "二〇二一年八月十七日", "2021 年 8 月 17 日", "2021-08-17T07:39:14+08:00",
    ],
)  # fmt: skip
def test_printed_days(text: str) -> None:
    assert [found.day for found in printed_dates(f"发布于{text}，江州")] == [date(2021, 8, 17)]


@pytest.mark.parametrize(
    "text",
    ["2021年8月", "8月17日", "12021-08-17", "2021-13-40", "2021.08.177", "1021年8月17日", "3-5个", "2021-2025年"],
)
def test_other_figures_are_no_days(text: str) -> None:
    assert printed_dates(text) == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Tue, 17 Aug 2021 23:39:14 GMT", date(2021, 8, 17)),
        ("2023-06-21 09:15:40 +0800", date(2023, 6, 21)),
        ("20210817073914", None),
        ("20210817", date(2021, 8, 17)),
        ("2021-06-18-09:10:33", date(2021, 6, 18)),
        ("today", None),
        ("", None),
    ],
)
def test_days_in_metadata_hold_as_written(value: str, day: date | None) -> None:
    assert parse_day(value) == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://tv.example.com/2023/12/10/VIDEabc231210.shtml", date(2023, 12, 10)),
        ("http://it.example.cn/n1/2020/0901/c1009-31845321.html", date(2020, 9, 1)),
        ("http://www.example.gov.cn/xwdt/202106/t20210618_123.html", date(2021, 6, 18)),
        ("http://www.example.gov.cn/art/2016/11/22/art_880213_4471.html", date(2016, 11, 22)),
        ("http://www.example.cn/news/201909251301.html", date(2019, 9, 25)),
        ("https://www.example.com/dy/article/KJUD1234.html", None),
        ("https://2021-08-17.example.com/", None),
    ],
)
def test_days_in_addresses(address: str, day: date | None) -> None:
    assert day_in_address(address) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-08-17-some-title.md", date(2021, 8, 17)), ("xw_20230723_liao.md", date(2023, 7, 23)), ("2021_08_17.txt", date(2021, 8, 17)),
        ("fi_202112082206811771.md", date(2021, 12, 8)), ("003_04bcda655aa9ecfe.txt", None), ("report2021.pdf", None),
    ],
)  # fmt: skip
def test_days_in_file_names(name: str, day: date | None) -> None:
    assert day_in_file_name(name) == day


def test_a_dateline_is_completed_by_the_year_the_text_names() -> None:
    hint = inferred_day(["江州1月29日电"], "2026江州两会期间，2024年的数据")
    assert hint is not None
    assert (hint.day, hint.basis) == (date(2026, 1, 29), "inferred")
    assert inferred_day(["江州1月29日电"], "没有年份") is None
    assert inferred_day(["江州电"], "2026年") is None


def test_an_event_that_opens_the_text_and_bears_its_year_dates_it() -> None:
    hint = inferred_day([], "2月27日，江州开发区召开2018年重点项目建设大会。到2020年，产值翻一番。")
    assert hint is not None
    assert (hint.day, hint.basis) == (date(2018, 2, 27), "inferred")
    assert inferred_day([], "3月27日，江州开发区召开2018年度总结大会。") is None
    assert inferred_day([], "3月27日，江州机床公布2018年业绩。") is None


@given(st.text(max_size=80))
def test_any_text_is_searched(text: str) -> None:
    assert all(make_day(found.day.year, found.day.month, found.day.day) for found in printed_dates(text))
    parse_day(text)
    day_in_address(text)
    day_in_file_name(text)
