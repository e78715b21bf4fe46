"""Holding readers at the door for the moment in which schemas change places.

PostgreSQL looks up the tables of a statement one after another. One that names several could find some before the move
and some after it; with the tables locked it waits at the first, and then finds all of them where they are now.
"""

import time

from psycopg2 import sql
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import connection as Connection

from zhizao.errors import UnavailableError

ATTEMPT = "200ms"
"""How long readers may have to wait at a time: less than the second after which PostgreSQL looks for deadlocks."""

PATIENCE = 60
"""Seconds for which statements that began before are given time to end."""

_PAUSE = 0.2

# A view that shows more than this schema is left out: locking it locks what it shows, and that is in use elsewhere.
_RELATIONS = """
select c.relname::text
from pg_class as c
where c.relnamespace = %(schema)s::regnamespace and c.relkind in ('r', 'p', 'v') and not exists (
    select from pg_rewrite as r
    join pg_depend as d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
        and d.refclassid = 'pg_class'::regclass
    join pg_class as shown on shown.oid = d.refobjid
    where r.ev_class = c.oid and shown.relnamespace <> c.relnamespace)
order by 1"""

_HOLDERS = """
select format('%%s (process %%s, since %%s)', coalesce(nullif(a.application_name, ''), 'unnamed'), a.pid,
    to_char(a.xact_start, 'HH24:MI:SS'))
from pg_locks as l
join pg_class as c on c.oid = l.relation
join pg_stat_activity as a on a.pid = l.pid
where c.relnamespace = %(schema)s::regnamespace and l.granted and a.pid <> pg_backend_pid()
order by a.xact_start limit 1"""


def hold_readers(connection: Connection, schema: str) -> None:
    """Let no statement into the tables and views of a schema until this transaction ends.

    Waits for statements that are under way, again and again for moments so short that newcomers barely notice.
    Raises UnavailableError, naming who reads, when one is not over in time; nothing is changed then.
    """
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_namespace where nspname = %s", (schema,))
        if not cursor.rowcount:
            return
        cursor.execute(_RELATIONS, {"schema": schema})
        relations = [sql.Identifier(schema, name) for (name,) in cursor]
    if not relations:
        return
    statement = sql.SQL("lock table {} in access exclusive mode").format(sql.SQL(", ").join(relations))
    deadline = time.monotonic() + PATIENCE
    while not _locked(connection, statement):
        if time.monotonic() > deadline:
            _refuse(connection, schema)
        time.sleep(_PAUSE)


def _locked(connection: Connection, statement: sql.Composed) -> bool:
    """Try once; what was locked in a vain attempt is free again."""
    with connection.cursor() as cursor:
        cursor.execute("savepoint before_lock")
        cursor.execute("select set_config('lock_timeout', %s, true)", (ATTEMPT,))
        try:
            cursor.execute(statement)
        except LockNotAvailable:
            cursor.execute("rollback to savepoint before_lock")
            return False
        cursor.execute("set local lock_timeout to default")
        return True


def _refuse(connection: Connection, schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, {"schema": schema})
        row = cursor.fetchone()
    holder = row[0] if row else "a session that has ended by now"
    raise UnavailableError(
        f"{schema} is being read by {holder} for longer than {PATIENCE} seconds, so nothing new was made visible; "
        "try again when that is over, or end it."
    )
