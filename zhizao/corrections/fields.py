"""The fields of a fact that a person may correct, and what each may hold.

Vocabularies are those of the engine's own result types; a correction that could not be published is refused here,
when it is made, not by the gate when somebody else's load carries it.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from zhizao.errors import ZhizaoError
from zhizao.extraction import mentions
from zhizao.extraction.periods import period_of

Value = str | None
RULE = "correction"
LARGEST = Decimal(10) ** 30
"""No quantity of an economy comes near it; a slip of the exponent does."""


def _text(value: str) -> Value:
    if not value:
        raise ValueError("may not be empty")
    return value


def _optional(value: str) -> Value:
    return value or None


def _one_of(vocabulary: object) -> Callable[[str], Value]:
    allowed = get_args(vocabulary)

    def check(value: str) -> Value:
        if value not in allowed:
            raise ValueError(f"is one of {', '.join(allowed)}")
        return value

    return check


def _number(value: str) -> Value:
    try:
        number = Decimal(value.replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError("is a number in the base unit, such as 80000000000 for 800亿元")
    return f"{number:f}"


def _number_or_none(value: str) -> Value:
    return _number(value) if value else None


def _period(value: str) -> Value:
    if value and period_of(value, RULE) is None:
        raise ValueError("is a year, half, quarter, month, day or span in ISO form, such as 2020, 2020-Q1 or 2018/2022")
    return value or None


_INITIATIVE_TYPE = _one_of(mentions.InitiativeType)
_ORGANIZATION_TYPE = _one_of(mentions.OrganizationType)

FIELDS: dict[str, dict[str, Callable[[str], Value]]] = {
    "metric": {
        "indicator": _text,
        "subject": _optional,
        "value": _number,
        "value_max": _number_or_none,
        "unit": str,
        "comparator": _one_of(mentions.Comparator),
        "measure": _one_of(mentions.Measure),
        "period": _period,
        "status": _one_of(mentions.MetricStatus),
    },
    "initiative": {
        "name": _text,
        "initiative_type": _INITIATIVE_TYPE,
        "status": _one_of(mentions.InitiativeStatus),
        "status_date": _period,
        "place": _optional,
    },
    "participant": {
        "name": _text,
        "kind": _one_of(mentions.ParticipantKind),
        "organization_type": lambda value: _ORGANIZATION_TYPE(value) if value else None,
        "title": _optional,
        "affiliation": _optional,
    },
    "role": {
        "participant": _text,
        "kind": _one_of(mentions.ParticipantKind),
        "initiative": _text,
        "role": _one_of(mentions.RoleName),
    },
}
"""The fields of each kind of fact, with what checks and tidies a value; an empty value means null where it may."""

OPTIONAL: dict[str, dict[str, str]] = {
    "metric": {"subject": "", "value_max": "", "unit": "", "comparator": "=", "measure": "level", "period": "",
               "status": "actual"},
    "initiative": {"status_date": "", "place": ""},
    "participant": {"organization_type": "", "title": "", "affiliation": ""},
    "role": {},
}  # fmt: skip
"""What an added fact may leave out, and what it holds then."""

ENTITY_TYPES: dict[str, Callable[[str], Value]] = {
    "organization": _ORGANIZATION_TYPE,
    "initiative": _INITIATIVE_TYPE,
}
"""The kinds of entity that have a type."""


def checked(kind: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The fields as they are stored: tidied, and with what follows from them (a period has a first and a last day).

    Raises ZhizaoError naming the first field that does not exist or the value it cannot hold.
    """
    known = FIELDS[kind]
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise ZhizaoError(f"There is no field {name} in the kind {kind}: it has {', '.join(known)}.")
        try:
            fields[name] = known[name](value.strip())
        except ValueError as error:
            raise ZhizaoError(f"{name}={value} cannot be entered: {name} {error}.") from None
    low, high = fields.get("value"), fields.get("value_max")
    if low is not None and high is not None and Decimal(high) <= Decimal(low):
        raise ZhizaoError(f"value_max={high} does not lie above value={low}: name the two ends of the range.")
    return fields | _days(fields.get("period")) if "period" in fields else fields


def complete(kind: str, given: Mapping[str, str]) -> dict[str, Any]:
    """All fields of a fact that a person adds. Raises ZhizaoError as `checked`, or naming what is missing."""
    whole = {**OPTIONAL[kind], **given}
    if missing := [name for name in FIELDS[kind] if name not in whole]:
        raise ZhizaoError(f"One cannot add this {kind}: it needs {_listed(missing)} as well.")
    return checked(kind, whole)


def _days(period: str | None) -> dict[str, Any]:
    found = period_of(period, RULE) if period else None
    if found is None:
        return {"period_start": None, "period_end": None, "period_rule": None}
    return {"period_start": found.first.isoformat(), "period_end": found.last.isoformat(), "period_rule": RULE}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
