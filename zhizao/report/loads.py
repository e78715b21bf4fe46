"""What the pages tell of one load: when it reached its stations, its checks, and what was quarantined."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import RealDictCursor

from zhizao.report.facts import KINDS

LOADS_SHOWN = 20
"""How many loads the charts show, and the pages of how many are kept."""
ROWS_SHOWN = 1000
"""How many lines of one list of the quarantine a page shows; the warehouse has all."""

_STATIONS = """
    select * from (values
        ('Opened', (select opened_at from ops.loads where load_id = %(load)s)),
        ('Read', (select max(decided_at) from ops.document_outcomes where load_id = %(load)s)),
        ('Extracted', (select max(decided_at) from ops.article_outcomes where load_id = %(load)s)),
        ('Built', (select max(finished_at) from ops.dbt_results where load_id = %(load)s)),
        ('Judged', (select max(checked_at) from ops.check_results where load_id = %(load)s)),
        ('Published', (select max(published_at) from ops.publications where load_id = %(load)s))
    ) as stations (name, reached_at) where reached_at is not null"""

_CHECKS = """
    select suite, expectation, severity, success, reason, observed, bounds, failing_count, failing_keys
    from ops.check_results where load_id = %(load)s
    order by success, severity, suite collate "C", expectation collate "C" """

_DOCUMENTS = """
    select d.source_uri, o.reason_code, o.reason, d.source_name, d.byte_count, d.landed_at
    from ops.document_outcomes as o inner join raw.documents as d using (document_key)
    where o.load_id = %(load)s and o.outcome = 'quarantined' order by d.source_uri limit %(most)s"""

_ARTICLES = """
    select a.article_key, a.title, d.source_uri, o.reason, o.engine_version
    from ops.article_outcomes as o inner join raw.articles as a using (article_key)
    inner join raw.documents as d using (document_key)
    where o.load_id = %(load)s and o.outcome = 'failed' order by a.article_key limit %(most)s"""

_FACTS = """
    select article_key, mention_table, mention_key, rule, reason from ops.quarantined_mentions
    where load_id = %(load)s order by mention_table, article_key, mention_key limit %(most)s"""


@dataclass(frozen=True, slots=True)
class Station:
    """When a load had reached a station, and how long after the one before, in seconds."""

    name: str
    reached_at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation's result as a page shows it; `why` is None when no suite states it any more."""

    suite: str
    name: str
    why: str | None
    severity: str
    success: bool
    reason: str | None
    observed: str
    expected: str
    failing_count: int | None
    failing_keys: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Quarantine:
    """What a load could not take in: documents, articles and single facts, each with its reason."""

    documents: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    facts: list[dict[str, Any]]


def stations(connection: Connection, load_id: str) -> list[Station]:
    """The stations a load has reached, in the order of time."""
    with connection.cursor() as cursor:
        cursor.execute(_STATIONS, {"load": load_id})
        reached = sorted(cursor.fetchall(), key=lambda row: row[1])
    before = [at for _, at in reached[:1] + reached]
    return [Station(name, at, (at - last).total_seconds()) for (name, at), last in zip(reached, before, strict=False)]


def checks(connection: Connection, load_id: str, reasons: Mapping[tuple[str, str], str]) -> list[Check]:
    """The checks of a load, those that failed first; `reasons` say why each is there, by suite and name."""
    return [
        Check(
            suite=row["suite"],
            name=row["expectation"],
            why=reasons.get((row["suite"], row["expectation"])),
            severity=row["severity"],
            success=row["success"],
            reason=(row["reason"] or "").removeprefix(f"{row['suite']}.{row['expectation']}: ") or None,
            observed=observed(row["observed"] or {}),
            expected=expected(row["bounds"] or {}),
            failing_count=row["failing_count"],
            failing_keys=row["failing_keys"] or [],
        )
        for row in _rows(connection, _CHECKS, load_id)
    ]


def quarantine(connection: Connection, load_id: str) -> Quarantine:
    """What a load has quarantined, the first thousand of each."""
    return Quarantine(
        documents=_rows(connection, _DOCUMENTS, load_id),
        articles=_rows(connection, _ARTICLES, load_id),
        facts=_rows(connection, _FACTS, load_id),
    )


def facts_by_load(connection: Connection, schema: str) -> dict[str, list[int]]:
    """How many facts of each kind, in the order of the kinds, every load has brought to this schema."""
    found: dict[str, list[int]] = {}
    for number, kind in enumerate(KINDS):
        with connection.cursor() as cursor:
            table = sql.Identifier(schema, kind.table)
            cursor.execute(sql.SQL("select load_id, count(*) from {} group by load_id").format(table))
            for load_id, count in cursor:
                found.setdefault(load_id, [0] * len(KINDS))[number] = count
    return found


def observed(found: Mapping[str, Any]) -> str:
    """What a check found, in a few words."""
    if "failing_rows" in found:
        rows = found.get("rows")
        return f"{found['failing_rows']} of {rows} rows" if rows is not None else f"{found['failing_rows']} rows"
    return _short(found.get("value"))


def expected(bounds: Mapping[str, Any]) -> str:
    """What a check asks for, in a few words; for learned bounds also where they come from."""
    if "origin" in bounds:
        low, high = (_short(bounds.get(end)) or "any" for end in ("min", "max"))
        return f"{low} to {high} ({bounds['origin']})"
    return "; ".join(f"{name.replace('_', ' ')} {_short(value)}" for name, value in bounds.items() if value is not None)


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004 - whole from a thousand on
    if isinstance(value, list):
        return ", ".join(_short(item) for item in value)
    return str(value)


def _rows(connection: Connection, query: str, load_id: str) -> list[dict[str, Any]]:
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(query, {"load": load_id, "most": ROWS_SHOWN})
        return [dict(row) for row in cursor]
