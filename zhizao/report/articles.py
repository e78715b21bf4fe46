"""The articles as the pages need them: which stand in one shard, whether a shard has changed, and its whole content."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import RealDictCursor

from zhizao.batching import batches
from zhizao.report.facts import KINDS, Fact, facts_of

ARTICLES_PER_SHARD = 64
_START_OF_BODY = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the list of all articles shows it; `facts` are their numbers in the order of the kinds."""

    key: str
    title: str | None
    published_on: date | None
    publisher: str | None
    is_first_copy: bool
    facts: tuple[int, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that carries the same story."""

    key: str
    title: str | None
    publisher: str | None
    published_on: date | None
    is_first_copy: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its facts by kind, and the other copies of its story."""

    row: dict[str, Any]
    facts: dict[str, list[Fact]]
    copies: tuple[Copy, ...]


def listed(connection: Connection, schema: str) -> list[Listed]:
    """All articles, those of one load together, the oldest load first; with a digest of all that is shown of each.

    A new load adds articles at the end, so that the shards before stay as they are. Digests are sums of hashes: they
    need no sort, and a change in any column of an article, its facts or its copies changes them.
    """
    facts = [_facts_digest(schema, number, kind.table) for number, kind in enumerate(KINDS)]
    query = sql.SQL("""
        with counted as ({facts}),
        by_article as (
            select article_key, array_agg(kind_no order by kind_no) as kinds,
                array_agg(facts order by kind_no) as facts, sum(digest) as digest
            from counted group by article_key
        )
        select a.article_key, coalesce(nullif(a.title, ''), left(a.body, {start}) || '…'), a.published_on, a.publisher,
            a.is_first_copy, b.kinds, b.facts,
            concat_ws('/', hashtextextended(a::text, 0), b.digest,
                sum(hashtextextended(concat_ws('/', a.article_key, a.title, a.publisher, a.published_on), 0))
                    over (partition by a.syndication_key))
        from {articles} as a left join by_article as b using (article_key)
        order by a.load_id collate "C", a.article_key collate "C" """).format(
        facts=sql.SQL(" union all ").join(facts),
        articles=sql.Identifier(schema, "dim_articles"),
        start=sql.Literal(_START_OF_BODY),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [
            Listed(key, title, day, publisher, first, _numbers(kinds, counts), digest)
            for key, title, day, publisher, first, kinds, counts, digest in cursor
        ]


def _facts_digest(schema: str, number: int, table: str) -> sql.Composed:
    return sql.SQL(
        "select article_key, {} as kind_no, count(*) as facts, sum(hashtextextended(f::text, 0)) as digest"
        " from {} as f group by article_key"
    ).format(sql.Literal(number), sql.Identifier(schema, table))


def _numbers(kinds: Sequence[int] | None, counts: Sequence[int] | None) -> tuple[int, ...]:
    found = dict(zip(kinds or (), counts or (), strict=True))
    return tuple(found.get(number, 0) for number in range(len(KINDS)))


def shards_of(articles: Sequence[Listed]) -> list[tuple[list[Listed], str]]:
    """The articles cut into shards, each with a digest of all it shows."""
    return [
        (shard, hashlib.sha256("\n".join(f"{a.key} {a.digest}" for a in shard).encode()).hexdigest()[:16])
        for shard in batches(articles, ARTICLES_PER_SHARD)
    ]


def articles_of(connection: Connection, schema: str, keys: Sequence[str]) -> list[Article]:
    """These articles, whole, in the given order."""
    facts = {kind.name: facts_of(connection, schema, kind, keys) for kind in KINDS}
    copies = _copies(connection, schema, keys)
    query = sql.SQL("select * from {} where article_key = any(%s)").format(sql.Identifier(schema, "dim_articles"))
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(query, (list(keys),))
        rows = {row["article_key"]: dict(row) for row in cursor}
    return [
        Article(
            row=rows[key],
            facts={name: found.get(key, []) for name, found in facts.items()},
            copies=tuple(copies.get(key, ())),
        )
        for key in keys
    ]


def _copies(connection: Connection, schema: str, keys: Sequence[str]) -> dict[str, list[Copy]]:
    query = sql.SQL("""
        select a.article_key, c.article_key, c.title, c.publisher, c.published_on, c.is_first_copy
        from {articles} as a inner join {articles} as c
            on a.syndication_key = c.syndication_key and a.article_key <> c.article_key
        where a.article_key = any(%s)
        order by c.is_first_copy desc, c.published_on, c.article_key collate "C" """).format(
        articles=sql.Identifier(schema, "dim_articles")
    )
    found: dict[str, list[Copy]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query, (list(keys),))
        for key, *copy in cursor:
            found.setdefault(key, []).append(Copy(*copy))
    return found
