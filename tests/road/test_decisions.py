"""Decisions of persons: releasing what the gate stopped, rolling back what was published, and what becomes of a load."""

import pytest

from tests.road.driving import rows
from tests.road.small_loads import Gate, build_small, on_the_road, outcome, published, shown
from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.road import audit as auditing
from zhizao.road import release as releasing
from zhizao.road.audit import audit
from zhizao.road.loads import reopen
from zhizao.road.publish import publish
from zhizao.road.release import release
from zhizao.road.rollback import rollback
from zhizao.warehouse.connection import connect

FIRST, SECOND, THIRD = "load-000001", "load-000002", "load-000003"


@pytest.fixture
def gate(warehouse: str, monkeypatch: pytest.MonkeyPatch) -> Gate:  # noqa: ARG001 - the settings point at it
    judging = Gate()
    monkeypatch.setattr(auditing, "judge", judging)
    monkeypatch.setattr(releasing, "build", build_small)
    return judging


@pytest.fixture
def stopped(gate: Gate) -> str:
    """A load that the gate has stopped, after one that was published."""
    published()
    gate.failing = ("rows_are_sound",)
    load = on_the_road()
    with pytest.raises(GateClosedError, match="rows_are_sound"):
        audit(load)
    return load


@pytest.mark.usefixtures("gate")
def test_a_rollback_shows_the_state_before_and_a_second_one_takes_it_back() -> None:
    published(), published()
    done = rollback("the dates are wrong", "anna")
    assert (done.shown, done.withdrawn, shown()) == (FIRST, SECOND, [FIRST])
    assert rows(f"select outcome, reason from ops.loads where load_id = '{SECOND}'") == [
        ("withdrawn", "Withdrawn by anna: the dates are wrong")
    ]
    again = rollback("they are right after all", "ben")
    assert (again.shown, again.brought_back, shown()) == (SECOND, SECOND, [FIRST, SECOND])
    assert outcome(SECOND) == "published"
    assert rows("select load_id, action, shows, decided_by, reason from ops.publications order by 1, 2, 3")[1:] == [
        (FIRST, "rollback", 1, "anna", "the dates are wrong"),
        (SECOND, "publish", None, None, None),
        (SECOND, "rollback", 2, "ben", "they are right after all"),
    ]


@pytest.mark.usefixtures("gate")
def test_a_withdrawn_load_does_not_return_with_the_next_one() -> None:
    published(), published()
    rollback("the dates are wrong", "anna")
    published()
    assert shown() == [FIRST, THIRD]
    assert outcome(SECOND) == "withdrawn"
    rollback("so are these", "anna")
    assert (shown(), outcome(THIRD)) == ([FIRST], "withdrawn")
    release(SECOND, "its dates were checked", "ben")
    assert (shown(), outcome(SECOND), outcome(THIRD)) == ([FIRST, SECOND], "published", "withdrawn")


@pytest.mark.usefixtures("gate")
def test_a_candidate_built_beside_a_withdrawn_load_is_not_published() -> None:
    published(), published()
    third = on_the_road()
    audit(third)
    rollback("the dates are wrong", "anna")
    with pytest.raises(ZhizaoError, match="not the audited one"):
        publish(third)
    assert shown() == [FIRST]


@pytest.mark.usefixtures("gate")
def test_a_load_that_went_round_again_is_not_brought_back_by_a_rollback() -> None:
    published(), published()
    rollback("the dates are wrong", "anna")
    reopen(SECOND)
    with pytest.raises(ZhizaoError, match=f"that of {SECOND}, which has gone its own way"):
        rollback("bring it back", "anna")
    assert (shown(), outcome(SECOND)) == ([FIRST], "open")


@pytest.mark.usefixtures("gate")
def test_there_must_be_a_state_to_go_back_to_and_a_reason() -> None:
    published()
    with pytest.raises(ZhizaoError, match="no earlier state"):
        rollback("try", "anna")
    with pytest.raises(ZhizaoError, match="needs a reason"):
        rollback(" ", "anna")
    assert shown() == [FIRST]


def test_a_release_publishes_the_stopped_candidate_and_what_failed_stays_on_record(stopped: str) -> None:
    release(stopped, "looked at by hand", "anna")
    assert (shown(), outcome(stopped)) == ([FIRST, stopped], "published")
    assert rows("select load_id, action, decided_by, reason from ops.publications order by publication_no")[-1:] == [
        (stopped, "release", "anna", "looked at by hand")
    ]
    assert rows("select failed_checks, ended_at is not null from ops.releases") == [
        ([{"check": "marts.t.rows_are_sound", "reason": "rows_are_sound!"}], True)
    ]
    assert rows(f"select expectation from ops.check_results where load_id = '{stopped}' and not success") == [
        ("rows_are_sound",)
    ]
    assert rows(f"select reason from ops.loads where load_id = '{stopped}'") == [
        ("Released by anna: looked at by hand",)
    ]


def test_a_release_builds_anew_when_the_candidate_has_moved_on(stopped: str, gate: Gate) -> None:
    gate.failing = ()
    published()
    gate.failing = ("rows_are_sound",)
    release(stopped, "looked at by hand", "anna")
    assert shown() == [FIRST, stopped, THIRD]


def test_a_release_covers_no_check_that_failed_later(stopped: str, gate: Gate) -> None:
    gate.failing = ()
    published()
    gate.failing = ("rows_are_sound", "keys_are_sound")
    with pytest.raises(GateClosedError, match=r"keys_are_sound! The release by anna does not cover it\."):
        release(stopped, "looked at by hand", "anna")
    assert (shown(), outcome(stopped)) == ([FIRST, THIRD], "stopped")


def test_a_decision_does_not_outlive_a_retry(stopped: str, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(load: str) -> dict[str, object]:
        raise KeyboardInterrupt(load)

    monkeypatch.setattr(releasing, "publish", killed)
    with pytest.raises(KeyboardInterrupt):
        release(stopped, "looked at by hand", "anna")
    audit(stopped)  # the next run goes on under the decision
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("update ops.loads set outcome = 'stopped' where load_id = %s", (stopped,))
    reopen(stopped)
    build_small(stopped)
    with pytest.raises(GateClosedError, match="rows_are_sound"):
        audit(stopped)
    assert gate.failing


@pytest.mark.parametrize("load", [FIRST, "load-000777"])
def test_only_what_was_stopped_or_withdrawn_is_released(load: str, stopped: str) -> None:
    with pytest.raises(ZhizaoError, match="neither a load that the gate stopped nor one that was rolled back"):
        release(load, "because", "anna")
    with pytest.raises(ZhizaoError, match="needs a reason"):
        release(stopped, "", "anna")
    assert shown() == [FIRST]
