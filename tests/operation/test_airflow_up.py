"""Scheduled operation with the real Airflow: up once, with a source that is gone and a gate that closes, and down again."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.operation.alert_servers import Inbox, web_server
from tests.road.driving import rows
from zhizao.operation import standalone
from zhizao.operation.sessions import members
from zhizao.operation.standalone import Operation, down, up
from zhizao.settings import CHECKOUT, get_settings
from zhizao.warehouse.connection import connect
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.migrate import migrate

# What the engine finds is spoilt on its way into the warehouse, so that no quote stands in its article.
SPOIL = """
    create function spoil() returns trigger language plpgsql as
    $$ begin new.quote := new.quote || '!'; return new; end $$;
    create trigger spoil before insert on raw.metric_mentions for each row execute function spoil()"""


@pytest.fixture(scope="module")
def alerts() -> Iterator[Inbox]:
    """A web server that is told what goes wrong."""
    with web_server() as inbox:
        yield inbox


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that takes OpenLineage's events."""
    return tmp_path_factory.mktemp("lineage") / "events.jsonl"


@pytest.fixture(scope="module")
def operation(
    server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory, alerts: Inbox, events: Path
) -> Iterator[Operation]:
    """Airflow, up, with one article in the inbox, a source that is gone, and the session's PostgreSQL."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "inbox").mkdir()
    shutil.copy(CHECKOUT / "samples" / "plain_announcement.txt", folder / "inbox")
    (folder / "sources.yml").write_text(
        "sources: [{name: inbox, kind: folder}, {name: gone, kind: folder, path: nowhere}]", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIZAO_HOME", str(server.where().parent))
        patch.setenv("ZHIZAO_INBOX", str(folder / "inbox"))
        patch.setenv("ZHIZAO_SOURCES", str(folder / "sources.yml"))
        patch.setenv("ZHIZAO_ALERT_WEBHOOK", "desk")
        patch.setenv("AIRFLOW_CONN_DESK", f"http://127.0.0.1:{alerts.port}")
        transport = {"type": "file", "log_file_path": str(events), "append": True}
        patch.setenv("AIRFLOW__OPENLINEAGE__TRANSPORT", json.dumps(transport))
        patch.setenv("AIRFLOW__OPENLINEAGE__NAMESPACE", "zhizao")
        patch.delenv("ZHIZAO_DSN", raising=False)
        # Airflow's own processes are not what is measured, and slow to measure.
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        patch.setattr(standalone, "FIRST_PORT", 18080)
        get_settings.cache_clear()
        with connect() as connection:
            migrate(connection)
            connection.cursor().execute(SPOIL)
        try:
            yield up()
        finally:
            down()
            get_settings.cache_clear()


@pytest.fixture(scope="module")
def airflow(operation: Operation) -> Iterator[httpx.Client]:
    """Airflow's API, logged in with what `up` told."""
    with httpx.Client(base_url=operation.url, timeout=120, trust_env=False) as client:
        login = client.post("/auth/token", json={"username": operation.user, "password": operation.password}).json()
        client.headers["authorization"] = f"Bearer {login['access_token']}"
        yield client


@pytest.fixture(scope="module")
def ask(airflow: httpx.Client) -> Any:
    """Ask it something."""
    return lambda path: airflow.get(path).raise_for_status().json()


