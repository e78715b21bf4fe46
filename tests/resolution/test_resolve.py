"""Resolution over a candidate's tables: what it writes, what it leaves alone, and which articles it touches."""

from dataclasses import replace
from typing import Any

import pytest
from psycopg2.extensions import connection as Connection

from tests.dbt.raw_rows import Row, Story, extract, initiative, land, metric, open_load, organization, person
from tests.resolution.conftest import SCHEMA
from zhizao.resolution import Resolved, resolve
from zhizao.resolution.forms import form_key, normalised_name

FIRST = Story("inbox/1.txt", "云谷科技有限公司总经理薛益说，品控码平台接入企业120家，产值3亿元。")
SECOND = Story("inbox/2.txt", "云谷科技　有限公司与“品控码”平台。")


def first(*more: tuple[str, Row]) -> Story:
    return FIRST.saying(
        organization("云谷科技有限公司", aliases=["云谷科技"], quote="云谷科技有限公司"),
        person("薛益", affiliation="云谷科技", quote="薛益"),
        metric("产值3亿元", 300_000_000, "元", "产值", subject="“品控码”平台"),
        *more,
    )


def second() -> Story:
    return SECOND.saying(organization("云谷科技　有限公司"), initiative("“品控码”平台"))


def changed(candidate: Connection, *stories: Story) -> Resolved:
    with candidate.cursor() as cursor:
        cursor.execute(f"truncate {SCHEMA}.int_articles_changed")
        for story in stories:
            cursor.execute(f"insert into {SCHEMA}.int_articles_changed values (%s)", (story.key,))
    found = resolve(candidate, SCHEMA)
    candidate.commit()
    return found


def held(candidate: Connection, query: str) -> set[tuple[Any, ...]]:
    with candidate.cursor() as cursor:
        cursor.execute(query.replace("$", f"{SCHEMA}."))
        return set(cursor.fetchall())


@pytest.fixture
def stories(database: str) -> str:
    open_load(database, "load-000001")
    land(database, "load-000001", first(), second())
    return database


def test_a_form_is_one_over_articles_whatever_its_width_and_quotes(candidate: Connection, stories: str) -> None:
    found = changed(candidate, first(), second())
    company = form_key("organization", normalised_name("云谷科技有限公司"))
    assert held(candidate, "select form, is_name, form_key from $article_forms where kind = 'organization'") == {
        ("云谷科技有限公司", True, company),
        ("云谷科技", False, company),
        ("云谷科技　有限公司", True, company),
    }
    assert found.articles_affected == 2
    assert stories


def test_a_person_is_a_name_at_an_employer_resolved_within_the_article(candidate: Connection, stories: str) -> None:
    changed(candidate, first(), second())
    company = form_key("organization", normalised_name("云谷科技有限公司"))
    assert held(candidate, "select form_key, employer_key from $entity_forms where kind = 'person'") == {
        (form_key("person", "薛益", normalised_name("云谷科技有限公司")), company)
    }
    assert stories


def test_an_unchanged_article_is_left_alone(candidate: Connection, stories: str) -> None:
    changed(candidate, first(), second())
    assert changed(candidate).articles_affected == 0
    assert changed(candidate, second()).articles_affected == 1
    assert stories


def test_an_article_is_affected_when_the_subject_of_its_metric_becomes_known(
    candidate: Connection, stories: str
) -> None:
    changed(candidate, first())
    assert changed(candidate, second()).articles_affected == 2
    assert stories


def test_what_an_article_no_longer_says_goes(candidate: Connection, stories: str) -> None:
    changed(candidate, first(), second())
    open_load(stories, "load-000002")
    extract(stories, "load-000002", replace(SECOND, mentions=()))
    found = changed(candidate, second())
    assert held(candidate, "select name from $entity_forms where kind = 'initiative'") == set()
    assert found.articles_affected == 2
    assert held(candidate, "select count(*) from $entity_forms where is_named") == {(3,)}


def everything(candidate: Connection) -> list[set[tuple[Any, ...]]]:
    tables = ("article_forms", "article_references", "entity_forms", "entity_merges", "entity_reviews")
    return [held(candidate, f"select * from ${table}") for table in tables]


def test_continuing_article_by_article_ends_where_building_at_once_does(candidate: Connection, stories: str) -> None:
    third = Story("inbox/3.txt", "渝州日报讯，工信部和市经信委指导云谷科技。").saying(
        organization("工信部"), organization("市经信委"), organization("云谷科技")
    )
    fourth = Story("inbox/4.txt", "工业和信息化部与云谷科技集团有限公司。").saying(
        organization("工业和信息化部"), organization("云谷科技集团有限公司")
    )
    land(stories, "load-000001", third, fourth)
    for story in (fourth, second(), third, first()):
        changed(candidate, story)
    stepwise = everything(candidate)
    assert {reason for (reason,) in held(candidate, "select reason from $entity_merges")} == {
        "reviewed_alias",
        "declared_alias",
    }
    for table in ("article_forms", "article_references", "entity_forms", "entity_merges", "entity_reviews"):
        held(candidate, f"delete from ${table} returning 1")
    changed(candidate, first(), second(), third, fourth)
    assert everything(candidate) == stepwise


def test_an_article_is_affected_when_another_gives_its_form_a_fuller_name(candidate: Connection, stories: str) -> None:
    short = Story("inbox/5.txt", "工信部").saying(organization("工信部"))
    full = Story("inbox/6.txt", "工业和信息化部").saying(organization("工业和信息化部"))
    land(stories, "load-000001", short, full)
    changed(candidate, short)
    changed(candidate, full)
    assert held(candidate, "select article_key from $articles_affected") == {(short.key,), (full.key,)}


def test_the_server_and_the_package_normalise_alike(candidate: Connection) -> None:
    signs = [chr(code) for code in range(1, 0xFFFE) if not 0xD800 <= code < 0xE000]
    with candidate.cursor() as cursor:
        cursor.execute("select sign, ops.normalised_name(sign) from unnest(%s) as signs (sign)", (signs,))
        differing = [sign for sign, theirs in cursor.fetchall() if normalised_name(sign) != theirs]
    assert [sign for sign in differing if "\u3400" <= sign <= "\u9fff" or "\uff01" <= sign <= "\uff5e"] == []
    assert len(differing) < 100
