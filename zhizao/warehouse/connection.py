"""Connections to the warehouse, and the locks that keep two processes from doing the same thing at once."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import psycopg2
from psycopg2.extensions import connection, parse_dsn

from zhizao.errors import UnavailableError, ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.embedded import EmbeddedServer

CONNECT_PATIENCE = 10
"""Seconds to wait for a server that does not answer."""


def warehouse_dsn() -> str:
    """The connection string of ZHIZAO_DSN, or of the embedded server, which is started when it does not run."""
    settings = get_settings()
    return settings.dsn or EmbeddedServer(settings.home).start()


@contextmanager
def connect(application_name: str = "zhizao", dsn: str | None = None) -> Iterator[connection]:
    """A connection to the warehouse, or to `dsn`, that commits on success, rolls back on an error and is always closed.

    `application_name` is what others see of it in `pg_stat_activity`. Raises ZhizaoError when the server cannot be
    reached; the sentence never holds the password.
    """
    opened = _open(dsn or warehouse_dsn(), application_name)
    try:
        yield opened
        opened.commit()
    except BaseException:
        # The error that is on its way says more than a rollback that fails because the server has gone.
        with suppress(psycopg2.Error):
            opened.rollback()
        raise
    finally:
        opened.close()


@contextmanager
def advisory_lock(held_by: connection, name: str, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of this name, which one connection has at a time; the server frees it when the connection ends.

    What was done under the lock is committed, or on an error rolled back, before the lock is given back.
    Raises ZhizaoError at once when another connection has the lock, unless told to `wait`.
    """
    key = lock_key(name)
    with held_by.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s), true" if wait else "select null, pg_try_advisory_lock(%s)", (key,))
        if not cursor.fetchall()[0][1]:
            _refuse_lock(held_by, name, key)
    try:
        yield
        held_by.commit()
    except BaseException:
        with suppress(psycopg2.Error):
            held_by.rollback()
        raise
    finally:
        _release(held_by, key)


def lock_key(name: str) -> int:
    """The 64-bit number PostgreSQL knows this lock by."""
    return int.from_bytes(hashlib.sha256(f"zhizao {name}".encode()).digest()[:8], signed=True)


def describe(dsn: str) -> str:
    """Server and database of a connection string, without user and password.

    Raises ZhizaoError when it cannot be read. libpq's own messages repeat parts of what they cannot read, and an
    unescaped `@` or `/` in a password moves its rest into the host or the database, so neither is ever shown.
    """
    try:
        parts = parse_dsn(dsn)
    except psycopg2.ProgrammingError:
        parts = {"host": "@"}
    if any("@" in str(parts.get(part, "")) for part in ("host", "port", "dbname")):
        message = (
            "ZHIZAO_DSN is not a connection string of PostgreSQL; write postgresql://user:password@host:5432/database "
            "and the signs @ : / # ? % of the password as %40 %3A %2F %23 %3F %25."
        )
        raise ZhizaoError(message)
    server = f"{parts.get('host', 'the local socket')}:{parts.get('port', '5432')}"
    return f"database {parts.get('dbname', parts.get('user', ''))} on {server}"


def client_call(program: str = "psql") -> tuple[list[str], dict[str, str]]:
    """Command and environment that open the warehouse in `psql` or another client; the password is in neither's words.

    The embedded server's own client is used for it, and for an external server the one on the search path.
    """
    settings, dsn = get_settings(), warehouse_dsn()
    command = program if settings.dsn else str(EmbeddedServer(settings.home).program(program))
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    describe(dsn)
    given = {names[part]: str(value) for part, value in parse_dsn(dsn).items() if part in names}
    return [command], {**os.environ, **given}


def _open(dsn: str, application_name: str) -> connection:
    target = describe(dsn)
    try:
        return psycopg2.connect(dsn, application_name=application_name, connect_timeout=CONNECT_PATIENCE)
    except psycopg2.Error as error:
        password = str(parse_dsn(dsn).get("password", ""))
        said = str(error).strip().partition("\n")[0]
        reason = said.replace(password, "…") if password else said
        raise UnavailableError(
            f"The warehouse ({target}) cannot be reached: {reason}; check ZHIZAO_DSN and the server."
        ) from None


def _refuse_lock(refused: connection, name: str, key: int) -> NoReturn:
    holder = "another process"
    with refused.cursor() as cursor:
        cursor.execute(
            """
            select application_name, to_char(backend_start, 'YYYY-MM-DD HH24:MI TZ')
            from pg_locks join pg_stat_activity using (pid)
            where locktype = 'advisory' and granted and ((classid::bigint << 32) | objid::bigint) = %s
              and pg_locks.database = (select oid from pg_database where datname = current_database())
            """,
            (key,),
        )
        for application, since in cursor.fetchall():
            holder = f"another process ({application or 'unnamed'}, connected since {since})"
    raise UnavailableError(f"'{name}' is locked by {holder}; wait until it has ended and try again.")


def _release(held_by: connection, key: int) -> None:
    """Give the lock back. A lost connection has lost its locks too, so a failure here has nothing to add."""
    with suppress(psycopg2.Error), held_by.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock(%s)", (key,))
        held_by.commit()
