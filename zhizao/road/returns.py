"""Returns: a place that shows again what it showed before; what was received last counts, known before or not."""

from collections.abc import Collection, Iterable

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from zhizao.road.loads import landing_load, lock_landing, open_load
from zhizao.road.visits import Visit
from zhizao.sources.document import Document, Refusal

# What could not be read supersedes nothing, so it neither returns nor is returned from.
_SUPERSEDED = """
    with known as (
        select d.document_key, d.source_uri from raw.documents d
        where d.document_key = any(%s) and exists (
            select from raw.documents o where o.source_uri = d.source_uri and o.document_key <> d.document_key)),
    receipts as (
        select d.source_uri, d.document_key, greatest(d.landed_at, max(r.returned_at)) as received_at
        from raw.documents d
        left join raw.document_returns r using (document_key)
        left join ops.document_outcomes o using (document_key)
        where d.source_uri in (select source_uri from known) and o.outcome is distinct from 'quarantined'
        group by d.document_key)
    select mine.document_key from known join receipts mine using (document_key)
    where exists (
        select from receipts other where other.source_uri = mine.source_uri and other.received_at > mine.received_at)"""


class Returns:
    """The documents of a visit that are known, but not what their place held last."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        """By place the document it held when this visit met it last; a place that holds what is current has none."""

    def note(self, connection: Connection, items: Iterable[Document | Refusal], new: Collection[str]) -> None:
        """Take note of a batch in its order; `new` are the keys of what was stored just now."""
        met = [(item.uri, item.key) for item in items]
        back = _superseded(connection, [key for _, key in met if key not in new])
        for uri, key in met:
            if key in back:
                self._last[uri] = key
            else:
                self._last.pop(uri, None)

    def settle(self, connection: Connection, visit: Visit) -> None:
        """Write down what has returned, into the load that is landing or a new one."""
        if not self._last:
            return
        lock_landing(connection)
        if back := _superseded(connection, list(self._last.values())):
            visit.load_id = landing_load(connection) or open_load(connection)
            visit.received += len(back)
            with connection.cursor() as cursor:
                rows = [(key, visit.load_id) for key in sorted(back)]
                statement = "insert into raw.document_returns (document_key, load_id) values %s on conflict do nothing"
                execute_values(cursor, statement, rows)


def _superseded(connection: Connection, keys: list[str]) -> set[str]:
    """Which of these documents were followed by another content at their place."""
    if not keys:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_SUPERSEDED, (keys,))
        return {key for (key,) in cursor}
