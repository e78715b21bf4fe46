"""Running the build: again, in another order of loads, over leftovers, and when something in it fails."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.conftest import copied
from tests.dbt import scene
from tests.dbt.conftest import LOAD, Build
from tests.dbt.raw_rows import Story, execute, land, metric, open_load, rows, tie
from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import advisory_lock, connect
from zhizao.warehouse.embedded import EmbeddedServer

TABLES = (
    "dim_articles", "dim_dates", "dim_indicators", "dim_initiatives", "dim_organizations", "dim_persons", "dim_places",
    "dim_units", "fct_initiatives", "fct_metrics", "fct_participants",
)  # fmt: skip


def content(dsn: str, without: str = "") -> dict[str, list[str]]:
    """Every row of every table as text, without one column."""
    return {
        table: [
            text
            for (text,) in rows(
                dsn, f"select (to_jsonb(t) - '{without}')::text from marts_candidate.{table} t order by 1"
            )
        ]
        for table in TABLES
    }


@pytest.fixture(scope="module")
def rebuilt(server: EmbeddedServer, template: str, build: Build) -> Iterator[str]:
    """The scene once more, built over what an older version of the project left."""
    with copied(server, template) as dsn:
        scene.set_scene(dsn)
        execute(
            dsn,
            """create schema staging; create schema intermediate; create schema marts_candidate;
               create table marts_candidate.dim_articles (article_key text primary key);
               create table marts_candidate.fct_of_old (article_key text references marts_candidate.dim_articles);
               create view intermediate.int_of_old as select 1 as n; create table staging.stg_of_old (n int);
               create table staging.not_ours (n int); create table staging.places (code text)""",
        )
        build(dsn)
        yield dsn


def test_the_same_rows_give_the_same_tables(built: str, rebuilt: str) -> None:
    assert content(built) == content(rebuilt)


def test_what_an_older_project_left_is_gone_and_what_is_not_ours_stays(rebuilt: str) -> None:
    found = rows(rebuilt, "select relname from pg_class where relname ~ '_of_old$' or relname = 'not_ours'")
    assert found == [("not_ours",)]


def test_every_node_has_one_row_in_the_results(rebuilt: str) -> None:
    found = rows(
        rebuilt,
        f"""select resource_type, count(*), count(distinct node), array_agg(distinct status) from ops.dbt_results
            where load_id = '{LOAD}' group by resource_type order by resource_type""",
    )
    assert {kind: statuses for kind, _, _, statuses in found} == {
        "model": ["success"],
        "seed": ["success"],
        "test": ["pass", "warn"],
    }
    assert all(count == nodes for _, count, nodes, _ in found)
    query = "select rows_affected from ops.dbt_results where node = 'model.zhizao.dim_articles'"
    assert rows(rebuilt, query) == [(len(content(rebuilt)["dim_articles"]),)]


def test_nothing_outside_the_candidate_depends_on_it(built: str) -> None:
    found = rows(
        built,
        """select distinct classid::regclass::text, c.relnamespace::regnamespace::text from pg_depend d
           join pg_class r on r.oid = d.refobjid and r.relnamespace = 'marts_candidate'::regnamespace
           join pg_rewrite w on w.oid = d.objid join pg_class c on c.oid = w.ev_class
           where c.relnamespace <> r.relnamespace""",
    )
    assert found == []


def test_the_order_of_loads_changes_nothing_but_their_ids(
    server: EmbeddedServer, template: str, build: Build, built: str
) -> None:
    # What is received first brings the mentions: here the place that the scene fills second.
    elsewhere = scene.SHARED_ELSEWHERE.saying(*scene.SHARED.mentions)
    stories = (scene.LATER, scene.COPY_OF_COPY, scene.SECOND_RESULT, elsewhere, scene.COPY)
    with copied(server, template) as dsn:
        for number, story in enumerate(stories, start=1):
            open_load(dsn, f"load-{number:06}")
            land(dsn, f"load-{number:06}", story)
        open_load(dsn, "load-000006", outcome="open", station="build")
        land(dsn, "load-000006", scene.ORIGINAL, scene.UPDATED, scene.REPLACING_SHARED)
        tie(dsn, "load-000006", (scene.COPY_OF_COPY, scene.COPY), (scene.ORIGINAL, scene.COPY))
        build(dsn, "load-000006")
        assert content(dsn, "load_id") == content(built, "load_id")


@pytest.fixture
def small(database: str) -> str:
    """A database with one published load of one plain story."""
    open_load(database, LOAD)
    land(database, LOAD, Story("inbox/a.txt", "产量6吨。").saying(metric("产量6吨", 6, "吨", "产量")))
    return database


def test_a_failed_test_stops_the_build_and_is_named(small: str, build: Build, dbt_home: Path) -> None:
    execute(small, "update raw.metric_mentions set quote = '产量7吨'")
    with pytest.raises(ZhizaoError, match=r"test grounded_fct_metrics\w* failed \(Got 1 result") as failure:
        build(small)
    assert str(dbt_home / "dbt" / "dbt.log") in str(failure.value)
    query = "select status, rows_affected from ops.dbt_results where node ~ 'grounded_fct_metrics'"
    assert rows(small, query) == [("fail", 1)]


def test_a_failed_model_stops_the_build_and_is_named(small: str, build: Build) -> None:
    execute(small, "update raw.metric_mentions set comparator = '≈'")
    with pytest.raises(ZhizaoError, match=r"model fct_metrics failed \(.*fct_metrics\w*_comparator_check") as failure:
        build(small)
    assert "\n" not in str(failure.value)
    query = "select status from ops.dbt_results where node = 'model.zhizao.fct_metrics'"
    assert rows(small, query) == [("error",)]


def test_a_warning_lets_the_build_pass_and_is_recorded(rebuilt: str) -> None:
    found = rows(rebuilt, "select node, rows_affected from ops.dbt_results where status = 'warn'")
    assert found == [("test.zhizao.roles_find_their_mentions", 2)]


def test_a_project_that_cannot_be_parsed_is_told_in_a_sentence(
    small: str, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIZAO_DBT_THREADS", "many")
    with pytest.raises(ZhizaoError, match="dbt could not build the candidate"):
        build(small)


def test_two_builds_do_not_run_at_once(small: str, build: Build) -> None:
    with connect(dsn=small) as other, advisory_lock(other, "build marts_candidate"), pytest.raises(ZhizaoError):
        build(small)


def test_a_build_leaves_nothing_but_its_schema_and_files_without_the_password(
    small: str, build: Build, dbt_home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, folder = dict(os.environ), Path.cwd()
    build(small, schema="marts_elsewhere")
    assert rows(small, "select nspname from pg_namespace where nspname ~ '^marts'") == [("marts_elsewhere",)]
    assert dict(os.environ) == before
    assert Path.cwd() == folder
    assert "".join(capfd.readouterr()) == ""
    password = str(psycopg2.extensions.parse_dsn(small)["password"])
    written = [path for path in (dbt_home / "dbt").rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".log", ".json"}
    assert [path for path in written if password.encode() in path.read_bytes()] == []


def test_nothing_in_the_project_names_the_published_schema() -> None:
    project = Path(__file__).parents[2] / "dbt_project"
    named = re.compile(r"\bmarts\.")
    assert [path for path in project.rglob("*.sql") if named.search(path.read_text("utf-8"))] == []
