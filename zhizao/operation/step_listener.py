"""Hears from Airflow which task begins and ends, and tells it as steps of the road."""

from collections.abc import Callable
from typing import Any

from zhizao.operation.steps import State, Step

VISITS = {"land.choose_sources", "land.visit_source"}
"""The tasks behind which the road goes on although they failed."""
AFTERWARDS = {"audit.announce_stop", "publish.write_report"}
"""The tasks that run when the road has ended, if need be badly; a fault before them is no fault of theirs."""


class StepListener:
    """Tells a step for every task that begins or ends, and keeps the error of the one that failed last."""

    def __init__(self, tell: Callable[[Step], object]) -> None:
        """`tell` is called for every step."""
        self._tell = tell
        self._batches: int | None = None
        self.load_id: str | None = None
        self.station = "prepare"
        self.error: BaseException | None = None
        self.unvisited: list[BaseException] = []
        """Why sources were not visited, which keeps nothing else from going on."""

    def register(self) -> None:
        """Let Airflow call the methods below, which it finds by their names and those of their arguments."""
        from airflow.listeners import hookimpl
        from airflow.sdk.listener import get_listener_manager

        for name in dir(self):
            if name.startswith("on_task_instance_"):
                hookimpl(getattr(type(self), name))
        get_listener_manager().add_listener(self)

    def on_task_instance_running(self, task_instance: Any) -> None:
        """A task has begun."""
        if task_instance.task_id not in AFTERWARDS:
            self.station = task_instance.task_id.partition(".")[0]
        self._step(task_instance, "started")

    def on_task_instance_success(self, task_instance: Any) -> None:
        """A task has ended well; what it gave back becomes the step's counts."""
        result = task_instance.xcom_pull(task_ids=task_instance.task_id, map_indexes=task_instance.map_index)
        if task_instance.task_id.endswith(".plan_batches"):
            self._batches = len(result)
        self._step(task_instance, "finished", counts=result if isinstance(result, dict) else {})

    def on_task_instance_skipped(self, task_instance: Any) -> None:
        """A task has found nothing to do."""
        self._step(task_instance, "skipped")

    def on_task_instance_failed(self, task_instance: Any, error: BaseException | str | None) -> None:
        """A task has failed, for now or for good."""
        self.error = error if isinstance(error, BaseException) else RuntimeError(str(error))
        state: State = "retrying" if task_instance.state == "up_for_retry" else "failed"
        if state == "failed" and task_instance.task_id in VISITS:
            self.unvisited.append(self.error)
        self._step(task_instance, state, sentence=str(error))

    def _step(self, task: Any, state: State, **more: Any) -> None:
        station, _, name = task.task_id.partition(".")
        if name == "extract_batch":
            more |= {"batch": task.map_index + 1, "batches": self._batches}
        self._tell(Step(station=station, task=name, state=state, load_id=self.load_id, **more))
