"""Land: what a source holds is stored as received, each document once; what its place holds already is passed over."""

from collections.abc import Sequence
from contextlib import suppress

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.batching import batches
from zhizao.errors import ZhizaoError
from zhizao.road.loads import landing_load, lock_landing, open_load
from zhizao.road.returns import Returns
from zhizao.road.visits import Visit, began_at, load_memory, record, save_memory
from zhizao.settings import get_settings
from zhizao.sources.config import INBOX, find_source
from zhizao.sources.document import Document, Item, Refusal, Trouble
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.source import Source
from zhizao.warehouse.connection import connect
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.migrate import migrate

_BATCH_BYTES = 64_000_000

Received = Document | Refusal
"""The items that become rows."""


def land(source: str = INBOX, inbox: str | None = None) -> str | None:
    """Visit a source and store its new documents; give the load that has work to do, or None when nothing is new.

    `inbox` is a folder that takes the place of what `sources.yml` says of the source.
    Documents go into the load that is still landing (so a crashed visit is continued, and several sources share a
    load), else into a new one. Raises ZhizaoError when the source cannot be visited; what was stored before that stays.
    """
    chosen = find_source(source, inbox)
    with connect() as connection:
        migrate(connection)  # every road begins here, so no station meets a warehouse older than the code
        visit = Visit(source, began_at(connection), landing_load(connection))
        memory = load_memory(connection, source)
        connection.commit()  # a source may be slow, and no transaction is to stand open while it is
        try:
            _visit(connection, visit, chosen, memory)
        except Exception as error:
            _record_fault(connection, visit, error)
            raise
        record(connection, visit)
        return visit.load_id


def _visit(connection: Connection, visit: Visit, source: Source, memory: Memory) -> None:
    """Store batch by batch, and with each batch what is to be remembered of it.

    The lock is held for one batch only, so a slow source keeps no other one waiting.
    """
    items = source.visit(memory, Limits(get_settings().max_document_bytes))
    returns = Returns()
    for batch in batches(items, source.batch_items, _weight, _BATCH_BYTES):
        visit.seen += sum(not isinstance(item, Trouble) for item in batch)
        visit.troubles += (item for item in batch if isinstance(item, Trouble))
        lock_landing(connection)
        met = [item for item in batch if isinstance(item, Received)]
        if new := _unknown(connection, met):
            visit.load_id = landing_load(connection) or open_load(connection)
            _store(connection, visit, new)
            visit.received += len(new)
        returns.note(connection, met, {item.key for item in new})
        save_memory(connection, visit.source, memory.take_changes())
        connection.commit()
    returns.settle(connection, visit)
    save_memory(connection, visit.source, memory.take_changes())


def _record_fault(connection: Connection, visit: Visit, error: Exception) -> None:
    """Leave a row of the visit that failed; where not even that can be written, the error on its way says why."""
    fault = str(error) if isinstance(error, ZhizaoError) else f"{type(error).__name__}: {error}"
    with suppress(psycopg2.Error):
        connection.rollback()
        record(connection, visit, fault)
        connection.commit()


def _weight(item: Item) -> int:
    return len(item.content) if isinstance(item, Document) else 0


def _unknown(connection: Connection, batch: Sequence[Received]) -> list[Received]:
    with connection.cursor() as cursor:
        cursor.execute("select document_key from raw.documents where document_key = any(%s)", ([i.key for i in batch],))
        known = {key for (key,) in cursor}
    return list({item.key: item for item in batch if item.key not in known}.values())


def _store(connection: Connection, visit: Visit, items: Sequence[Received]) -> None:
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


def _originals(connection: Connection, items: Sequence[Received]) -> dict[str, str]:
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


def _document_row(visit: Visit, item: Received) -> tuple[object, ...]:
    place = (item.key, visit.load_id, visit.source, item.uri, item.sha256)
    if isinstance(item, Refusal):
        return (*place, item.byte_count, None, Json({}))
    return (*place, len(item.content), item.media_type, Json(dict(item.metadata)))


def _outcomes(visit: Visit, items: Sequence[Received], originals: dict[str, str]) -> list[tuple[object, ...]]:
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
