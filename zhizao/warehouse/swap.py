"""Trading the places of schemas, so that what readers see changes whole and at once.

The intermediate tables move with the marts that were built from them: see `schemas.intermediate_of`.
"""

from collections.abc import Callable, Sequence

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.warehouse.roles import open_to_readers
from zhizao.warehouse.schemas import intermediate_of

_SPARE = "marts_leaving"


def rotate(connection: Connection, *, candidate: str, current: str, previous: str) -> None:
    """Make `candidate` the `current` schema and keep what was current as `previous`; the older one becomes `candidate`.

    Runs inside the caller's transaction. Renaming takes no lock on the tables: a look-up finds the names of before or
    of after the commit. A statement that looks several tables up could meet both, unless readers are held first
    (`readers.hold_readers`; measured).
    """
    _rename(connection, ((previous, _SPARE), (current, previous), (candidate, current), (_SPARE, candidate)))
    open_to_readers(connection, current, closed=(previous, candidate))


def exchange(connection: Connection, *, current: str, previous: str) -> None:
    """Let `current` and `previous` trade names, inside the caller's transaction; the candidate is not touched."""
    _rename(connection, ((previous, _SPARE), (current, previous), (_SPARE, current)))
    open_to_readers(connection, current, closed=(previous,))


def _rename(connection: Connection, moves: Sequence[tuple[str, str]]) -> None:
    """Make the moves with the marts, and then with their twins; a schema that is missing is empty."""
    kinds: tuple[Callable[[str], str], ...] = (str, intermediate_of)
    for of_kind in kinds:
        for name in {old for old, _ in moves} - {_SPARE}:
            _execute(connection, "create schema if not exists {}", of_kind(name))
        for old, new in moves:
            _execute(connection, "alter schema {} rename to {}", of_kind(old), of_kind(new))


def _execute(connection: Connection, statement: str, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
