"""What a verdict says."""

import pytest

from zhizao.errors import GateClosedError
from zhizao.quality.verdict import CheckResult, Severity, Verdict


def _result(*, success: bool, severity: Severity = "blocks") -> CheckResult:
    reason = None if success else "It fails."
    return CheckResult(suite="raw.articles", expectation="any", severity=severity, success=success, reason=reason)


def test_warnings_do_not_close_the_gate() -> None:
    verdict = Verdict("load-000001", (_result(success=True), _result(success=False, severity="warns")))
    verdict.require()
    assert (verdict.passed, verdict.checks, len(verdict.warnings), verdict.failed_blocking) == (True, 2, 1, [])


def test_a_blocking_failure_closes_it() -> None:
    with pytest.raises(GateClosedError, match=r"^load-000001 is not published: It fails\.$"):
        Verdict("load-000001", (_result(success=True), _result(success=False))).require()


def test_a_verdict_without_a_single_check_never_passes() -> None:
    with pytest.raises(GateClosedError, match="not a single check was judged"):
        Verdict("load-000001", ()).require()


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        ("It broke.\nAt line 3", "the gate stays closed: It broke."),
        ("", "the gate stays closed: an error without a message."),
        ("no way to postgresql://reader:geheim@host/db", "no way to postgresql://…@host/db."),
    ],
)
def test_what_could_not_be_judged_is_told_in_one_line_without_credentials(cause: str, told: str) -> None:
    result = CheckResult.not_judged("raw.articles", "any", cause)
    assert (result.success, result.severity) == (False, "blocks")
    assert str(result).endswith(told)
