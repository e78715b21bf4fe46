"""Connections commit or roll back and never tell the password; locks are held by one and freed after the commit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, connection

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse import connection as module
from zhizao.warehouse.connection import advisory_lock, client_call, connect, describe, warehouse_dsn

INSERT = "insert into ops.loads (load_id) values ('load-000001')"


def loads(dsn: str) -> int:
    """How many loads another connection sees."""
    with closing(psycopg2.connect(dsn)) as other, other.cursor() as cursor:
        cursor.execute("select count(*) from ops.loads")
        return int(cursor.fetchall()[0][0])


@pytest.fixture
def pair(database: str) -> Iterator[tuple[connection, connection]]:
    """Two connections to one database."""
    with (
        closing(psycopg2.connect(database, application_name="the first")) as first,
        closing(psycopg2.connect(database)) as second,
    ):
        yield first, second


def test_success_commits_and_closes(warehouse: str) -> None:
    with connect("a name of its own") as opened, opened.cursor() as cursor:
        cursor.execute("select current_setting('application_name')")
        assert cursor.fetchall() == [("a name of its own",)]
        cursor.execute(INSERT)
    assert (loads(warehouse), opened.closed) == (1, 1)


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_rolls_back_closes_and_comes_out(warehouse: str, error: type[BaseException]) -> None:
    seen: list[connection] = []

    def work() -> None:
        with connect() as opened, opened.cursor() as cursor:
            seen.append(opened)
            cursor.execute(INSERT)
            raise error

    with pytest.raises(error):
        work()
    assert (loads(warehouse), seen[0].closed) == (0, 1)


@pytest.mark.usefixtures("warehouse")
def test_a_connection_lost_on_the_way_raises_what_went_wrong() -> None:
    with pytest.raises(psycopg2.OperationalError, match="terminat"), connect() as opened, opened.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")
    assert opened.closed


def test_an_unreachable_server_is_one_sentence_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_PATIENCE", 2)
    with pytest.raises(ZhizaoError) as caught, connect(dsn="postgresql://me:s3cret@127.0.0.1:1/news"):
        pass
    said = str(caught.value)
    assert "database news on 127.0.0.1:1" in said
    assert "s3cret" not in said
    assert "\n" not in said
    assert caught.value.__suppress_context__


def test_a_wrong_password_is_not_repeated(server_with_wrong_password: str) -> None:
    with (
        pytest.raises(ZhizaoError, match="password authentication failed") as caught,
        connect(dsn=server_with_wrong_password),
    ):
        pass
    assert "wrong-one" not in str(caught.value)


@pytest.fixture
def server_with_wrong_password(database: str) -> str:
    """A connection string whose password the server does not take."""
    head, _, tail = database.rpartition("@")
    return f"{head.rpartition(':')[0]}:wrong-one@{tail}"


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql//me:s3cret@host/news",
        "postgresql://me:p@s3cret@host/news",
        "postgresql://me:p@s/3cret@host/news",
        "postgresql://me:p/s3cret@host/news",
        "postgresql://me:p@x:s3cret@host/news",
        "mysql://me:s3cret@host/news",
        "s3cret",
        "postgresql://me:s3cret%@host/news",
    ],
)
def test_a_string_that_cannot_be_read_is_refused_without_a_word_of_it(dsn: str) -> None:
    with pytest.raises(ZhizaoError, match="ZHIZAO_DSN is not a connection string") as caught:
        describe(dsn)
    assert "s3cret" not in str(caught.value)
    assert "3cret" not in str(caught.value)


def test_an_external_server_is_taken_as_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZHIZAO_DSN", "postgresql://me@db.example/news")
    monkeypatch.setenv("ZHIZAO_HOME", str(tmp_path / "home"))
    get_settings.cache_clear()
    assert warehouse_dsn() == "postgresql://me@db.example/news"
    assert not (tmp_path / "home").exists()
    get_settings.cache_clear()


def test_the_client_gets_the_password_by_the_environment(warehouse: str) -> None:
    command, environment = client_call("psql")
    assert warehouse.rpartition(":")[0] not in " ".join(command)
    assert environment["PGPASSWORD"] in warehouse
    assert environment["PGDATABASE"] == warehouse.rpartition("/")[2]


def test_a_lock_is_held_by_one_and_the_other_is_told_by_whom(pair: tuple[connection, connection]) -> None:
    first, second = pair
    with advisory_lock(first, "publish"):
        with (
            pytest.raises(ZhizaoError, match=r"'publish' is locked by another process \(the first, connected since"),
            advisory_lock(second, "publish"),
        ):
            pytest.fail("two had the lock")
        second.rollback()
        with advisory_lock(second, "another thing"):
            pass
    with advisory_lock(second, "publish"):
        pass


def test_what_was_done_under_a_lock_is_committed_before_it_is_free(pair: tuple[connection, connection]) -> None:
    first, second = pair
    with advisory_lock(first, "publish"), first.cursor() as cursor:
        cursor.execute(INSERT)
    assert first.info.transaction_status == TRANSACTION_STATUS_IDLE
    with advisory_lock(second, "publish"), second.cursor() as cursor:
        cursor.execute("select count(*) from ops.loads")
        assert cursor.fetchall() == [(1,)]


@pytest.mark.parametrize("statement", [INSERT, f"{INSERT}; select 1/0"])
def test_an_error_under_a_lock_undoes_the_work_and_frees_it(
    pair: tuple[connection, connection], database: str, statement: str
) -> None:
    first, second = pair

    def work() -> None:
        with advisory_lock(first, "publish"), first.cursor() as cursor:
            cursor.execute(statement)
            raise RuntimeError

    with pytest.raises((RuntimeError, psycopg2.Error)):
        work()
    assert loads(database) == 0
    with advisory_lock(second, "publish"):
        pass


def test_a_process_that_is_killed_frees_its_locks(database: str) -> None:
    holder = (
        "import os, psycopg2; from zhizao.warehouse.connection import advisory_lock\n"
        "with advisory_lock(psycopg2.connect(os.environ['DSN']), 'publish'): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        env={**os.environ, "DSN": database},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        process.kill()
    with closing(psycopg2.connect(database)) as opened, advisory_lock(opened, "publish", wait=True):
        pass
