"""The process that executes the DAGs for a run in a terminal: lands and reads, then publishes every open load.

`inprocess.run_road` starts it in the environment of this checkout's Airflow and reads its steps. Standard output and
error are the run's log.
"""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.operation.occupancy import occupy
from zhizao.operation.step_listener import StepListener
from zhizao.operation.steps import Ending, Step
from zhizao.settings import CHECKOUT

HELD = "Another run is under way: wait until it has ended, then try again"


def main(arguments: list[str]) -> None:
    """Run the road; the arguments are the file descriptor to tell steps on, and the inbox or an empty word."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with os.fdopen(int(arguments[0]), "wb", buffering=0) as listener:
        ending = run(arguments[1] or None, lambda step: listener.write(step.to_line()))
        listener.write(ending.to_line())
    # All is committed and told. Leaving at once spares the seconds in which Airflow's helper threads are waited for.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def run(inbox: str | None, tell: Callable[[Step], object]) -> Ending:
    """Travel the road while nobody else does, and say how it ended in words for a person."""
    heard = StepListener(tell)
    try:
        with occupy(Path(os.environ["AIRFLOW_HOME"]), HELD):
            from zhizao.operation.metadata import prepare_metadata

            prepare_metadata()
            heard.register()
            published = tuple(travel(inbox, heard))
            return Ending(published=published, fault=" ".join(_told(e, "land") for e in heard.unvisited) or None)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person is told in one sentence; the log has the rest
        if not isinstance(error, ZhizaoError):
            traceback.print_exc()
        return Ending(fault=_told(error, heard.station), gate_closed=isinstance(error, GateClosedError))


def _told(error: BaseException, station: str) -> str:
    if isinstance(error, ZhizaoError):
        return str(error)
    first_line = str(error).partition("\n")[0].rstrip(".")
    return f"The station {station} failed: {type(error).__name__}: {first_line}."


def travel(inbox: str | None, heard: StepListener) -> list[str]:
    """Run `land_articles`, then `publish_facts` for every load that is open; give the loads that were published.

    Raises the error of the station that failed; the loads behind it stay open for the next run.
    """
    from airflow.dag_processing.dagbag import DagBag

    from zhizao.road.loads import open_loads

    bag = DagBag(CHECKOUT / "dags")
    for fault in bag.import_errors.values():
        raise ZhizaoError(f"The DAGs cannot be loaded: {fault.splitlines()[-1]}.")
    _execute(bag.dags["land_articles"], {"inbox": inbox}, heard)
    published = []
    for load_id in open_loads():
        heard.load_id = load_id
        _execute(bag.dags["publish_facts"], {"load_id": load_id}, heard)
        published.append(load_id)
    return published


def _execute(dag: Any, conf: dict[str, str | None], heard: StepListener) -> None:
    run = dag.test(run_conf=conf)
    if run.state != "success":
        raise heard.error or ZhizaoError(f"The run of {dag.dag_id} ended as {run.state}.")


def _end_with_parent() -> None:
    """Kill this process when the one that started it is gone, so that a run killed and begun again meets no other."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
