"""Freshness: what has been quiet for too long, the publication as a whole or one of the sources."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg2.extensions import connection as Connection

from zhizao.sources.config import load_sources
from zhizao.sources.source import Source
from zhizao.warehouse.connection import connect
from zhizao.warehouse.migrate import migrate

PUBLICATION = "fresh:publication"

# A visit that met something was a visit, even when single pages gave trouble.
_SOURCES = """
    select source_name, min(visited_at), max(visited_at) filter (where error is null or seen > 0),
        max(visited_at) filter (where received > 0)
    from ops.source_visits group by source_name"""

_LAST_PUBLICATION = """
    select coalesce(
        (select max(published_at) from ops.publications), (select min(opened_at) from ops.loads),
        (select min(visited_at) from ops.source_visits))"""


@dataclass(frozen=True, slots=True)
class Stale:
    """What is quiet for too long, and the sentence that says since when and what to look at."""

    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """When a source was first visited, last visited well, and last gave something new."""

    first_visit: datetime
    last_good_visit: datetime | None
    last_new: datetime | None


def source_freshness(connection: Connection) -> dict[str, SourceFreshness]:
    """By name, every source that was ever visited."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES)
        return {name: SourceFreshness(*times) for name, *times in cursor}


def find_stale(now: datetime, *, publish_within: timedelta, visit_within: timedelta) -> list[Stale]:
    """Everything that is quiet for too long at `now`; a warehouse that never saw a visit has nothing to be stale."""
    with connect() as connection:
        migrate(connection)
        visits = source_freshness(connection)
        with connection.cursor() as cursor:
            cursor.execute(_LAST_PUBLICATION)
            (published,) = cursor.fetchone() or (None,)
    found = []
    if published is not None and now - published > publish_within:
        sentence = f"Nothing was published since {_day(published)}: see `zhizao status` for loads that wait or stopped."
        found.append(Stale(PUBLICATION, sentence))
    for source in load_sources():
        if source.enabled and source.name in visits:
            found += stale_source(source, visits[source.name], now, visit_within)
    return found


def stale_source(source: Source, seen: SourceFreshness, now: datetime, visit_within: timedelta) -> list[Stale]:
    """What of a source is quiet for too long: visits that were due, or documents that it is expected to give."""
    found = []
    visited = seen.last_good_visit or seen.first_visit
    if now - visited > visit_within and source.due(visited, now - visit_within):
        sentence = (
            f"The source {source.name} was not visited well since {_day(visited)}: see `zhizao sources` for the reason."
        )
        found.append(Stale(f"fresh:visits of {source.name}", sentence))
    new = seen.last_new or seen.first_visit
    if source.fresh_hours is not None and now - new > timedelta(hours=source.fresh_hours):
        sentence = (
            f"The source {source.name} gave nothing new since {_day(new)}, {source.fresh_hours:g} hours are expected: "
            "see whether it still is where it was."
        )
        found.append(Stale(f"fresh:documents of {source.name}", sentence))
    return found


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M %Z}"
