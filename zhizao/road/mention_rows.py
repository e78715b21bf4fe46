"""How mentions are written down: the table and columns of each kind, and one row for each mention."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from zhizao.extraction.mentions import Extraction, Grounded, Initiative, Metric, Participant, Role

_GROUNDED = ("quote", "char_start", "char_end", "confidence", "rule")
_KEYS = ("load_id", "article_key", "mention_key")

TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "metrics": (
        "raw.metric_mentions",
        (
            *_KEYS, "indicator", "subject", "value", "value_max", "unit", "comparator", "measure", "period",
            "period_start", "period_end", "period_rule", "status", "sentence", *_GROUNDED,
        ),
    ),
    "initiatives": (
        "raw.initiative_mentions",
        (*_KEYS, "name", "aliases", "initiative_type", "status", "status_date", "place", *_GROUNDED),
    ),
    "participants": (
        "raw.participant_mentions",
        (*_KEYS, "name", "aliases", "kind", "organization_type", "title", "affiliation", *_GROUNDED),
    ),
    "roles": ("raw.role_mentions", (*_KEYS, "participant", "kind", "initiative", "role", *_GROUNDED)),
}  # fmt: skip


def mention_rows(kind: str, load_id: str, article: str, found: Extraction) -> Iterator[tuple[object, ...]]:
    """One row for each mention of a kind, in the order of that kind's columns; a mention stated twice gives one row."""
    seen: set[str] = set()
    for mention in getattr(found, kind):
        values = _VALUES[kind](mention)
        key = _mention_key(article, kind, mention, values)
        if key not in seen:
            seen.add(key)
            yield (load_id, article, key, *values, *_place(mention))


def _place(mention: Grounded) -> tuple[object, ...]:
    return (mention.quote, mention.start, mention.end, round(mention.confidence, 3), mention.rule)


def _mention_key(article: str, kind: str, mention: Grounded, values: tuple[object, ...]) -> str:
    """Stable over runs and loads: the article, the place in it, and what is said there."""
    said = "\x1f".join(map(str, (article, kind, mention.start, mention.end, *values)))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _metric(m: Metric) -> tuple[object, ...]:
    period = (m.period.iso, m.period.first, m.period.last, m.period.rule) if m.period else (None,) * 4
    return (
        m.indicator,
        m.subject,
        m.value,
        m.value_max,
        m.unit,
        m.comparator,
        m.measure,
        *period,
        m.status,
        m.sentence,
    )


def _initiative(i: Initiative) -> tuple[object, ...]:
    return (i.name, list(i.aliases), i.type, i.status, i.date, i.place)


def _participant(p: Participant) -> tuple[object, ...]:
    return (p.name, list(p.aliases), p.kind, p.organization_type, p.title, p.affiliation)


def _role(r: Role) -> tuple[object, ...]:
    return (r.participant, r.kind, r.initiative, r.role)


_VALUES: dict[str, Callable[[Any], tuple[object, ...]]] = {
    "metrics": _metric,
    "initiatives": _initiative,
    "participants": _participant,
    "roles": _role,
}
