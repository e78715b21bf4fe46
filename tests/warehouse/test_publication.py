"""Swapping schemas and digesting them."""

from psycopg2.extensions import connection as Connection

from zhizao.warehouse.connection import connect
from zhizao.warehouse.digest import digest
from zhizao.warehouse.swap import rotate


def fill(connection: Connection, schema: str, *values: str) -> None:
    """A schema with one table of the values, in the order given."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"drop schema if exists {schema} cascade; create schema {schema}; create table {schema}.t (v text)"
        )
        for value in values:
            cursor.execute(f"insert into {schema}.t values (%s)", (value,))


def content(connection: Connection, schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"select v from {schema}.t order by v")
        return [v for (v,) in cursor]


def publish(connection: Connection) -> None:
    rotate(connection, candidate="c", current="m", previous="p")
    connection.commit()


def test_the_candidate_becomes_current_and_the_current_becomes_previous(database: str) -> None:
    with connect(dsn=database) as connection:
        fill(connection, "c", "one")
        publish(connection)
        fill(connection, "c", "two")
        publish(connection)
        assert (content(connection, "m"), content(connection, "p")) == (["two"], ["one"])


def test_a_move_that_is_rolled_back_changes_nothing(database: str) -> None:
    with connect(dsn=database) as connection:
        fill(connection, "c", "one")
        publish(connection)
        fill(connection, "c", "two")
        connection.commit()
        rotate(connection, candidate="c", current="m", previous="p")
        connection.rollback()
        assert (content(connection, "m"), content(connection, "c")) == (["one"], ["two"])


def test_a_reader_sees_whole_states_while_schemas_move(database: str) -> None:
    with connect(dsn=database) as connection, connect(dsn=database) as reader:
        fill(connection, "m", "0", "0")
        connection.commit()
        for load in ("1", "2", "3"):
            fill(connection, "c", load, load)
            connection.commit()
            rotate(connection, candidate="c", current="m", previous="p")
            assert len(set(content(reader, "m"))) == 1  # the move is under way and not yet seen
            reader.commit()
            connection.commit()
            assert content(reader, "m") == [load, load]
            reader.commit()


def test_the_digest_ignores_the_order_of_rows_and_nothing_else(database: str) -> None:
    with connect(dsn=database) as connection:
        digests = []
        for values in (("a", "b"), ("b", "a"), ("a", "c"), ("a", "b", "b"), ("a",)):
            fill(connection, "m", *values)
            digests.append(digest(connection, "m"))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4
