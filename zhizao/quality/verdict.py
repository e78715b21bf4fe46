"""What the gate found: one result per check, and the verdict over all of them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from zhizao.errors import GateClosedError

Severity = Literal["blocks", "warns"]
_CREDENTIALS = re.compile(r"(?<=://)[^\s@/]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One expectation's outcome on one load; `reason` is one plain sentence when it failed, else None.

    `failing_count` counts all failing rows where the check is about rows; `failing_keys` holds the first of their
    keys, each as column and value. `why` is the sentence the suite gives for the check.
    """

    suite: str
    expectation: str
    severity: Severity
    success: bool
    reason: str | None = None
    observed: Mapping[str, Any] = field(default_factory=dict)
    bounds: Mapping[str, Any] = field(default_factory=dict)
    failing_count: int | None = None
    failing_keys: Sequence[Mapping[str, Any]] = ()
    why: str | None = None

    @classmethod
    def not_judged(cls, suite: str, expectation: str, cause: str) -> Self:
        """The blocking failure of a check that could not be judged, whatever severity it was given.

        Of `cause` the first line is told, without credentials.
        """
        told = _CREDENTIALS.sub("…@", (cause.strip() or "an error without a message").splitlines()[0]).rstrip(".")
        return cls(
            suite=suite,
            expectation=expectation,
            severity="blocks",
            success=False,
            reason=f"{suite}.{expectation} could not be judged, so the gate stays closed: {told}.",
        )

    @property
    def name(self) -> str:
        """The check's name among those of all suites."""
        return f"{self.suite}.{self.expectation}"

    def __str__(self) -> str:
        return self.reason or f"{self.name} holds."


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision on one load, with every result it rests on."""

    load_id: str
    results: tuple[CheckResult, ...]

    @property
    def checks(self) -> int:
        """How many checks were judged or should have been."""
        return len(self.results)

    @property
    def failed_blocking(self) -> list[CheckResult]:
        """The failed checks that stop the load."""
        return [result for result in self.results if not result.success and result.severity == "blocks"]

    @property
    def warnings(self) -> list[CheckResult]:
        """The failed checks that travel with the load."""
        return [result for result in self.results if not result.success and result.severity == "warns"]

    @property
    def passed(self) -> bool:
        """Whether the candidate may be published; a verdict without a single check never passes."""
        return self.passed_besides(frozenset())

    def failed_besides(self, covered: Collection[str]) -> list[CheckResult]:
        """The failed checks that stop the load although a person has answered for those named `suite.expectation`."""
        return [result for result in self.failed_blocking if result.name not in covered]

    def passed_besides(self, covered: Collection[str]) -> bool:
        """Whether the candidate may be published when a person has answered for these checks."""
        return self.checks > 0 and not self.failed_besides(covered)

    def require(self) -> None:
        """Return when the candidate may be published.

        Raises:
            GateClosedError: a blocking check failed or could not be judged; the sentence names the first and counts
                the others.
        """
        if self.passed:
            return
        failed = self.failed_blocking
        first = str(failed[0]) if failed else "not a single check was judged."
        others = f" {len(failed) - 1} more blocking checks failed." if len(failed) > 1 else ""
        raise GateClosedError(f"{self.load_id} is not published: {first}{others}")
