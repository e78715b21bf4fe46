"""The results of reading: articles, or the reason why a document holds none."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DateBasis = Literal["stated", "metadata", "file_name", "inferred"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the body that stands unchanged in the decoded document.

    Offsets count code points: `body_start` in the article's body, `source_start` in the decoded text.
    """

    body_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """One story: cleaned text and what the document says about it. What is unknown stays None."""

    story_no: int
    body: str
    title: str | None = None
    published_on: date | None = None
    published_on_basis: DateBasis | None = None
    published_on_rule: str | None = None
    publisher: str | None = None
    original_source: str | None = None
    authors: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Why a document yields no article: a stable code and one sentence for a person."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one document: its articles, or its quarantine; never both.

    `format` and `encoding` are what was recognised; `changes` records in plain words what was repaired on the way.
    """

    articles: tuple[Article, ...] = ()
    quarantine: Quarantine | None = None
    format: str | None = None
    encoding: str | None = None
    changes: tuple[str, ...] = field(default=())


def article_key(content_sha256: str, story_no: int) -> str:
    """The stable identity of a story: the same bytes give the same key on every run and machine."""
    return hashlib.sha256(f"{content_sha256}#{story_no}".encode()).hexdigest()[:20]
