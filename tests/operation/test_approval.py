"""What a person is asked about a stopped load, and what the answer does."""

import pytest

from tests.road.driving import rows
from zhizao.errors import ZhizaoError
from zhizao.operation.approval import answered, plain, question, stopped_load
from zhizao.road.release import permit
from zhizao.warehouse.connection import connect
from zhizao.warehouse.releases import release_in_force


@pytest.fixture
def stopped(warehouse: str) -> str:  # noqa: ARG001 - the settings point at it
    """A load that the gate has stopped, one that is open, and one that was stopped before it came to the gate."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("""
            insert into ops.loads (load_id, outcome, station) values
            ('load-000001', 'stopped', 'audit'), ('load-000002', 'open', 'read'), ('load-000003', 'stopped', 'build');
            insert into ops.check_results (load_id, suite, expectation, severity, success, reason) values
            ('load-000001', 'marts.fct_metrics', 'grounded', 'blocks', false,
             'marts.fct_metrics.grounded found [a](http://x) <b>3</b> `quotes`.'),
            ('load-000001', 'marts.fct_metrics', 'units', 'warns', false, 'A new unit.')""")
    return "load-000001"


def test_only_a_load_that_the_gate_stopped_is_asked_about(stopped: str) -> None:
    assert stopped_load(None, ["load-000002", stopped, "load-000003"]) == stopped
    assert stopped_load(None, ["load-000002"]) is None
    assert stopped_load(None, []) is None
    with pytest.raises(ZhizaoError, match="load-000002 is no load that the gate has stopped"):
        stopped_load("load-000002", [])


def test_the_question_names_the_failing_checks_and_the_report_and_runs_no_markup(
    stopped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIZAO_ALERT_REPORT_URL", "https://reports.example.org/")
    text = question(stopped)
    assert "Report: https://reports.example.org/" in text
    assert r"- **marts.fct\_metrics.grounded**: found \[a\]\(http://x\) \<b\>3\</b\> \`quotes\`." in text
    assert "A new unit" not in text


def test_a_text_loses_no_sign() -> None:
    assert plain("a\n b*c") == r"a b\*c"


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (
            {
                "chosen_options": ["Release"],
                "params_input": {"reason": "known"},
                "responded_by_user": {"id": "7", "name": "Li"},
            },
            (True, "known", "Li"),
        ),
        ({"chosen_options": ["Keep stopped"], "responded_by_user": {"id": "7", "name": ""}}, (False, "", "7")),
        ({"chosen_options": ["Keep stopped"]}, (False, "", "nobody (the time was up)")),
        ({"chosen_options": ["Release"]}, (False, "", "nobody (the time was up)")),
    ],
)
def test_only_a_persons_yes_is_a_yes(answer: dict[str, object], result: tuple[bool, str, str]) -> None:
    assert answered(answer) == result


def test_a_yes_puts_the_load_back_on_the_road_with_name_and_reason(stopped: str) -> None:
    with pytest.raises(ZhizaoError, match="needs a reason"):
        permit(stopped, " ", "Li")
    permit(stopped, "known", "Li")
    assert rows(f"select outcome, reason from ops.loads where load_id = '{stopped}'") == [("open", None)]
    with connect() as connection:
        decision = release_in_force(connection, stopped)
    assert decision is not None
    assert (decision.by, decision.reason, decision.covers) == ("Li", "known", {"marts.fct_metrics.grounded"})
    with pytest.raises(ZhizaoError, match="neither"):
        permit(stopped, "again", "Li")
