"""Gold facts: what a person has found in some articles, one JSON file each, and what the warehouse has of the same.

A file holds `article` (with `file`, the last segment of the document's address) and the lists `metrics`, `initiatives`
and `participants`; docs/report.md describes them. Files without `article` are passed over.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import RealDictCursor

from zhizao.errors import ZhizaoError
from zhizao.report.facts import KINDS
from zhizao.report.scoring import MEASURES, Difference, Row, Score, compare, plain

_REQUIRED = {
    "metric": ("indicator", "value", "unit", "comparator", "status"),
    "initiative": ("id", "name", "type", "status"),
    "participant": ("name", "kind"),
}
_LISTS = {"metric": "metrics", "initiative": "initiatives", "participant": "participants"}
Facts = dict[str, list[Row]]
"""Facts of one document by kind."""


@dataclass(frozen=True, slots=True)
class Gold:
    """All gold facts by document, and a digest that tells one set of gold facts from another."""

    facts: dict[str, Facts]
    digest: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured: scores by kind, disagreements by document, and the documents the warehouse lacks."""

    scores: dict[str, Score]
    differences: list[tuple[str, str, Difference]]
    articles: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def load_gold(folder: Path) -> Gold:
    """The gold facts of a folder.

    Raises ZhizaoError when the folder or a file cannot be read, or there is no gold in it.
    """
    whole = hashlib.sha256()
    facts: dict[str, Facts] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            content = path.read_bytes()
            told = json.loads(content)
            if "article" in told:
                whole.update(content)
                _add(facts.setdefault(_last(told["article"]["file"]), {m.kind: [] for m in MEASURES}), told)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ZhizaoError(
                f"{path} cannot be read as gold facts ({type(error).__name__}: {error}): docs/report.md shows the form."
            ) from error
    if not facts:
        raise ZhizaoError(f"{folder} holds no gold facts: set ZHIZAO_GOLD to a folder of JSON files (docs/report.md).")
    return Gold(facts, whole.hexdigest()[:16])


def _add(facts: Facts, told: Mapping[str, Any]) -> None:
    """Add the facts of one story; what the stories of one page both name stands once."""
    for kind, name in _LISTS.items():
        for row, key in product(told[name], _REQUIRED[kind]):
            row[key]  # raises where it is missing
        facts[kind] = _once(kind, [*facts[kind], *told[name]])
    initiatives = {each["id"]: each for each in told["initiatives"]}
    for participant in told["participants"]:
        for role in participant.get("roles", ()):
            initiative = initiatives[role["initiative"]]
            optional = any(each.get("optional") for each in (participant, initiative, role))
            facts["role"].append(
                {"participant": participant, "initiative": initiative, "role": role["role"], "optional": optional}
            )


def _once(kind: str, rows: Iterable[Row]) -> list[Row]:
    """Each name once, one that is not optional before one that is; a metric has no name and stays."""
    if kind == "metric":
        return list(rows)
    found: dict[object, Row] = {}
    for row in sorted(rows, key=lambda row: bool(row.get("optional"))):
        found.setdefault((row.get("kind"), plain(row["name"])), row)
    return list(found.values())


def measure(connection: Connection, schema: str, gold: Gold) -> Outcome:
    """Compare what the schema holds of the gold's documents with the gold."""
    documents = _documents(connection, schema, gold)
    scores = {each.kind: Score(each.kind) for each in MEASURES}
    outcome = Outcome(scores, [], sorted(documents), sorted(gold.facts.keys() - documents.keys()))
    for name, keys in sorted(documents.items()):
        facts = _facts(connection, schema, keys)
        for each in MEASURES:
            score, differences = compare(each, facts[each.kind], gold.facts[name][each.kind])
            scores[each.kind] += score
            outcome.differences.extend((name, each.kind, difference) for difference in differences)
    return outcome


def _documents(connection: Connection, schema: str, gold: Gold) -> dict[str, list[str]]:
    """The keys of the articles of every gold document that the schema holds, by the last segment of its address."""
    query = sql.SQL("select article_key, source_uri from {} order by source_uri, story_no").format(
        sql.Identifier(schema, "dim_articles")
    )
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query)
        for key, uri in cursor:
            if (name := _last(uri)) in gold.facts:
                found.setdefault(name, []).append(key)
    return found


def _facts(connection: Connection, schema: str, keys: list[str]) -> Facts:
    """The facts of one document; a participant or an initiative of several rows counts once, each role for itself."""
    rows: Facts = {}
    for kind in KINDS:
        query = sql.SQL("select * from {} where article_key = any(%s) order by char_start, {}").format(
            sql.Identifier(schema, kind.table), sql.Identifier(kind.key)
        )
        with connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(query, (keys,))
            rows[kind.name] = [dict(row) for row in cursor]
    rows["role"] = [row for row in rows["participant"] if row["role"] and row["initiative_name"]]
    for name in ("initiative", "participant"):
        rows[name] = _once(name, rows[name])
    return rows


def told(row: Row | None, kind: str) -> str:
    """A fact, of the warehouse or of the gold, in one line."""
    if row is None:
        return "–"
    parts: tuple[Any, ...]
    if kind == "metric":
        upper = "" if row.get("value_max") is None else f"–{row['value_max']}"
        value = f"{row['comparator']} {row['value']}{upper} {row['unit']}"
        parts = (row["indicator"], row.get("subject"), value, row.get("period"), row["status"])
    elif kind == "role":
        parts = _ends(row)
    else:
        parts = (row["name"], row.get("initiative_type") or row.get("type"), row.get("status"), row.get("title"))
    return " · ".join(str(part) for part in parts if part)


def _ends(role: Row) -> tuple[str, ...]:
    if "participant" in role:
        return (role["participant"]["name"], role["role"], role["initiative"]["name"])
    return (role["name"], role["role"], role["initiative_name"])


def _last(uri: str) -> str:
    return PurePosixPath(uri).name
