"""Extract: every article of a load becomes mentions, a batch in one transaction; one bad article stops no other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.backends import consult, record
from zhizao.batching import batches
from zhizao.extraction import Extraction
from zhizao.extraction import extract as extract_mentions
from zhizao.extraction.identity import engine_version
from zhizao.extraction.lexicon import reviewed_hash
from zhizao.extraction.proposals import Proposal
from zhizao.road.loads import arrive
from zhizao.road.mention_rows import TABLES, mention_rows
from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.learned import read_with_learned_names

_OUTCOME = (
    "article_key", "load_id", "outcome", "reason", "engine_version", "lexicon_hash", "rejected", "learned_version",
    "backend",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Input:
    """What the engine is given of one article."""

    key: str
    body: str
    published_on: date | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]


def plan(load_id: str) -> list[list[str]]:
    """The keys of the load's articles that have no extraction outcome yet, in batches."""
    with connect() as connection:
        arrive(connection, load_id, "extract")
        with connection.cursor() as cursor:
            cursor.execute(
                """select article_key from (
                       select article_key from raw.articles where load_id = %(load)s
                       union select article_key from ops.load_articles where load_id = %(load)s) as work
                   where article_key not in (select article_key from ops.article_outcomes where load_id = %(load)s)
                   order by article_key""",
                {"load": load_id},
            )
            return list(batches((key for (key,) in cursor), get_settings().batch_articles))


def extract(load_id: str, article_keys: Sequence[str]) -> dict[str, int]:
    """Extract the named articles; give the numbers of articles by outcome and of mentions by kind.

    Articles that were extracted in this load already are passed over, so a repeated task adds nothing.
    """
    with connect() as connection:
        articles = _inputs(connection, load_id, article_keys)
    consulted = consult(load_id, [(article.key, article.body) for article in articles])
    with connect() as connection:
        learned = read_with_learned_names(connection)
        results = [(article, *_extract_one(article, consulted.proposals_for(article.key))) for article in articles]
        total: Counter[str] = Counter()
        with connection.cursor() as cursor:
            copy_rows(
                cursor,
                "ops.article_outcomes",
                _OUTCOME,
                (
                    (*_outcome_row(load_id, a, found, why), learned, consulted.backend_for(a.key))
                    for a, found, why in results
                ),
            )
            record(cursor, load_id, consulted, ((a.key, found) for a, found, fault in results if fault is None))
            for kind, (table, columns) in TABLES.items():
                rows = (r for article, found, _ in results for r in mention_rows(kind, load_id, article.key, found))
                total[kind] = copy_rows(cursor, table, columns, rows)
        return dict(total + Counter(_outcome(found, fault) for _, found, fault in results))


def _inputs(connection: Connection, load_id: str, article_keys: Sequence[str]) -> list[_Input]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select article_key, body, published_on, title, publisher, authors from raw.articles
               where article_key = any(%s)
                 and article_key not in (select article_key from ops.article_outcomes where load_id = %s)
               order by article_key""",
            (list(article_keys), load_id),
        )
        return [
            _Input(key, body, day, title, publisher, tuple(authors))
            for key, body, day, title, publisher, authors in cursor
        ]


def _extract_one(article: _Input, proposals: Sequence[Proposal]) -> tuple[Extraction, str | None]:
    """The mentions of one article, or why the engine failed on it."""
    try:
        found = extract_mentions(
            article.body,
            article.published_on,
            title=article.title,
            publisher=article.publisher,
            authors=article.authors,
            proposals=proposals,
        )
    except Exception as error:  # noqa: BLE001 - whatever one article provokes must not stop the others
        if proposals:  # what others propose must not cost us what we find ourselves
            return _extract_one(article, ())
        return Extraction(), f"The engine failed on this article ({type(error).__name__}: {error})."
    return found, None


def _outcome(found: Extraction, fault: str | None) -> str:
    if fault:
        return "failed"
    return "extracted" if found.metrics or found.initiatives or found.participants else "empty"


def _outcome_row(load_id: str, article: _Input, found: Extraction, fault: str | None) -> tuple[object, ...]:
    outcome = _outcome(found, fault)
    return (article.key, load_id, outcome, fault, engine_version(), reviewed_hash(), Json(dict(found.rejected)))
