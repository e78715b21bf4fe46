"""Land: what a source holds is stored as received, each document once; what is already known is passed over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.batching import batches
from zhizao.errors import ZhizaoError
from zhizao.road.loads import landing_load, lock_landing, open_load
from zhizao.settings import get_settings
from zhizao.sources.document import Document, Refusal
from zhizao.sources.folder import visit_folder
from zhizao.warehouse.connection import connect
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.migrate import migrate

_BATCH_DOCUMENTS = 500
_BATCH_BYTES = 64_000_000

Item = Document | Refusal


@dataclass
class _Visit:
    """What one visit to a source met so far."""

    source: str
    load_id: str | None
    seen: int = 0
    received: int = 0


def land(source: str = "inbox", inbox: str | None = None) -> str | None:
    """Visit a source and store its new documents; give the load that has work to do, or None when nothing is new.

    Documents go into the load that is still landing (so a crashed visit is continued, and several sources share a
    load), else into a new one. Raises ZhizaoError when the source cannot be visited; what was stored before that stays.
    """
    settings = get_settings()
    folder = Path(inbox).expanduser() if inbox else settings.inbox
    with connect() as connection:
        migrate(connection)  # every road begins here, so no station meets a warehouse older than the code
        visit = _Visit(source, landing_load(connection))
        try:
            _store_all(connection, visit, visit_folder(folder, settings.max_document_bytes))
        except ZhizaoError as error:
            _record(connection, visit, str(error))
            connection.commit()
            raise
        _record(connection, visit)
        return visit.load_id


def _store_all(connection: Connection, visit: _Visit, items: Iterable[Item]) -> None:
    """Store batch by batch. The lock is held for one batch only, so a slow source keeps no other one waiting."""
    for batch in batches(items, _BATCH_DOCUMENTS, _weight, _BATCH_BYTES):
        visit.seen += len(batch)
        lock_landing(connection)
        if new := _unknown(connection, batch):
            visit.load_id = landing_load(connection) or open_load(connection)
            _store(connection, visit, new)
            visit.received += len(new)
        connection.commit()


def _weight(item: Item) -> int:
    return len(item.content) if isinstance(item, Document) else 0


def _unknown(connection: Connection, batch: Sequence[Item]) -> list[Item]:
    with connection.cursor() as cursor:
        cursor.execute("select document_key from raw.documents where document_key = any(%s)", ([i.key for i in batch],))
        known = {key for (key,) in cursor}
    return list({item.key: item for item in batch if item.key not in known}.values())


def _store(connection: Connection, visit: _Visit, items: Sequence[Item]) -> None:
    originals = _originals(connection, items)
    with connection.cursor() as cursor:
        _store_blobs(connection, [i for i in items if isinstance(i, Document)])
        copy_rows(
            cursor,
            "raw.documents",
            (
                "document_key",
                "load_id",
                "source_name",
                "source_uri",
                "content_sha256",
                "byte_count",
                "media_type",
                "metadata",
            ),
            (_document_row(visit, item) for item in items),
        )
        copy_rows(
            cursor,
            "ops.document_outcomes",
            ("document_key", "load_id", "outcome", "reason_code", "reason", "duplicate_of"),
            _outcomes(visit, items, originals),
        )


def _originals(connection: Connection, items: Sequence[Item]) -> dict[str, str]:
    """For each content already stored: the key of the document that was its first."""
    hashes = [i.sha256 for i in items if isinstance(i, Document)]
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct on (d.content_sha256) d.content_sha256, d.document_key
               from raw.documents d left join ops.document_outcomes o using (document_key)
               where d.content_sha256 = any(%s) and o.outcome is distinct from 'duplicate'
               order by d.content_sha256, d.load_id, d.source_uri""",
            (hashes,),
        )
        return dict(cursor.fetchall())


def _store_blobs(connection: Connection, documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select content_sha256 from raw.blobs where content_sha256 = any(%s)", ([d.sha256 for d in documents],)
        )
        stored = {sha for (sha,) in cursor}
        contents = {d.sha256: d.content for d in documents if d.sha256 not in stored}
        copy_rows(cursor, "raw.blobs", ("content_sha256", "content"), contents.items())


def _document_row(visit: _Visit, item: Item) -> tuple[object, ...]:
    place = (item.key, visit.load_id, visit.source, item.uri, item.sha256)
    if isinstance(item, Refusal):
        return (*place, item.byte_count, None, Json({}))
    return (*place, len(item.content), item.media_type, Json(dict(item.metadata)))


def _outcomes(visit: _Visit, items: Sequence[Item], originals: dict[str, str]) -> list[tuple[object, ...]]:
    """Outcomes that are known on arrival: refusals and duplicates. All others are decided when they are read."""
    rows: list[tuple[object, ...]] = []
    for item in items:
        if isinstance(item, Refusal):
            rows.append((item.key, visit.load_id, "quarantined", item.code, item.sentence, None))
        elif (original := originals.setdefault(item.sha256, item.key)) != item.key:
            rows.append(
                (
                    item.key,
                    visit.load_id,
                    "duplicate",
                    "same_content",
                    "The same content was received before.",
                    original,
                )
            )
    return rows


def _record(connection: Connection, visit: _Visit, error: str | None = None) -> None:
    unchanged = visit.seen - visit.received
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into ops.source_visits (source_name, seen, unchanged, received, load_id, error)
               values (%s, %s, %s, %s, %s, %s)""",
            (visit.source, visit.seen, unchanged, visit.received, visit.load_id if visit.received else None, error),
        )
