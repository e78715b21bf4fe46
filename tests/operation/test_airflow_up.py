"""Scheduled operation with the real Airflow: once up, looked at through its API, and down again."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest

from zhizao.operation import standalone
from zhizao.operation.sessions import members
from zhizao.operation.standalone import Operation, down, up
from zhizao.settings import CHECKOUT, get_settings
from zhizao.warehouse.embedded import EmbeddedServer


@pytest.fixture(scope="module")
def operation(server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operation]:
    """Airflow, up, with an empty inbox and the session's PostgreSQL."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIZAO_HOME", str(server.where().parent))
        patch.setenv("ZHIZAO_INBOX", str(tmp_path_factory.mktemp("inbox")))
        patch.delenv("ZHIZAO_DSN", raising=False)
        # Airflow's own processes are not what is measured, and slow to measure.
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        patch.setattr(standalone, "FIRST_PORT", 18080)
        get_settings.cache_clear()
        try:
            yield up()
        finally:
            down()
            get_settings.cache_clear()


@pytest.fixture(scope="module")
def ask(operation: Operation) -> Iterator[Any]:
    """Ask Airflow's API, logged in with what `up` told."""
    with httpx.Client(base_url=operation.url, timeout=30, trust_env=False) as client:
        login = client.post("/auth/token", json={"username": operation.user, "password": operation.password}).json()
        client.headers["authorization"] = f"Bearer {login['access_token']}"
        yield lambda path: client.get(path).raise_for_status().json()


def eventually(found: Any) -> Any:
    """What `found` gives once it gives something, or None after a minute."""
    deadline = time.monotonic() + 60
    while not (result := found()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return result


def test_the_ui_answers_and_every_dag_is_there(operation: Operation, ask: Any) -> None:
    assert operation.up
    assert "<title>Airflow</title>" in httpx.get(operation.url, timeout=30, trust_env=False).text
    files = {path.stem for path in (CHECKOUT / "dags").glob("*.py")}
    dags = eventually(lambda: len(found := ask("/api/v2/dags")["dags"]) == len(files) and found)
    assert {dag["dag_id"]: dag["is_paused"] for dag in dags} == dict.fromkeys(files, False)
    assert ask("/api/v2/importErrors")["total_entries"] == 0


def test_the_inbox_is_visited_at_once(ask: Any) -> None:
    def ended() -> list[dict[str, Any]]:
        runs = ask("/api/v2/dags/land_articles/dagRuns")["dag_runs"]
        return [run for run in runs if run["end_date"]]

    assert [(run["run_type"], run["state"]) for run in eventually(ended)[:1]] == [("scheduled", "success")]


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
