"""Extract anew what an older engine or lexicon extracted, as one load that passes the gate like any other."""

from psycopg2.extensions import connection as Connection

from zhizao.extraction.identity import engine_version
from zhizao.extraction.lexicon import lexicon_hash
from zhizao.road.loads import lock_landing, open_load
from zhizao.warehouse.connection import connect
from zhizao.warehouse.learned import read_with_learned_names
from zhizao.warehouse.migrate import migrate

_STALE = """
    select latest.article_key
    from (
        select distinct on (article_key) article_key, engine_version, lexicon_hash
        from ops.article_outcomes join ops.loads using (load_id)
        where loads.outcome in ('open', 'published')
        order by article_key, load_id desc) latest
    where (latest.engine_version, latest.lexicon_hash) <> (%s, %s) or %s"""

_QUEUE = """
    insert into ops.load_articles (load_id, article_key)
    select %s, work.article_key from ({}) as work
    where work.article_key not in (
        select article_key from ops.load_articles join ops.loads using (load_id) where loads.outcome = 'open')"""


def plan_reextraction(*, everything: bool = False) -> tuple[str | None, int]:
    """Queue the published articles whose extraction is out of date, or all; give the load and their number.

    The load is None when nothing is out of date.
    """
    with connect() as connection:
        migrate(connection)
        read_with_learned_names(connection)  # the lexicon they are compared with
        return queue_articles(connection, _STALE, (engine_version(), lexicon_hash(), everything))


def queue_articles(connection: Connection, query: str, parameters: tuple[object, ...]) -> tuple[str | None, int]:
    """Open a load for the articles whose keys a query of ours gives, unless all of them are queued already.

    It is worked off like any load: in batches, resumable, published whole or not at all.
    """
    lock_landing(connection)
    load_id = open_load(connection)
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE.format(query), (load_id, *parameters))
        count = cursor.rowcount
        if count == 0:
            cursor.execute("delete from ops.loads where load_id = %s", (load_id,))
            return None, 0
        cursor.execute("update ops.loads set station = 'extract' where load_id = %s", (load_id,))
    return load_id, count
