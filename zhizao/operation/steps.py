"""What a run tells while it goes on: one step of a station after the other, as lines of JSON between two processes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

State = Literal["started", "finished", "skipped", "retrying", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A task of one of the DAGs has begun or ended.

    `station` is one of the six words, or `prepare` while Airflow is made ready. `batch` counts from 1 up to `batches`
    where a station works in batches. `counts` is what the station gave back; `sentence` says what went wrong.
    """

    station: str
    task: str
    state: State
    load_id: str | None = None
    batch: int | None = None
    batches: int | None = None
    counts: Mapping[str, object] = field(default_factory=dict)
    sentence: str | None = None

    def to_line(self) -> bytes:
        """The step as one line of JSON."""
        return json.dumps({"step": asdict(self)}, default=str).encode() + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended: the loads it published, oldest first, and what a person is told and whether the gate said it.

    Loads and a fault together: sources could not be visited, and what the others held was published.
    """

    published: tuple[str, ...] = ()
    fault: str | None = None
    gate_closed: bool = False

    def to_line(self) -> bytes:
        """The ending as one line of JSON."""
        return json.dumps({"ending": asdict(self)}).encode() + b"\n"


def from_line(line: bytes) -> Step | Ending:
    """The step or ending a line of JSON tells of."""
    told = json.loads(line)
    if "step" in told:
        return Step(**told["step"])
    ending = told["ending"]
    return Ending(**{**ending, "published": tuple(ending["published"])})
