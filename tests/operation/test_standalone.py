"""`up` and `down`, with a small program in place of Airflow's services."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from zhizao.errors import ZhizaoError
from zhizao.operation import standalone
from zhizao.operation.sessions import members
from zhizao.operation.standalone import Operation, down, status, up
from zhizao.settings import get_settings

# A leader that answers as Airflow does, and a child in a process group of its own, as Airflow's tasks are.
SERVICES = """
import http.server, json, os, signal, subprocess, sys
os.setpgid(0, 0) if os.getpid() != os.getsid(0) else None
subprocess.Popen([sys.executable, "-c", "import os, time; os.setpgid(0, 0); time.sleep(300)"])
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        names = ("metadatabase", "scheduler", "dag_processor", "triggerer")
        self.wfile.write(json.dumps({name: {"status": "healthy"} for name in names}).encode())
    def log_message(self, *_): pass
server = http.server.HTTPServer((os.environ["AIRFLOW__API__HOST"], int(os.environ["AIRFLOW__API__PORT"])), Health)
server.serve_forever()
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, and the stand-in for the services; nothing of it lives when the test ends."""
    script = tmp_path / "services.py"
    script.write_text(SERVICES)
    monkeypatch.setattr(standalone, "COMMAND", (sys.executable, str(script)))
    monkeypatch.setattr(standalone, "FIRST_PORT", a_free_port())
    monkeypatch.setattr("zhizao.operation.sessions.GRACE", 0.5)
    monkeypatch.setenv("ZHIZAO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHIZAO_DSN", "postgresql://not-used")
    get_settings.cache_clear()
    yield script
    down()
    get_settings.cache_clear()


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def session() -> int:
    record = standalone._read(standalone.airflow_home())
    assert record is not None
    return record.session


def test_up_tells_where_and_who(tmp_path: Path) -> None:
    operation = up()
    assert operation.up
    assert operation.url == f"http://127.0.0.1:{standalone.FIRST_PORT}"
    assert dict(operation.as_rows()) == {
        "Airflow": operation.url,
        "user": "admin",
        "password": operation.password,
        "logs": str(tmp_path / "home" / "airflow" / "logs"),
    }
    assert status() == operation


def test_up_again_says_so_and_starts_nothing() -> None:
    first, before = up(), None
    before = session()
    again = up()
    assert (again.url, again.password) == (first.url, first.password)
    assert dict(again.as_rows())["note"] == "It was up already."
    assert session() == before


def test_down_leaves_no_process_behind_whatever_group_it_is_in() -> None:
    up()
    started = members(session())
    assert len(started) == 2
    assert len({os.getpgid(pid) for pid in started}) == 2
    assert down() == "Airflow is down."
    assert not [pid for pid in started if alive(pid)]
    assert status() is None
    assert down() == "Airflow was not up."


def alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_process_that_will_not_end_is_killed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write_text(f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n{SERVICES}")
    monkeypatch.setattr(standalone, "STOP_PATIENCE", 0.5)
    up()
    started = members(session())
    assert down() == "Airflow is down."
    assert not [pid for pid in started if alive(pid)]


def test_a_taken_port_is_passed_over_and_the_new_one_remembered() -> None:
    taken = standalone.FIRST_PORT
    with socket.socket() as other:
        other.bind(("127.0.0.1", taken))
        other.listen()
        operation = up()
        assert operation.note == f"Port {taken} is taken by another program."
    assert operation.url != f"http://127.0.0.1:{taken}"
    down()
    assert up().url == operation.url


def test_without_any_port_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standalone, "port_is_free", lambda _: False)
    with pytest.raises(ZhizaoError, match="end a program"):
        up()


def test_a_killed_leader_is_found_and_what_it_left_is_ended() -> None:
    first = up()
    left = members(session())
    os.kill(session(), signal.SIGKILL)
    wait_for(lambda: len(members(session())) == 1)
    assert status() == Operation(
        up=False, url=first.url, user="admin", password=first.password, logs=first.logs, note=""
    )
    assert up().up
    assert not [pid for pid in left if alive(pid)]


def wait_for(condition: "object") -> None:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.02)


def test_a_stale_record_of_another_process_is_not_believed() -> None:
    home = standalone.airflow_home()
    standalone._write(home, standalone._Record(session=os.getpid(), started=1.0, port=1))
    assert status() is None
    assert down() == "Airflow was not up."
    assert alive(os.getpid())


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("import sys; print('noise'); sys.exit('error: Another run is under way.')", "^Another run is under way.$"),
        ("import sys; sys.exit('Traceback')", "^Airflow could not start; see .*services.log.$"),
    ],
)
def test_services_that_end_at_once_are_told_of(place: Path, program: str, sentence: str) -> None:
    place.write_text(program)
    with pytest.raises(ZhizaoError, match=sentence):
        up()
    assert status() is None


def test_services_that_never_get_healthy_are_ended(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write_text("import time; time.sleep(300)")
    monkeypatch.setattr(standalone, "START_PATIENCE", 0.5)
    with pytest.raises(ZhizaoError, match="was not healthy"):
        up()
    assert status() is None


def test_an_answer_that_is_not_airflows_is_not_health(place: Path) -> None:
    place.write_text(SERVICES.replace('"healthy"', '"unhealthy"'))
    record = standalone._start(standalone.airflow_home(), standalone.FIRST_PORT)
    wait_for(lambda: not standalone.port_is_free(record.port))
    assert standalone._healthy(record.port) is False
