"""Builds in which something fails: a test, a model, the parsing of the project; and builds that are refused."""

import io
import os
import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

from tests.dbt.conftest import LOAD, Build
from tests.dbt.raw_rows import Story, execute, land, metric, open_load, rows
from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import advisory_lock, connect


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
