"""Loads: opening one, moving it from station to station, ending it.

A load is one batch of documents on its way to the marts. Its id is given in order and without gaps, so that the same
work gives the same ids on every machine, also after a crash: an unfinished load is continued, never replaced.
"""

from typing import Literal

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import connect, lock_key
from zhizao.warehouse.releases import end_release

Station = Literal["land", "read", "extract", "build", "audit", "publish"]


def open_loads() -> list[str]:
    """The loads that have landed and are not finished, oldest first."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("select load_id from ops.loads where outcome = 'open' order by load_id")
        return [load_id for (load_id,) in cursor]


def lock_landing(connection: Connection) -> None:
    """Wait for the right to open a load and to store into it; it ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", (lock_key("land"),))


def landing_load(connection: Connection) -> str | None:
    """The load that still takes documents, if one is open."""
    with connection.cursor() as cursor:
        cursor.execute("select load_id from ops.loads where outcome = 'open' and station = 'land'")
        row = cursor.fetchone()
    return row[0] if row else None


def open_load(connection: Connection) -> str:
    """Open the next load. The caller holds the landing lock."""
    with connection.cursor() as cursor:
        cursor.execute("""
            insert into ops.loads (load_id)
            select 'load-' || to_char(coalesce(max(substr(load_id, 6)::int), 0) + 1, 'FM000000') from ops.loads
            returning load_id""")
        (load_id,) = cursor.fetchone() or ("",)
    return str(load_id)


def arrive(connection: Connection, load_id: str, station: Station) -> None:
    """Record that the load has reached a station. Raises ZhizaoError when the load is unknown or has ended."""
    with connection.cursor() as cursor:
        cursor.execute("update ops.loads set station = %s where load_id = %s and outcome = 'open'", (station, load_id))
        if cursor.rowcount != 1:
            raise ZhizaoError(f"{load_id} is not an open load: `zhizao status` lists the loads and how they ended.")
        cursor.execute(
            """insert into ops.load_arrivals (load_id, station) values (%s, %s)
               on conflict (load_id, station) do update set arrived_at = now()""",
            (load_id, station),
        )


def stop(connection: Connection, load_id: str, reason: str) -> None:
    """End a load without publishing it; its rows stay and are seen by no reader."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update ops.loads set outcome = 'stopped', reason = %s, closed_at = now() where load_id = %s",
            (reason, load_id),
        )
    end_release(connection, load_id)


def reopen(load_id: str) -> None:
    """Put a stopped or withdrawn load back on the road, to be extracted, built and audited anew by the next run.

    What was extracted for it is removed: no reader sees it, and the engine or the data may have been mended since.
    Raises ZhizaoError when the load is neither.
    """
    from zhizao.road.mention_rows import TABLES  # here, so that opening a load does not load the engine

    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.loads set outcome = 'open', station = 'read', reason = null, closed_at = null
               where load_id = %s and outcome in ('stopped', 'withdrawn')""",
            (load_id,),
        )
        if cursor.rowcount != 1:
            raise ZhizaoError(f"{load_id} is neither stopped nor withdrawn: `zhizao status` tells how loads ended.")
        end_release(connection, load_id)
        for table in (*(table for table, _ in TABLES.values()), "ops.quarantined_mentions", "ops.article_outcomes"):
            cursor.execute(
                sql.SQL("delete from {} where load_id = %s").format(sql.Identifier(*table.split("."))), (load_id,)
            )
