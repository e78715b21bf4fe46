"""What a document is, by its first bytes and its text; never by its name alone, since names lie."""

import json
import re
from typing import Literal

TextFormat = Literal["html", "markdown", "json", "text", "xml"]

_MAGIC = (
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM6", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_CONTROLS = bytes(set(range(9)) | {11} | set(range(14, 27)) | set(range(28, 32)) | {127})
_MAX_CONTROLS = 0.05
_PDF_WITHIN = 1024
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|br|table|article|section|span|h[1-6])\b[^>]{0,500}>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>]{0,200})?>")
_MARKDOWN = re.compile(r"\A\s*---[ \t]*\r?\n[^\n]*:|^#{1,4} \S|^\s*[-*] \[|\]\(https?://", re.MULTILINE)
_XML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml|svg)\b", re.DOTALL
)
_JSON_BEGINS = re.compile(r'\[?\s*\{\s*"[^"\n]{1,60}"\s*:')
"""How a JSON object begins, also one that breaks off later: taken for text, its signs would get into the articles."""
_WITHIN = 200_000


def is_pdf(content: bytes) -> bool:
    """Whether the bytes are a PDF, which may begin after some junk."""
    return b"%PDF-" in content[:_PDF_WITHIN]


def foreign_kind(content: bytes) -> str | None:
    """What the bytes are when they are no text at all; None for text in any encoding."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[4:8] == b"ftyp":
        return "a recording"
    sample = content[:100_000]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"} or _is_wide(sample):
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "a binary file" if controls > _MAX_CONTROLS * len(sample) else None


def _is_wide(sample: bytes) -> bool:
    """Whether every other byte of a good part is zero on one side only: UTF-16 without a mark."""
    even, odd = sample[0:4000:2].count(0), sample[1:4000:2].count(0)
    return max(even, odd) * 20 >= len(sample[:4000]) and min(even, odd) * 4 <= max(even, odd)


def text_format(text: str, name: str) -> TextFormat:
    """The format of a decoded text."""
    head = text[:_WITHIN].lstrip()
    if head[:1] in "{[" and head and (_is_json(text) or _JSON_BEGINS.match(head)):
        return "json"
    if _XML.match(head):
        return "xml"
    if re.match(r"---[ \t]*\r?\n", head) or (
        name.lower().endswith((".md", ".markdown", ".mdx")) and "<html" not in head.lower()
    ):
        return "markdown"
    if _HTML.search(head) or len(_TAG.findall(head[:20_000])) > 8:  # noqa: PLR2004 - prose has no dozen of tags
        return "html"
    return "markdown" if len(_MARKDOWN.findall(head)) > 1 else "text"


def _is_json(text: str) -> bool:
    """Whether a text is a JSON object or list, or begins with a line that is one."""
    stripped = text.lstrip()
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(stripped)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))
