"""Retention: bytes as received that are old move to an archive; articles, facts and outcomes never do.

Every content is written, read back and compared by its hash before the warehouse lets go of it, a batch in one
transaction; a content that is needed again is read from the archive.
"""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection

from zhizao.batching import batches
from zhizao.errors import ZhizaoError
from zhizao.road.contents import deposit, load_contents
from zhizao.warehouse.connection import advisory_lock, connect
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.migrate import migrate

_BATCH = 100
_BATCH_BYTES = 64_000_000

# Only what every load that received it has brought to an end: what may still be read or judged stays.
_OLD = """
    select d.content_sha256, max(d.byte_count)
    from raw.documents d
    join ops.loads l using (load_id)
    where exists (select from raw.blobs b where b.content_sha256 = d.content_sha256)
    group by d.content_sha256
    having max(d.landed_at) < now() - make_interval(days => %s) and bool_and(l.outcome = 'published')
    order by max(d.landed_at), d.content_sha256"""


@dataclass(frozen=True, slots=True)
class Retained:
    """How many contents and bytes are old, and how many of them were archived."""

    contents: int
    byte_count: int
    archived: int


def retain(older_than_days: int, archive: str | None, connection_id: str | None = None, *, apply: bool) -> Retained:
    """Archive what no document received within so many days holds; without `apply`, only count it.

    Raises ZhizaoError when no archive is named, or it cannot be written; what was archived before that stays so.
    """
    with connect("zhizao retain") as connection:
        migrate(connection)
        with advisory_lock(connection, "retain"), connection.cursor() as cursor:
            cursor.execute(_OLD, (older_than_days,))
            old = cursor.fetchall()
            if apply and not archive:
                raise ZhizaoError("Retention needs an archive: name a folder or the URL of an object store.")
            archived = 0
            if apply and archive:
                for batch in batches(old, _BATCH, lambda row: int(row[1]), _BATCH_BYTES):
                    archived += _archive(connection, [sha for sha, _ in batch], archive, connection_id)
                    connection.commit()
    return Retained(len(old), sum(size for _, size in old), archived)


def _archive(connection: Connection, hashes: list[str], archive: str, connection_id: str | None) -> int:
    contents = load_contents(connection, hashes)
    places = deposit(contents, archive, connection_id)
    with connection.cursor() as cursor:
        copy_rows(
            cursor,
            "raw.archived_contents",
            ("content_sha256", "place", "connection", "byte_count"),
            ((sha, places[sha], connection_id, len(content)) for sha, content in contents.items()),
        )
        cursor.execute("delete from raw.blobs where content_sha256 = any(%s)", (hashes,))
        return cursor.rowcount
