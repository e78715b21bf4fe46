"""What a reader sees who asks all the while: whole loads and no error, however loads end."""

import threading
from contextlib import suppress

import psycopg2
import pytest

from tests.road.small_loads import Gate, on_the_road, published
from zhizao.errors import GateClosedError, UnavailableError
from zhizao.road import audit as auditing
from zhizao.road.audit import audit
from zhizao.road.publish import publish
from zhizao.road.rollback import rollback
from zhizao.warehouse import readers
from zhizao.warehouse.connection import connect

_LOADS = "(select array_agg(load_id order by load_id) from marts.{})"
SEEN_AT_ONCE = f"select {', '.join(_LOADS.format(table) for table in ('t', 'u', 'v', 't', 'u'))}"


class Reader(threading.Thread):
    """Reads several tables in one statement, again and again, until told to stop."""

    def __init__(self, dsn: str) -> None:
        super().__init__()
        self.dsn, self.stopped = dsn, threading.Event()
        self.seen: list[tuple[str, ...]] = []
        self.mixtures: list[object] = []
        self.errors: list[str] = []

    def run(self) -> None:
        with connect("reader", self.dsn) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            while not self.stopped.is_set():
                try:
                    cursor.execute(SEEN_AT_ONCE)
                    self._note(cursor.fetchone() or ())
                except psycopg2.Error as error:
                    self.errors.append(str(error))

    def _note(self, row: tuple[list[str], ...]) -> None:
        states = {tuple(state) for state in row}
        if len(states) > 1:
            self.mixtures.append(row)
        state = states.pop()
        if not self.seen or self.seen[-1] != state:
            self.seen.append(state)


@pytest.fixture
def gate(warehouse: str, monkeypatch: pytest.MonkeyPatch) -> Gate:  # noqa: ARG001 - the settings point at it
    judging = Gate()
    monkeypatch.setattr(auditing, "judge", judging)
    return judging


def test_a_reader_sees_only_whole_loads_through_publications_failures_and_rollbacks(gate: Gate, warehouse: str) -> None:
    whole = [(published(),)]
    reader = Reader(warehouse)
    reader.start()
    for turn in range(25):
        gate.failing = ("rows_are_sound",) if turn % 5 == 4 else ()
        load = on_the_road()
        with suppress(GateClosedError):
            audit(load)
            publish(load)
            whole.append((*whole[-1], load))
    for _ in range(2):
        rollback("to see it happen", "anna")
    reader.stopped.set()
    reader.join()
    assert len(whole) == 21
    assert (reader.errors, reader.mixtures) == ([], [])
    assert set(reader.seen) <= set(whole)
    assert len(reader.seen) > 1


@pytest.mark.usefixtures("gate")
def test_a_reader_who_does_not_end_is_waited_for_and_then_named(
    warehouse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0)
    first = published()
    second = on_the_road()
    audit(second)
    with connect("a long report", warehouse) as reader, reader.cursor() as cursor:
        cursor.execute("select load_id from marts.t")
        with pytest.raises(UnavailableError, match="marts is being read by a long report"):
            publish(second)
        cursor.execute("select load_id from marts.t")
        assert cursor.fetchall() == [(first,)]
    publish(second)


def test_a_view_on_what_others_are_writing_is_not_waited_for(warehouse: str) -> None:
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("create schema marts; create view marts.all_loads as select load_id from ops.loads")
        cursor.execute("create table marts.t (n int)")
    with connect(dsn=warehouse) as writer, connect(dsn=warehouse) as mover:
        writer.cursor().execute("insert into ops.loads (load_id) values ('load-000001')")
        readers.hold_readers(mover, "marts")
