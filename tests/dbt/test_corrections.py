"""What people corrected, in the marts: facts changed, rejected and added; lines undone; anchors that vanished."""

from collections.abc import Iterator

import pytest
from psycopg2.extensions import parse_dsn

from tests.conftest import copied
from tests.dbt.conftest import LOAD, Build
from tests.dbt.raw_rows import execute, extract, open_load, rows
from tests.dbt.scene import ORIGINAL
from zhizao.corrections import ledger
from zhizao.corrections.requests import Request, line_of
from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import connect
from zhizao.warehouse.embedded import EmbeddedServer

AGAIN = "load-000006"


def enter(dsn: str, action: str, key: str, **given: object) -> int:
    """Append a correction as a reviewer would."""
    with connect(dsn=dsn) as connection:
        request = Request(action=action, key=key, reason="checked", by="reviewer", **given)  # type: ignore[arg-type]
        return ledger.append(connection, line_of(connection, request))


def key_of(dsn: str, table: str, key: str, condition: str) -> str:
    """The key of the only row of a published table that a condition finds."""
    ((found,),) = rows(dsn, f"select distinct {key} from marts.{table} where {condition}")
    return str(found)


@pytest.fixture(scope="module")
def corrected(server: EmbeddedServer, built: str, build: Build) -> Iterator[str]:
    """The scene, published, corrected in every way, extracted anew by a later load and built again."""
    with copied(server, parse_dsn(built)["dbname"]) as dsn:
        execute(dsn, "drop schema if exists marts cascade; alter schema marts_candidate rename to marts")
        execute(dsn, "alter schema intermediate_candidate rename to intermediate")
        execute(dsn, f"update ops.loads set outcome = 'published' where load_id = '{LOAD}'")
        in_article = f"article_key = '{ORIGINAL.key}'"
        scale = key_of(
            dsn, "fct_metrics", "metric_key", f"value_max is null and indicator = '工业互联网规模' and {in_article}"
        )
        enter(dsn, "change", scale, fields={"value": "1", "indicator": "规模"})
        enter(dsn, "change", scale, fields={"value": "81000000000", "period": "2021-Q1"})
        growth = key_of(dsn, "fct_metrics", "metric_key", f"value_max = 4 and {in_article}")
        enter(dsn, "reject", growth)
        untrue = enter(dsn, "change", growth, fields={"status": "target"})
        enter(dsn, "undo", str(untrue))
        boss = key_of(dsn, "fct_participants", "participation_key", f"name = '薛益' and {in_article}")
        enter(dsn, "change", boss, fields={"title": "党委书记、主任"})
        supplier = key_of(
            dsn,
            "fct_participants",
            "participation_key",
            f"name = '云谷科技有限公司' and role = 'supplier' and {in_article}",
        )
        enter(dsn, "change", supplier, fields={"role": "partner"})
        enter(dsn, "change", supplier, fields={"name": "云谷科技股份有限公司"})
        enter(
            dsn, "add", ORIGINAL.key, kind="metric", quote="2020年重庆市工业互联网规模",
            fields={"indicator": "测试数", "value": "5", "unit": "个", "period": "2020"},
        )  # fmt: skip
        lost = key_of(dsn, "fct_participants", "participation_key", f"name = '星河大学' and {in_article}")
        enter(dsn, "change", lost, fields={"title": ""})
        university, office = (
            key_of(dsn, "dim_organizations", "organization_key", f"name = '{name}'")
            for name in ("星河大学", "渝州市经济和信息化委员会")
        )
        enter(dsn, "merge", university, other_key=office)
        enter(dsn, "rename", university, fields={"name": "星河与渝州"})
        enter(dsn, "retype", office, fields={"type": "association"})
        open_load(dsn, AGAIN, "open", "build")
        kept = tuple(mention for mention in ORIGINAL.mentions if mention[1].get("name") != "星河大学")
        extract(dsn, AGAIN, ORIGINAL.saying(*kept))
        build(dsn, load_id=AGAIN)
        yield dsn


def facts(dsn: str, columns: str, table: str, condition: str) -> list[tuple[object, ...]]:
    return rows(
        dsn,
        f"select {columns} from marts_candidate.{table} where article_key = '{ORIGINAL.key}' and {condition} order by 1",
    )


def test_a_changed_fact_is_extracted_anew_and_stays_changed_and_the_later_line_holds(corrected: str) -> None:
    columns = "indicator, value, period, period_end::text, rule, quote"
    assert facts(corrected, columns, "fct_metrics", "indicator = '规模'") == [
        (
            "规模",
            81_000_000_000,
            "2021-Q1",
            "2021-03-31",
            "by-hand+correction:1+correction:2",
            "工业互联网规模达到800亿元",
        )
    ]


def test_a_rejected_fact_is_gone_although_a_change_of_it_was_undone(corrected: str) -> None:
    assert facts(corrected, "metric_key", "fct_metrics", "value_max = 4") == []


def test_an_added_fact_is_grounded_in_its_words(corrected: str) -> None:
    assert facts(corrected, "value, unit, quote, rule", "fct_metrics", "indicator = '测试数'") == [
        (5, "个", "2020年重庆市工业互联网规模", "correction:9")
    ]


def test_a_participant_keeps_its_roles_under_its_corrected_name(corrected: str) -> None:
    assert facts(corrected, "name, role", "fct_participants", "name like '云谷科技%'") == [
        ("云谷科技股份有限公司", "partner")
    ]
    assert facts(corrected, "title", "fct_participants", "name = '薛益'") == [("党委书记、主任",)]


def test_merged_entities_have_one_row_under_the_name_and_type_people_gave(corrected: str) -> None:
    query = "select organization_type, aliases from marts_candidate.dim_organizations where name = '星河与渝州'"
    ((kind, aliases),) = rows(corrected, query)
    assert (kind, {"星河大学", "渝州市经济和信息化委员会"} <= set(aliases)) == ("association", True)
    assert rows(corrected, "select name from marts_candidate.dim_organizations where name = '星河大学'") == []


def test_the_ledger_tells_which_lines_hold(corrected: str) -> None:
    states = dict(rows(corrected, "select correction_no, state from marts_candidate.corrections"))
    assert states == {
        **dict.fromkeys((1, 2, 3, 6, 7, 8, 9, 11, 12, 13), "in_force"), 4: "undone", 5: "undoing", 10: "anchor_vanished"
    }  # fmt: skip


def test_the_ledger_only_grows(corrected: str) -> None:
    with pytest.raises(Exception, match="only grows"):
        execute(corrected, "update ops.corrections set reason = 'other'")


@pytest.mark.parametrize(
    ("action", "key", "given", "sentence"),
    [
        ("change", "no such key", {"fields": {"value": "1"}}, "No published fact has the key"),
        ("undo", "99", {}, "There is no correction 99 in force"),
        ("undo", "4", {}, "There is no correction 4 in force"),
        ("add", ORIGINAL.key, {"kind": "metric", "quote": "不在文中"}, "does not stand in that article"),
        ("erase", "1", {}, "There is no action erase"),
        ("merge", "1", {"other_key": "2"}, "No published entity has the key"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_a_sentence(
    corrected: str, action: str, key: str, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ZhizaoError, match=sentence):
        enter(corrected, action, key, **given)
