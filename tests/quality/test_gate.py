"""The gate on a sound candidate, what it writes down, and that it closes whenever it cannot judge."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.quality.candidate import (
    EXPECTATIONS,
    LOAD,
    changed_suites,
    held_to,
    names,
    only,
    read_suite,
    rows,
    run,
    suite_file,
)
from zhizao.errors import GateClosedError
from zhizao.quality.context import Judge
from zhizao.quality.gate import judge
from zhizao.quality.suites import JUDGED

ORGANIZATIONS = "marts.dim_organizations"
VOCABULARY = "organization_type_is_in_the_vocabulary"


def test_a_sound_candidate_passes_every_check_and_each_is_recorded(sound: str) -> None:
    verdict = judge(sound, LOAD)
    assert (verdict.passed, verdict.failed_blocking, verdict.warnings) == (True, [], [])
    stated = {(table, e["meta"]["name"]) for table in JUDGED for e in read_suite(table)["expectations"]}
    recorded = rows(sound, "select suite, expectation, success from ops.check_results")
    assert {row[:2] for row in recorded} == stated
    assert verdict.checks == len(recorded) == len(stated)
    assert all(success for _, _, success in recorded)


def test_judging_leaves_the_checkout_and_the_candidate_as_they_were(sound: str) -> None:
    files = sorted(str(path) for path in EXPECTATIONS.rglob("*"))
    digest = "select md5(string_agg(f::text, '' order by f::text)) from marts_candidate.fct_metrics as f"
    before = rows(sound, digest)
    judge(sound, LOAD)
    assert sorted(str(path) for path in EXPECTATIONS.rglob("*")) == files
    assert rows(sound, digest) == before


def test_judging_again_replaces_the_earlier_results(sound: str) -> None:
    run(sound, "update dim_organizations set organization_type = 'guild'")
    assert names(held_to(sound, [ORGANIZATIONS]).failed_blocking) == {VOCABULARY}
    run(sound, "update dim_organizations set organization_type = 'enterprise'")
    assert held_to(sound, [ORGANIZATIONS]).passed
    assert rows(sound, "select count(*), bool_and(success) from ops.check_results") == [(4, True)]


def test_a_failure_is_recorded_with_sentence_bounds_count_and_keys(sound: str) -> None:
    run(sound, "update dim_organizations set organization_type = 'guild'")
    held_to(sound, [ORGANIZATIONS])
    columns = "severity, reason, observed, bounds, failing_count, failing_keys"
    (row,) = rows(sound, f"select {columns} from ops.check_results where not success")
    severity, reason, observed, bounds, count, keys = row
    assert severity == "blocks"
    assert reason == (
        "marts.dim_organizations.organization_type_is_in_the_vocabulary: 1 row fails, the first with organization_key ="
        " participant-江北机电公司, organization_type = guild; readers class organizations by the types of the guideline."
    )
    assert observed == {"rows": 1, "failing_rows": 1}
    assert "enterprise" in bounds["value_set"]
    assert (count, keys) == (1, [{"organization_key": "participant-江北机电公司", "organization_type": "guild"}])


def test_a_repeated_key_is_named_once_for_each_of_its_rows(sound: str) -> None:
    run(sound, "insert into dim_units select * from dim_units where unit = '元'")
    (failed,) = held_to(sound, ["marts.dim_units"]).failed_blocking
    assert failed.failing_keys == [{"unit_key": "unit-元"}, {"unit_key": "unit-元"}]


@pytest.mark.parametrize("name", ["names_are_filled_by_set", "required_columns_are_filled"])
def test_failing_keys_are_kept_up_to_a_thousand_and_all_are_counted(name: str, sound: str, tmp_path: Path) -> None:
    run(sound, "insert into dim_units select 'u' || n, null from generate_series(1, 1200) as n")

    def change(suite: dict[str, Any]) -> None:
        kind = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "unit"}}
        meta = {"name": "names_are_filled_by_set", "severity": "blocks", "why": "A unit has a name."}
        suite["expectations"] = [*suite["expectations"], {**kind, "meta": meta}]

    verdict = held_to(sound, ["marts.dim_units"], changed_suites(tmp_path, "marts.dim_units", change))
    (failed,) = (result for result in verdict.failed_blocking if result.expectation == name)
    assert failed.failing_count == 1200
    assert len(failed.failing_keys) == 1000
    assert all(key["unit_key"].startswith("u") for key in failed.failing_keys)


def test_require_raises_with_the_first_check_and_the_number_of_others(sound: str) -> None:
    run(sound, "update dim_organizations set organization_type = 'guild', name = null")
    with pytest.raises(GateClosedError, match=r"^load-000001 is not published: marts\.dim_org.* 1 more blocking check"):
        held_to(sound, [ORGANIZATIONS]).require()


def _one_sentence(sound: str, tables: list[str], expectations: Path = EXPECTATIONS) -> str:
    verdict = held_to(sound, tables, expectations)
    assert not verdict.passed
    (failed,) = verdict.failed_blocking
    assert rows(sound, "select count(*) from ops.check_results where not success and severity = 'blocks'") == [(1,)]
    return str(failed)


def test_the_gate_closes_on_a_missing_suite(sound: str, tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in _one_sentence(sound, [ORGANIZATIONS], tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"name": "marts.dim_organizations", "expectations": []}'])
def test_the_gate_closes_on_a_file_that_is_no_suite(content: str, sound: str, tmp_path: Path) -> None:
    path = suite_file(changed_suites(tmp_path, ORGANIZATIONS, only(VOCABULARY)), ORGANIZATIONS)
    path.write_text(content, "utf-8")
    assert "is no Great Expectations suite" in _one_sentence(sound, [ORGANIZATIONS], tmp_path)


def test_the_gate_closes_on_a_suite_without_expectations(sound: str, tmp_path: Path) -> None:
    empty = changed_suites(tmp_path, ORGANIZATIONS, lambda suite: suite["expectations"].clear())
    assert "holds no expectation" in _one_sentence(sound, [ORGANIZATIONS], empty)


def test_the_gate_closes_on_an_expectation_that_gives_no_reason_for_itself(sound: str, tmp_path: Path) -> None:
    mute = changed_suites(tmp_path, ORGANIZATIONS, lambda suite: suite["expectations"][0]["meta"].pop("why"))
    assert "lacks a name, a why or a severity" in _one_sentence(sound, [ORGANIZATIONS], mute)


def test_the_gate_closes_on_a_name_used_twice(sound: str, tmp_path: Path) -> None:
    twice = changed_suites(
        tmp_path, ORGANIZATIONS, lambda suite: suite["expectations"].append(suite["expectations"][0])
    )
    assert "twice" in _one_sentence(sound, [ORGANIZATIONS], twice)


def test_the_gate_closes_on_an_absent_table(sound: str) -> None:
    run(sound, "drop table dim_organizations")
    sentence = _one_sentence(sound, [ORGANIZATIONS])
    assert "marts.dim_organizations.table_is_judged could not be judged" in sentence
    assert "dim_organizations" in sentence.partition(":")[2]


def test_the_gate_closes_on_an_absent_column(sound: str, tmp_path: Path) -> None:
    run(sound, "alter table dim_organizations drop column organization_type")
    alone = changed_suites(tmp_path, ORGANIZATIONS, only(VOCABULARY))
    assert 'column "organization_type"' in _one_sentence(sound, [ORGANIZATIONS], alone)


def test_the_gate_closes_on_a_warning_that_cannot_be_judged(sound: str, tmp_path: Path) -> None:
    name = "names_are_no_aliases_of_themselves"
    broken = changed_suites(tmp_path, ORGANIZATIONS, only(name, query="select nothing from {batch} as d"))
    assert f"{name} could not be judged" in _one_sentence(sound, [ORGANIZATIONS], broken)


def test_the_gate_closes_on_an_expectation_with_unknown_kwargs(sound: str, tmp_path: Path) -> None:
    unknown = changed_suites(tmp_path, ORGANIZATIONS, only(VOCABULARY, colour="red"))
    assert "could not be judged" in _one_sentence(sound, [ORGANIZATIONS], unknown)


def test_the_gate_closes_on_an_expectation_that_great_expectations_leaves_out(sound: str, tmp_path: Path) -> None:
    def change(suite: dict[str, Any]) -> None:
        suite["expectations"][0]["type"] = "expect_the_best"

    unknown = changed_suites(tmp_path, ORGANIZATIONS, change)
    assert "look at its type and kwargs" in _one_sentence(sound, [ORGANIZATIONS], unknown)


def _returning(results: list[dict[str, Any]]) -> Any:
    def run_suite(*_: object) -> list[dict[str, Any]]:
        return results

    return run_suite


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ([], "returned no result"),
        ([{"expectation_config": {"meta": {"name": VOCABULARY}}}], "does not say whether it succeeded"),
        (
            [{"expectation_config": {"meta": {"name": VOCABULARY}}, "success": None}],
            "does not say whether it succeeded",
        ),
    ],
)
def test_the_gate_closes_on_a_result_that_says_nothing(
    results: list[dict[str, Any]], told: str, sound: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judge, "run", _returning(results))
    alone = changed_suites(tmp_path, ORGANIZATIONS, only(VOCABULARY))
    assert told in _one_sentence(sound, [ORGANIZATIONS], alone)


def test_one_suite_that_cannot_be_judged_leaves_the_others_their_say(sound: str) -> None:
    run(sound, "drop table dim_units; update dim_organizations set name = null")
    failed = held_to(sound, ["marts.dim_units", ORGANIZATIONS]).failed_blocking
    assert [result.suite for result in failed] == ["marts.dim_units", ORGANIZATIONS]


def test_the_gate_closes_on_a_mart_that_has_no_suite_and_no_reason_for_it(sound: str) -> None:
    run(sound, "create view quality_trend as select 1 as n; create table fct_rumours as select 1 as n")
    verdict = judge(sound, LOAD)
    (failed,) = verdict.failed_blocking
    assert str(failed).startswith("marts.fct_rumours.table_is_judged could not be judged")
    assert "it has no suite" in str(failed)


def test_the_gate_closes_on_an_unknown_load(sound: str) -> None:
    verdict = judge(sound, "load-000777")
    assert not verdict.passed
    assert "there is no load load-000777" in str(verdict.failed_blocking[0])


def test_the_gate_closes_without_a_warehouse_and_keeps_the_password_to_itself() -> None:
    verdict = judge("postgresql://reader:geheim@127.0.0.1:9/zhizao", LOAD)
    told = " ".join(map(str, verdict.failed_blocking))
    assert not verdict.passed
    assert "9" in told
    assert "geheim" not in told


def test_the_gate_closes_when_the_engine_cannot_parse_quotes(sound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(fact: object) -> bool:
        raise RuntimeError(f"no grammar for {fact}")

    monkeypatch.setattr("zhizao.quality.expectations.quote_restates", broken)
    assert "quotes_restate_values could not be judged" in _one_sentence(sound, ["marts.fct_metrics"])


def test_data_docs_show_this_judgement_and_replace_the_last(sound: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "data_docs"
    for _ in range(2):
        judge_docs = judge(sound, LOAD, data_docs=folder)
        assert judge_docs.passed
    pages = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    assert "index.html" in pages
    assert len([page for page in pages if page.startswith("validations/")]) == len(JUDGED)
    assert list(folder.parent.iterdir()) == [folder]


def test_data_docs_tell_why_and_show_no_value_of_an_article(sound: str, tmp_path: Path) -> None:
    run(sound, "update dim_organizations set organization_type = '<script>alert(1)</script>', name = '<b>江北</b>'")
    judge(sound, LOAD, data_docs=tmp_path / "data_docs")
    pages = [path.read_text("utf-8") for path in (tmp_path / "data_docs").rglob("*.html")]
    assert any("Readers class organizations by the types of the guideline." in page for page in pages)
    assert not any("alert(1)" in page or "<b>江北" in page for page in pages)


def test_data_docs_that_cannot_be_built_change_nothing(
    sound: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    assert judge(sound, LOAD, data_docs=blocker / "data_docs").passed
    assert "were not built" in caplog.text


def test_a_value_that_a_person_corrected_need_not_be_given_by_its_quote(sound: str) -> None:
    run(
        sound, "update fct_metrics set value = value + 1, rule = rule || '+correction:7' where metric_key = 'metric-m1'"
    )
    assert held_to(sound, ["marts.fct_metrics"]).passed


def test_a_value_that_an_engine_before_this_read_waits_for_re_extraction(sound: str) -> None:
    run(sound, "update fct_metrics set value = value + 1, load_id = 'load-000009' where metric_key = 'metric-m1'")
    run(
        sound,
        """insert into ops.article_outcomes (article_key, load_id, outcome, engine_version, lexicon_hash)
           values ('a1', 'load-000009', 'extracted', 'before', 'cafe')""",
    )
    assert "quotes_restate_values" not in names(held_to(sound, ["marts.fct_metrics"]).failed_blocking)


def test_a_warning_travels_with_the_load(sound: str) -> None:
    run(sound, "update dim_organizations set aliases = array[name]")
    verdict = held_to(sound, [ORGANIZATIONS])
    assert verdict.passed
    assert names(verdict.warnings) == {"names_are_no_aliases_of_themselves"}
    (keys,) = rows(sound, "select failing_keys from ops.check_results where not success")[0]
    assert json.dumps(keys, ensure_ascii=False).count("江北机电公司") == 2
