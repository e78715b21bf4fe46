"""The services of scheduled operation: started again when they die, ended together."""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zhizao.operation import services
from zhizao.operation.services import SERVICES, Service, Stopped, run


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in place of Airflow's; it is given the service's arguments."""
    script = tmp_path / "airflow.py"
    monkeypatch.setattr(services, "AIRFLOW", (sys.executable, str(script)))
    monkeypatch.setattr(services, "PATIENCE", 1.0)
    return script


@pytest.fixture
def holds(tmp_path: Path) -> Iterator[int]:
    """A file descriptor to pass on."""
    handle = os.open(tmp_path, os.O_RDONLY)
    yield handle
    os.close(handle)


def stop_when(condition: Callable[[], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the end, as a signal would, once the condition holds."""
    deadline = time.monotonic() + 20

    def rest() -> None:
        time.sleep(0.05)
        if condition() or time.monotonic() > deadline:
            raise Stopped

    monkeypatch.setattr(services, "_rest", rest)


def test_services_open_no_port_for_logs() -> None:
    assert set(SERVICES) == {"api-server", "scheduler", "dag-processor", "triggerer"}
    assert all("--skip-serve-logs" in SERVICES[name] for name in ("scheduler", "triggerer"))


def test_a_service_that_dies_is_started_again(
    program: Path, holds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("import sys; print('alive', *sys.argv[1:], flush=True)")
    log = tmp_path / "scheduler.log"
    stop_when(lambda: log.exists() and log.read_text().count("alive scheduler --skip-serve-logs") >= 2, monkeypatch)
    with pytest.raises(Stopped):
        run([Service("scheduler", log, holds)])
    assert log.read_text().count("alive") >= 2
    assert "scheduler has died" in capsys.readouterr().out


def test_all_have_ended_when_it_returns(
    program: Path, holds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One ends when asked, one does not and is killed."""
    program.write_text(
        "import signal, sys, time\n"
        "if sys.argv[1] == 'triggerer': signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('ready', flush=True); time.sleep(300)"
    )
    started = [Service(name, tmp_path / name, holds) for name in ("scheduler", "triggerer")]
    stop_when(lambda: all(s.log.exists() and "ready" in s.log.read_text() for s in started), monkeypatch)
    with pytest.raises(Stopped):
        run(started)
    for service in started:
        assert service.process is not None
        assert service.process.returncode is not None
        assert service.process.returncode < 0


def test_the_next_begins_when_the_api_answers(
    program: Path, holds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second service reports whether it finds the first one's port open when it begins."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program.write_text(
        "import socket, sys, time\n"
        "if sys.argv[1] == 'api-server':\n"
        "    time.sleep(0.5); s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\n"
        f"    s.bind(('127.0.0.1', {port})); s.listen(); time.sleep(300)\n"
        f"print('found', socket.socket().connect_ex(('127.0.0.1', {port})), flush=True); time.sleep(300)"
    )
    first, second = Service("api-server", tmp_path / "a", holds, port), Service("scheduler", tmp_path / "b", holds)
    stop_when(lambda: second.log.exists() and "found" in second.log.read_text(), monkeypatch)
    with pytest.raises(Stopped):
        run([first, second])
    assert second.log.read_text() == "found 0\n"


def test_an_api_that_dies_holds_the_others_up_no_longer(program: Path, holds: int, tmp_path: Path) -> None:
    program.write_text("")
    service = Service("api-server", tmp_path / "a", holds, port=1)
    service.start()
    service.wait_until_it_answers()
    assert service.died()
