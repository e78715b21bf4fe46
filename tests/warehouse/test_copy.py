"""Whatever text, number or array goes in by COPY comes out the same, and what cannot is refused by name."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import psycopg2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.extensions import connection, cursor
from psycopg2.extras import Json

from zhizao.warehouse.copy import RowStream, copy_rows

TYPES = {
    "t": "text",
    "b": "boolean",
    "i": "bigint",
    "n": "numeric",
    "f": "double precision",
    "d": "date",
    "ts": "timestamptz",
    "by": "bytea",
    "ta": "text[]",
    "ia": "integer[]",
    "j": "jsonb",
}

pytestmark = pytest.mark.usefixtures("module_database")


@pytest.fixture(scope="module")
def open_connection(module_database: str) -> Iterator[connection]:
    """One connection for the module, with a table that has a column of every type."""
    with closing(psycopg2.connect(module_database)) as opened, opened.cursor() as on:
        on.execute(f"create table all_types (no serial, {', '.join(f'{name} {kind}' for name, kind in TYPES.items())})")
        opened.commit()
        yield opened


@pytest.fixture
def on(open_connection: connection) -> Iterator[cursor]:
    """A cursor whose doings are undone."""
    with open_connection.cursor() as opened:
        yield opened
    open_connection.rollback()


def there_and_back(on: cursor, column: str, values: Sequence[object]) -> list[object]:
    """Copy values into a column and read them again in order."""
    on.execute("truncate all_types")
    assert copy_rows(on, "public.all_types", [column], ([value] for value in values)) == len(values)
    on.execute(f"select {column} from all_types order by no")
    return [value for (value,) in on.fetchall()]


def test_every_type_round_trips(on: cursor) -> None:
    east = timezone(timedelta(hours=8))
    samples: dict[str, list[object]] = {
        "t": [
            "",
            None,
            "N",
            "\\N",
            "\\.",
            "a\tb",
            "a\nb",
            "a\r\nb",
            "\\t",
            "'; drop table x; --",
            "中文𠮷🚀",
            "\u2028\x7f\x01",
        ],
        "b": [True, False, None],
        "i": [0, -1, 2**63 - 1, -(2**63), None],
        "n": [Decimal("0.10"), Decimal("-1E+3"), Decimal("123456789012345678901234567890.5"), 7, None],
        "f": [0.1, -1e300, float("inf"), 5e-324, None],
        "d": [date(1, 1, 1), date(2020, 2, 29), date(9999, 12, 31), None],
        "ts": [datetime(2020, 9, 10, 8, 30, 0, 123456, tzinfo=east), datetime(1, 1, 2, tzinfo=UTC), None],
        "ta": [[], [""], ["NULL", None, "null"], ['a"b', "a\\b", "{x,y}", "a,b", " ", "\t\n"], None],
        "ia": [[1, None, -3], []],
        "j": [{"k": ['\t\n\\"', 1.5, None, True, {"中": "\\u0000 as text"}]}, {}, None],
    }
    for column, values in samples.items():
        assert there_and_back(on, column, values) == values


def test_wrapped_json_may_be_any_json(on: cursor) -> None:
    values: list[object] = [[[0, 3, 5]], [], "text", 1.5, True]
    assert there_and_back(on, "j", [Json(value) for value in values]) == values


def test_bytes_round_trip(on: cursor) -> None:
    every = bytes(range(256))
    assert [bytes(back) for back in there_and_back(on, "by", [every, b"", memoryview(b"\\x")])] == [every, b"", b"\\x"]


def test_a_member_of_an_enumeration_is_its_string(on: cursor) -> None:
    class Kind(StrEnum):
        PERSON = "person"

    assert there_and_back(on, "t", [Kind.PERSON]) == ["person"]


hostile = st.text(st.one_of(st.characters(exclude_characters="\0", codec="utf-8"), st.sampled_from("\\\t\n\r.N{}\",'")))
many_times = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many_times
@given(texts=st.lists(st.none() | hostile, max_size=20))
def test_hostile_text_round_trips(on: cursor, texts: list[str | None]) -> None:
    assert there_and_back(on, "t", texts) == texts


@many_times
@given(arrays=st.lists(st.lists(st.none() | hostile, max_size=5), max_size=10))
def test_hostile_arrays_round_trip(on: cursor, arrays: list[list[str | None]]) -> None:
    assert there_and_back(on, "ta", arrays) == arrays


@many_times
@given(documents=st.lists(st.dictionaries(hostile, hostile | st.integers() | st.lists(hostile)), max_size=5))
def test_hostile_json_round_trips(on: cursor, documents: list[dict[str, object]]) -> None:
    assert there_and_back(on, "j", documents) == documents


@many_times
@given(numbers=st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=6), max_size=10))
def test_decimals_keep_every_digit(on: cursor, numbers: list[Decimal]) -> None:
    assert [str(number) for number in there_and_back(on, "n", numbers)] == [f"{number:f}" for number in numbers]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("t", "a\0b", "all_types.t: PostgreSQL cannot hold the character NUL"),
        ("ta", ["a", "\0"], "all_types.ta: PostgreSQL cannot hold the character NUL"),
        ("j", {"k": "\0"}, "all_types.j: PostgreSQL cannot hold the character NUL"),
        ("j", {"k": "\\\0"}, "all_types.j: PostgreSQL cannot hold the character NUL"),
        ("j", {"k": float("nan")}, "all_types.j: .*JSON"),
        ("t", "a\ud800", "all_types.t: half a surrogate pair"),
        ("j", {"k": "\udcff"}, "all_types.j: half a surrogate pair"),
    ],
)
def test_what_postgresql_cannot_hold_is_refused_by_column(on: cursor, column: str, value: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        copy_rows(on, "all_types", [column], [["before"] if column == "t" else [None], [value]])
    on.connection.rollback()
    on.execute("select count(*) from all_types")
    assert on.fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("column", "value"), [("t", object()), ("t", {1, 2}), ("ta", [["nested"]]), ("j", {"k": object()})]
)
def test_a_value_of_an_unknown_type_is_refused_by_column(on: cursor, column: str, value: object) -> None:
    with pytest.raises(TypeError, match=f"all_types.{column}"):
        copy_rows(on, "all_types", [column], [[value]])


def test_a_row_of_the_wrong_length_is_refused_by_number(on: cursor) -> None:
    with pytest.raises(ValueError, match="Row 2 for all_types has 1 values for 2 columns"):
        copy_rows(on, "all_types", ["t", "i"], [["a", 1], ["b"]])


def test_a_fault_of_the_rows_themselves_comes_out_as_it_is(on: cursor) -> None:
    def rows() -> Iterator[list[object]]:
        yield ["a"]
        raise KeyError("rows")

    with pytest.raises(KeyError, match="rows"):
        copy_rows(on, "all_types", ["t"], rows())


def test_names_are_quoted(on: cursor) -> None:
    on.execute('create table "odd; name" ("select" text, "a""b" text)')
    assert copy_rows(on, "odd; name", ["select", 'a"b'], [["x", "y"]]) == 1
    with pytest.raises(psycopg2.errors.UndefinedTable):
        copy_rows(on, "all_types\" (t) from program 'true' --", ["t"], [["x"]])


def test_rows_are_taken_only_as_far_as_they_are_read() -> None:
    taken = 0

    def lines() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield b"123456789\n"

    stream = RowStream(lines())
    assert (stream.read(25), taken) == (b"123456789\n123456789\n12345", 3)
    assert (stream.read(5), taken) == (b"6789\n", 3)
    assert (len(stream.read()), taken) == (9_970, 1000)


def test_nothing_to_copy_is_no_row(on: cursor) -> None:
    assert copy_rows(on, "all_types", ["t"], []) == 0


def test_one_row_larger_than_a_chunk(on: cursor) -> None:
    large = "智造\t" * 300_000
    assert there_and_back(on, "t", [large, "after"]) == [large, "after"]
