"""Bounds learned from earlier loads: the rule, where the figures come from, and that every such check can warn."""

import pytest

from tests.quality.candidate import LOAD, held_to, names, read_suite, rows, run
from zhizao.quality.gate import judge
from zhizao.quality.history import Bounds, learn
from zhizao.quality.suites import JUDGED

RULE = {"loads": 3, "default": [0, 0.5], "factor": 2, "margin": 0.1}
MEASURES = {
    (table, e["meta"]["name"]) for table in JUDGED for e in read_suite(table)["expectations"] if "history" in e["meta"]
}


def test_with_too_few_loads_the_default_holds() -> None:
    assert learn(RULE, [0.2, 0.2]) == Bounds(0, 0.5, 0)
    assert learn(RULE, []).origin == "the default without enough history"


def test_enough_loads_teach_their_extremes_widened_by_factor_and_margin() -> None:
    bounds = learn(RULE, [0.4, 0.2, 0.3])
    assert (bounds.low, bounds.high) == (pytest.approx(0.0), pytest.approx(0.9))
    assert bounds.origin == "learned from 3 published loads"
    assert learn(RULE, [4.0, 8.0, 6.0]) == Bounds(1.9, 16.1, 3)


def _published_before(dsn: str, loads: int, value: float, outcome: str = "published") -> None:
    """Earlier loads in which every measure was observed at `value`."""
    run(
        dsn,
        f"""insert into ops.loads (load_id, station, outcome, opened_at)
            select 'load-00000' || chr(96 + n), 'publish', '{outcome}', '2021-01-01'::timestamptz + n * interval '1 day'
            from generate_series(1, {loads}) as n""",
    )
    for table, name in MEASURES:
        run(
            dsn,
            f"""insert into ops.check_results (load_id, suite, expectation, severity, success, observed)
                select load_id, '{table}', '{name}', 'warns', true, jsonb_build_object('value', {value})
                from ops.loads where outcome = '{outcome}' and load_id > 'load-00000a' or load_id = 'load-00000a'""",
        )


def test_every_learned_bound_warns_when_the_load_is_unlike_all_earlier_ones(sound: str) -> None:
    _published_before(sound, 5, 1e9)
    verdict = judge(sound, LOAD)
    assert verdict.passed
    assert {(result.suite, result.expectation) for result in verdict.warnings} == MEASURES
    assert all("learned from 5 published loads" in str(result) for result in verdict.warnings)


def test_bounds_and_their_origin_are_written_with_the_result(sound: str) -> None:
    _published_before(sound, 6, 0.25)
    held_to(sound, ["ops.document_outcomes"])
    bounds, observed = rows(
        sound,
        f"select bounds, observed from ops.check_results where expectation = 'quarantined_share' and load_id = '{LOAD}'",
    )[0]
    assert observed == {"value": 0.25}
    assert bounds["loads"] == 6
    assert bounds["min"] == pytest.approx(0.25 / 1.5 - 0.1)
    assert bounds["max"] == pytest.approx(0.25 * 1.5 + 0.1)


def test_the_sentence_states_figure_bounds_and_origin(sound: str) -> None:
    _published_before(sound, 5, 1500)
    (warning,) = held_to(sound, ["raw.documents"]).warnings
    assert str(warning) == (
        "raw.documents.documents_received: 4 is outside 300 to 7500 (learned from 5 published loads); a load far smaller"
        " or larger than usual often means a source that fell silent or repeats itself."
    )


def test_loads_that_were_not_published_teach_nothing(sound: str) -> None:
    _published_before(sound, 5, 1e9, outcome="stopped")
    assert held_to(sound, ["ops.document_outcomes"]).warnings == []


def test_a_load_does_not_learn_from_its_own_earlier_judgement(sound: str) -> None:
    _published_before(sound, 4, 1e9)
    for _ in range(2):
        assert held_to(sound, ["raw.documents"]).warnings == []


def test_shares_of_a_load_without_any_mention_pass(sound: str) -> None:
    run(sound, "delete from raw.metric_mentions")
    verdict = held_to(sound, ["raw.metric_mentions"])
    assert verdict.warnings == []
    assert rows(sound, "select observed from ops.check_results where expectation = 'no_period_share'") == [
        ({"value": None},)
    ]


def test_a_unit_no_published_load_has_used_is_named(sound: str) -> None:
    run(sound, _EARLIER_LOAD)
    warned = held_to(sound, ["marts.fct_metrics"]).warnings
    (unknown,) = (result for result in warned if result.expectation == "units_are_known")
    assert {key["unit"] for key in unknown.failing_keys} == {"%", "元", "千瓦时"}


def test_a_value_far_beyond_all_earlier_ones_is_named(sound: str) -> None:
    run(sound, _EARLIER_LOAD)
    run(sound, "update fct_metrics set value = 128000000 where metric_key = 'metric-m1'")
    verdict = held_to(sound, ["marts.fct_metrics"])
    assert "values_are_of_the_usual_size" in names(verdict.warnings)


_EARLIER_LOAD = """
insert into ops.loads (load_id, station, outcome) values ('load-000000', 'publish', 'published');
create table earlier as select * from fct_metrics cross join generate_series(1, 5) as n where metric_key = 'metric-m1';
update earlier set load_id = 'load-000000', metric_key = metric_key || n, value = value + n, char_start = n;
alter table earlier drop column n;
insert into fct_metrics table earlier;
"""


def test_what_checks_without_a_bound_observed_does_not_disturb(sound: str) -> None:
    """The columns a table has are observed too, as a list of names."""
    assert judge(sound, LOAD).passed
    run(
        sound,
        f"""insert into ops.loads (load_id, station, outcome) values ('load-00000a', 'publish', 'published');
            update ops.check_results set load_id = 'load-00000a' where load_id = '{LOAD}'""",
    )
    assert judge(sound, LOAD).passed
