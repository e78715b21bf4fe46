"""Proof that the gate bites: each expectation alone finds the defect it is there for, and without it nothing does."""

from pathlib import Path

import pytest

from tests.quality import mutation_table
from tests.quality.candidate import changed_suites, held_to, names, of_severity, read_suite, run
from tests.quality.defects import DEFECTS
from tests.quality.oddities import ODDITIES
from zhizao.quality.suites import JUDGED
from zhizao.quality.verdict import CheckResult, Verdict

ALL = DEFECTS | ODDITIES


def _stated(severity: str) -> set[str]:
    return {
        f"{table}.{expectation['meta']['name']}"
        for table in JUDGED
        for expectation in read_suite(table)["expectations"]
        if expectation["meta"]["severity"] == severity
    }


def test_every_expectation_has_its_defect() -> None:
    assert set(DEFECTS) == _stated("blocks")
    assert set(ODDITIES) == _stated("warns")


def _found(verdict: Verdict, check: str) -> list[CheckResult]:
    """What failed with the severity of this check."""
    return verdict.failed_blocking if check in DEFECTS else verdict.warnings


@pytest.mark.parametrize("check", ALL)
def test_the_defect_is_found_by_its_check_and_gets_through_without_it(
    check: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    table, _, name = check.rpartition(".")
    defect = ALL[check]
    spoils_the_candidate_only = table.startswith("marts.") and " ops." not in defect.sql
    sound = request.getfixturevalue("sound_again" if spoils_the_candidate_only else "sound")
    run(sound, defect.sql)
    severity = "blocks" if check in DEFECTS else "warns"
    judged = held_to(sound, [table], changed_suites(tmp_path, table, of_severity(severity)))

    alone = Verdict(judged.load_id, tuple(result for result in judged.results if result.expectation == name))
    (found,) = _found(alone, check)
    assert alone.passed == (check in ODDITIES)
    assert check in str(found)
    assert "could not be judged" not in str(found)
    # No check knows of another, so what the others said is what they say when this one is turned off.
    assert names(_found(judged, check)) <= {name, *defect.also}


def test_the_table_in_the_documentation_is_current() -> None:
    assert mutation_table.in_the_page() == mutation_table.made_anew(), "run `make mutations`"
