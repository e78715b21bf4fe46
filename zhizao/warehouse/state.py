"""What the warehouse knows about its loads and about what is published: the figures that summaries show."""

from dataclasses import dataclass
from datetime import datetime

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.warehouse.schemas import FACTS, MARTS


@dataclass(frozen=True, slots=True)
class LoadState:
    """One load: where it is, how it ended, and the outcomes of what it received."""

    load_id: str
    station: str
    outcome: str
    reason: str | None
    opened_at: datetime
    closed_at: datetime | None
    landed: int
    duplicate: int
    quarantined: int
    articles: int
    empty: int
    failed: int
    checks: int
    failed_checks: int
    failed_blocking: int

    @property
    def documents(self) -> int:
        """How many documents the load received."""
        return self.landed + self.duplicate + self.quarantined


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something a person should look at: what it is about, and the sentence that says why."""

    about: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Published:
    """What readers see now; counts are by table, and empty before the first publication."""

    load_id: str | None
    published_at: datetime | None
    digest: str | None
    counts: dict[str, int]


_LOADS = """
    select l.load_id, l.station, l.outcome, l.reason, l.opened_at, l.closed_at,
        coalesce(d.landed, 0), coalesce(d.duplicate, 0), coalesce(d.quarantined, 0),
        coalesce(a.articles, 0), coalesce(a.empty, 0), coalesce(a.failed, 0),
        coalesce(c.checks, 0), coalesce(c.failed, 0), coalesce(c.failed_blocking, 0)
    from ops.loads l
    left join (
        select load_id, count(*) filter (where outcome = 'landed') as landed,
            count(*) filter (where outcome = 'duplicate') as duplicate,
            count(*) filter (where outcome = 'quarantined') as quarantined
        from ops.document_outcomes group by load_id) d using (load_id)
    left join (
        select load_id, count(*) as articles, count(*) filter (where outcome = 'empty') as empty,
            count(*) filter (where outcome = 'failed') as failed
        from ops.article_outcomes group by load_id) a using (load_id)
    left join (
        select load_id, count(*) as checks, count(*) filter (where not success) as failed,
            count(*) filter (where not success and severity = 'blocks') as failed_blocking
        from ops.check_results group by load_id) c using (load_id)
    where %(only)s is null or l.load_id = any(%(only)s)
    order by l.load_id desc limit %(most)s"""


def loads(connection: Connection, only: list[str] | None = None, most: int = 20) -> list[LoadState]:
    """The latest loads, newest first, or the ones that are named."""
    with connection.cursor() as cursor:
        cursor.execute(_LOADS, {"only": only, "most": most})
        return [LoadState(*row) for row in cursor]


def quarantined(connection: Connection, load_id: str) -> list[Complaint]:
    """The documents of a load that hold no article, and the articles the engine failed on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select d.source_uri, o.reason from ops.document_outcomes o join raw.documents d using (document_key)
               where o.load_id = %(load)s and o.outcome = 'quarantined'
               union all
               select a.title, o.reason from ops.article_outcomes o join raw.articles a using (article_key)
               where o.load_id = %(load)s and o.outcome = 'failed' order by 1""",
            {"load": load_id},
        )
        return [Complaint(about or "an article without a title", sentence) for about, sentence in cursor]


def warnings(connection: Connection, load_id: str) -> list[Complaint]:
    """The checks of a load that failed, with the sentence each gave."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select suite, reason from ops.check_results where load_id = %s and not success order by severity, suite",
            (load_id,),
        )
        return [Complaint(suite, (sentence or "").removeprefix(f"{suite}.")) for suite, sentence in cursor]


def failed_blocking(connection: Connection, load_id: str) -> list[Complaint]:
    """The checks that keep a load from being published, with the sentence each gave."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select suite || '.' || expectation, reason from ops.check_results
               where load_id = %s and not success and severity = 'blocks' order by 1""",
            (load_id,),
        )
        return [Complaint(check, (sentence or "").removeprefix(check).lstrip(": ")) for check, sentence in cursor]


def published(connection: Connection) -> Published:
    """The last publication, with the number of articles and of facts of each kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select load_id, published_at, digest from ops.publications order by publication_no desc limit 1"
        )
        row = cursor.fetchone()
        if row is None:
            return Published(None, None, None, {})
    load_id, published_at, digest = row
    counts = {table: _count(connection, table) for table in ("dim_articles", *FACTS)}
    return Published(load_id, published_at, digest, counts)


def _count(connection: Connection, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(MARTS, table)))
        (count,) = cursor.fetchone() or (0,)
    return int(count)
