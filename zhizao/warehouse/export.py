"""Writing the published marts into files with a data dictionary: one state, whatever is published meanwhile.

In Parquet a numeric becomes a 64-bit float, so that every tool reads it; CSV has every digit. A list is a JSON array in
CSV. Infinity, the open end of a bound, stays infinity.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import connect
from zhizao.warehouse.schemas import MARTS

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("parquet", "csv")
DICTIONARY = "data_dictionary.csv"
BATCH = 5_000
"""Rows held in memory at a time."""

_RELATIONS = """
select relname::text, coalesce(obj_description(c.oid), ''),
    array_agg(attname::text order by attnum), array_agg(format_type(atttypid, null) order by attnum),
    array_agg(coalesce(col_description(c.oid, attnum), '') order by attnum)
from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
where relnamespace = to_regnamespace(%s) and relkind in ('r', 'v') group by c.oid, relname order by relname"""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view of the marts: what it is, and its columns with their types and meanings."""

    name: str
    description: str
    columns: Sequence[str]
    types: Sequence[str]
    meanings: Sequence[str]


class Writer(Protocol):
    """A file that takes rows batch by batch."""

    def write(self, rows: Sequence[Row]) -> None:
        """Append these rows."""

    def close(self) -> None:
        """Complete the file."""


def export(
    folder: Path, form: str = "parquet", *, overwrite: bool = False, tell: Callable[[str, int], None] = lambda *_: None
) -> dict[str, int]:
    """Write every published table and view, and the data dictionary, into a folder; give the number of rows of each.

    `tell` is called with the name and the number of rows since the last call, and with 0 when one begins. Files appear
    whole or not at all. Raises ZhizaoError for an unknown format, when nothing is published, when the folder cannot be
    written, or when a file is there already and is not to be overwritten.
    """
    if form not in FORMATS:
        raise ZhizaoError(f"'{form}' is no format that is written: choose {' or '.join(FORMATS)}.")
    with connect("zhizao export") as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        opened = _opened(connection)
        targets = {relation.name: folder / f"{relation.name}.{form}" for relation, _ in opened}
        try:
            _prepare(folder, [*targets.values(), folder / DICTIONARY], overwrite=overwrite)
            counts = {r.name: _write(r, rows, _part(targets[r.name]), form, tell) for r, rows in opened}
            _write_dictionary(_part(folder / DICTIONARY), [relation for relation, _ in opened])
            for target in [*targets.values(), folder / DICTIONARY]:
                _part(target).replace(target)
        except OSError as error:
            raise ZhizaoError(f"{error.filename or folder} cannot be written ({error.strerror or error}).") from error
        finally:
            for target in [*targets.values(), folder / DICTIONARY]:
                with suppress(OSError):
                    _part(target).unlink(missing_ok=True)
    return counts


def _opened(connection: Connection) -> list[tuple[Relation, Cursor]]:
    """A cursor on each relation, all of one state: a cursor keeps its table when a publication moves it away."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select to_regnamespace(%s)::oid", (MARTS,))
            before = cursor.fetchall()
            cursor.execute(_RELATIONS, (MARTS,))
            relations = [Relation(*row) for row in cursor.fetchall()]
            if not relations:
                raise ZhizaoError("Nothing is published yet: `zhizao run` publishes what is in the inbox.")
            opened = [(relation, _cursor_on(connection, relation)) for relation in relations]
            cursor.execute("select to_regnamespace(%s)::oid", (MARTS,))
            if cursor.fetchall() == before:
                return opened
        connection.rollback()


def _cursor_on(connection: Connection, relation: Relation) -> Cursor:
    rows = connection.cursor(f"export {relation.name}")
    rows.itersize = BATCH
    rows.execute(
        sql.SQL("select {} from {}").format(
            sql.SQL(", ").join(map(sql.Identifier, relation.columns)), sql.Identifier(MARTS, relation.name)
        )
    )
    return rows


def _prepare(folder: Path, targets: Sequence[Path], *, overwrite: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    there = [target.name for target in targets if target.exists()]
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise ZhizaoError(
            f"{folder} already holds {there[0]}{more}: name another folder, or add --overwrite to write them anew."
        )


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _write(relation: Relation, rows: Cursor, path: Path, form: str, tell: Callable[[str, int], None]) -> int:
    writer: Writer = ParquetFile(relation, path) if form == "parquet" else CsvFile(relation, path)
    count = 0
    tell(relation.name, 0)
    try:
        for batch in _batches(rows):
            writer.write(batch)
            count += len(batch)
            tell(relation.name, len(batch))
    finally:
        writer.close()
        rows.close()
    return count


def _batches(rows: Cursor) -> Iterator[list[Row]]:
    while batch := rows.fetchmany(BATCH):
        yield batch


def _write_dictionary(path: Path, relations: Sequence[Relation]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("table", "column", "type", "description"))
        for relation in relations:
            lines.writerow((relation.name, "", "", relation.description))
            for column in zip(relation.columns, relation.types, relation.meanings, strict=True):
                lines.writerow((relation.name, *column))


class CsvFile:
    """CSV with a header, in UTF-8 with the mark by which Excel knows it; null is empty, and so is empty text."""

    def __init__(self, relation: Relation, path: Path) -> None:
        """Open the file and write the header."""
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._lines = csv.writer(self._file)
        self._lines.writerow(relation.columns)

    def write(self, rows: Sequence[Row]) -> None:
        """Append these rows."""
        self._lines.writerows([[_plain(value) for value in row] for row in rows])

    def close(self) -> None:
        """Complete the file."""
        self._file.close()


def _plain(value: object) -> object:
    """A value as CSV holds it: PostgreSQL's own words, and JSON for what has parts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime) else value


class ParquetFile:
    """A Parquet file whose fields carry the meanings of their columns."""

    def __init__(self, relation: Relation, path: Path) -> None:
        """Open the file with the schema of the relation."""
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        columns = zip(relation.columns, relation.types, relation.meanings, strict=True)
        fields = [pa.field(name, _arrow_type(kind), metadata={"description": said}) for name, kind, said in columns]
        self._kinds = relation.types
        self._schema = pa.schema(fields, metadata={"description": relation.description})
        self._writer = ParquetWriter(path, self._schema, compression="zstd")

    def write(self, rows: Sequence[Row]) -> None:
        """Append these rows."""
        import pyarrow as pa

        columns = zip(self._schema, self._kinds, zip(*rows, strict=True), strict=True)
        arrays = [pa.array([_fitting(v, kind) for v in values], field.type) for field, kind, values in columns]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))

    def close(self) -> None:
        """Complete the file."""
        self._writer.close()


def _fitting(value: object, kind: str) -> object:
    """A value as Arrow takes it for its type."""
    if value is None:
        return None
    if kind == "numeric":
        return float(str(value))
    return json.dumps(value, ensure_ascii=False) if kind in {"json", "jsonb"} else value


def _arrow_type(kind: str) -> "pa.DataType":
    """The Arrow type of a PostgreSQL type; text for one that is not listed."""
    import pyarrow as pa

    known = {
        "boolean": pa.bool_(),
        "smallint": pa.int16(),
        "integer": pa.int32(),
        "bigint": pa.int64(),
        "numeric": pa.float64(),
        "double precision": pa.float64(),
        "date": pa.date32(),
        "timestamp with time zone": pa.timestamp("us", "UTC"),
        "text[]": pa.list_(pa.string()),
    }
    return known.get(kind, pa.string())
