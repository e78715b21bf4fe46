"""The results of extraction: grounded mentions of metrics, initiatives, participants and roles.

Every mention carries `quote`, which is exactly `text[start:end]` of the text it was found in (code points,
end exclusive), the id of the rule that made it, and a confidence between 0 and 1.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Comparator = Literal["=", "~", ">", ">=", "<", "<=", "range"]
Measure = Literal["level", "growth", "change", "share", "rank", "multiple"]
MetricStatus = Literal["actual", "target", "forecast"]
InitiativeType = Literal[
    "platform", "project", "programme", "policy", "facility", "organization", "agreement", "event", "product"
]
InitiativeStatus = Literal["proposed", "planned", "under_way", "in_operation", "completed"]
ParticipantKind = Literal["organization", "person"]
OrganizationType = Literal["government", "enterprise", "university", "research", "association", "media", "other"]
RoleName = Literal["lead", "partner", "supporter", "supplier", "user", "speaker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What every mention shares: the place in the text, the rule that made it, how sure it is."""

    quote: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time a value holds for: in ISO form (`2020`, `2020-03`, `2020-Q1`, `2018/2022`) and as first and last day."""

    iso: str
    first: date
    last: date
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Grounded):
    """One asserted quantity, in base units: 2.79万亿元 is 2790000000000 元; percentages stay in percent."""

    indicator: str
    subject: str | None
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    measure: Measure
    period: Period | None
    status: MetricStatus
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Grounded):
    """One named thing that somebody plans, builds, runs, launches, signs or holds."""

    name: str
    aliases: tuple[str, ...]
    type: InitiativeType
    status: InitiativeStatus
    date: str | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Grounded):
    """One organization or person that acts in the article, under its fullest form there."""

    name: str
    aliases: tuple[str, ...]
    kind: ParticipantKind
    organization_type: OrganizationType | None = None
    title: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Grounded):
    """A participant's part in an initiative; both are named as in their own mentions."""

    participant: str
    kind: ParticipantKind
    initiative: str
    role: RoleName


@dataclass(frozen=True, slots=True)
class Extraction:
    """All mentions of one text, how many candidates the validator rejected, and how proposals fared, by reason."""

    metrics: tuple[Metric, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    participants: tuple[Participant, ...] = ()
    roles: tuple[Role, ...] = ()
    rejected: tuple[tuple[str, int], ...] = ()
    proposed: tuple[tuple[str, int], ...] = ()
