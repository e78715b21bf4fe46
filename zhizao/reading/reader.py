"""From a document to its articles: the one entry point of reading."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from zhizao.reading.article import Article, Quarantine, Reading
from zhizao.reading.compose import compose
from zhizao.reading.dates import day_in_address, day_in_file_name, parse_day
from zhizao.reading.decoding import Decoded, decode
from zhizao.reading.formats import foreign_kind, is_pdf, text_format
from zhizao.reading.page import DateHint, Hints, Page
from zhizao.reading.storable import storable_article
from zhizao.sources.document import Document
from zhizao.wording import counted

MAX_BYTES = 20_000_000
MAX_LINES = 20_000
_UNREADABLE = 0.05
_ENTITY_BOMB = re.compile(r"""<!ENTITY\s+\S+\s+["'](?:[^"'<>]*&\w+;){2}""", re.IGNORECASE)


class _Refused(Exception):  # noqa: N818 - an outcome, not an error
    """A document that yields no article: a stable code and what follows its name in the sentence."""

    def __init__(self, code: str, predicate: str) -> None:
        super().__init__(predicate)
        self.code = code


def file_name(uri: str) -> str:
    """The last segment of a path or URL."""
    try:
        path = unquote(urlsplit(uri).path) if "://" in uri else uri
    except ValueError:
        path = uri
    return PurePosixPath(path).name or uri


def read_document(document: Document, max_bytes: int = MAX_BYTES) -> Reading:
    """Read a document into its articles, or say in one sentence why it holds none; never raises on any bytes."""
    name = file_name(document.uri)
    try:
        return _read(document, name, max_bytes)
    except _Refused as refusal:
        return Reading(quarantine=Quarantine(refusal.code, f"{name} {refusal}"))
    except Exception as error:  # noqa: BLE001 - a poisoned document is an outcome and never stops the others
        sentence = f"{name} made the reader fail ({type(error).__name__}): its bytes are kept, report them as a fault."
        return Reading(quarantine=Quarantine("reading_failed", sentence))


def source_text(document: Document) -> Decoded:
    """The text that the segments of a document's articles count in: decoded, or laid out from a PDF.

    Raises:
        PdfError: the document is a PDF without text.
    """
    if is_pdf(document.content):
        from zhizao.reading.pdf import pdf_text

        text, changes = pdf_text(document.content)
        return Decoded(text, "pdf", changes)
    charset = re.search(r"charset=([\w.:-]+)", document.media_type or "")
    return decode(document.content, charset[1] if charset else None)


def _read(document: Document, name: str, max_bytes: int) -> Reading:
    _check_bytes(document.content, max_bytes)
    source = _source(document)
    pages, kind = _pages(source.text, name, pdf=source.encoding == "pdf")
    if max((len(page.lines) for page in pages), default=0) > MAX_LINES:
        raise _Refused("too_long", f"has more than {MAX_LINES:,} lines of text: deliver one article or page at a time.")
    articles: list[Article] = []
    for page in pages:
        article = compose(replace(page, hints=_with_document(page.hints, document, name)), len(articles) + 1)
        articles += [storable_article(article)] if article else []
    if not articles:
        raise _without_article(source.text, kind)
    changes = (*source.changes, *(pages[0].changes if pages else ()), *_left_out(len(pages) - len(articles)))
    return Reading(tuple(articles), None, kind, source.encoding, changes)


def _without_article(text: str, kind: str) -> _Refused:
    from zhizao.reading.jsonitems import json_fault

    if kind == "json" and (where := json_fault(text)):
        return _Refused("damaged", f"is damaged: its JSON is broken {where}; deliver it whole.")
    return _Refused("no_article", "holds no running text: deliver the page of the article, not an index or a picture.")


def _left_out(count: int) -> tuple[str, ...]:
    return (f"{counted(count, 'part')} without running text left out",) if count else ()


def _check_bytes(content: bytes, max_bytes: int) -> None:
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise _Refused("empty", "is empty: look at the source that delivered it.")
    if len(content) > max_bytes:
        raise _Refused(
            "too_large", f"has {len(content):,} bytes, over the limit of {max_bytes:,}: split it or raise the limit."
        )
    if not is_pdf(content) and (kind := foreign_kind(content)):
        raise _Refused("binary", f"is {kind}: deliver the article as HTML, Markdown, text, JSON or PDF.")


def _source(document: Document) -> Decoded:
    from zhizao.reading.pdf import PdfError

    try:
        source = source_text(document)
    except PdfError as error:
        raise _Refused(error.code, str(error)) from error
    if source.text.count("\ufffd") > _UNREADABLE * len(source.text):
        raise _Refused("undecodable", "is in no encoding that can be read: deliver it in UTF-8 or GB18030.")
    return source


def _pages(text: str, name: str, *, pdf: bool) -> tuple[tuple[Page, ...], str]:
    """The pages of a text and the name of its format."""
    from zhizao.reading.jsonitems import read_json
    from zhizao.reading.markdown import read_markdown
    from zhizao.reading.plain import read_plain
    from zhizao.reading.webpage import MarkupBombError, read_html

    kind = "text" if pdf else text_format(text, name)
    if kind == "xml":
        raise _Refused("unsupported_format", "is an XML feed or index, not an article: configure it as a feed source.")
    if _ENTITY_BOMB.search(text):
        raise _Refused(
            "html_bomb", "declares entities that expand into each other: deliver the page as browsers show it."
        )
    try:
        if kind == "json":
            return read_json(text), "json"
        if kind == "markdown":
            return (read_markdown(text),), "markdown"
        if kind == "html":
            return (read_html(text),), "html"
    except MarkupBombError as error:
        raise _Refused("html_bomb", str(error)) from error
    pages = read_plain(text)
    return pages, "pdf" if pdf else pages[0].kind


def _with_document(hints: Hints, document: Document, name: str) -> Hints:
    """Complete what the page says by what the source and the address of the document say."""
    metadata = document.metadata
    authors = tuple(filter(None, re.split(r"[,，、;；\n]", metadata.get("authors", ""))))
    return replace(
        hints,
        titles=(*hints.titles, *filter(None, [metadata.get("title")])),
        publisher=hints.publisher or metadata.get("publisher") or None,
        original_source=hints.original_source or metadata.get("original_source") or None,
        authors=hints.authors or authors,
        published=hints.published or _published(document, name),
        host=hints.host or _host(document.uri),
    )


def _published(document: Document, name: str) -> DateHint | None:
    if day := parse_day(document.metadata.get("published_on", "")):
        return DateHint(day, "metadata", "stated by the source")
    if document.uri.startswith("http") and (day := day_in_address(document.uri)):
        return DateHint(day, "metadata", "address of the page")
    day = day_in_file_name(name)
    return DateHint(day, "file_name", "day in the file name") if day else None


def _host(uri: str) -> str | None:
    try:
        return urlsplit(uri).hostname if uri.startswith("http") else None
    except ValueError:
        return None
