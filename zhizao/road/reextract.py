"""Extract anew what an older engine or lexicon extracted, as one load that passes the gate like any other.

Out of date is an article whose extraction is by another engine or with other reviewed term lists, and one that holds a
name that was learned, or taken out, since it was extracted. Other articles read the same with any learned names.
"""

from psycopg2.extensions import connection as Connection

from zhizao.extraction.identity import engine_version
from zhizao.extraction.lexicon import reviewed_hash
from zhizao.road.loads import lock_landing, open_load
from zhizao.warehouse.connection import connect
from zhizao.warehouse.learned import names_changed_since
from zhizao.warehouse.migrate import migrate

_LATEST = """
    select distinct on (article_key) article_key, engine_version, lexicon_hash, learned_version
    from ops.article_outcomes join ops.loads using (load_id)
    where loads.outcome in ('open', 'published')
    order by article_key, load_id desc"""

_STALE = f"""
    select latest.article_key from ({_LATEST}) as latest
    where (latest.engine_version, latest.lexicon_hash) <> (%s, %s) or %s
    union
    select latest.article_key from ({_LATEST}) as latest
    join unnest(%s::int[], %s::text[]) as changed (version, name) on latest.learned_version = changed.version
    join raw.articles as article on article.article_key = latest.article_key
    where strpos(article.body, changed.name) > 0"""  # noqa: S608 - put together from constants of this module

_QUEUE = """
    insert into ops.load_articles (load_id, article_key)
    select %s, work.article_key from ({}) as work
    where work.article_key not in (
        select article_key from ops.load_articles join ops.loads using (load_id) where loads.outcome = 'open')
    limit %s"""


def plan_reextraction(*, everything: bool = False) -> tuple[str | None, int]:
    """Queue the published articles whose extraction is out of date, or all; give the load and their number.

    The load is None when nothing is out of date.
    """
    with connect() as connection:
        migrate(connection)
        versions, names = _changed_names(connection)
        parameters = (engine_version(), reviewed_hash(), everything, versions, names)
        return queue_articles(connection, _STALE, parameters)


def _changed_names(connection: Connection) -> tuple[list[int], list[str]]:
    """For every version of learned names that articles were extracted with: what has changed since, as two columns."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct learned_version from ops.article_outcomes order by 1")
        versions = [version for (version,) in cursor.fetchall()]
    changed = [(version, name) for version in versions for name in names_changed_since(connection, version)]
    return [version for version, _ in changed], [name for _, name in changed]


def queue_articles(
    connection: Connection, query: str, parameters: tuple[object, ...], most: int | None = None
) -> tuple[str | None, int]:
    """Open a load for the articles whose keys a query of ours gives, unless all of them are queued already.

    With `most`, for that many of them, the first in the query's order.

    It is worked off like any load: in batches, resumable, published whole or not at all.
    """
    lock_landing(connection)
    load_id = open_load(connection)
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE.format(query), (load_id, *parameters, most))
        count = cursor.rowcount
        if count == 0:
            cursor.execute("delete from ops.loads where load_id = %s", (load_id,))
            return None, 0
        cursor.execute("update ops.loads set station = 'extract' where load_id = %s", (load_id,))
    return load_id, count
