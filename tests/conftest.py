"""Fixtures every test may use: one throw-away PostgreSQL for the session, a fresh migrated database for each test."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from hypothesis import settings
from psycopg2 import sql
from xdist.scheduler import LoadScopeScheduling

from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.migrate import migrate

LONGEST = (
    "end_to_end/test_command_line",
    "dbt",
    "operation/test_airflow_up",
    "road/test_stations",
    "quality/test_mutations",
    "dags/test_runs",
    "dbt/test_failures",
    "dbt/test_analysis",
    "quality/test_gate",
    "report/test_browser",
    "warehouse/test_embedded",
    "warehouse/test_embedded_places",
    "reading/test_reader",
)
"""What begins first, the longest before all others, so that the processes of a run end together."""

ALONE = frozenset({"dbt/test_analysis", "dbt/test_failures"})
"""The tests of dbt that do not look at the candidate all others share."""

TEMPLATE = "migrated"

# No test asserts how long anything takes, property tests least of all.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
NUMBERS = itertools.count(1)


class Groups(LoadScopeScheduling):
    """Hands whole groups of tests to the processes of a run."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups:
    """Let the tests of a group stay in one process, since they share what is slow to make."""
    return Groups(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest groups begin."""
    places = {group: place for place, group in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(group_of(item.nodeid), len(LONGEST)))


def group_of(nodeid: str) -> str:
    """The file of a test below `tests`; the folder where its files share one built candidate."""
    file = nodeid.partition("::")[0].removeprefix("tests/").removesuffix(".py")
    return "dbt" if file.startswith("dbt/") and file not in ALONE else file


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A fresh folder that every user can pass, as the server's user must when root tests; pytest's own are closed."""
    folder = Path(tempfile.mkdtemp(prefix="zhizao-tests-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """A running server, stopped and removed with all it holds when the session ends."""
    with reachable_folder() as home:
        embedded = EmbeddedServer(home, durable=False)
        embedded.start()
        try:
            yield embedded
        finally:
            embedded.stop()


@pytest.fixture(scope="session")
def template(server: EmbeddedServer) -> str:
    """The name of a migrated, empty database that others are copied from."""
    execute(server, "create database {}", TEMPLATE)
    with connect(dsn=server.dsn(TEMPLATE)) as connection:
        migrate(connection)
    return TEMPLATE


@pytest.fixture
def database(server: EmbeddedServer, template: str) -> Iterator[str]:
    """The connection string of a fresh migrated database; gone after the test."""
    with copied(server, template) as dsn:
        yield dsn


@pytest.fixture(scope="module")
def module_database(server: EmbeddedServer, template: str) -> Iterator[str]:
    """As `database`, shared by the tests of one module."""
    with copied(server, template) as dsn:
        yield dsn


@pytest.fixture
def empty_database(server: EmbeddedServer) -> Iterator[str]:
    """The connection string of a database without anything in it, not even our schemas."""
    with copied(server, "template1") as dsn:
        yield dsn


@pytest.fixture
def reachable_tmp() -> Iterator[Path]:
    """As `tmp_path`, for an embedded server of the test's own."""
    with reachable_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def module_reachable_tmp() -> Iterator[Path]:
    """As `reachable_tmp`, shared by the tests of one module."""
    with reachable_folder() as folder:
        yield folder


@pytest.fixture
def warehouse(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fresh database that the settings point at, with ZHIZAO_HOME in a fresh folder; gives the connection string."""
    monkeypatch.setenv("ZHIZAO_DSN", database)
    monkeypatch.setenv("ZHIZAO_HOME", str(tmp_path / "home"))
    get_settings.cache_clear()
    yield database
    get_settings.cache_clear()


@contextmanager
def copied(server: EmbeddedServer, template: str) -> Iterator[str]:
    """A copy of the template for as long as the context lasts."""
    name = f"test_{next(NUMBERS)}"
    execute(server, "create database {} template {}", name, template)
    try:
        yield server.dsn(name)
    finally:
        execute(server, "drop database {} with (force)", name)


def execute(server: EmbeddedServer, statement: str, *names: str) -> None:
    """Run one statement on the server itself, outside any transaction."""
    with closing(psycopg2.connect(server.dsn("postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
