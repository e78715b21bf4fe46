"""What every kind of source has in common: its name, whether and when it is visited, and how it is visited."""

from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from zhizao.sources.document import Item
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory

_CRON_FIELDS = 5


class Source(BaseModel):
    """One entry of `sources.yml`. A kind is a subclass with the literal field `kind`, its own fields and `visit`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    batch_items: ClassVar[int] = 500
    """After how many items what was met is stored; few where an item takes seconds."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
    enabled: bool = True
    schedule: str | None = Field(None, description="Cron, in UTC; left out, the source is due at every scheduled run.")

    fresh_hours: float | None = Field(None, gt=0, description="An alert when it gave nothing new for so many hours.")

    @field_validator("schedule")
    @classmethod
    def _cron(cls, value: str | None) -> str | None:
        if value is not None and (len(value.split()) != _CRON_FIELDS or not _croniter().is_valid(value)):
            raise ValueError(f"'{value}' is no cron expression, write five fields such as '0 */6 * * *'")
        return value

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        """What the source holds now, in a stable order.

        Raises ZhizaoError when the source as a whole cannot be visited; what was yielded before that counts.
        """
        raise NotImplementedError

    def due(self, last: datetime | None, now: datetime) -> bool:
        """Whether the schedule asks for a visit at `now`, the last one having begun at `last`."""
        if last is None or self.schedule is None:
            return True
        following: datetime = _croniter()(self.schedule, last).get_next(datetime)
        return following <= now


class Selective(BaseModel):
    """Mixed into kinds that hold many things: which of them are taken, by shell patterns on their path or URL."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def selects(self, path: str) -> bool:
        """Whether a pattern of `include` fits (or there is none) and none of `exclude`; `*` also spans `/`."""
        wanted = not self.include or any(fnmatchcase(path, pattern) for pattern in self.include)
        return wanted and not any(fnmatchcase(path, pattern) for pattern in self.exclude)


def is_url(place: str) -> bool:
    """Whether a place is the URL of an object store rather than a local path."""
    return "://" in place


def hidden(parts: tuple[str, ...]) -> bool:
    """Whether a path, given by its parts, lies in or is something its system hides, or is a lock file of an editor."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts)


def _croniter() -> Any:
    """The parser Airflow reads its own schedules with."""
    from croniter import croniter  # type: ignore[import-untyped] # published without types

    return croniter
