"""Read: landed bytes become articles, or a quarantine with its reason; copies of one story are tied together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.batching import batches
from zhizao.reading.article import Article, Reading, article_key
from zhizao.reading.copies import copy_pairs, sentence_hashes
from zhizao.reading.reader import read_document
from zhizao.road.contents import load_contents
from zhizao.road.loads import arrive
from zhizao.settings import get_settings
from zhizao.sources.document import Document
from zhizao.warehouse.connection import connect
from zhizao.warehouse.copy import copy_rows

_BATCH_DOCUMENTS = 100
_BATCH_BYTES = 32_000_000
_ARTICLE_COLUMNS = (
    "article_key", "document_key", "load_id", "story_no", "title", "body", "published_on", "published_on_basis",
    "published_on_rule", "publisher", "original_source", "authors", "segments",
)  # fmt: skip


def read(load_id: str) -> dict[str, int]:
    """Read every landed document of the load that has no outcome yet; give the numbers of articles and quarantined."""
    with connect() as connection:
        arrive(connection, load_id, "read")
        connection.commit()
        total: Counter[str] = Counter(articles=0, quarantined=0)
        for batch in batches(_unread(connection, load_id), _BATCH_DOCUMENTS, itemgetter(1), _BATCH_BYTES):
            total += _read_batch(connection, load_id, _documents(connection, [key for key, _ in batch]))
            connection.commit()
        return dict(total)


def _unread(connection: Connection, load_id: str) -> list[tuple[str, int]]:
    """Keys and sizes of the documents to read, in the order of their addresses."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select d.document_key, d.byte_count
               from raw.documents d left join ops.document_outcomes o using (document_key)
               where d.load_id = %s and o.document_key is null
               order by d.source_uri, d.document_key""",
            (load_id,),
        )
        return cursor.fetchall()


def _documents(connection: Connection, keys: Sequence[str]) -> list[Document]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select source_uri, content_sha256, media_type, metadata from raw.documents
               where document_key = any(%s) order by source_uri, document_key""",
            (list(keys),),
        )
        found = cursor.fetchall()
    contents = load_contents(connection, [sha for _, sha, _, _ in found])
    return [Document(uri, contents[sha], media_type, metadata) for uri, sha, media_type, metadata in found]


def _read_batch(connection: Connection, load_id: str, documents: Sequence[Document]) -> Counter[str]:
    cap = get_settings().max_document_bytes
    readings = [(document, read_document(document, cap)) for document in documents]
    articles = [(document, article) for document, reading in readings for article in reading.articles]
    with connection.cursor() as cursor:
        copy_rows(cursor, "raw.articles", _ARTICLE_COLUMNS, (_article_row(load_id, d, a) for d, a in articles))
        copy_rows(
            cursor,
            "ops.document_outcomes",
            ("document_key", "load_id", "outcome", "reason_code", "reason", "format", "encoding", "changes"),
            (_outcome_row(load_id, d, r) for d, r in readings),
        )
    _tie_copies(connection, load_id, {article_key(d.sha256, a.story_no): a.body for d, a in articles})
    return Counter(articles=len(articles), quarantined=sum(r.quarantine is not None for _, r in readings))


def _article_row(load_id: str, document: Document, article: Article) -> tuple[object, ...]:
    segments = [[s.body_start, s.source_start, s.length] for s in article.segments]
    return (
        article_key(document.sha256, article.story_no), document.key, load_id, article.story_no, article.title,
        article.body, article.published_on, article.published_on_basis, article.published_on_rule, article.publisher,
        article.original_source, list(article.authors), Json(segments),
    )  # fmt: skip


def _outcome_row(load_id: str, document: Document, reading: Reading) -> tuple[object, ...]:
    quarantine = reading.quarantine
    verdict = ("quarantined", quarantine.code, quarantine.sentence) if quarantine else ("landed", None, None)
    return (document.key, load_id, *verdict, reading.format, reading.encoding, list(reading.changes))


def _tie_copies(connection: Connection, load_id: str, bodies: dict[str, str]) -> None:
    """Compare the new articles with those in the index that share a sentence with them, then add them to the index."""
    new = {key: sentence_hashes(body) for key, body in bodies.items()}
    with connection.cursor() as cursor:
        copy_rows(
            cursor,
            "raw.article_sentences",
            ("sentence_hash", "article_key"),
            ((h, k) for k, hs in new.items() for h in hs),
        )
    known = _sharing(connection, new)
    pairs = copy_pairs(new, known, _days(connection, known))
    with connection.cursor() as cursor:
        copy_rows(
            cursor,
            "raw.copy_pairs",
            ("article_key", "copy_of", "load_id", "shared_sentences", "containment"),
            ((p.article, p.copy_of, load_id, p.shared, p.containment) for p in pairs),
        )


def _sharing(connection: Connection, new: dict[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """The sentence hashes of every indexed article that shares at least one sentence with a new one."""
    hashes = sorted(set().union(*new.values())) if new else []
    with connection.cursor() as cursor:
        cursor.execute(
            """select article_key, array_agg(sentence_hash) from raw.article_sentences
               where article_key in (select article_key from raw.article_sentences where sentence_hash = any(%s))
               group by article_key""",
            (hashes,),
        )
        return {key: frozenset(values) for key, values in cursor}


def _days(connection: Connection, keys: Iterable[str]) -> dict[str, date | None]:
    """The publication days of articles: what is reported in the same words a year later is no copy."""
    with connection.cursor() as cursor:
        cursor.execute("select article_key, published_on from raw.articles where article_key = any(%s)", (list(keys),))
        return dict(cursor.fetchall())
