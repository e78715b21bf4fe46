"""Trading the places of schemas, so that what readers see changes whole and at once."""

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.warehouse.roles import open_to_readers

_SPARE = "marts_leaving"


def rotate(connection: Connection, *, candidate: str, current: str, previous: str) -> None:
    """Make `candidate` the `current` schema and keep what was current as `previous`; the older one becomes `candidate`.

    Runs inside the caller's transaction. Renaming takes no lock on the tables, so readers neither wait nor fail: a
    query sees the names of before or of after the commit (measured; PostgreSQL manual, chapter "Explicit Locking").
    """
    for name in (current, previous):
        _execute(connection, "create schema if not exists {}", name)
    for old, new in ((previous, _SPARE), (current, previous), (candidate, current), (_SPARE, candidate)):
        _execute(connection, "alter schema {} rename to {}", old, new)
    open_to_readers(connection, current, closed=(previous, candidate))


def exchange(connection: Connection, *, current: str, previous: str) -> None:
    """Let `current` and `previous` trade names, inside the caller's transaction; the candidate is not touched."""
    for old, new in ((previous, _SPARE), (current, previous), (_SPARE, current)):
        _execute(connection, "alter schema {} rename to {}", old, new)
    open_to_readers(connection, current, closed=(previous,))


def _execute(connection: Connection, statement: str, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
