"""What people decided about entities: merges, separations, other names and types; forms are given by key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merged:
    """That two forms are one thing."""

    form_key: str
    into_form_key: str
    why: str


@dataclass(frozen=True, slots=True)
class Separated:
    """That two forms are two things, whatever else speaks for one."""

    form_key: str
    other_form_key: str
    why: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """What the thing that bears this form is to be called."""

    form_key: str
    name: str


@dataclass(frozen=True, slots=True)
class Retyped:
    """What type the thing that bears this form has: an organization's or an initiative's type."""

    form_key: str
    type: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that holds at present; a later decision on the same forms has taken the place of the earlier one."""

    merges: tuple[Merged, ...] = ()
    separations: tuple[Separated, ...] = ()
    renames: tuple[Renamed, ...] = ()
    retypes: tuple[Retyped, ...] = ()
