"""What a visit may take and how long: the limits the settings give every source, and the clock they are measured by."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Time as a visit sees it; tests give one that never waits."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _utc_now


@dataclass(frozen=True)
class Limits:
    """The most a document may hold, in bytes, and the seconds after which a visit leaves the rest for the next one."""

    max_document_bytes: int
    visit_seconds: float = 2700.0
    clock: Clock = field(default_factory=Clock)
