"""What every backend offers and how one fails: the small types between backends and the road."""

from dataclasses import dataclass
from typing import Literal, Protocol

from zhizao.extraction.proposals import Proposal

FaultOutcome = Literal["timeout", "unreachable", "refused", "overloaded", "too_large", "bad_answer", "failed"]
"""timeout: no whole answer in time; unreachable: no connection, or one that broke; refused: a 4xx or a redirect;
overloaded: 429 or 5xx after all attempts; too_large: longer than an answer may be; bad_answer: not what was asked for;
failed: anything else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a backend proposed for one article, how many of its names were unfit to be kept, and what it cost."""

    proposals: tuple[Proposal, ...]
    unfit: int
    tokens: int


class BackendFaultError(Exception):
    """A call that brought nothing. The message is our own sentence: no text of the service, no address, no key."""

    def __init__(self, outcome: FaultOutcome, reason: str, tokens: int = 0) -> None:
        super().__init__(reason)
        self.outcome: FaultOutcome = outcome
        self.tokens = tokens


class Backend(Protocol):
    """A service that proposes names."""

    @property
    def identity(self) -> str:
        """Name, model and revision of the question: answers under one identity are interchangeable."""

    def estimate(self, body: str) -> int:
        """The most tokens that asking about this article should take."""

    def propose(self, body: str) -> Answer:
        """The names in one article. Raises BackendFaultError."""
