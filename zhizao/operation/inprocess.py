"""One run in this terminal: the very DAGs of scheduled operation, executed by `dag.test()` in one quiet process.

The process is a child so that what Airflow, dbt and Great Expectations print goes to the run's log, whole, and the
terminal shows progress only. It dies with the terminal's process.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.operation.airflow_home import airflow_home
from zhizao.operation.steps import Ending, Step, from_line
from zhizao.settings import get_settings

COMMAND = [sys.executable, "-m", "zhizao.operation.road_process"]
"""What executes the DAGs; the file descriptor for steps and the inbox are added."""

KEPT_LOGS = 20
"""How many runs' logs are kept."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: the loads it published, oldest first (none when nothing was new), and where its log is.

    `fault` tells of sources that could not be visited.
    """

    load_ids: tuple[str, ...]
    log: Path
    fault: str | None = None


def run_road(inbox: Path | None = None, on_progress: Callable[[Step], None] = lambda _: None) -> RunReport:
    """Land and read what is new in `inbox` (default: the setting), then publish every load that is open.

    `on_progress` is called for each step. What an earlier run left half done is finished first.
    Raises ZhizaoError with the sentence of the station that failed and the place of the log; GateClosedError when the
    gate closed.
    """
    on_progress(Step(station="prepare", task="airflow", state="started"))
    log = _new_log()
    ending = None
    with closing(_listen(inbox, log)) as all_told:
        for told in all_told:
            if isinstance(told, Ending):
                ending = told
            else:
                on_progress(told)
    if ending is None:
        raise ZhizaoError(f"The run was ended from outside; begin it again, it goes on where it stopped. Log: {log}")
    if ending.fault and not ending.published:
        raise (GateClosedError if ending.gate_closed else ZhizaoError)(f"{ending.fault} Log: {log}")
    return RunReport(ending.published, log, ending.fault)


def _listen(inbox: Path | None, log: Path) -> Generator[Step | Ending]:
    """Start the process and give what it tells, until it ends. It is killed when nobody listens any more."""
    environment = airflow_home().environment(port=0)
    reading, writing = os.pipe()
    place = str(inbox.expanduser().absolute()) if inbox else ""
    with log.open("wb") as output, os.fdopen(reading, "rb") as steps:
        process = subprocess.Popen(
            [*COMMAND, str(writing), place],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=[writing],
        )
        os.close(writing)
        try:
            yield from _lines(steps)
        except BaseException:
            process.kill()
            raise
        finally:
            # Its standard input stays open until it has ended: the end of that is how it knows that we are gone.
            process.wait()
            if process.stdin:
                process.stdin.close()


def _lines(steps: BinaryIO) -> Iterator[Step | Ending]:
    for line in steps:
        if line.endswith(b"\n"):
            yield from_line(line)


def _new_log() -> Path:
    """The file for the next run's log; all but the latest logs are removed."""
    folder = get_settings().home / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("run-*.log"))[: -KEPT_LOGS + 1]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise ZhizaoError(
            f"{folder} cannot be written ({error.strerror}); set ZHIZAO_HOME to a folder of yours."
        ) from error
    return folder / f"run-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.log"
