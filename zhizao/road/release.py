"""Release: a person publishes a load that was stopped or withdrawn, and answers for it by name and reason.

A release covers the checks that had failed when it was given, and no others. The candidate is published as it stands
when it still is the load's; else it is built and audited anew, and what fails besides stops it again.
"""

from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.road.audit import audit
from zhizao.road.build import build
from zhizao.road.publish import publish
from zhizao.warehouse.connection import connect
from zhizao.warehouse.releases import record_release


def release(load_id: str, reason: str, by: str) -> dict[str, object]:
    """Publish a stopped or withdrawn load; give what `publish` gives.

    A process that ends in between leaves an open load with the decision in force: the next run publishes it.
    Raises ZhizaoError when the load is neither stopped at the gate nor withdrawn, or when the reason is empty, and
    GateClosedError when the candidate had to be built anew and fails a check that the decision does not cover.
    """
    with connect() as connection:
        _decide(connection, load_id, reason, by)
        stands = _candidate_stands(connection, load_id)
    if not stands:
        build(load_id)
        audit(load_id)
    return publish(load_id)


def permit(load_id: str, reason: str, by: str) -> None:
    """As `release`, but leave building and publishing to the next run, which takes one load after the other."""
    with connect() as connection:
        _decide(connection, load_id, reason, by)


def _decide(connection: Connection, load_id: str, reason: str, by: str) -> None:
    if not reason.strip():
        raise ZhizaoError("A release needs a reason: say in a sentence why the load is published all the same.")
    _put_back(connection, load_id)
    record_release(connection, load_id, reason, by)


def _put_back(connection: Connection, load_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """update ops.loads set outcome = 'open', reason = null, closed_at = null
               where load_id = %s and (outcome = 'withdrawn' or outcome = 'stopped' and station = 'audit')""",
            (load_id,),
        )
        if cursor.rowcount != 1:
            raise ZhizaoError(
                f"{load_id} is neither a load that the gate stopped nor one that was rolled back: "
                "`zhizao status` lists the loads and how they ended."
            )


def _candidate_stands(connection: Connection, load_id: str) -> bool:
    """Whether the candidate is this load's, as the gate judged it; then it counts as audited from here on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update ops.candidate set audited = true where load_id = %s and built_at is not null", (load_id,)
        )
        return cursor.rowcount == 1
