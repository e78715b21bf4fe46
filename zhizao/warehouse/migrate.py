"""Brings the warehouse to the state the code expects: `migrations/NNNN_*.sql`, in order, once each.

Plain code rather than a tool: yoyo-migrations and the like take the URL apart their own way, choose drivers, keep
several tables of their own and do not notice that a file was changed after it was applied, which is the one check
that matters here. What is needed of them is the forty lines below.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

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
    """One numbered file of SQL."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Hash of the SQL, in hexadecimal; line ends do not count."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The files in order. Raises ZhizaoError when the numbers are not 1, 2, 3, …"""
    paths = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    found = [Migration(int(path.name[:4]), path.name, path.read_text(encoding="utf-8")) for path in paths]
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
    with advisory_lock(target, "migrate", wait=True):
        missing = _missing(target, known)
        for migration in missing:
            _apply(target, migration)
    return [migration.name for migration in missing]


def _missing(target: connection, known: list[Migration]) -> list[Migration]:
    with target.cursor() as cursor:
        cursor.execute(RECORD)
        cursor.execute("select number, name, sha256 from public.zhizao_migrations order by number")
        applied = {number: (name, sha256) for number, name, sha256 in cursor.fetchall()}
    target.commit()
    for migration in known:
        if applied.get(migration.number, ("", migration.sha256))[1] != migration.sha256:
            message = f"Migration {migration.name} was changed after it was applied; restore it and write a new one."
            raise ZhizaoError(message)
    if newer := sorted(applied.keys() - {migration.number for migration in known}):
        message = (
            f"The warehouse has migration {applied[newer[0]][0]}, which this version lacks; install the later one."
        )
        raise ZhizaoError(message)
    return [migration for migration in known if migration.number not in applied]


def _apply(target: connection, migration: Migration) -> None:
    with target.cursor() as cursor:
        cursor.execute(migration.sql)
        cursor.execute(
            "insert into public.zhizao_migrations (number, name, sha256) values (%s, %s, %s)",
            (migration.number, migration.name, migration.sha256),
        )
    target.commit()
