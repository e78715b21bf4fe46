"""Publish: one short transaction makes the audited candidate what readers see."""

from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.road.loads import arrive
from zhizao.warehouse.connection import connect
from zhizao.warehouse.digest import kept_digest
from zhizao.warehouse.publications import Decision, record_publication
from zhizao.warehouse.readers import hold_readers
from zhizao.warehouse.releases import end_release, release_in_force
from zhizao.warehouse.roles import set_up_embedded_roles
from zhizao.warehouse.schemas import CANDIDATE, MARTS, PREVIOUS
from zhizao.warehouse.swap import rotate


def publish(load_id: str) -> dict[str, object]:
    """Swap the candidate of a load into place; give the digest of what is now published.

    Readers see the old state or the new one, never a mixture. Raises ZhizaoError when the candidate is not the audited
    one of this load.
    """
    with connect() as connection:
        arrive(connection, load_id, "publish")
        _require_audited(connection, load_id)
        published = kept_digest(connection, CANDIDATE)
        set_up_embedded_roles(connection)
        hold_readers(connection, MARTS)
        rotate(connection, candidate=CANDIDATE, current=MARTS, previous=PREVIOUS)
        _record(connection, load_id, published)
    return {"load_id": load_id, "digest": published}


def _require_audited(connection: Connection, load_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select load_id, audited from ops.candidate for update")
        if cursor.fetchone() != (load_id, True):
            raise ZhizaoError(
                f"The candidate is not the audited one of {load_id}: run again to build and audit it anew."
            )


def _record(connection: Connection, load_id: str, published: str) -> None:
    release = release_in_force(connection, load_id)
    decision = Decision(action="release", by=release.by, reason=release.reason) if release else None
    record_publication(connection, load_id, published, decision)
    end_release(connection, load_id)
    told = f"Released by {release.by}: {release.reason}" if release else None
    with connection.cursor() as cursor:
        cursor.execute("update ops.candidate set load_id = null, built_at = null, audited = false")
        cursor.execute(
            "update ops.loads set outcome = 'published', reason = %s, closed_at = now() where load_id = %s",
            (told, load_id),
        )
