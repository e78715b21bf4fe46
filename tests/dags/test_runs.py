"""Runs of the real DAGs in this process, with stand-ins for the stations."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest

from tests.dags.airflow_in_tests import HOME
from tests.dags.conftest import Stations
from tests.operation.alert_servers import Inbox, web_server
from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.operation.road_process import run, travel
from zhizao.operation.step_listener import StepListener
from zhizao.operation.steps import Ending, Step
from zhizao.settings import get_settings

LOAD = "load-000007"

pytestmark = pytest.mark.usefixtures("metadata")


@pytest.fixture
def steps() -> list[Step]:
    return []


@pytest.fixture
def go(steps: list[Step], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ending]:
    """A whole run; gives its ending."""
    from airflow.sdk.listener import get_listener_manager

    monkeypatch.setitem(os.environ, "AIRFLOW_HOME", str(HOME.folder))
    yield lambda inbox=None: run(inbox, steps.append)
    get_listener_manager().clear()


def events(asset: str) -> list[tuple[dict[str, Any], str | None]]:
    """The extra and the partition key of every event of an asset, oldest first."""
    from airflow.models.asset import AssetEvent, AssetModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    found = select(AssetEvent).join(AssetModel, AssetModel.id == AssetEvent.asset_id).where(AssetModel.name == asset)
    with create_session() as session:
        return [(event.extra, event.partition_key) for event in session.scalars(found.order_by(AssetEvent.id))]


def states(dag_id: str) -> dict[str, str]:
    """The states of the tasks of the latest run of a DAG."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        latest = session.scalars(select(DagRun).where(DagRun.dag_id == dag_id).order_by(DagRun.id.desc())).first()
        return {ti.task_id: str(ti.state) for ti in latest.task_instances}


def test_a_new_load_travels_the_whole_road_in_order(
    stations: Stations, go: Callable[..., Ending], steps: list[Step]
) -> None:
    stations.lands = LOAD
    before = len(events("zhizao_articles")), len(events("zhizao_marts"))
    assert go("/some/inbox") == Ending(published=(LOAD,))
    assert stations.calls[:3] == [("land", "inbox", "/some/inbox"), ("read", LOAD), ("plan", LOAD)]
    assert sorted(stations.calls[3:5]) == [("extract", LOAD, ("a", "b")), ("extract", LOAD, ("c",))]
    assert stations.calls[5:] == [("build", LOAD), ("audit", LOAD), ("publish", LOAD)]
    assert stations.reports == [LOAD]
    assert events("zhizao_articles")[before[0] :] == [({"load_id": LOAD}, LOAD)]
    assert events("zhizao_marts")[before[1] :] == [({"load_id": LOAD, "digest": "0123"}, None)]
    ended = {(step.station, step.task): dict(step.counts) for step in steps if step.state == "finished"}
    assert ended["read", "read_load"] == {"articles": 3, "quarantined": 1}
    assert ended["audit", "judge_candidate"] == {"checks": 7, "warnings": 0}
    batches = {(step.batch, step.batches) for step in steps if step.task == "extract_batch"}
    assert batches == {(1, 2), (2, 2)}


def test_nothing_new_skips_reading_and_tells_nobody(
    stations: Stations, go: Callable[..., Ending], steps: list[Step]
) -> None:
    before = events("zhizao_articles")
    assert go() == Ending(published=())
    assert stations.names() == ["land"]
    assert states("land_articles")["read.read_load"] == "skipped"
    assert events("zhizao_articles") == before
    assert [step.task for step in steps if step.state == "skipped"] == ["choose_loads"]


@pytest.fixture
def alerts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """A web server that alerts are sent to, while the warehouse does not answer."""
    monkeypatch.setenv("ZHIZAO_DSN", "postgresql://127.0.0.1:9/none")
    get_settings.cache_clear()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("ZHIZAO_ALERT_WEBHOOK", "hook")
    monkeypatch.setenv("ZHIZAO_ALERT_REPORT_URL", "https://reports.example.org")
    with web_server() as inbox:
        monkeypatch.setenv("AIRFLOW_CONN_HOOK", f"http://127.0.0.1:{inbox.port}")
        yield inbox
    get_settings.cache_clear()


