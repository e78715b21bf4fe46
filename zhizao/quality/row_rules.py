"""The rules every single mention has to keep: what a mart could not hold, or a reader could not trust.

A rule is a condition in SQL under which a mention is broken. In it `m` is the mention and `a` its article; null counts
as not broken. The order is that of the telling: a mention is booked under the first rule it breaks.
"""

from dataclasses import dataclass
from typing import get_args

from zhizao.extraction import mentions

_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH = "(0[1-9]|1[0-2])"
_PERIOD = f"[0-9]{{4}}(-{_MONTH}(-{_DAY})?|-Q[1-4]|-H[12])?"
_LARGEST = "1e24"
"""In base units nothing that is counted goes beyond: assets, bytes and operations per second of whole countries."""


@dataclass(frozen=True, slots=True)
class RowRule:
    """One rule: its name, what is wrong with a mention that breaks it, and the condition that finds such a mention."""

    name: str
    reason: str
    is_broken: str


def _outside(column: str, words: object, *, quoted: str = "'") -> str:
    listed = ", ".join(f"{quoted}{word}{quoted}" for word in get_args(words))
    return f"m.{column} not in ({listed})"


def _vocabulary(column: str, words: object) -> RowRule:
    name = f"{column}_is_in_the_vocabulary"
    return RowRule(
        name, f"Its {column.replace('_', ' ')} is none of the words of the guideline.", _outside(column, words)
    )


def _blank(*columns: str) -> RowRule:
    broken = " or ".join(f"m.{column} !~ '[^[:space:]]'" for column in columns)
    return RowRule("names_are_filled", f"Its {' or '.join(columns)} is blank.", broken)


GROUNDED = (
    RowRule(
        "offsets_lie_in_the_body",
        "Its offsets are no span of the article's body.",
        "m.char_start < 0 or m.char_end <= m.char_start or m.char_end > char_length(a.body)",
    ),
    RowRule(
        "quote_is_grounded",
        "Its quote is not what the article says between its offsets.",
        "substr(a.body, greatest(m.char_start, 0) + 1, greatest(m.char_end - greatest(m.char_start, 0), 0)) <> m.quote",
    ),
    RowRule(
        "confidence_is_a_probability",
        "Its confidence is no number from 0 to 1.",
        "m.confidence = 'NaN' or m.confidence not between 0 and 1",
    ),
)

RULES: dict[str, tuple[RowRule, ...]] = {
    "metric_mentions": (
        *GROUNDED,
        _blank("indicator"),
        RowRule(
            "value_is_possible",
            "Its value is no number, or larger than anything that is counted.",
            f"m.value = 'NaN' or abs(m.value) > {_LARGEST} or m.value_max = 'NaN' or abs(m.value_max) > {_LARGEST}",
        ),
        RowRule(
            "range_has_two_ends",
            "It is a range without an upper end above the lower one, or has an upper end and is no range.",
            "(m.comparator = 'range') <> (m.value_max is not null) or m.value_max <= m.value",
        ),
        RowRule(
            "period_is_iso",
            "Its period is not written as ISO dates, months, quarters, halves or years.",
            f"m.period !~ '^{_PERIOD}(/{_PERIOD})?$'",
        ),
        RowRule(
            "period_has_its_days",
            "Its period lacks its first or last day, or ends before it begins.",
            "num_nulls(m.period, m.period_start, m.period_end) not in (0, 3) or m.period_end < m.period_start",
        ),
        _vocabulary("comparator", mentions.Comparator),
        _vocabulary("measure", mentions.Measure),
        _vocabulary("status", mentions.MetricStatus),
    ),
    "initiative_mentions": (
        *GROUNDED,
        _blank("name"),
        _vocabulary("initiative_type", mentions.InitiativeType),
        _vocabulary("status", mentions.InitiativeStatus),
        RowRule(
            "status_date_is_iso",
            "Its status date is no ISO date, month or year.",
            f"m.status_date !~ '^[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?$'",
        ),
    ),
    "participant_mentions": (
        *GROUNDED,
        _blank("name"),
        _vocabulary("kind", mentions.ParticipantKind),
        _vocabulary("organization_type", mentions.OrganizationType),
        RowRule(
            "persons_have_no_organization_type",
            "It is a person and has the type of an organization.",
            "m.kind = 'person' and m.organization_type is not null",
        ),
    ),
    "role_mentions": (
        *GROUNDED,
        _blank("participant", "initiative"),
        _vocabulary("kind", mentions.ParticipantKind),
        _vocabulary("role", mentions.RoleName),
        RowRule(
            "it_ties_sound_mentions",
            "The participant or the initiative it names is no mention of the article, or a quarantined one.",
            "{participant_is_unsound} or {initiative_is_unsound}",
        ),
    ),
}
"""The rules by table of raw, in the order in which the tables are screened: a role stands on what it names."""

VALUE_IS_RESTATED = RowRule(
    "value_is_restated", "Parsing its quote again does not give its value, unit and comparator.", "false"
)
"""The one rule that no SQL can tell: quotes are parsed by the engine."""
