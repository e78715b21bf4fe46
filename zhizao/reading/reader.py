"""From a document to its articles: the one entry point of reading."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from zhizao.reading.article import Article, Quarantine, Reading
from zhizao.reading.compose import compose
from zhizao.reading.dates import day_in_address, day_in_file_name, parse_day
from zhizao.reading.decoding import decode
from zhizao.reading.page import DateHint, Hints, Page
from zhizao.sources.document import Document

MAX_BYTES = 20_000_000


def file_name(uri: str) -> str:
    """The last segment of a path or URL."""
    return PurePosixPath(unquote(urlsplit(uri).path) if "://" in uri else uri).name or uri


def read_document(document: Document, max_bytes: int = MAX_BYTES) -> Reading:
    """Read a document into its articles, or say in one sentence why it holds none; never raises on any bytes."""
    name = file_name(document.uri)
    if not document.content.strip():
        return _refused("empty", f"{name} is empty: check the source that delivered it.")
    decoded = decode(document.content)
    from zhizao.reading.markdown import read_markdown
    from zhizao.reading.plain import read_plain
    from zhizao.reading.webpage import read_html

    text = decoded.text
    if text.lstrip().startswith("---") or name.endswith((".md", ".markdown")):
        page = read_markdown(text)
    elif re.search(r"<(?:html|body|p|div|br)\b", text[:20000], re.IGNORECASE):
        page, _ = read_html(text)
    else:
        page = read_plain(text)
    page = replace(page, hints=_with_document(page.hints, document, name))
    article = compose(page)
    articles: tuple[Article, ...] = (article,) if article else ()
    if not articles:
        return _refused("no_article", f"{name} holds no running text: land the article itself, not its index page.")
    return Reading(articles, None, page.kind, decoded.encoding, (*decoded.changes, *page.changes))


def _refused(code: str, sentence: str) -> Reading:
    return Reading(quarantine=Quarantine(code, sentence))


def _with_document(hints: Hints, document: Document, name: str) -> Hints:
    """Complete what the page says by what the source and the address of the document say."""
    metadata = document.metadata
    published = hints.published
    if published is None and (day := parse_day(metadata.get("published_on", ""))):
        published = DateHint(day, "metadata", "stated by the source")
    if published is None and "://" in document.uri and (day := day_in_address(document.uri)):
        published = DateHint(day, "metadata", "address of the page")
    if published is None and (day := day_in_file_name(name)):
        published = DateHint(day, "file_name", "day in the file name")
    return replace(
        hints,
        title=hints.title or metadata.get("title"),
        publisher=hints.publisher or metadata.get("publisher"),
        published=published,
        host=hints.host or (urlsplit(document.uri).hostname if document.uri.startswith("http") else None),
    )
