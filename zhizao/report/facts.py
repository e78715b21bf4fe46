"""Facts as the pages show them: read from the marts, each with its place in the text and its details as words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

_SIGNS = {"~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an article; `details` follow the columns of its kind, the first is what it is found by."""

    key: str
    article_key: str
    start: int
    end: int
    quote: str
    confidence: float
    rule: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: its table, how the pages call it, and what they show of it."""

    name: str
    table: str
    key: str
    columns: tuple[str, ...]
    details: Callable[[dict[str, Any]], tuple[Any, ...]]

    def fact(self, row: dict[str, Any]) -> Fact:
        """One row of the table as a fact."""
        return Fact(
            key=row[self.key],
            article_key=row["article_key"],
            start=row["char_start"],
            end=row["char_end"],
            quote=row["quote"],
            confidence=round(float(row["confidence"]), 3),
            rule=row["rule"],
            details=tuple("" if detail is None else str(detail) for detail in self.details(row)),
        )


def _metric(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["indicator"], quantity(row), row["subject"], row["period"], row["status"], row["measure"])


def _initiative(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["name"], words(row["initiative_type"]), words(row["status"]), row["status_date"], row["place"])


def _participant(row: dict[str, Any]) -> tuple[Any, ...]:
    kind = row["organization_type"] or row["kind"]
    return (row["name"], words(kind), row["role"], row["initiative_name"], row["title"], row["affiliation"])


KINDS = (
    Kind(
        "metric",
        "fct_metrics",
        "metric_key",
        ("Indicator", "Value", "Subject", "Period", "Status", "Measure"),
        _metric,
    ),
    Kind(
        "initiative",
        "fct_initiatives",
        "initiative_mention_key",
        ("Name", "Type", "Status", "Date", "Place"),
        _initiative,
    ),
    Kind(
        "participant",
        "fct_participants",
        "participation_key",
        ("Name", "Type", "Role", "Initiative", "Title", "Affiliation"),
        _participant,
    ),
)
"""The kinds of fact in the order in which the pages show them."""


def words(code: str | None) -> str | None:
    """An enumerated value as words: under_way → under way."""
    return code.replace("_", " ") if code else code


def quantity(row: dict[str, Any]) -> str:
    """Comparator, value and unit for a reader: ≈ 1,200 家, 3–5 亿千瓦时."""
    upper = "" if row["value_max"] is None else f"–{figure(row['value_max'])}"
    return f"{_SIGNS.get(row['comparator'], '')}{figure(row['value'])}{upper} {row['unit']}".strip()


def figure(value: Decimal) -> str:
    """A number with thousands apart and without idle zeros."""
    plain = f"{value:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def articles_of_facts(connection: Connection, schema: str, kind: Kind, keys: Sequence[str]) -> dict[str, str]:
    """The article of each of these facts that the schema holds."""
    query = sql.SQL("select {key}, article_key from {table} where {key} = any(%s)").format(
        key=sql.Identifier(kind.key), table=sql.Identifier(schema, kind.table)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (list(keys),))
        return dict(cursor.fetchall())


def facts_of(connection: Connection, schema: str, kind: Kind, article_keys: Sequence[str]) -> dict[str, list[Fact]]:
    """The facts of this kind by article, in the order of the text."""
    query = sql.SQL(
        "select * from {table} where article_key = any(%s) order by article_key, char_start, char_end, {key}"
    ).format(table=sql.Identifier(schema, kind.table), key=sql.Identifier(kind.key))
    by_article: dict[str, list[Fact]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query, (list(article_keys),))
        names = [column.name for column in cursor.description or ()]
        for row in cursor:
            fact = kind.fact(dict(zip(names, row, strict=True)))
            by_article.setdefault(fact.article_key, []).append(fact)
    return by_article
