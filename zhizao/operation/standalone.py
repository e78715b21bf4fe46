"""Scheduled operation on one machine: `up`, `down`, and how it is."""

import http.client
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from zhizao.errors import ZhizaoError
from zhizao.operation.airflow_home import USER, AirflowHome, airflow_home
from zhizao.operation.sessions import end_session, members
from zhizao.settings import get_settings
from zhizao.warehouse.embedded.server import port_is_free

COMMAND = (sys.executable, "-m", "zhizao.operation.services")
RECORD = "services.json"
LOG = "services.log"

FIRST_PORT = 8080
PORTS_TRIED = 100

START_PATIENCE = 180.0
"""Seconds until the UI must answer."""

STOP_PATIENCE = 40.0
"""Seconds the services have to end; longer than they give each other."""

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""No proxy stands between two programs of this machine."""

HEALTHY = ("metadatabase", "scheduler", "dag_processor", "triggerer")


@dataclass(frozen=True, slots=True)
class Operation:
    """Scheduled operation as a person sees it: is it up, where is its UI, who logs in, where are its logs."""

    up: bool
    url: str
    user: str
    password: str
    logs: Path
    note: str = ""

    def as_rows(self) -> list[tuple[str, str]]:
        """What to print, as names and values."""
        rows = [("Airflow", self.url), ("user", self.user), ("password", self.password), ("logs", str(self.logs))]
        return [*rows, ("note", self.note)] if self.note else rows


@dataclass(frozen=True, slots=True)
class _Record:
    """The session that `up` started; the start time tells its leader from a later process of the same number."""

    session: int
    started: float
    port: int

    def led(self) -> bool:
        """Whether the session's leader lives."""
        return not self._number_reused() and self.session in members(self.session)

    def running(self) -> bool:
        """Whether anything of the session lives."""
        return not self._number_reused() and bool(members(self.session))

    def _number_reused(self) -> bool:
        """Whether another process has the leader's number; while the session has members, none can get it."""
        try:
            return bool(abs(psutil.Process(self.session).create_time() - self.started) > 1)
        except psutil.NoSuchProcess:
            return False


def up() -> Operation:
    """Start scheduled operation and wait until it is healthy; says so when it is up already.

    Raises ZhizaoError when a run is under way in a terminal, or when Airflow does not start, with the place of the log.
    """
    home = airflow_home()
    record = _read(home)
    if record and record.led():
        _wait_until_healthy(home, record)
        return _operation(home, record.port, healthy=True, note="It was up already.")
    if record and record.running():
        end_session(record.session, STOP_PATIENCE)
    port, note = _choose_port(home)
    _wait_until_healthy(home, _start(home, port))
    return _operation(home, port, healthy=True, note=note)


def _start(home: AirflowHome, port: int) -> _Record:
    with (home.folder / LOG).open("wb") as output:
        process = subprocess.Popen(
            COMMAND,
            env=home.environment(port),
            cwd=home.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    record = _Record(process.pid, psutil.Process(process.pid).create_time(), port)
    _write(home, record)
    return record


def down() -> str:
    """End scheduled operation with everything it started; says what was done.

    What was under way is taken up again by the next visit. The embedded PostgreSQL is not touched.
    """
    home = AirflowHome(get_settings())
    record = _read(home)
    was_running = record is not None and record.running()
    if record and was_running:
        end_session(record.session, STOP_PATIENCE)
    (home.folder / RECORD).unlink(missing_ok=True)
    return "Airflow is down." if was_running else "Airflow was not up."


def status() -> Operation | None:
    """Scheduled operation if it was ever started here and lives, else None."""
    home = AirflowHome(get_settings())
    record = _read(home)
    return _operation(home, record.port, healthy=_healthy(record.port)) if record and record.running() else None


def _operation(home: AirflowHome, port: int, *, healthy: bool, note: str = "") -> Operation:
    return Operation(healthy, f"http://127.0.0.1:{port}", USER, home.password(), home.logs, note)


def _wait_until_healthy(home: AirflowHome, record: _Record) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while not _healthy(record.port):
        if not record.led():
            raise ZhizaoError(_last_words(home))
        if time.monotonic() > deadline:
            end_session(record.session, STOP_PATIENCE)
            raise ZhizaoError(f"Airflow was not healthy in {START_PATIENCE:.0f} seconds; its logs are in {home.logs}.")
        time.sleep(0.5)


def _last_words(home: AirflowHome) -> str:
    """Why the services ended at once: their own sentence if they gave one."""
    lines = (home.folder / LOG).read_text(errors="replace").splitlines()
    own = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    return own[-1] if own else f"Airflow could not start; see {home.folder / LOG}."


def _healthy(port: int) -> bool:
    """Whether the UI answers and every service has a heart that beats."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/api/v2/monitor/health", timeout=5) as answer:
            told = json.load(answer)
    except (OSError, ValueError, http.client.HTTPException):
        return False
    return all(told.get(service, {}).get("status") == "healthy" for service in HEALTHY)


def _choose_port(home: AirflowHome) -> tuple[int, str]:
    """The remembered port or the next free one, and what to say when it is not the one expected."""
    remembered = home.folder / "port"
    wanted = int(remembered.read_text()) if remembered.exists() else FIRST_PORT
    for port in _candidates(wanted):
        if port_is_free(port):
            remembered.write_text(str(port))
            return port, "" if port == wanted else f"Port {wanted} is taken by another program."
    raise ZhizaoError(f"No port from {FIRST_PORT} on is free, {PORTS_TRIED} were tried: end a program that has one.")


def _candidates(wanted: int) -> Iterator[int]:
    yield wanted
    yield from range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)


def _read(home: AirflowHome) -> _Record | None:
    try:
        return _Record(**json.loads((home.folder / RECORD).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _write(home: AirflowHome, record: _Record) -> None:
    told = {"session": record.session, "started": record.started, "port": record.port}
    new = home.folder / f"{RECORD}.{os.getpid()}"
    new.write_text(json.dumps(told))
    new.replace(home.folder / RECORD)
