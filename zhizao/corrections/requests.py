"""What a person asks for, on the command line or as a line of a CSV file, made into a line of the ledger."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from psycopg2.extensions import connection as Connection

from zhizao.corrections import anchors
from zhizao.corrections.fields import ENTITY_TYPES, FIELDS, checked, complete
from zhizao.corrections.ledger import Anchor, Correction
from zhizao.errors import ZhizaoError

COLUMNS = ("action", "kind", "key", "other_key", "quote", "set", "reason", "by")
"""The columns of a file of corrections; `set` holds `field=value` pairs, one a line or parted by `;`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One correction as asked for.

    `key` names a fact, an entity, for `add` the article and for `undo` the line; `fields` are as typed.
    """

    action: str
    key: str
    reason: str
    by: str
    kind: str | None = None
    other_key: str | None = None
    quote: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def read_requests(file: Path, by: str) -> Iterator[tuple[int, Request]]:
    """The corrections of a CSV file with their line numbers; who made one is `by` where its line does not say.

    Raises ZhizaoError when the file cannot be read or its first line does not name the columns.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = csv.DictReader(text)
            if not {"action", "key", "reason"} <= set(lines.fieldnames or ()):
                raise ZhizaoError(f"{file} is no file of corrections: its first line must name {', '.join(COLUMNS)}.")
            for row in lines:
                yield lines.line_num, _request(row, by)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not CSV in UTF-8"
        raise ZhizaoError(f"{file} cannot be read ({reason}): check the path and the encoding.") from None


def _request(row: Mapping[str, str | None], by: str) -> Request:
    given = {name: (row.get(name) or "").strip() for name in COLUMNS}
    return Request(
        action=given["action"],
        key=given["key"],
        reason=given["reason"],
        by=given["by"] or by,
        kind=given["kind"] or None,
        other_key=given["other_key"] or None,
        quote=given["quote"] or None,
        fields=parse_fields(given["set"].replace(";", "\n").replace("；", "\n").splitlines()),
    )


def parse_fields(pairs: list[str]) -> dict[str, str]:
    """`field=value` pairs as a mapping. Raises ZhizaoError for a pair without a sign of equality."""
    fields = {}
    for pair in filter(str.strip, pairs):
        name, sign, value = pair.partition("=")
        if not sign:
            raise ZhizaoError(f"{pair.strip()} says no value: write field=value.")
        fields[name.strip()] = value.strip()
    return fields


def line_of(connection: Connection, request: Request) -> Correction:
    """The line of the ledger for a request. Raises ZhizaoError with one sentence for what cannot be corrected so."""
    make = _ACTIONS.get(request.action)
    if make is None:
        raise ZhizaoError(f"There is no action {request.action or '(empty)'}: choose one of {', '.join(_ACTIONS)}.")
    return make(connection, request)


def _change(connection: Connection, request: Request) -> Correction:
    if not request.fields:
        raise ZhizaoError("A change needs at least one field=value.")
    kind, anchor = _fact(connection, request)
    return _on_fact(request, kind, anchor, checked(kind, request.fields))


def _reject(connection: Connection, request: Request) -> Correction:
    return _on_fact(request, *_fact(connection, request), {})


def _add(connection: Connection, request: Request) -> Correction:
    if request.kind not in FIELDS:
        raise ZhizaoError(f"A fact to add is one of {', '.join(FIELDS)}: say which.")
    anchor, sentence = anchors.place(connection, request.key, request.quote or "")
    return _on_fact(request, request.kind, anchor, {**complete(request.kind, request.fields), "sentence": sentence})


def _fact(connection: Connection, request: Request) -> tuple[str, Anchor]:
    kind, anchor = anchors.fact(connection, request.key)
    # Title and affiliation are the participant's, also where the key is that of one of its roles.
    if kind == "role" and (request.kind == "participant" or request.fields.keys() - FIELDS["role"].keys()):
        return "participant", anchors.participant(connection, request.key)
    return kind, anchor


def _on_fact(request: Request, kind: str, anchor: Anchor, fields: Mapping[str, object]) -> Correction:
    return Correction(
        action=request.action, kind=kind, anchor=anchor, fields=fields, reason=request.reason, made_by=request.by
    )


def _pair(connection: Connection, request: Request) -> Correction:
    kind, name = anchors.entity(connection, request.key)
    other_kind, other_name = anchors.entity(connection, request.other_key or "")
    if kind != other_kind:
        raise ZhizaoError(f"{name} is of the kind {kind}, {other_name} of the kind {other_kind}: name two of one kind.")
    if request.key == request.other_key:
        raise ZhizaoError(f"{name} is named twice: name two different keys.")
    return Correction(
        action=request.action, kind=kind, entity_key=request.key, entity_name=name, other_key=request.other_key,
        other_name=other_name, reason=request.reason, made_by=request.by,
    )  # fmt: skip


def _rename(connection: Connection, request: Request) -> Correction:
    name = request.fields.get("name", "")
    if not name:
        raise ZhizaoError("A renaming needs name=….")
    return _on_entity(connection, request, {"name": name})


def _retype(connection: Connection, request: Request) -> Correction:
    correction = _on_entity(connection, request, {})
    check = ENTITY_TYPES.get(str(correction.kind))
    if check is None:
        raise ZhizaoError(f"{correction.entity_name} is of the kind {correction.kind}, which has no types.")
    try:
        return _on_entity(connection, request, {"type": str(check(request.fields.get("type", "")))})
    except ValueError as error:
        raise ZhizaoError(f"The type of {correction.entity_name} {error}.") from None


def _on_entity(connection: Connection, request: Request, fields: Mapping[str, str]) -> Correction:
    kind, name = anchors.entity(connection, request.key)
    return Correction(
        action=request.action, kind=kind, entity_key=request.key, entity_name=name, fields=fields,
        reason=request.reason, made_by=request.by,
    )  # fmt: skip


def _undo(_connection: Connection, request: Request) -> Correction:
    if not request.key.isdecimal():
        raise ZhizaoError(f"{request.key or 'An empty key'} is no line number: `zhizao correct list` shows them.")
    return Correction(action="undo", undoes=int(request.key), reason=request.reason, made_by=request.by)


_ACTIONS: dict[str, Callable[[Connection, Request], Correction]] = {
    "change": _change,
    "reject": _reject,
    "add": _add,
    "merge": _pair,
    "separate": _pair,
    "rename": _rename,
    "retype": _retype,
    "undo": _undo,
}
