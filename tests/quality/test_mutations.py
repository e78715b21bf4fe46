"""Proof that the gate bites: each blocking expectation alone keeps out the defect it is there for."""

from pathlib import Path

import pytest

from tests.quality.candidate import blocking_without, changed_suites, held_to, names, only, read_suite, run
from tests.quality.defects import DEFECTS
from zhizao.quality.suites import JUDGED


def test_every_blocking_expectation_has_its_defect() -> None:
    blocking = {
        f"{table}.{expectation['meta']['name']}"
        for table in JUDGED
        for expectation in read_suite(table)["expectations"]
        if expectation["meta"]["severity"] == "blocks"
    }
    assert set(DEFECTS) == blocking


@pytest.mark.parametrize("check", DEFECTS)
def test_the_defect_is_stopped_by_its_check_and_gets_through_without_it(
    check: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    table, _, name = check.rpartition(".")
    defect = DEFECTS[check]
    sound = request.getfixturevalue("sound_again" if table.startswith("marts.") else "sound")
    run(sound, defect.sql)

    alone = held_to(sound, [table], changed_suites(tmp_path / "on", table, only(name)))
    assert not alone.passed
    assert names(alone.failed_blocking) == {name}
    assert check in str(alone.failed_blocking[0])
    assert "could not be judged" not in str(alone.failed_blocking[0])

    turned_off = changed_suites(tmp_path / "off", table, blocking_without(name, *defect.also))
    assert held_to(sound, [table], turned_off).passed
