"""The state of reading times from one text: what a time is, and what earlier times settle about later ones."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhizao.extraction import time_patterns as patterns
from zhizao.extraction.mentions import Period

TimeKind = Literal["at", "now", "since", "until", "within", "past", "every", "mean", "basis", "vague"]
"""at: that time; now: 目前; since: 以来; until: 截至, 到, 前; within: N年内; past: N年来; every: 每年; mean: 年均;
basis: what a change is measured against (比上年, 同期); vague: names no time of the calendar (近年来)."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One stated time. `period` is None when the words name no time of the calendar, or cannot be resolved."""

    start: int
    end: int
    kind: TimeKind
    period: Period | None
    rule: str


@dataclass(slots=True)
class TimeReader:
    """The state of one scan: what earlier mentions settle about the year and month of later ones."""

    shadow: str
    published_on: date | None
    sentence_year: int | None = None
    sentence_month: int | None = None
    last_year: int | None = None

    @property
    def published_year(self) -> int | None:
        """The year of publication, when it is known."""
        return self.published_on.year if self.published_on else None

    def new_sentence(self) -> None:
        """Forget the year and month that the last sentence settled."""
        self.sentence_year = self.sentence_month = None

    def names_year(self, year: int) -> None:
        """Take a stated year as the one that later months of the sentence belong to."""
        self.sentence_year = self.last_year = year

    def is_future(self, match: re.Match[str]) -> bool:
        """Whether words of the future stand beside a time."""
        return patterns.FUTURE.search(self.shadow, max(0, match.start() - 6), match.end() + 12) is not None

    def year_of_month(self, month: int, match: re.Match[str]) -> int | None:
        """The year of a month that stands alone."""
        if self.sentence_year is not None:
            return self.sentence_year
        if self.published_on is None:
            return None
        passed = month <= self.published_on.month
        return self.published_on.year - (0 if passed or self.is_future(match) else 1)
