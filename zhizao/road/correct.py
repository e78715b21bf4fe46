"""Correct: lines for the ledger, and the load that carries them to readers through build, audit and publish."""

from collections.abc import Iterable
from pathlib import Path

from psycopg2.errors import UndefinedTable
from psycopg2.extensions import connection as Connection

from zhizao.corrections import ledger
from zhizao.corrections.requests import Request, line_of, read_requests
from zhizao.errors import ZhizaoError
from zhizao.road.loads import lock_landing, open_load
from zhizao.warehouse.connection import connect
from zhizao.warehouse.migrate import migrate

# A load that is not built yet takes every line of the ledger with it; so does one that stopped and is built again.
_CARRIER = """
    select load_id from ops.loads
    where outcome = 'open' and station in ('land', 'read', 'extract')
    order by load_id limit 1"""


def correct(requests: Iterable[tuple[int | None, Request]]) -> tuple[list[int], str | None]:
    """Append all of these, or none; give their numbers, and the load that will carry them (None when there are none).

    Raises ZhizaoError with the sentence of the first that cannot be entered, and its line where it has one.
    """
    with connect() as connection:
        migrate(connection)
        numbers = [_enter(connection, line, request) for line, request in requests]
        return numbers, _carrier(connection) if numbers else None


def correct_from(file: Path, by: str) -> tuple[list[int], str | None]:
    """As `correct`, with the lines of a CSV file; `by` made those that do not say who did."""
    return correct(read_requests(file, by))


def ledger_lines() -> list[ledger.Line]:
    """The whole ledger, oldest first."""
    with connect() as connection:
        migrate(connection)
        return ledger.lines(connection)


def _enter(connection: Connection, line: int | None, request: Request) -> int:
    try:
        return ledger.append(connection, line_of(connection, request))
    except UndefinedTable:
        raise ZhizaoError(
            "Nothing was published yet, so there is nothing to correct: `zhizao run` publishes."
        ) from None
    except ZhizaoError as error:
        where = f"Line {line}: " if line else ""
        raise ZhizaoError(f"{where}{error} Nothing was entered.") from None


def _carrier(connection: Connection) -> str:
    """The load that corrections travel with: one that is still to be built, or a new one that brings nothing else."""
    lock_landing(connection)
    with connection.cursor() as cursor:
        cursor.execute(_CARRIER)
        if row := cursor.fetchone():
            return str(row[0])
        load_id = open_load(connection)
        cursor.execute("update ops.loads set station = 'extract' where load_id = %s", (load_id,))
    return load_id
