"""Extract anew what an older engine or lexicon extracted, as one load that passes the gate like any other."""

from zhizao.extraction.identity import engine_version
from zhizao.extraction.lexicon import lexicon_hash
from zhizao.road.loads import lock_landing, open_load
from zhizao.warehouse.connection import connect
from zhizao.warehouse.migrate import migrate

_STALE = """
    insert into ops.load_articles (load_id, article_key)
    select %(load)s, latest.article_key
    from (
        select distinct on (article_key) article_key, engine_version, lexicon_hash
        from ops.article_outcomes join ops.loads using (load_id)
        where loads.outcome <> 'stopped'
        order by article_key, load_id desc) latest
    where ((latest.engine_version, latest.lexicon_hash) <> (%(engine)s, %(lexicon)s) or %(all)s)
        and latest.article_key not in (
            select article_key from ops.load_articles join ops.loads using (load_id) where loads.outcome = 'open')"""


def plan_reextraction(*, everything: bool = False) -> tuple[str | None, int]:
    """Open a load of the published articles whose extraction is out of date, or of all; give it and their number.

    The load is None when nothing is out of date. It is worked off like any load: in batches, resumable, published whole
    or not at all.
    """
    with connect() as connection:
        migrate(connection)
        lock_landing(connection)
        load_id = open_load(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                _STALE,
                {"load": load_id, "engine": engine_version(), "lexicon": lexicon_hash(), "all": everything},
            )
            count = cursor.rowcount
            cursor.execute("update ops.loads set station = 'extract' where load_id = %s", (load_id,))
        if count == 0:
            connection.rollback()
            return None, 0
        return load_id, count
