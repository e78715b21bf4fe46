"""Rows into tables by COPY, as a stream: the text format of PostgreSQL, written exactly.

Format: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". psycopg2 brings no writer for it.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import methodcaller
from typing import Any

from psycopg2.errors import QueryCanceled
from psycopg2.extensions import cursor
from psycopg2.extras import Json
from psycopg2.sql import SQL, Identifier

CHUNK = 1 << 16
"""Bytes asked of the stream at a time."""

NULL = rb"\N"

ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""How JSON writes a NUL; a backslash that is itself escaped is none."""


def copy_rows(target: cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Append rows to a table (`schema.table`) and return their number; takes them one by one, never all at once.

    Values: None, bool, int, float, Decimal, date, datetime, str, bytes (bytea), a list or tuple of str, numbers or
    None (an array), a dict or `Json(...)` (jsonb). Raises ValueError naming the column of a value that PostgreSQL
    cannot hold (a NUL, half a surrogate pair, NaN inside JSON, a row too long or short) and TypeError for one of
    another type; nothing of the call is kept then, and the transaction must be rolled back.
    """
    stream = RowStream(encode_rows(table, columns, rows))
    statement = SQL("copy {} ({}) from stdin with (format text, encoding 'UTF8')").format(
        Identifier(*table.split(".")), SQL(", ").join(map(Identifier, columns))
    )
    try:
        target.copy_expert(statement, stream, size=CHUNK)
    except QueryCanceled as error:
        raise stream.fault or error from None
    return target.rowcount


def encode_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Each row as a line of COPY's text format, in UTF-8. Raises as `copy_rows`."""
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            message = f"Row {number} for {table} has {len(row)} values for {len(columns)} columns."
            raise ValueError(message)
        yield b"\t".join(_field(f"{table}.{name}", value) for name, value in zip(columns, row, strict=True)) + b"\n"


def _field(column: str, value: object) -> bytes:
    if value is None:
        return NULL
    try:
        return _escape(_text(value)).encode()
    except UnicodeEncodeError:
        raise ValueError(f"Column {column}: half a surrogate pair is not text.") from None
    except (ValueError, TypeError) as error:
        raise type(error)(f"Column {column}: {error}.") from None


def _text(value: object) -> str:
    """A value as PostgreSQL reads it from a string."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be copied")


def _string(value: str) -> str:
    # An enumeration's member is the string it stands for, not its name.
    return _without_nul(str.__str__(value), "\0" in value)


def _array(values: Sequence[object]) -> str:
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: object) -> str:
    """An element of an array literal, always quoted, so that `NULL`, commas and braces are only text."""
    if value is None:
        return "NULL"
    if isinstance(value, list | tuple | dict | Json | bytes):
        raise TypeError(f"an array holding a {type(value).__name__} cannot be copied")
    quoted = _text(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _without_nul(text, ESCAPED_NUL.search(text))


def _without_nul(text: str, found: object) -> str:
    if found:
        raise ValueError("PostgreSQL cannot hold the character NUL")
    return text


WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (str, _string),
    (bool, lambda value: "t" if value else "f"),
    ((int, float, Decimal), str),
    (date, methodcaller("isoformat")),
    ((bytes, bytearray, memoryview), lambda value: rf"\x{value.hex()}"),
    ((list, tuple), _array),
    (dict, _json),
    (Json, lambda value: _json(value.adapted)),
)
"""How each type is written; the first that fits counts (bool is an int, datetime a date)."""


def _escape(text: str) -> str:
    """The backslash and what ends a field or a line, as COPY wants them."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


class RowStream(io.RawIOBase):
    """A file of bytes that psycopg2 reads, filled from an iterator only as far as it is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        """`lines` is taken one by one; see `encode_rows`."""
        self._lines = lines
        self._waiting = b""
        self.fault: BaseException | None = None
        """What the iterator raised: psycopg2 reports it only as a cancelled query."""

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes, fewer at the end, all that are left when negative."""
        parts, have = [self._waiting], len(self._waiting)
        while have < size or size < 0:
            line = self._next()
            if not line:
                break
            parts.append(line)
            have += len(line)
        whole = b"".join(parts)
        end = len(whole) if size < 0 else size
        self._waiting = whole[end:]
        return whole[:end]

    def _next(self) -> bytes:
        try:
            return next(self._lines, b"")
        except BaseException as error:
            self.fault = error
            raise
