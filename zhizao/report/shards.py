"""Shards: files of plain data that the pages load on demand.

A page opened from a folder may not fetch files, but it may load scripts of its own folder. So a shard is a script of
one call, `__shard("articles/3", …)`, whose argument is JSON: data and nothing else. Pages put its texts into the
document as text, never as markup.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urlsplit

from zhizao.report.articles import Article, Listed
from zhizao.report.facts import KINDS, Fact
from zhizao.report.markup import segments

SIGNATURE_BITS = 1 << 16
"""Bits of a shard's signature: about a sixth are set by the facts of 64 articles."""

_SPACE = re.compile(r"\s+")
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(name: str, data: Any) -> str:
    """The text of a shard; no text in it can end a script element or a line of one."""
    call = f"__shard({json.dumps(name)},{json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"
    for sign, escape in _UNSAFE.items():
        call = call.replace(sign, escape)
    return call


def article_data(article: Article) -> dict[str, Any]:
    """An article with its text cut into marked runs; facts in the order of the text, each with its details."""
    row = article.row
    facts = ordered_facts(article)
    return {
        "key": row["article_key"],
        "title": row["title"],
        "published": _day(row["published_on"]),
        "basis": row["published_on_basis"],
        "publisher": row["publisher"],
        "original": row["original_source"],
        "authors": list(row["authors"] or ()),
        "source": row["source_uri"],
        "link": source_link(row["source_uri"]),
        "story": row["story_no"],
        "load": row["load_id"],
        "copies": [
            [copy.key, copy.title, copy.publisher, _day(copy.published_on), copy.is_first_copy]
            for copy in article.copies
        ],
        "text": [[s.text, *s.facts] for s in segments(row["body"], [(fact.start, fact.end) for _, fact in facts])],
        "facts": [[number, fact.key, fact.confidence, fact.rule, *fact.details] for number, fact in facts],
    }


def ordered_facts(article: Article) -> list[tuple[int, Fact]]:
    """All facts with the number of their kind, in the order of the text."""
    found = [(number, fact) for number, kind in enumerate(KINDS) for fact in article.facts[kind.name]]
    return sorted(found, key=lambda pair: (pair[1].start, pair[1].end, pair[0], pair[1].key))


def search_data(articles: Sequence[Article]) -> dict[str, Any]:
    """The facts of a shard as the search looks through them."""
    return {
        "articles": [
            [a.row["article_key"], a.row["title"] or "", _day(a.row["published_on"]), a.row["publisher"]]
            for a in articles
        ],
        "facts": [
            [number, kind, fact.key, fact.quote, fact.confidence, *fact.details]
            for number, article in enumerate(articles)
            for kind, fact in ordered_facts(article)
        ],
    }


def list_data(shards: Iterable[Sequence[Listed]]) -> list[list[Any]]:
    """All articles as their list shows them, each with the number of its shard; the latest load first."""
    rows = [
        [a.key, number, a.title, _day(a.published_on), a.publisher, a.is_first_copy, *a.facts]
        for number, shard in enumerate(shards)
        for a in shard
    ]
    return rows[::-1]


def source_link(uri: str) -> str | None:
    """An address a browser may follow to the source: http and https as they are, a path as file:; else None."""
    if urlsplit(uri).scheme in ("http", "https"):
        return uri
    return f"file://{quote(uri)}" if PurePath(uri).is_absolute() else None


def searched(text: str) -> str:
    """A text as the search compares it: one width, lower case, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).lower())


def signature(texts: Iterable[str]) -> str:
    """Bits set by every sign and every pair of neighbours, in base64: what has not all bits of a query lacks it.

    The page computes the same bits from what is typed (search.js), over UTF-16 code units as its strings have.
    """
    met: set[tuple[int, int]] = set()
    for text in set(texts):
        units = memoryview(searched(text).encode("utf-16-le", "surrogatepass")).cast("H")
        met.update(pairwise(units))
        met.update(zip(units, repeat(0)))
    bits = bytearray(SIGNATURE_BITS // 8)
    for first, second in met:
        bit = ((first * 31 + second) * 2654435761 & 0xFFFFFFFF) >> 16
        bits[bit >> 3] |= 1 << (bit & 7)
    return base64.b64encode(bytes(bits)).decode()


def signature_of(articles: Sequence[Article]) -> str:
    """The signature of everything the search compares in these articles' facts."""
    return signature(
        text
        for article in articles
        for found in article.facts.values()
        for fact in found
        for text in (fact.quote, *fact.details)
    )


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
