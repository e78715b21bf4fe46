"""The book of what readers have seen: every publication, release and rollback, and the states they made visible.

A publication makes a state of its own and names it by its number; a rollback shows the state of an earlier one. The
schema of the previous state always holds what was shown before the last entry.
"""

from dataclasses import dataclass
from typing import Literal

from psycopg2.extensions import connection as Connection

Action = Literal["publish", "release", "rollback"]


@dataclass(frozen=True, slots=True)
class State:
    """One state of the marts: the publication that made it, its load and its digest."""

    number: int
    load_id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who changed what readers see otherwise than by the road itself, and why."""

    action: Action
    by: str
    reason: str


def latest_states(connection: Connection) -> list[State]:
    """What readers see and, behind it, what they saw before: two states, or fewer after the first publications."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select state.publication_no, state.load_id, state.digest
               from ops.publications as entry
               join ops.publications as state on state.publication_no = coalesce(entry.shows, entry.publication_no)
               order by entry.publication_no desc limit 2"""
        )
        return [State(*row) for row in cursor]


def record_publication(
    connection: Connection, load_id: str, digest: str, decision: Decision | None = None, shows: int | None = None
) -> None:
    """Write down that readers now see the state of this load; `shows` names the publication a rollback brings back."""
    action, by, reason = (decision.action, decision.by, decision.reason) if decision else ("publish", None, None)
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into ops.publications (load_id, digest, action, shows, decided_by, reason)
               values (%s, %s, %s, %s, %s, %s)""",
            (load_id, digest, action, shows, by, reason),
        )
