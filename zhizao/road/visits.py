"""Visits to sources: what a visit met, what the source remembers from it, and which sources are due for the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.sources.config import load_sources
from zhizao.sources.document import Trouble
from zhizao.sources.memory import Memory
from zhizao.warehouse.connection import connect
from zhizao.warehouse.migrate import migrate

_TOLD_TROUBLES = 3


@dataclass
class Visit:
    """What one visit to a source met so far."""

    source: str
    began_at: datetime
    load_id: str | None
    seen: int = 0
    received: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def error(self) -> str | None:
        """The troubles in a few sentences; None when there were none."""
        if not self.troubles:
            return None
        told = " ".join(trouble.sentence for trouble in self.troubles[:_TOLD_TROUBLES])
        more = len(self.troubles) - _TOLD_TROUBLES
        return f"{told} And {more:,} more." if more > 0 else told


@dataclass(frozen=True)
class LastVisit:
    """How the latest visit to a source ended."""

    began_at: datetime
    seen: int
    received: int
    error: str | None


def began_at(connection: Connection) -> datetime:
    """The moment this transaction began, on the clock of the warehouse, which all visits share."""
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        (now,) = cursor.fetchone() or (None,)
    assert isinstance(now, datetime)  # noqa: S101 - now() always answers
    return now


def record(connection: Connection, visit: Visit, fault: str | None = None) -> None:
    """Write down a visit that has ended; `fault` is what ended it too soon."""
    row = (
        visit.source,
        visit.began_at,
        visit.seen,
        visit.seen - visit.received,
        visit.received,
        visit.load_id if visit.received else None,
        " ".join(filter(None, (fault, visit.error))) or None,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into ops.source_visits (source_name, visited_at, seen, unchanged, received, load_id, error)
               values (%s, %s, %s, %s, %s, %s, %s)""",
            row,
        )


def load_memory(connection: Connection, source: str) -> Memory:
    """What the source remembers."""
    with connection.cursor() as cursor:
        cursor.execute("select key, value from ops.source_memory where source_name = %s", (source,))
        return Memory(dict(cursor.fetchall()))


def save_memory(connection: Connection, source: str, changes: Mapping[str, Any]) -> None:
    """Write what changed in a source's memory, in the transaction of the documents it tells of."""
    forgotten = [key for key, value in changes.items() if value is None]
    kept = {key: value for key, value in changes.items() if value is not None}
    with connection.cursor() as cursor:
        if forgotten:
            cursor.execute(
                "delete from ops.source_memory where source_name = %s and key = any(%s)", (source, forgotten)
            )
        if kept:
            cursor.execute(
                """insert into ops.source_memory (source_name, key, value)
                   select %s, key, value from jsonb_each(%s)
                   on conflict (source_name, key) do update set value = excluded.value""",
                (source, Json(kept)),
            )


def last_visits(connection: Connection) -> dict[str, LastVisit]:
    """The latest visit to every source that was ever visited."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct on (source_name) source_name, visited_at, seen, received, error
               from ops.source_visits order by source_name, visited_at desc"""
        )
        return {name: LastVisit(*rest) for name, *rest in cursor}


def enabled_sources() -> list[str]:
    """Every source that is not switched off, in the order of the file."""
    return [source.name for source in load_sources() if source.enabled]


def due_sources(now: datetime) -> list[str]:
    """The enabled sources whose schedule asks for a visit at `now`, in the order of the file."""
    with connect() as connection:
        migrate(connection)
        last = last_visits(connection)
    began = {name: visit.began_at for name, visit in last.items()}
    return [s.name for s in load_sources() if s.enabled and s.due(began.get(s.name), now)]
