"""What resolution gives: the entity of each form, why it belongs there, and the pairs a person should look at."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Why a form belongs to its entity: `reason` names the rule, `detail` what it saw."""

    form_key: str
    into_form_key: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """Two forms that may be one thing, too uncertain to merge; the smaller key is the first."""

    kind: str
    form_key_a: str
    form_key_b: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The resolved state: a function of the forms and declarations it was made from, never of their order.

    `names` and `types` hold what people decided, by entity; all else is called as its representative form is.
    """

    entity_of: dict[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    reviews: tuple[Review, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
