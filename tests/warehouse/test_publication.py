"""Swapping schemas and digesting them."""

from psycopg2.extensions import connection as Connection

from zhizao.warehouse.connection import connect
from zhizao.warehouse.digest import digest
from zhizao.warehouse.swap import exchange, rotate


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
    rotate(connection, candidate="marts_c", current="marts", previous="marts_p")
    connection.commit()


def test_the_candidate_becomes_current_and_the_current_becomes_previous(database: str) -> None:
    with connect(dsn=database) as connection:
        fill(connection, "marts_c", "one")
        publish(connection)
        fill(connection, "marts_c", "two")
        publish(connection)
        assert (content(connection, "marts"), content(connection, "marts_p")) == (["two"], ["one"])


def test_intermediate_tables_move_with_the_marts_they_belong_to(database: str) -> None:
    with connect(dsn=database) as connection:
        for value in ("one", "two", "three"):
            fill(connection, "marts_c", value)
            fill(connection, "intermediate_c", value)
            publish(connection)
        exchange(connection, current="marts", previous="marts_p")
        for state, value in (("", "two"), ("_p", "three"), ("_c", "one")):
            assert content(connection, f"intermediate{state}") == content(connection, f"marts{state}") == [value]


def test_a_move_that_is_rolled_back_changes_nothing(database: str) -> None:
    with connect(dsn=database) as connection:
        fill(connection, "marts_c", "one")
        publish(connection)
        fill(connection, "marts_c", "two")
        connection.commit()
        rotate(connection, candidate="marts_c", current="marts", previous="marts_p")
        connection.rollback()
        assert (content(connection, "marts"), content(connection, "marts_c")) == (["one"], ["two"])


def test_a_reader_sees_whole_states_while_schemas_move(database: str) -> None:
    with connect(dsn=database) as connection, connect(dsn=database) as reader:
        fill(connection, "marts", "0", "0")
        connection.commit()
        for load in ("1", "2", "3"):
            fill(connection, "marts_c", load, load)
            connection.commit()
            rotate(connection, candidate="marts_c", current="marts", previous="marts_p")
            assert len(set(content(reader, "marts"))) == 1  # the move is under way and not yet seen
            reader.commit()
            connection.commit()
            assert content(reader, "marts") == [load, load]
            reader.commit()


def test_the_digest_ignores_the_order_of_rows_and_nothing_else(database: str) -> None:
    with connect(dsn=database) as connection:
        digests = []
        for values in (("a", "b"), ("b", "a"), ("a", "c"), ("a", "b", "b"), ("a",)):
            fill(connection, "marts", *values)
            digests.append(digest(connection, "marts"))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4
