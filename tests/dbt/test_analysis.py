"""What the analytical marts find in stories written for them: targets and results, disagreements, copies, partners."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.conftest import copied
from tests.dbt.conftest import LOAD, Build
from tests.dbt.raw_rows import (
    Row,
    Story,
    execute,
    initiative,
    land,
    metric,
    open_load,
    organization,
    role,
    rows,
    tie,
)
from zhizao.warehouse.connection import connect
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.roles import TRANSFORMER, set_up_roles

YEAR = {"period": "2025", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
NEXT_YEAR = {"period": "2026", "period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
DECEMBER = {**YEAR, "period": "2025-12", "period_start": date(2025, 12, 1)}
MAY = {"period": "2025-05", "period_start": date(2025, 5, 1), "period_end": date(2025, 5, 31)}
UNDATED = {"period": None, "period_start": None, "period_end": None}


def told(quote: str, value: float, indicator: str, **columns: object) -> tuple[str, Row]:
    """A value of 青禾市, for 2025 unless told otherwise."""
    return metric(quote, value, "家", indicator, **{"subject": "青禾市", **YEAR, **columns})


def aim(quote: str, value: float, indicator: str, **columns: object) -> tuple[str, Row]:
    """A target of 青禾市."""
    return told(quote, value, indicator, status="target", **columns)


PARTNERS = (
    initiative("灯塔计划", initiative_type="programme", place="重庆"),
    organization("青禾机电有限公司"),
    organization("禾苗大学", organization_type="university"),
    role("青禾机电有限公司", "灯塔计划", "lead"),
    role("禾苗大学", "灯塔计划", "partner"),
)
PLAN = Story(
    "inbox/plan.txt",
    "灯塔计划由青禾机电有限公司牵头、禾苗大学参加。青禾市提出，培育灯塔工厂20家，建成数字车间150家，上云企业900家以上，"
    "再引进设备商30家，孵化器60家，亩均能耗降到40以下，瞪羚企业70家，营收增长7%；专精企业500家。",
    date(2025, 2, 1),
).saying(
    *PARTNERS,
    aim("培育灯塔工厂20家", 20, "培育灯塔工厂数"),
    aim("建成数字车间150家", 150, "建成数字车间数"),
    aim("上云企业900家以上", 900, "上云企业数", comparator=">="),
    aim("再引进设备商30家", 30, "设备商数"),
    aim("孵化器60家", 60, "孵化器数"),
    aim("亩均能耗降到40以下", 40, "亩均能耗", comparator="<="),
    aim("瞪羚企业70家", 70, "瞪羚企业数"),
    aim("营收增长7%", 7, "营收", measure="growth"),
    aim("专精企业500家", 500, "专精企业数", **NEXT_YEAR),
)
REPOST = Story("https://copy.example.cn/plan.html", PLAN.body + "转载。", date(2025, 2, 3), publisher="转载网").saying(
    *PLAN.mentions
)
REVISED = Story("inbox/revised.txt", "青禾市把孵化器目标调为80家，再次明确灯塔工厂20家。", date(2025, 4, 1)).saying(
    aim("孵化器目标调为80家", 80, "孵化器数"), aim("灯塔工厂20家", 20, "灯塔工厂数")
)
MIDYEAR = Story(
    "inbox/midyear.txt", "截至5月，青禾市瞪羚企业已有72家，灯塔工厂已有12家，营收增长9%。", date(2025, 6, 1)
).saying(
    told("瞪羚企业已有72家", 72, "瞪羚企业数", **MAY),
    told("灯塔工厂已有12家", 12, "灯塔工厂数", **MAY),
    told("营收增长9%", 9, "营收", measure="growth", **MAY),
)
RESULT = Story(
    "inbox/result.txt",
    "青禾市累计培育灯塔工厂23家，数字车间141家，设备商45家，亩均能耗38，营收增长6.5%。截至12月，上云企业超过880家。"
    "培训补贴9200万家，展位9.2家，良率从96家到98家，巡检300家。",
    date(2026, 1, 10),
    publisher="青禾日报",
).saying(
    told("累计培育灯塔工厂23家", 23, "累计培育灯塔工厂数"),
    told("数字车间141家", 141, "数字车间数"),
    told("设备商45家", 45, "设备商数"),
    told("亩均能耗38", 38, "亩均能耗"),
    told("营收增长6.5%", 6.5, "营收", measure="growth"),
    told("上云企业超过880家", 880, "上云企业数", comparator=">", sentence="截至12月，上云企业超过880家。", **DECEMBER),
    told("培训补贴9200万家", 92_000_000, "培训补贴"),
    told("展位9.2家", 9.2, "展位"),
    told("从96家", 96, "良率"),
    told("到98家", 98, "良率"),
    told("巡检300家", 300, "巡检数"),
)
RESULT_COPY = Story("https://copy.example.cn/r.html", RESULT.body + "转载。", date(2026, 1, 11)).saying(
    *RESULT.mentions
)
OTHER_VOICE = Story(
    "inbox/other.txt",
    "青禾市灯塔工厂27家，培训补贴9203万家，展位9.23家，良率91家，巡检约310家，年末充电桩5家，园区7家。",
    date(2026, 1, 12),
    publisher="邻省晚报",
).saying(
    told("灯塔工厂27家", 27, "灯塔工厂数"),
    told("培训补贴9203万家", 92_030_000, "培训补贴"),
    told("展位9.23家", 9.23, "展位"),
    told("良率91家", 91, "良率"),
    told("巡检约310家", 310, "巡检数", comparator="~"),
    told("充电桩5家", 5, "充电桩数"),
    told("园区7家", 7, "园区数", **DECEMBER),
)
CORRECTED = Story(
    "inbox/corrected.txt", "更正：青禾市充电桩9家，园区11家。灯塔计划由青禾机电有限公司牵头、禾苗大学参加。",
    date(2026, 1, 20), publisher="邻省晚报",
).saying(
    *PARTNERS, told("充电桩9家", 9, "充电桩数"), told("园区11家", 11, "园区数", **UNDATED)
)  # fmt: skip
UNDATED_VOICE = Story("inbox/undated.txt", "青禾市园区已达13家。", date(2026, 1, 15), publisher="第三家报").saying(
    told("园区已达13家", 13, "园区数", **UNDATED)
)


@pytest.fixture(scope="module")
def analysed(server: EmbeddedServer, template: str, build: Build) -> Iterator[str]:
    """The connection string of a database whose candidate is built from these stories, by the role that may just that."""
    with copied(server, template) as dsn:
        open_load(dsn, LOAD, outcome="open", station="build")
        land(dsn, LOAD, PLAN, REPOST, REVISED, MIDYEAR, RESULT, RESULT_COPY, OTHER_VOICE, CORRECTED, UNDATED_VOICE)
        tie(dsn, LOAD, (REPOST, PLAN), (RESULT_COPY, RESULT))
        with connect(dsn=dsn) as connection, connection.cursor() as cursor:
            set_up_roles(connection)
            cursor.execute(f"create role builder login password 'builder' in role {TRANSFORMER}")
        build(f"postgresql://builder:builder@{dsn.partition('@')[2]}")
        yield dsn
        execute(dsn, "drop owned by builder cascade; drop role builder")


def mart(dsn: str, table: str, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    return rows(dsn, f"select {columns} from marts_candidate.{table} where {where} order by 1")


@pytest.mark.parametrize(
    ("indicator", "value", "outcome", "actual"),
    [
        ("培育灯塔工厂数", 20, "met", 27),  # the latest told for the year decides
        ("建成数字车间数", 150, "missed", 141),
        ("上云企业数", 900, "open", None),  # more than 880 may be more than 900
        ("设备商数", 30, "open", None),  # 30 more are not 45 in all
        ("孵化器数", 60, "superseded", None),
        ("孵化器数", 80, "open", None),
        ("亩均能耗", 40, "met", 38),  # less is better
        ("瞪羚企业数", 70, "met", 72),  # before its day
        ("营收", 7, "missed", 6.5),  # the growth of May is not that of the year
        ("专精企业数", 500, "open", None),
    ],
)
def test_a_target_is_met_missed_superseded_or_open(
    analysed: str, indicator: str, value: float, outcome: str, actual: float | None
) -> None:
    where = f"indicator = '{indicator}' and target_value = {value}"
    found = mart(analysed, "promises", "outcome, actual_value, is_met_early", where)
    assert found == [(outcome, actual, indicator == "瞪羚企业数")]


def test_a_target_has_both_quotes_and_the_day_by_which_it_is_decided(analysed: str) -> None:
    columns = "target_quote, actual_quote, due_on::text, comparison, target_article_key, actual_article_key"
    assert mart(analysed, "promises", columns, "indicator = '建成数字车间数'") == [
        ("建成数字车间150家", "数字车间141家", "2025-12-31", "at least", PLAN.key, RESULT.key)
    ]


def test_a_target_repeated_is_one_row_and_its_copies_count_once(analysed: str) -> None:
    found = mart(analysed, "promises", "stated_on::text, last_stated_on::text, report_count", "target_value = 20")
    assert found == [("2025-02-01", "2025-04-01", 2)]


def test_a_superseded_target_names_the_one_that_replaced_it(analysed: str) -> None:
    replaced = mart(analysed, "promises", "superseded_by_key", "target_value = 60")
    assert replaced == mart(analysed, "promises", "promise_key", "target_value = 80")


def test_independent_stories_that_differ_beyond_rounding_contradict_each_other(analysed: str) -> None:
    columns = "lower_value, higher_value, lower_source, higher_source, lower_quote, higher_quote, is_period_stated"
    # 园区: of the two words of 邻省晚报 the later counts; two stories without a period are no contradiction.
    assert mart(analysed, "contradictions", columns) == [
        (23, 27, "青禾日报", "邻省晚报", "累计培育灯塔工厂23家", "灯塔工厂27家", True)
    ]


def test_a_pair_of_partners_stands_in_both_orders_with_copies_counted_once(analysed: str) -> None:
    columns = "participant_name, partner_name, participant_roles, partner_roles, initiative_count, report_count"
    assert mart(analysed, "network", columns) == [
        ("禾苗大学", "青禾机电有限公司", ["partner"], ["lead"], 1, 2),
        ("青禾机电有限公司", "禾苗大学", ["lead"], ["partner"], 1, 2),
    ]
    latest = "last_published_on::text, example_article_key, example_initiative_name"
    assert mart(analysed, "network", latest, "is_counted_once") == [("2026-01-20", CORRECTED.key, "灯塔计划")]


def test_momentum_counts_stories_by_month_type_and_place(analysed: str) -> None:
    columns = "month_start::text, theme, place_name, thing_count, mention_count, report_count"
    assert mart(analysed, "momentum", columns, "kind = 'initiative'") == [
        ("2025-02-01", "programme", "重庆市", 1, 2, 1),
        ("2026-01-01", "programme", "重庆市", 1, 1, 1),
    ]


def test_evidence_puts_its_article_beside_each_fact(analysed: str) -> None:
    ((facts,),) = rows(
        analysed,
        """select (select count(*) from marts_candidate.fct_metrics)
             + (select count(*) from marts_candidate.fct_initiatives)
             + (select count(*) from marts_candidate.fct_participants)""",
    )
    assert mart(analysed, "evidence", "count(*), count(sentence), count(quote)") == [(facts, facts, facts)]
    columns = "sentence, title is null, publisher, link"
    found = mart(analysed, "evidence", columns, f"article_key = '{REPOST.key}' and quote = '灯塔计划'")
    sentence = "灯塔计划由青禾机电有限公司牵头、禾苗大学参加。"
    assert found == [(sentence, True, "转载网", REPOST.uri)]
