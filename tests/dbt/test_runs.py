"""Running the build: again, in another order of loads, over leftovers, and when something in it fails."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
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
    "dim_units", "fct_initiative_status", "fct_initiatives", "fct_metrics", "fct_participants",
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
            """create schema staging; create schema intermediate_candidate; create schema marts_candidate;
               create table marts_candidate.dim_articles (article_key text primary key);
               create table marts_candidate.fct_of_old (article_key text references marts_candidate.dim_articles);
               create view intermediate_candidate.int_of_old as select 1 as n; create table staging.stg_of_old (n int);
               create table staging.not_ours (n int); create table staging.administrative_divisions (code text)""",
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


def test_neither_their_order_nor_a_build_between_loads_changes_anything_but_their_ids(
    server: EmbeddedServer, template: str, build: Build, built: str
) -> None:
    # What is received first brings the mentions: here the place that the scene fills second.
    elsewhere = scene.SHARED_ELSEWHERE.saying(*scene.SHARED.mentions)
    stories = (
        scene.LATER,
        scene.COPY_OF_COPY,
        scene.SECOND_RESULT,
        elsewhere,
        scene.RATES,
        scene.COPY,
        scene.BACK_AGAIN,
    )
    with copied(server, template) as dsn:
        for number, story in enumerate(stories, start=1):
            load_id = f"load-{number:06}"
            open_load(dsn, load_id, outcome="open", station="build")
            land(dsn, load_id, story)
            if number == len(stories) // 2:
                build(dsn, load_id)
            execute(dsn, f"update ops.loads set outcome = 'published' where load_id = '{load_id}'")
        open_load(dsn, "load-000008", outcome="open", station="build")
        land(dsn, "load-000008", scene.ORIGINAL, scene.UPDATED, scene.REPLACING_SHARED)
        tie(dsn, "load-000008", (scene.COPY_OF_COPY, scene.COPY), (scene.ORIGINAL, scene.COPY))
        build(dsn, "load-000008")
        assert content(dsn, "load_id") == content(built, "load_id")


@pytest.fixture
def small(database: str) -> str:
    """A database with one published load of one plain story."""
    plant(database)
    return database


def plant(dsn: str) -> None:
    open_load(dsn, LOAD)
    land(dsn, LOAD, Story("inbox/a.txt", "产量6吨。").saying(metric("产量6吨", 6, "吨", "产量")))


@dataclass(frozen=True)
class Failure:
    """What a build that failed at a test left behind."""

    dsn: str
    message: str
    output: str
    environment: dict[str, tuple[str | None, str | None]]
    folder_kept: bool


@pytest.fixture(scope="module")
def failure(module_database: str, build: Build) -> Failure:
    """A build, into a schema of another name, of a story whose quote does not stand in its body."""
    plant(module_database)
    execute(module_database, "update raw.metric_mentions set quote = '产量7吨'")
    before, folder, said = dict(os.environ), Path.cwd(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), pytest.raises(ZhizaoError) as error:
        build(module_database, schema="marts_elsewhere")
    after = dict(os.environ)
    changed = {name: (before.get(name), after.get(name)) for name in {*before, *after}}
    environment = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    return Failure(module_database, str(error.value), said.getvalue(), environment, Path.cwd() == folder)


def test_a_failed_test_stops_the_build_and_is_named(failure: Failure, dbt_home: Path) -> None:
    assert re.search(r"test grounded_fct_metrics\w* failed \(Got 1 result", failure.message)
    assert str(dbt_home / "dbt" / "dbt.log") in failure.message
    query = "select status, rows_affected from ops.dbt_results where node ~ 'grounded_fct_metrics'"
    assert rows(failure.dsn, query) == [("fail", 1)]


def test_the_schema_that_is_named_is_the_one_that_is_built(failure: Failure) -> None:
    query = "select nspname::text from pg_namespace where nspname ~ '^(marts|intermediate)' order by 1"
    assert rows(failure.dsn, query) == [("intermediate_elsewhere",), ("marts_elsewhere",)]


def test_a_build_says_nothing_and_leaves_the_process_as_it_was(failure: Failure) -> None:
    assert failure.output == ""
    assert failure.environment == {}
    assert failure.folder_kept


def test_nothing_dbt_writes_holds_the_password(failure: Failure, dbt_home: Path) -> None:
    password = str(psycopg2.extensions.parse_dsn(failure.dsn)["password"])
    written = [path for path in (dbt_home / "dbt").rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".log", ".json"}
    assert [path for path in written if password.encode() in path.read_bytes()] == []


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
    with connect(dsn=small) as other, advisory_lock(other, "build"), pytest.raises(ZhizaoError):
        build(small)


@pytest.mark.parametrize("schema", ["marts", "marts_previous", "raw"])
def test_a_schema_that_is_needed_is_never_built_over(small: str, build: Build, schema: str) -> None:
    with pytest.raises(ValueError, match=schema):
        build(small, schema=schema)


def test_nothing_in_the_project_names_the_published_schema() -> None:
    project = Path(__file__).parents[2] / "dbt_project"
    named = re.compile(r"\bmarts\.")
    assert [path for path in project.rglob("*.sql") if named.search(path.read_text("utf-8"))] == []
