"""A piece of text that may name an initiative, before it is judged and merged."""

from dataclasses import dataclass, field

from zhizao.extraction.initiatives.words import Frame
from zhizao.extraction.mentions import InitiativeStatus, InitiativeType


@dataclass(slots=True, kw_only=True)
class Candidate:
    """One mention: where its name stands, what it is by its head, and what its clause says of it.

    `score` grows with every sign that this is a name of one thing: a proper modifier, a frame verb, 首个.
    """

    start: int
    end: int
    name: str
    type: InitiativeType
    rule: str
    score: float
    clause: tuple[int, int]
    head: str = ""
    proper: bool = False
    frame: Frame | None = None
    status: InitiativeStatus | None = None
    quote: tuple[int, int] = (0, 0)
    aliases: set[str] = field(default_factory=set)
