"""Proof that the gate bites: each expectation alone finds the defect it is there for, and without it nothing does."""

from pathlib import Path

import pytest

from tests.quality import mutation_table
from tests.quality.candidate import changed_suites, held_to, names, only, read_suite, run, without
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

    alone = held_to(sound, [table], changed_suites(tmp_path / "on", table, only(name)))
    assert names(_found(alone, check)) == {name}
    assert alone.passed == (check in ODDITIES)
    assert check in str(_found(alone, check)[0])
    assert "could not be judged" not in str(_found(alone, check)[0])

    severity = "blocks" if check in DEFECTS else "warns"
    turned_off = changed_suites(tmp_path / "off", table, without(severity, name, *defect.also))
    assert _found(held_to(sound, [table], turned_off), check) == []


def test_the_table_in_the_documentation_is_current() -> None:
    assert mutation_table.in_the_page() == mutation_table.made_anew(), "run `make mutations`"