def eventually(found: Any) -> Any:
    """What `found` gives once it gives something, or None after some minutes."""
    deadline = time.monotonic() + 600
    while not (result := found()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return result


def test_the_ui_answers_and_every_dag_is_there(operation: Operation, ask: Any) -> None:
    assert operation.up
    assert "<title>Airflow</title>" in httpx.get(operation.url, timeout=120, trust_env=False).text
    files = {path.stem for path in (CHECKOUT / "dags").glob("*.py")}
    dags = eventually(lambda: len(found := ask("/api/v2/dags")["dags"]) == len(files) and found)
    assert {dag["dag_id"]: dag["is_paused"] for dag in dags} == dict.fromkeys(files, False)
    assert ask("/api/v2/importErrors")["total_entries"] == 0


def test_the_inbox_is_visited_at_once(ask: Any) -> None:
    def ended() -> list[dict[str, Any]]:
        runs = ask("/api/v2/dags/land_articles/dagRuns")["dag_runs"]
        return [run for run in runs if run["end_date"]]

    assert [(run["run_type"], run["state"]) for run in eventually(ended)[:1]] == [("scheduled", "success")]


def told(alerts: Inbox, kind: str) -> Any:
    """The first alert of a kind, once it has come."""
    return eventually(lambda: next((body for _, body in alerts.received if body["kind"] == kind), None))


@pytest.mark.usefixtures("operation")
def test_a_source_that_is_gone_is_told(alerts: Inbox) -> None:
    alert = told(alerts, "failure")
    assert alert["headline"] == "zhizao: land_articles.land.visit_source failed (gone)"
    assert "nowhere is not a folder" in alert["sentence"]


def test_a_closed_gate_is_told_and_a_person_releases_the_load(airflow: httpx.Client, ask: Any, alerts: Inbox) -> None:
    alert = told(alerts, "gate")
    assert alert["load_id"] == "load-000001"
    assert "load-000001 is not published" in alert["sentence"]
    assert alert["details"]
    (question,) = eventually(lambda: ask("/api/v2/dags/decide_release/dagRuns/~/hitlDetails")["hitl_details"])
    assert question["subject"] == "Publish load-000001 although the gate is closed?"
    assert question["options"] == ["Release", "Keep stopped"]
    assert "The gate has stopped **load-000001**" in question["body"]
    run = question["task_instance"]["dag_run_id"]

    def answered() -> list[tuple[object, ...]]:
        """The decision as it was recorded; until then the answer is given, as often as Airflow asks."""
        task = f"/api/v2/dags/decide_release/dagRuns/{run}/taskInstances/audit.ask"
        if ask(task)["state"] == "awaiting_input":
            time.sleep(3)  # to an answer within a second Airflow asks again: it takes the waiting task for a lost one
            airflow.patch(
                f"{task}/-1/hitlDetails",
                json={"chosen_options": ["Release"], "params_input": {"reason": "A test of the gate."}},
            )
        return rows("select load_id, decided_by, reason from ops.releases")

    assert eventually(answered) == [("load-000001", "admin", "A test of the gate.")]
    assert rows("select outcome from ops.loads") == [("open",)], "the road publishes it in its turn"


def test_lineage_is_told_where_a_transport_is_set(events: Path) -> None:
    told = [json.loads(line) for line in events.read_text().splitlines()]
    ended = {event["job"]["name"] for event in told if event["eventType"] == "COMPLETE"}
    assert {"land_articles.read.read_load", "publish_facts.build.build_candidate"} <= ended
    assert {event["job"]["namespace"] for event in told} == {"zhizao"}
    failed = {event["job"]["name"] for event in told if event["eventType"] == "FAIL"}
    assert "publish_facts.audit.judge_candidate" in failed
    assert "zhizao_articles" in json.dumps(told)


def test_the_only_open_port_is_the_uis_on_this_machine(operation: Operation) -> None:
    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for pid in members(session())
        for connection in psutil.Process(pid).net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {("127.0.0.1", int(operation.url.rpartition(":")[2]))}


def test_logs_are_where_it_says(operation: Operation) -> None:
    for service in ("api-server", "scheduler", "dag-processor", "triggerer"):
        assert (operation.logs / f"{service}.log").stat().st_size > 0


def test_down_leaves_no_process_behind(operation: Operation) -> None:
    assert operation.up
    number = session()
    assert len(members(number)) > 4
    assert down() == "Airflow is down."
    assert members(number) == []


def session() -> int:
    record = standalone._read(standalone.airflow_home())
    assert record is not None
    return record.session
