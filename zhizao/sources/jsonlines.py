"""JSON Lines: one article a line, its fields brought to the names the reader knows."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from zhizao.sources.document import Document, Item, Refusal, refused, storable, too_large
from zhizao.sources.unpacking import DAMAGES, BombError, Line, lines

if TYPE_CHECKING:
    from zhizao.sources.archive import Archive, Fields

MEDIA_TYPE = "application/json; charset=utf-8"
_LONGEST_ID = 200
_HOPELESS = 1000
"""After so many lines without one article the mapping is wrong, or the file something else."""
_BOM = b"\xef\xbb\xbf"


class _BrokenLineError(Exception):
    """A line that holds no article; the message goes on a sentence that begins with its number."""


def read_lines(file: IO[bytes], uri: str, archive: "Archive", max_bytes: int) -> Iterator[Item]:
    """A document for every line, with the fields of the article as its content and all others as metadata.

    A broken line is a refusal. Where the archive is damaged or unpacks to too much, the rest of it is one refusal.
    """
    name = PurePosixPath(uri).name
    try:
        articles = refusals = 0
        for line in lines(file, name, max_bytes, archive):
            if line.content.strip(b" \t\0" + _BOM):
                item = _article(line, uri, archive, max_bytes)
                yield item
                articles += isinstance(item, Document)
                refusals += isinstance(item, Refusal)
            if refusals >= _HOPELESS and not articles:
                sentence = f"{name} holds no article in its first {refusals:,} lines, the rest is left: see `fields`."
                yield refused(uri, "no_articles", sentence)
                return
    except BombError as error:
        yield refused(uri, "archive_bomb", f"{name} {error}")
    except DAMAGES as error:
        reason = str(error).rstrip(".") or type(error).__name__
        sentence = f"{name} is damaged ({reason}), what came before is taken: deliver it again."
        yield refused(uri, "archive_damaged", sentence, state=reason)


def _article(line: Line, uri: str, archive: "Archive", max_bytes: int) -> Item:
    here = f"Line {line.number} of {PurePosixPath(uri).name}"
    if line.size > max_bytes + 1:
        return Refusal(
            f"{uri}#{line.number}",
            Document("", line.content).sha256,
            line.size,
            "too_large",
            too_large(here, line.size, max_bytes),
        )
    try:
        fields = _parse(line.content, archive.encoding)
        content, metadata = _split(fields, archive.fields)
    except _BrokenLineError as error:
        sha256 = Document("", line.content).sha256
        return Refusal(f"{uri}#{line.number}", sha256, line.size, "broken_line", f"{here} {error}")
    return Document(f"{uri}#{_identity(fields, archive.fields, line.number)}", content, MEDIA_TYPE, metadata)


def _parse(content: bytes, encoding: str) -> Mapping[str, Any]:
    try:
        value = json.loads(content.removeprefix(_BOM).decode(encoding), strict=False)
    except UnicodeDecodeError:
        raise _BrokenLineError(f"is not {encoding}: set `encoding` of the source to what it is.") from None
    except (ValueError, RecursionError):
        raise _BrokenLineError("is not JSON: write one whole object a line.") from None
    if not isinstance(value, dict):
        raise _BrokenLineError("is JSON but no object: write one article a line as an object with named fields.")
    return value


def _split(fields: Mapping[str, Any], names: "Fields") -> tuple[bytes, dict[str, str]]:
    """The article's own fields under the reader's names as JSON, and everything else."""
    text = _filled(fields, names.text)
    if not isinstance(text, str) or not text.strip():
        raise _BrokenLineError(f"has no text in the field {_listed(names.text)}: set `fields: text:` of the source.")
    article: dict[str, Any] = {}
    used: set[str] = set()
    for role in ("title", "published_on", "publisher", "original_source", "authors", "url", "text"):
        mapped = getattr(names, role)
        used.update(_tuple(mapped))
        if (value := _filled(fields, mapped)) is not None:
            article[role] = _clean(value)
    content = json.dumps(article, ensure_ascii=False).encode()
    rest = {storable(name): _as_text(value) for name, value in fields.items() if name not in used}
    return content, rest


def _clean(value: Any) -> Any:
    """Text and lists of text as they can be stored; a number as text."""
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): _clean(item) for name, item in value.items()}
    return storable(str(value))


def _as_text(value: Any) -> str:
    return storable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _identity(fields: Mapping[str, Any], names: "Fields", number: int) -> str:
    """What tells the line from the others of its archive, at the end of its address: its id, else its number."""
    given = _filled(fields, names.id)
    return (
        storable(str(given).strip())[:_LONGEST_ID]
        if isinstance(given, str | int) and str(given).strip()
        else str(number)
    )


def _filled(fields: Mapping[str, Any], names: tuple[str, ...] | str) -> Any:
    return next((fields[name] for name in _tuple(names) if fields.get(name) not in (None, "", [])), None)


def _tuple(names: tuple[str, ...] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _listed(names: tuple[str, ...] | str) -> str:
    return " or ".join(f"'{name}'" for name in _tuple(names))