def test_a_closed_gate_ends_the_run_with_its_sentence_and_publishes_nothing(
    stations: Stations, go: Callable[..., Ending], steps: list[Step], alerts: Inbox
) -> None:
    sentence = f"{LOAD} is not published: 3 quotes are not in their article."
    stations.lands = LOAD
    stations.faults = {"audit": [GateClosedError(sentence)]}
    before = events("zhizao_marts")
    assert go() == Ending(fault=sentence, gate_closed=True)
    assert stations.names().count("audit") == 1, "the gate is not asked twice"
    assert "publish" not in stations.names()
    assert stations.reports == [LOAD], "the report says why"
    found = states("publish_facts")
    assert (found["audit.judge_candidate"], found["publish.publish_candidate"]) == ("failed", "upstream_failed")
    assert events("zhizao_marts") == before
    (failed,) = [step for step in steps if step.state == "failed"]
    assert failed.sentence == sentence
    assert events("zhizao_stops")[-1] == ({"load_id": LOAD}, LOAD), "a person is asked"
    ((_, alert),) = alerts.received
    assert (alert["kind"], alert["load_id"], alert["sentence"]) == ("gate", LOAD, sentence)
    assert alert["links"]["report"] == "https://reports.example.org"
    assert "/dags/publish_facts/runs/" in alert["links"]["log"]


def test_a_fault_in_the_code_names_the_station_and_is_not_tried_again(
    stations: Stations, go: Callable[..., Ending], alerts: Inbox
) -> None:
    alerts.reset("failing")
    stations.lands = LOAD
    stations.faults = {"build": [ValueError("no such column.\nand much more")]}
    assert go() == Ending(fault="The station build failed: ValueError: no such column.")
    assert stations.names().count("build") == 1


def test_a_missing_inbox_is_told_in_its_own_words(stations: Stations, go: Callable[..., Ending]) -> None:
    stations.faults = {"land": [ZhizaoError("The inbox x is not a folder: create it.")]}
    assert go() == Ending(fault="The inbox x is not a folder: create it.")
    assert stations.names() == ["land"]


