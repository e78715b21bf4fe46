"""Rows for the schemas raw and ops, made by hand: loads, documents, articles and what was extracted from them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import psycopg2
from psycopg2 import sql

from zhizao.reading.article import article_key

Row = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One article at one place, with the mentions that an extraction finds in it.

    The content of its document is its body, or `content` where two documents shall hold the same body.
    """

    uri: str
    body: str
    published_on: date | None = None
    title: str | None = None
    content: str | None = None
    publisher: str | None = None
    mentions: tuple[tuple[str, Row], ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256((self.content or self.body).encode()).hexdigest()

    @property
    def document_key(self) -> str:
        return hashlib.sha256(f"{self.uri}\n{self.sha256}".encode()).hexdigest()[:32]

    @property
    def key(self) -> str:
        """The article's key."""
        return article_key(self.sha256, 1)

    def saying(self, *mentions: tuple[str, Row]) -> "Story":
        """The same story with these mentions."""
        return replace(self, mentions=mentions)


def metric(quote: str, value: float, unit: str, indicator: str, **columns: object) -> tuple[str, Row]:
    """A metric mention; whatever is not given is the plainest there is."""
    row = {"comparator": "=", "measure": "level", "status": "actual", "sentence": quote, **columns}
    return "raw.metric_mentions", {"quote": quote, "value": value, "unit": unit, "indicator": indicator, **row}


def initiative(name: str, **columns: object) -> tuple[str, Row]:
    """An initiative mention, grounded in its name."""
    row = {"quote": name, "aliases": [], "initiative_type": "platform", "status": "planned", **columns}
    return "raw.initiative_mentions", {"name": name, **row}


def organization(name: str, **columns: object) -> tuple[str, Row]:
    """An organization that takes part, grounded in its name."""
    row = {"quote": name, "aliases": [], "organization_type": "enterprise", **columns}
    return "raw.participant_mentions", {"name": name, "kind": "organization", **row}


def person(name: str, **columns: object) -> tuple[str, Row]:
    """A person who takes part, grounded in the name."""
    return "raw.participant_mentions", {"name": name, "kind": "person", "quote": name, "aliases": [], **columns}


def role(participant: str, initiative: str, role: str, **columns: object) -> tuple[str, Row]:
    """What an organization does in an initiative, grounded in the organization's name."""
    row = {"quote": participant, "kind": "organization", **columns}
    return "raw.role_mentions", {"participant": participant, "initiative": initiative, "role": role, **row}


def open_load(dsn: str, load_id: str, outcome: str = "published", station: str = "publish") -> None:
    """A load that has ended so, or is open at that station; from building on, the candidate is for it."""
    _insert(dsn, [("ops.loads", {"load_id": load_id, "outcome": outcome, "station": station})])
    if outcome == "open" and station in {"build", "audit", "publish"}:
        execute(dsn, f"update ops.candidate set load_id = '{load_id}'")


def land(dsn: str, load_id: str, *stories: Story, outcome: str = "landed") -> None:
    """The documents of these stories; unless quarantined with their articles and what is extracted from them.

    A content that was received before makes the document a duplicate, as landing does.
    """
    for story in stories:
        original = _landed(dsn, story.sha256)
        verdict = "duplicate" if original and outcome == "landed" else outcome
        _insert(dsn, _document(load_id, story, verdict, original if verdict == "duplicate" else None))
        if verdict == "landed":
            _insert(dsn, [_article(load_id, story)])
            extract(dsn, load_id, story)


def receive_again(dsn: str, load_id: str, story: Story) -> None:
    """The document of a story that its place has gone back to."""
    _insert(dsn, [("raw.document_returns", {"document_key": story.document_key, "load_id": load_id})])


def extract(dsn: str, load_id: str, *stories: Story, outcome: str = "extracted") -> None:
    """An extraction of these stories by this load."""
    for story in stories:
        verdict = {"outcome": outcome, "engine_version": "1", "lexicon_hash": "0"}
        rows = [("ops.article_outcomes", {"article_key": story.key, "load_id": load_id, **verdict})]
        _insert(dsn, rows + [(table, _grounded(load_id, story, table, row)) for table, row in story.mentions])


def tie(dsn: str, load_id: str, *pairs: tuple[Story, Story]) -> None:
    """Pairs of stories that are copies, the later read first."""
    shared = {"load_id": load_id, "shared_sentences": 3, "containment": 0.9}
    _insert(dsn, [("raw.copy_pairs", {"article_key": a.key, "copy_of": b.key, **shared}) for a, b in pairs])


def rows(dsn: str, query: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def execute(dsn: str, statements: str) -> None:
    """Run SQL in one transaction."""
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statements)


def _document(load_id: str, story: Story, outcome: str, original: str | None) -> list[tuple[str, Row]]:
    place = {"document_key": story.document_key, "load_id": load_id}
    received = {"source_name": "inbox", "source_uri": story.uri, "content_sha256": story.sha256, "byte_count": 1}
    return [
        ("raw.documents", {**place, **received}),
        ("ops.document_outcomes", {**place, "outcome": outcome, "duplicate_of": original}),
    ]


def _article(load_id: str, story: Story) -> tuple[str, Row]:
    said = {"title": story.title, "body": story.body, "published_on": story.published_on, "authors": ["陈一"]}
    basis = {"published_on_basis": "stated" if story.published_on else None, "publisher": story.publisher}
    keys = {"article_key": story.key, "document_key": story.document_key, "load_id": load_id, "story_no": 1}
    return "raw.articles", {**keys, **said, **basis}


def _grounded(load_id: str, story: Story, table: str, row: Row) -> Row:
    start = story.body.index(row["quote"])
    said = json.dumps([table, start, row], ensure_ascii=False, default=str, sort_keys=True)
    keys = {"load_id": load_id, "article_key": story.key, "mention_key": hashlib.md5(said.encode()).hexdigest()}  # noqa: S324
    place = {"char_start": start, "char_end": start + len(row["quote"]), "confidence": 0.9, "rule": "by-hand"}
    return {**keys, **place, **row}


def _landed(dsn: str, sha256: str) -> str | None:
    found = rows(
        dsn,
        f"""select document_key from raw.documents join ops.document_outcomes using (document_key)
            where content_sha256 = '{sha256}' and outcome = 'landed'""",
    )
    return found[0][0] if found else None


def _insert(dsn: str, table_rows: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        for table, row in table_rows:
            names = sql.SQL(", ").join(map(sql.Identifier, row))
            values = sql.SQL(", ").join(map(sql.Placeholder, row))
            target = sql.Identifier(*table.split("."))
            cursor.execute(sql.SQL("insert into {} ({}) values ({})").format(target, names, values), row)
