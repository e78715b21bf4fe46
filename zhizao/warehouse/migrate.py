"""Brings the warehouse to the state the code expects: `migrations/NNNN_*.sql`, in order, once each.

Plain code rather than a tool: yoyo-migrations knows an applied file by its name alone (its `migration_hash` is the
hash of the name), so that it does not notice a file that was changed afterwards; Alembic's home is a model in Python.
What is needed of either is below.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg2
from psycopg2.extensions import connection

from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import advisory_lock

MIGRATIONS = Path(__file__).parent / "migrations"

RECORD = """
create table if not exists public.zhizao_migrations (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
)
"""


@dataclass(frozen=True)
class Migration:
    """One numbered file of SQL; the same as a record of it when number, name and hash are the same."""

    number: int
    name: str
    sha256: str
    sql: str = field(default="", compare=False, repr=False)

    @classmethod
    def of(cls, path: Path) -> Self:
        """The migration in this file; line ends do not count for its hash."""
        sql = path.read_text(encoding="utf-8")
        return cls(int(path.name[:4]), path.name, hashlib.sha256(sql.encode()).hexdigest(), sql)


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The files in order. Raises ZhizaoError when their numbers are not 1, 2, 3 and so on."""
    found = [Migration.of(path) for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))]
    for expected, migration in enumerate(found, start=1):
        if migration.number != expected:
            raise ZhizaoError(f"Migration {migration.name} stands where number {expected:04} belongs; renumber it.")
    return found


def migrate(target: connection, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing, each file in its own transaction; returns the names applied.

    Safe when several processes start at once: the others wait. Raises ZhizaoError when a file was changed after it
    was applied, or when the database is newer than the code; nothing is applied then.
    """
    known = migrations(folder)
    if not _missing(target, known):
        return []
    with advisory_lock(target, "migrate", wait=True):
        with target, target.cursor() as cursor:
            cursor.execute(RECORD)
        missing = _missing(target, known)
        for migration in missing:
            _apply(target, migration)
    return [migration.name for migration in missing]


def _missing(target: connection, known: list[Migration]) -> list[Migration]:
    applied = _applied(target)
    for migration in known:
        if applied.get(migration.number, migration) != migration:
            message = f"Migration {migration.name} was changed after it was applied; restore it and write a new one."
            raise ZhizaoError(message)
    if newer := sorted(applied.keys() - {migration.number for migration in known}):
        name = applied[newer[0]].name
        raise ZhizaoError(f"The warehouse has migration {name}, which this version lacks; install the later version.")
    return [migration for migration in known if migration.number not in applied]


def _applied(target: connection) -> dict[int, Migration]:
    with target.cursor() as cursor:
        cursor.execute("select to_regclass('public.zhizao_migrations')")
        if cursor.fetchall() == [(None,)]:
            return {}
        cursor.execute("select number, name, sha256 from public.zhizao_migrations")
        return {number: Migration(number, name, sha256) for number, name, sha256 in cursor.fetchall()}


def _apply(target: connection, migration: Migration) -> None:
    record = (migration.number, migration.name, migration.sha256)
    try:
        with target, target.cursor() as cursor:
            cursor.execute(migration.sql)
            cursor.execute("insert into public.zhizao_migrations (number, name, sha256) values (%s, %s, %s)", record)
    except psycopg2.Error as error:
        reason = " ".join(str(error).split())
        raise ZhizaoError(f"Migration {migration.name} failed and left nothing behind: {reason}.") from error
