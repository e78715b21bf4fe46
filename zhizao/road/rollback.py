"""Rollback: one short transaction brings back what readers saw before, and takes the load in question off the road.

The load that is rolled back is *withdrawn*: later loads are built without it, until `zhizao release` publishes it or
`zhizao retry` sends it round again. A second rollback brings it back as it was.
"""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import connect
from zhizao.warehouse.publications import Decision, State, latest_states, record_publication
from zhizao.warehouse.readers import hold_readers
from zhizao.warehouse.schemas import MARTS, PREVIOUS
from zhizao.warehouse.swap import exchange


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What a rollback did: the load whose state readers see now, and the load it withdrew or brought back."""

    shown: str
    withdrawn: str | None
    brought_back: str | None


def rollback(reason: str, by: str) -> RolledBack:
    """Show readers again what they saw before the last publication, or before the last rollback.

    Raises ZhizaoError when there is no earlier state, when the load to be brought back is on the road again, or when
    the reason is empty.
    """
    if not reason.strip():
        raise ZhizaoError("A rollback needs a reason: say in a sentence why readers shall see the state before.")
    with connect() as connection:
        current, previous = _lock_states(connection)
        _settle_loads(connection, current, previous, f"Withdrawn by {by}: {reason}")
        hold_readers(connection, MARTS)
        exchange(connection, current=MARTS, previous=PREVIOUS)
        decision = Decision(action="rollback", by=by, reason=reason)
        record_publication(connection, previous.load_id, previous.digest, decision, shows=previous.number)
    if _undoes_publication(current, previous):
        return RolledBack(previous.load_id, current.load_id, None)
    return RolledBack(previous.load_id, None, previous.load_id)


def _undoes_publication(current: State, previous: State) -> bool:
    """Whether what readers see was made on top of the other state; after a rollback it is the other way round."""
    return current.number > previous.number


def _lock_states(connection: Connection) -> tuple[State, State]:
    with connection.cursor() as cursor:
        # Publishing locks the same row. The candidate was built beside loads that may no longer be the visible ones.
        cursor.execute("select from ops.candidate for update")
        cursor.execute("update ops.candidate set load_id = null, built_at = null, audited = false")
    states = latest_states(connection)
    if len(states) < 2:  # noqa: PLR2004 - what is shown, and what was shown before
        raise ZhizaoError("There is no earlier state to go back to: fewer than two loads were published.")
    return states[0], states[1]


def _settle_loads(connection: Connection, current: State, previous: State, reason: str) -> None:
    """Withdraw the load that readers no longer see, or bring back the one they see again."""
    undoes = _undoes_publication(current, previous)
    load_id = current.load_id if undoes else previous.load_id
    before, after, told = ("published", "withdrawn", reason) if undoes else ("withdrawn", "published", None)
    with connection.cursor() as cursor:
        cursor.execute(
            "update ops.loads set outcome = %s, reason = %s where load_id = %s and outcome = %s",
            (after, told, load_id, before),
        )
        if cursor.rowcount != 1:
            raise ZhizaoError(
                f"The earlier state is that of {load_id}, which has gone its own way since: "
                f"`zhizao status` says where it is, and `zhizao release {load_id}` publishes it."
            )
