"""A sound candidate made by hand, and the gate held to a few tables of it with suites of the test's own."""

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2

from zhizao.quality.gate import judge_tables
from zhizao.quality.suites import Candidate
from zhizao.quality.verdict import CheckResult, Verdict
from zhizao.settings import CHECKOUT

LOAD = "load-000001"
SCHEMA = "marts_candidate"
EXPECTATIONS = CHECKOUT / "expectations"
SOUND_LOAD = Path(__file__).with_name("sound_load.sql").read_text("utf-8")
SOUND_CANDIDATE = Path(__file__).with_name("sound_candidate.sql").read_text("utf-8")

Suite = dict[str, Any]


def run(dsn: str, statements: str) -> None:
    """Run SQL in one transaction, bare names meaning the candidate's tables."""
    with closing(psycopg2.connect(dsn, options=f"-c search_path={SCHEMA}")) as connection, connection:
        connection.cursor().execute(statements)


def rows(dsn: str, query: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def suite_file(folder: Path, table: str) -> Path:
    """The file of a table's suite."""
    return folder.joinpath("suites", *table.split(".")).with_suffix(".json")


def read_suite(table: str) -> Suite:
    """The project's suite for a table."""
    content: Suite = json.loads(suite_file(EXPECTATIONS, table).read_text("utf-8"))
    return content


def of_severity(severity: str) -> Callable[[Suite], None]:
    """A change that leaves the expectations of one severity."""

    def change(suite: Suite) -> None:
        suite["expectations"] = [e for e in suite["expectations"] if e["meta"]["severity"] == severity]

    return change


def only(name: str, **kwargs: object) -> Callable[[Suite], None]:
    """A change that leaves one expectation and sets some of its kwargs."""

    def change(suite: Suite) -> None:
        suite["expectations"] = [e for e in suite["expectations"] if e["meta"]["name"] == name]
        suite["expectations"][0]["kwargs"].update(kwargs)

    return change


def changed_suites(folder: Path, table: str, change: Callable[[Suite], None]) -> Path:
    """A folder of suites that holds this table's, changed."""
    suite = read_suite(table)
    change(suite)
    path = suite_file(folder, table)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(suite), "utf-8")
    return folder


def held_to(dsn: str, tables: Iterable[str], expectations: Path = EXPECTATIONS) -> Verdict:
    """The verdict on the sound load when only these tables are judged."""
    return judge_tables(Candidate(dsn, LOAD, SCHEMA), tuple(tables), expectations)


def names(results: Iterable[CheckResult]) -> set[str]:
    """The checks these results are of."""
    return {result.expectation for result in results}
