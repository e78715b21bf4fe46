"""Backfill: articles of a range of days go through extraction again, in loads of a size that can be judged and undone.

Reading is not repeated: the same bytes give the same articles. New documents are landed and read like all others.
"""

from datetime import date

from zhizao.errors import ZhizaoError
from zhizao.road.reextract import queue_articles
from zhizao.warehouse.connection import connect
from zhizao.warehouse.migrate import migrate

# An article without a day of its own counts for the day it was received.
_IN_RANGE = """
    select article_key from (
        select a.article_key, coalesce(a.published_on, d.landed_at::date) as day
        from raw.articles a
        join raw.documents d using (document_key)
        join ops.loads l on l.load_id = a.load_id
        where l.outcome = 'published') as dated
    where day between coalesce(%s, '-infinity'::date) and coalesce(%s, 'infinity'::date)
    order by day, article_key"""


def plan_backfill(begin: date | None, end: date | None, articles_per_load: int) -> list[str]:
    """Queue the articles of the days from `begin` to `end`, both included; give the loads, in the order of days.

    One transaction, so that a plan that breaks off leaves nothing; articles queued already are passed over, so a plan
    made again adds none while the first is worked off. Raises ZhizaoError for a range without days or without ends.
    """
    if begin is None and end is None:
        raise ZhizaoError("A backfill needs a first or a last day: name one, or use `zhizao reextract --all`.")
    if begin and end and begin > end:
        raise ZhizaoError(f"No day lies between {begin} and {end}: swap the first and the last day.")
    loads = []
    with connect() as connection:
        migrate(connection)
        while load := queue_articles(connection, _IN_RANGE, (begin, end), most=articles_per_load)[0]:
            loads.append(load)
    return loads
