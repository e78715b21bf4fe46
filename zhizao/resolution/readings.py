"""What a form says of the thing it names: signatures that forms of one thing share, and traits that tell things apart.

Two forms with a signature in common may be one thing; two forms that give different values to a trait are not.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from zhizao.extraction.text import shadow_of
from zhizao.resolution.forms import Form, normalised_name

_BRACKETS = str.maketrans("（）〔〕[]", "()()()")


class Reason(IntEnum):
    """Why two forms are one thing, by how much the reason weighs: the weakest gives way in a conflict."""

    decided = 100
    same_spelling = 90
    reviewed_alias = 80
    grammar = 70
    place_context = 60
    same_employer = 55
    public_person = 54
    same_story = 50
    declared_alias = 40
    legal_form = 30


@dataclass(frozen=True, slots=True)
class Signature:
    """What forms of one thing have in common; `detail` says in a few words how the form was read so."""

    reason: Reason
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one form says: its signatures, strongest first, its traits, and whether it is the official name."""

    signatures: tuple[Signature, ...]
    traits: tuple[tuple[str, str], ...] = ()
    is_official: bool = False


@lru_cache(maxsize=1 << 17)
def spelled(name: str) -> str:
    """A name as it is compared: normalised, in simplified script, with one kind of brackets."""
    return shadow_of(normalised_name(name)).translate(_BRACKETS)


def spelling(text: str, context: str | None = None) -> Signature:
    """The signature of the spelling itself; a form relative to a context shares it only with the same in that."""
    return Signature(
        Reason.same_spelling, f"spelled {context or ''}|{text}", "the same but for script, width and signs"
    )


def whole(form: Form) -> str:
    """The form as compared."""
    return spelled(form.normalised_name)
