"""Sitemaps: the pages of a site and when they changed, also of a sitemap of sitemaps, also packed by gzip."""

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

MAX_BYTES = 52_428_800
"""What the protocol allows a sitemap to hold, unpacked."""

_NEWS = {"title": "title", "publication_date": "published_on", "name": "publisher"}
"""What the extension for news says of a page, and how the reader calls it."""


class SitemapError(Exception):
    """Not a sitemap; the message follows its address."""


@dataclass(frozen=True)
class Entry:
    """A page of the site, or (`is_map`) another sitemap."""

    url: str
    changed: str | None
    is_map: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)


def read_sitemap(content: bytes) -> list[Entry]:
    """The entries of a sitemap in its order.

    Raises SitemapError when it is none, is too large, or declares entities, which sitemaps have no use for and bombs
    are made of.
    """
    plain = _unpacked(content)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise SitemapError("declares a document type, which no sitemap does: see its address in a browser.")
    try:
        return list(_entries(plain))
    except (ET.ParseError, ValueError, LookupError) as error:
        raise SitemapError(f"is no sitemap that can be read ({error}): see its address in a browser.") from error


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    inflate = zlib.decompressobj(wbits=31)
    try:
        plain = inflate.decompress(content, MAX_BYTES + 1)
    except zlib.error as error:
        raise SitemapError(f"is packed and damaged ({error}): see its address in a browser.") from error
    if len(plain) > MAX_BYTES:
        raise SitemapError(f"unpacks to more than the {MAX_BYTES:,} bytes a sitemap may hold: split it.")
    return plain


def _entries(plain: bytes) -> Iterator[Entry]:
    root = None
    for event, element in ET.iterparse(io.BytesIO(plain), events=("start", "end")):  # noqa: S314 - no entity gets here
        name = _name(element)
        if root is None:
            root = element
            if name not in {"urlset", "sitemapindex"}:
                raise ValueError(f"its root is {name}")
        elif event == "end" and name in {"url", "sitemap"}:
            told = {_name(part): (part.text or "").strip() for part in element.iter()}
            if told.get("loc"):
                metadata = {ours: told[theirs] for theirs, ours in _NEWS.items() if told.get(theirs)}
                yield Entry(told["loc"], told.get("lastmod") or None, name == "sitemap", metadata)
            root.clear()


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
