"""The roles with least rights, each tried through a connection of its own, while schemas trade places."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote

import psycopg2
import pytest
from psycopg2 import errors

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect
from zhizao.warehouse.roles import LOADER, READER, TRANSFORMER, reader_dsn, roles_as_sql, set_up_roles
from zhizao.warehouse.swap import exchange, rotate

PASSWORD = "p@ss/wörd"
NAMES = {"candidate": "marts_candidate", "current": "marts", "previous": "marts_previous"}


def act(dsn: str, statements: str, user: str | None = None) -> list[tuple[object, ...]]:
    """What the statements find, as the owner or as another role; an owner's changes are kept."""
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        if user:
            cursor.execute(f"set local role {user}")
        cursor.execute(statements)
        return cursor.fetchall() if cursor.description else []


def publish(dsn: str, value: int) -> None:
    """Build a candidate of one table and one view, as dbt leaves them, and publish it."""
    build = f"""drop schema if exists marts_candidate cascade; create schema marts_candidate;
        create table marts_candidate.t (n int); insert into marts_candidate.t values ({value});
        comment on column marts_candidate.t.n is 'A number.';
        create view marts_candidate.v as select n from marts_candidate.t"""
    act(dsn, build)
    with connect(dsn=dsn) as connection:
        rotate(connection, **NAMES)


@pytest.fixture(scope="module")
def reader(module_database: str) -> str:
    """The reader's connection string, after three publications."""
    publish(module_database, 1)
    with connect(dsn=module_database) as connection:
        set_up_roles(connection, PASSWORD)
    publish(module_database, 2)
    publish(module_database, 3)
    return f"postgresql://{READER}:{quote(PASSWORD, '')}@{module_database.partition('@')[2]}"


def test_the_reader_sees_what_is_published_with_its_comments(reader: str) -> None:
    assert act(reader, "select n from marts.t union all select n from v") == [(3,), (3,)]
    assert act(reader, "select col_description('marts.t'::regclass, 1)") == [("A number.",)]


@pytest.mark.parametrize("table", ["marts_previous.t", "marts_candidate.t", "raw.articles", "ops.loads"])
def test_the_reader_sees_nothing_else(module_database: str, reader: str, table: str) -> None:
    act(module_database, "create schema if not exists marts_candidate")
    with pytest.raises((errors.InsufficientPrivilege, errors.UndefinedTable)):
        act(reader, f"table {table}")


def test_the_reader_sees_the_earlier_state_when_it_comes_back(module_database: str, reader: str) -> None:
    for expected in (2, 3):
        with connect(dsn=module_database) as connection:
            exchange(connection, current="marts", previous="marts_previous")
        assert act(reader, "table marts.t") == [(expected,)]
        with pytest.raises(errors.InsufficientPrivilege):
            act(reader, "table marts_previous.t")


@pytest.mark.parametrize(
    "change", ["insert into marts.t values (9)", "create table marts.u ()", "drop view marts.v", "create schema mine"]
)
def test_the_reader_changes_nothing_even_when_it_says_so(reader: str, change: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        act(reader, f"set transaction read write; {change}")


def test_a_query_of_the_reader_ends_in_time(reader: str) -> None:
    limits = ("statement_timeout", "idle_in_transaction_session_timeout", "default_transaction_read_only")
    found = [act(reader, f"show {name}")[0][0] for name in limits]
    assert found == ["1min", "1min", "on"]


def test_the_loader_writes_raw_and_sees_no_marts(module_database: str, reader: str) -> None:
    assert reader
    add = "insert into raw.blobs values ('{}', '') returning content_sha256"
    assert act(module_database, add.format("abc"), LOADER) == [("abc",)]
    for denied in ("delete from raw.blobs", "table marts.t", "create schema mine"):
        with pytest.raises(errors.InsufficientPrivilege):
            act(module_database, denied, LOADER)
    with pytest.raises(errors.InsufficientPrivilege):
        act(module_database, add.format("def"), TRANSFORMER)


def test_roles_can_be_set_up_again_and_tables_made_later_are_covered(module_database: str, reader: str) -> None:
    with connect(dsn=module_database) as connection:
        assert set_up_roles(connection) == []
    assert act(reader, "table marts.t") == [(3,)]
    act(module_database, "create table raw.later (n int)")
    assert act(module_database, "insert into raw.later values (1) returning n", LOADER) == [(1,)]


def test_who_may_not_make_roles_is_told_what_to_do(database: str) -> None:
    with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
        for name in (LOADER, TRANSFORMER, READER):
            cursor.execute(f"alter role {name} rename to other_{name}")
        cursor.execute("create role humble; set role humble")
        with pytest.raises(ZhizaoError, match=r"may not make roles .*`zhizao db roles --print`"):
            set_up_roles(connection)
        connection.rollback()


def test_the_printed_statements_make_the_roles(database: str) -> None:
    with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
        for name in (LOADER, TRANSFORMER, READER):
            cursor.execute(f"alter role {name} rename to other_{name}")
        cursor.execute("create schema marts")
        cursor.execute(roles_as_sql(connection))
        cursor.execute(f"select has_schema_privilege('{READER}', 'marts', 'usage')")
        assert cursor.fetchall() == [(True,)]
        connection.rollback()


@pytest.fixture
def settings(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of the user's own, with the reader's password as a setting."""
    monkeypatch.setenv("ZHIZAO_DSN", database)
    monkeypatch.setenv("ZHIZAO_READER_PASSWORD", PASSWORD)
    get_settings.cache_clear()
    yield database
    get_settings.cache_clear()


def test_the_readers_connection_string_opens_the_same_database(settings: str, reader: str) -> None:
    assert reader
    assert act(reader_dsn(), "select current_user::text, current_database()::text") == [
        (READER, settings.rpartition("/")[2])
    ]
