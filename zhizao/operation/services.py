"""The process behind scheduled operation: makes Airflow ready, starts its services, and starts again one that dies.

`airflow standalone` starts the same services, but opens two more ports, on every address of the machine, to serve logs
that are on this machine anyway, and leaves its children behind when it is ended by a signal.

Started by `standalone.up` as the leader of a session, in the environment of this checkout's Airflow.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from zhizao.errors import ZhizaoError
from zhizao.operation.occupancy import occupy

AIRFLOW = (sys.executable, "-m", "airflow")
SERVICES = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}

REST = 5.0
"""Seconds between the death of a service and its next start."""

PATIENCE = 20.0
"""Seconds the services have to end by themselves."""


@dataclass
class Service:
    """One service of Airflow, the file for what it says, the descriptor by which it keeps other runs out, its port."""

    name: str
    log: Path
    holds: int
    port: int | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [*AIRFLOW, *SERVICES[self.name]],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=[self.holds],
            )

    def wait_until_it_answers(self) -> None:
        """Wait until something listens on its port, if it has one, or until it has died."""
        while self.port and not self.died() and not _listens(self.port):
            time.sleep(0.1)

    def died(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def stop(self, deadline: float) -> None:
        """Wait until it has ended, and kill it at `deadline` (of the monotonic clock)."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Stopped(BaseException):
    """Somebody asks this process to end."""


def main() -> None:
    """Run the services until a signal asks for their end."""
    signal.signal(signal.SIGTERM, _on_signal)
    signal.signal(signal.SIGINT, _on_signal)
    folder = Path(os.environ["AIRFLOW_HOME"])
    held = f"Airflow is up at {os.environ['AIRFLOW__API__BASE_URL']} and visits {os.environ['ZHIZAO_INBOX']} by itself"
    try:
        with occupy(folder, f"{held}; end it with `zhizao down` first") as holds:
            subprocess.run([sys.executable, "-m", "zhizao.operation.metadata"], check=True)
            ports = {"api-server": int(os.environ["AIRFLOW__API__PORT"])}
            run([Service(name, folder / "logs" / f"{name}.log", holds, ports.get(name)) for name in SERVICES])
    except ZhizaoError as error:
        sys.exit(f"error: {error}")
    except Stopped:
        return


def run(services: list[Service]) -> None:
    """Start the services and keep them running until `Stopped` is raised; they have ended when this returns.

    One begins when the one before it answers: the scheduler's first tasks would not find the API otherwise.
    """
    try:
        for service in services:
            service.start()
            service.wait_until_it_answers()
        while True:
            _rest()
            for service in services:
                if service.died():
                    _say(f"{service.name} has died; it is started again. What it said is in {service.log}.")
                    service.start()
    finally:
        for service in services:
            if service.process is not None:
                service.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for service in services:
            service.stop(deadline)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _rest() -> None:
    time.sleep(REST)


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _say(sentence: str) -> None:
    sys.stdout.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
