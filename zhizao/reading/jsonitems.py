"""Articles in JSON: an object, a list of objects, or one object a line, under the field names crawlers use."""

import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import replace

from zhizao.reading import terms
from zhizao.reading.dates import day_in_address, parse_day
from zhizao.reading.page import DateHint, Hints, Page
from zhizao.reading.plain import lines_of
from zhizao.reading.publisher import host_name
from zhizao.reading.traced import NOWHERE, Traced
from zhizao.reading.webpage import read_fragment

_ESCAPE = re.compile(r'\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|["\\/bfnrt])')
_SPACE = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(strict=False)
_MAX_ITEMS = 100_000


def read_json(text: str) -> tuple[Page, ...]:
    """Every object of a JSON text as a page; objects without text give pages without lines."""
    return tuple(_page(fields) for _, fields in zip(range(_MAX_ITEMS), _objects(text), strict=False))


def json_fault(text: str) -> str | None:
    """Where a JSON text is damaged; None for a whole one, and for lines of which each is whole."""
    try:
        json.loads(text, strict=False)
    except ValueError as error:
        if not isinstance(error, json.JSONDecodeError) or error.msg == "Extra data":
            return None
        return (
            "at its end"
            if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
            else f"in line {error.lineno}"
        )
    except RecursionError:
        return "by brackets without end"
    return None


def _objects(text: str) -> Iterator[dict[str, object]]:
    """The objects of the text, their strings as traced text."""
    position = _skip(text, 0)
    if text[position : position + 1] == "[":
        position = _skip(text, position + 1)
    while position < len(text):
        if text[position] == "{":
            fields, position = _object(text, position)
            yield fields
        elif (line := text.find("\n", position)) >= 0:
            position = line  # no object begins here: on to the next line
        else:
            return
        position = _skip(text, position)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _object(text: str, position: int) -> tuple[dict[str, object], int]:
    """One object from its brace on: top-level fields by lower-case name; the rest of a broken line is passed over."""
    fields: dict[str, object] = {}
    begin, position = position, position + 1
    try:
        while text[(position := _skip(text, position))] != "}":
            key, position = _DECODER.raw_decode(text, position)
            position = _skip(text, position)
            start = _skip(text, position + 1)
            value, position = _DECODER.raw_decode(text, start)
            fields[str(key).lower()] = _unescaped(text, start, position) if isinstance(value, str) else value
    except (ValueError, IndexError, RecursionError):
        end = text.find("\n", begin)
        return {}, len(text) if end < 0 else end
    return fields, position + 1


def _unescaped(text: str, start: int, end: int) -> Traced:
    """The string literal at `start`..`end` with the place of each of its signs."""
    parts, places = [], array("i")
    position = start + 1
    for match in _ESCAPE.finditer(text, start + 1, end - 1):
        parts += [text[position : match.start()], json.loads(f'"{match[0]}"')]
        places.extend(range(position, match.start()))
        places.append(NOWHERE)
        position = match.end()
    parts.append(text[position : end - 1])
    places.extend(range(position, end - 1))
    return Traced("".join(parts), places)


def _page(fields: dict[str, object]) -> Page:
    text = next(
        (
            fields[name]
            for name in terms.field_names("json", "text")
            if isinstance(fields.get(name), Traced) and str(fields[name])
        ),
        None,
    )
    own = _hints(fields)
    if not isinstance(text, Traced):
        return Page("json", (), own)
    if re.search(r"<(?:p|br|div|span|table)\b", text.text, re.IGNORECASE):
        page = read_fragment(text)
        return replace(page, kind="json", hints=own)
    return Page("json", lines_of(text), own)


def _hints(fields: dict[str, object]) -> Hints:
    day = parse_day(_string(fields, "date") or "")
    address = _string(fields, "address") or ""
    host = re.sub(r"^\w+://([^/:]+).*", r"\1", address) if "://" in address else None
    published = DateHint(day, "metadata", "field of the record") if day else None
    if published is None and (day := day_in_address(address)):
        published = DateHint(day, "metadata", "address of the page")
    return Hints(
        titles=tuple(_strings(fields, "title")[:1]),
        published=published,
        publisher=_string(fields, "publisher") or host_name(host),
        host=host,
        original_source=_string(fields, "source"),
        authors=tuple(_strings(fields, "author")),
    )


def _string(fields: dict[str, object], what: str) -> str | None:
    return next(iter(_strings(fields, what)), None)


def _strings(fields: dict[str, object], what: str) -> list[str]:
    """The strings under the first name for `what` that the record has."""
    for name in terms.field_names("json", what):
        value = fields.get(name)
        if isinstance(value, Traced) and value.text.strip():
            return [value.text.strip()[:500]]
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            return [value["name"].strip()[:500]]
        if isinstance(value, list) and (
            strings := [item.strip()[:500] for item in value if isinstance(item, str) and item.strip()]
        ):
            return strings
    return []
