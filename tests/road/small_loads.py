"""Loads with a candidate of two small tables and a gate that fails what it is told to: all but dbt and the engine."""

from psycopg2.extensions import connection as Connection

from tests.road.driving import rows
from zhizao.quality.verdict import CheckResult, Verdict
from zhizao.road.audit import audit
from zhizao.road.loads import open_load
from zhizao.road.publish import publish
from zhizao.warehouse.connection import connect


def _visible(connection: Connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select load_id from ops.visible_loads order by 1")
        return [load for (load,) in cursor]


def build_small(load: str) -> dict[str, int]:
    """A candidate of two tables that name the loads it was built of, and a view, in the place of what dbt would build."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("update ops.candidate set load_id = %s, built_at = now(), audited = false", (load,))
        loads = _visible(connection)
        for schema in ("marts_candidate", "intermediate_candidate"):
            cursor.execute(f"drop schema if exists {schema} cascade; create schema {schema}")
            for table in ("t", "u"):
                cursor.execute(f"create table {schema}.{table} as select unnest(%s) as load_id", (loads,))
            cursor.execute(f"create view {schema}.v as select load_id from {schema}.t")
    return {}


def on_the_road() -> str:
    """The next load, with its candidate built."""
    with connect() as connection:
        load = open_load(connection)
    build_small(load)
    return load


def published() -> str:
    """The next load, published."""
    load = on_the_road()
    audit(load)
    publish(load)
    return load


def shown() -> list[object]:
    """The loads whose rows readers see."""
    return [load for (load,) in rows("select load_id from marts.t order by 1")]


def outcome(load: str) -> object:
    return rows(f"select outcome from ops.loads where load_id = '{load}'")[0][0]


class Gate:
    """A gate that fails the checks it is told to, and records them as the real one does."""

    def __init__(self) -> None:
        self.failing: tuple[str, ...] = ()

    def __call__(self, _dsn: str, load: str, _schema: str, **_: object) -> Verdict:
        results = [
            CheckResult(
                suite="marts.t",
                expectation=name,
                severity="blocks",
                success=name not in self.failing,
                reason=f"{name}!",
            )
            for name in ("rows_are_sound", "keys_are_sound")
        ]
        with connect() as connection, connection.cursor() as cursor:
            cursor.execute("delete from ops.check_results where load_id = %s", (load,))
            for result in results:
                cursor.execute(
                    "insert into ops.check_results (load_id, suite, expectation, severity, success, reason) "
                    "values (%s, %s, %s, 'blocks', %s, %s)",
                    (load, result.suite, result.expectation, result.success, result.reason),
                )
        return Verdict(load, tuple(results))
