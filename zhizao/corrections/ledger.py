"""The ledger: lines that are appended and never changed, and what they decide about entities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.errors import ZhizaoError


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in a story that outlives every extraction: the content's hash, the story, the span and what it says.

    `about` tells several facts at one place apart: the subject of a metric, the name of anything else.
    """

    content_sha256: str
    story_no: int
    char_start: int
    char_end: int
    quote: str
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line to append. Which parts are given depends on the action; the table's constraints state it."""

    action: str
    reason: str
    made_by: str
    kind: str | None = None
    anchor: Anchor | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    entity_key: str | None = None
    entity_name: str | None = None
    other_key: str | None = None
    other_name: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger as a person reads it."""

    correction_no: int
    made_by: str
    action: str
    kind: str | None
    what: str
    reason: str
    in_force: bool


_COLUMNS = ("action", "kind", "entity_key", "entity_name", "other_key", "other_name", "undoes", "reason", "made_by")
_PLACE = ("content_sha256", "story_no", "char_start", "char_end", "quote", "about")

_LINES = """
    select c.correction_no, c.made_by, c.action, c.kind,
        concat_ws(' ', c.quote, c.entity_name, '→ ' || c.other_name, 'line ' || c.undoes,
            nullif(c.fields::text, '{}')),
        c.reason, exists (select from ops.corrections_in_force f where f.correction_no = c.correction_no)
    from ops.corrections c order by c.correction_no"""


def append(connection: Connection, correction: Correction) -> int:
    """Append a line and give its number.

    Raises ZhizaoError when it lacks a reason, or takes back a line that does not exist or is taken back already.
    """
    if not correction.reason.strip():
        raise ZhizaoError("A correction needs a reason: say why with --reason.")
    if correction.undoes is not None:
        _refuse_idle_undoing(connection, correction.undoes)
    values = [getattr(correction, name) for name in _COLUMNS] + [Json(dict(correction.fields))]
    values += [getattr(correction.anchor, name, None) for name in _PLACE]
    columns = (*_COLUMNS, "fields", *_PLACE)
    statement = sql.SQL("insert into ops.corrections ({}) values ({}) returning correction_no").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(", ").join(sql.Placeholder() * len(columns))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (number,) = cursor.fetchone() or (0,)
    return int(number)


def _refuse_idle_undoing(connection: Connection, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select from ops.corrections_in_force where correction_no = %s", (number,))
        if not cursor.rowcount:
            raise ZhizaoError(f"There is no correction {number} in force: `zhizao correct list` shows those that are.")


def lines(connection: Connection) -> list[Line]:
    """The whole ledger, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES)
        return [Line(*row) for row in cursor]