def test_a_lost_connection_is_tried_again(
    stations: Stations, go: Callable[..., Ending], steps: list[Step], bag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from airflow.dag_processing import dagbag

    monkeypatch.setattr(dagbag, "DagBag", lambda _: bag)
    monkeypatch.setattr(bag.dags["publish_facts"].get_task("build.build_candidate"), "retry_delay", timedelta(0))
    stations.lands = LOAD
    stations.faults = {"build": [psycopg2.OperationalError("server closed the connection")]}
    assert go() == Ending(published=(LOAD,))
    assert stations.names().count("build") == 2
    assert [step.station for step in steps if step.state == "retrying"] == ["build"]


def test_a_load_left_with_nothing_to_extract_is_still_built_and_published(
    stations: Stations, go: Callable[..., Ending]
) -> None:
    stations.open = [LOAD]
    stations.batches = []
    assert go() == Ending(published=(LOAD,))
    assert stations.names() == ["land", "read", "plan", "build", "audit", "publish"]


def test_loads_left_behind_are_finished_first_and_in_order(stations: Stations, go: Callable[..., Ending]) -> None:
    stations.open = ["load-000001", "load-000002"]
    stations.lands = "load-000003"
    assert go() == Ending(published=("load-000001", "load-000002", "load-000003"))
    published = [call[1] for call in stations.calls if call[0] == "publish"]
    assert published == ["load-000001", "load-000002", "load-000003"]
    assert stations.calls.index(("publish", "load-000001")) < stations.calls.index(("plan", "load-000002"))


def test_the_first_failure_leaves_the_later_loads_for_the_next_run(
    stations: Stations, go: Callable[..., Ending]
) -> None:
    stations.open = ["load-000001", "load-000002"]
    stations.faults = {"publish": [ZhizaoError("no")]}
    assert go().fault == "no"
    assert ("plan", "load-000002") not in stations.calls
    assert go() == Ending(published=("load-000001", "load-000002"))


def test_a_publishing_run_without_an_open_load_does_nothing(stations: Stations, bag: Any) -> None:
    run_without_load = bag.dags["publish_facts"].test(run_conf={"load_id": None})
    assert run_without_load.state == "success"
    assert stations.calls == []
    assert set(states("publish_facts").values()) == {"skipped"}


def test_a_run_by_hand_without_a_load_takes_the_oldest_open_one(stations: Stations, bag: Any) -> None:
    stations.open = ["load-000004", "load-000005"]
    assert bag.dags["publish_facts"].test(run_conf={}).state == "success"
    assert stations.calls[-1] == ("publish", "load-000004")
    assert stations.open == ["load-000005"]


def test_what_a_killed_process_left_is_settled(stations: Stations, go: Callable[..., Ending], bag: Any) -> None:
    """A run and a task that look alive hold no later run up, and their load is taken up again."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import select

    stations.open = ["load-000001"]
    bag.dags["publish_facts"].test(run_conf={})
    with create_session() as session:
        latest = session.scalars(select(DagRun).where(DagRun.dag_id == "publish_facts").order_by(DagRun.id.desc()))
        left = latest.first()
        left.state, number = "running", left.id
        for ti in left.task_instances:
            ti.state = "running" if ti.task_id == "build.build_candidate" else ti.state
    stations.open = ["load-000001"]
    stations.calls.clear()
    assert go() == Ending(published=("load-000001",))
    with create_session() as session:
        settled = session.get(DagRun, number)
        assert settled.state == "failed"
        assert {ti.state for ti in settled.task_instances if ti.task_id == "build.build_candidate"} == {"failed"}


def test_dags_that_cannot_be_read_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    from airflow.dag_processing import dagbag

    broken = type("Bag", (), {"import_errors": {"x.py": "Traceback\nImportError: no module y"}})
    monkeypatch.setattr(dagbag, "DagBag", lambda _: broken)
    with pytest.raises(ZhizaoError, match="ImportError: no module y"):
        travel(None, StepListener(lambda _: None))


def test_a_broken_source_keeps_nothing_back_of_the_others(
    stations: Stations, go: Callable[..., Ending], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhizao.road.visits.enabled_sources", lambda: ["broken", "inbox"])
    sentence = "Source 'broken': the feed did not answer."
    stations.lands = LOAD
    stations.faults = {"land": [ZhizaoError(sentence)]}
    assert go() == Ending(published=(LOAD,), fault=sentence)
    assert sorted(call for call in stations.calls if call[0] == "land") == [
        ("land", "broken", None),
        ("land", "inbox", None),
    ]
    assert stations.names()[2:] == ["read", "plan", "extract", "extract", "build", "audit", "publish"]


def test_a_mistake_in_the_sources_is_told_and_what_is_open_goes_on(
    stations: Stations, go: Callable[..., Ending], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken() -> list[str]:
        raise ZhizaoError("sources.yml: source 'x' lacks the field 'url'; add it.")

    monkeypatch.setattr("zhizao.road.visits.enabled_sources", mistaken)
    stations.open = [LOAD]
    assert go() == Ending(published=(LOAD,), fault="sources.yml: source 'x' lacks the field 'url'; add it.")
    assert "land" not in stations.names()


def test_a_run_on_one_folder_visits_nothing_else(stations: Stations, go: Callable[..., Ending]) -> None:
    go("/some/inbox")
    assert stations.calls == [("land", "inbox", "/some/inbox")]


def test_on_the_schedule_only_sources_that_are_due_are_visited(
    stations: Stations, bag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airflow.utils.types import DagRunType

    monkeypatch.setattr("zhizao.road.visits.due_sources", lambda _: ["feed"])
    visit = bag.dags["land_articles"].get_task("land.choose_sources").python_callable
    context = {"params": {"inbox": None}, "dag_run": type("Run", (), {"run_type": DagRunType.SCHEDULED})}
    monkeypatch.setitem(visit.__globals__, "get_current_context", lambda: context)
    assert visit() == ["feed"]
    assert stations.calls == []
