"""The DAGs as Airflow reads them, and stand-ins for the stations they call."""

from collections.abc import Collection, Iterator
from typing import Any

import pytest

from tests.dags import airflow_in_tests  # noqa: F401 - Airflow is told where it lives before it is imported
from zhizao.errors import GateClosedError
from zhizao.settings import CHECKOUT


@pytest.fixture(scope="session")
def bag() -> Any:
    """The DAGs as Airflow reads them."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(CHECKOUT / "dags")


@pytest.fixture(scope="session")
def metadata() -> None:
    """Airflow's tables."""
    from zhizao.operation.metadata import prepare_metadata

    prepare_metadata()


class Stations:
    """Stand-ins for the six stations: they record who called them, and move loads as the real ones do."""

    def __init__(self) -> None:
        """Nothing lands until `lands` is set; a station whose name is in `faults` raises what stands there."""
        self.calls: list[tuple[object, ...]] = []
        self.open: list[str] = []
        self.stopped: list[str] = []
        self.reports: list[str | None] = []
        self.lands: str | None = None
        self.batches: list[list[str]] = [["a", "b"], ["c"]]
        self.faults: dict[str, list[BaseException]] = {}

    def land(self, source: str, inbox: str | None = None) -> str | None:
        self._called("land", source, inbox)
        if self.lands and self.lands not in self.open:
            self.open.append(self.lands)
        return self.lands

    def read(self, load_id: str) -> dict[str, int]:
        return self._called("read", load_id) or {"articles": 3, "quarantined": 1}

    def plan(self, load_id: str) -> list[list[str]]:
        self._called("plan", load_id)
        return self.batches

    def extract(self, load_id: str, article_keys: list[str]) -> dict[str, int]:
        return self._called("extract", load_id, tuple(article_keys)) or {"metrics": len(article_keys)}

    def build(self, load_id: str) -> dict[str, int]:
        return self._called("build", load_id) or {"model": 5}

    def audit(self, load_id: str) -> dict[str, int]:
        return self._called("audit", load_id) or {"checks": 7, "warnings": 0}

    def publish(self, load_id: str) -> dict[str, object]:
        self._called("publish", load_id)
        self.open.remove(load_id)
        return {"load_id": load_id, "digest": "0123"}

    def open_loads(self) -> list[str]:
        return list(self.open)

    def stopped_load(self, asked: str | None, told: Collection[str]) -> str | None:
        return asked or next((load for load in told if load in self.stopped), None)

    def names(self) -> list[object]:
        """The stations in the order they were called."""
        return [call[0] for call in self.calls]

    def _called(self, *call: object) -> None:
        self.calls.append(call)
        if waiting := self.faults.get(str(call[0])):
            if isinstance(waiting[0], GateClosedError):
                self.open.remove(str(call[1]))
                self.stopped.append(str(call[1]))
            raise waiting.pop(0)


@pytest.fixture
def stations(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stations]:
    """Stand-ins in place of the real stations."""
    stand_ins = Stations()
    for module in ("land", "read", "extract", "build", "audit", "publish"):
        monkeypatch.setattr(f"zhizao.road.{module}.{module}", getattr(stand_ins, module))
    monkeypatch.setattr("zhizao.road.extract.plan", stand_ins.plan)
    monkeypatch.setattr("zhizao.road.loads.open_loads", stand_ins.open_loads)
    monkeypatch.setattr("zhizao.operation.approval.stopped_load", stand_ins.stopped_load)
    monkeypatch.setattr("zhizao.report.site.write_report_or_warn", stand_ins.reports.append)
    return stand_ins
