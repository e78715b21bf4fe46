"""A piece of text that may name an initiative, before it is judged and merged."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter

from zhizao.extraction.initiatives.tokens import Token
from zhizao.extraction.initiatives.words import Frame
from zhizao.extraction.mentions import InitiativeStatus, InitiativeType

_EDGES = attrgetter("start", "end")


@dataclass(frozen=True)
class Clause:
    """One clause with its tokens."""

    start: int
    end: int
    tokens: list[Token]

    @cached_property
    def edges(self) -> frozenset[int]:
        """The positions where a token begins or ends: a verb that is cut by none of them is part of another word."""
        return frozenset(chain.from_iterable(map(_EDGES, self.tokens)))


@dataclass(slots=True, kw_only=True)
class Candidate:
    """One mention: where its name stands, what it is by its head, and what its clause says of it.

    `rule` is `initiative.pointer` where another word stands for the name. `score` grows with every sign that this is a
    name of one thing: a proper modifier, a frame verb, 首个.
    """

    start: int
    end: int
    name: str
    type: InitiativeType
    rule: str
    score: float
    clause: Clause
    head: str = ""
    proper: bool = False
    frame: Frame | None = None
    status: InitiativeStatus | None = None
    quote: tuple[int, int] = (0, 0)
    aliases: set[str] = field(default_factory=set)
    later: "Candidate | None" = None
    """A mention without the name (该平台于…上线) that tells a later status than this one."""
