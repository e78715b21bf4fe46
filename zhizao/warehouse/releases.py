"""Decisions of persons to publish a load although the gate had stopped it or somebody had withdrawn it."""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

_FAILED = """
select jsonb_agg(jsonb_build_object('check', suite || '.' || expectation, 'reason', reason) order by suite, expectation)
from ops.check_results where load_id = %s and severity = 'blocks' and not success"""


@dataclass(frozen=True, slots=True)
class Release:
    """A decision in force: by whom, why, and the checks it covers, each as `suite.expectation`."""

    by: str
    reason: str
    covers: frozenset[str]


def record_release(connection: Connection, load_id: str, reason: str, by: str) -> None:
    """Write a decision down; it covers the blocking checks that have failed up to now."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, (load_id,))
        (failed,) = cursor.fetchone() or (None,)
        cursor.execute(
            "insert into ops.releases (load_id, reason, decided_by, failed_checks) values (%s, %s, %s, %s)",
            (load_id, reason, by, Json(failed or [])),
        )


def release_in_force(connection: Connection, load_id: str) -> Release | None:
    """The decision under which this load is on the road; None for a load that goes by the gate alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select decided_by, reason, failed_checks from ops.releases
               where load_id = %s and ended_at is null order by release_no desc limit 1""",
            (load_id,),
        )
        row = cursor.fetchone()
    if row is None:
        return None
    by, reason, failed = row
    return Release(by, reason, frozenset(entry["check"] for entry in failed))


def end_release(connection: Connection, load_id: str) -> None:
    """Let no decision on this load reach further than to here: it was published, stopped again or retried."""
    with connection.cursor() as cursor:
        cursor.execute("update ops.releases set ended_at = now() where load_id = %s and ended_at is null", (load_id,))
