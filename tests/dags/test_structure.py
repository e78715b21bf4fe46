"""What both DAGs are: how they are scheduled, documented, owned, tried again and timed out."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from zhizao.errors import GateClosedError, UnavailableError, ZhizaoError
from zhizao.settings import CHECKOUT

FILES = sorted((CHECKOUT / "dags").glob("*.py"))
WORDS = {
    "land_articles": ["land", "read"],
    "publish_facts": ["extract", "build", "audit", "publish"],
    "renew_facts": ["extract"],
    "decide_release": ["audit"],
    "watch_freshness": ["land"],
    "backfill": ["land", "read", "extract"],
    "retain": ["land"],
}
SEVERAL_AT_A_TIME = {"decide_release"}
"""DAGs whose runs wait for people, so that one must not keep the next from asking."""
HEAVY = {"dbt", "great_expectations", "pandas", "trafilatura", "pdfplumber", "opencc", "zhizao.road.land"}
CLOCK = {"logical_date", "data_interval_start", "data_interval_end", "execution_date", "ds", "ds_nodash", "ts"}


@pytest.fixture(params=WORDS)
def dag(request: pytest.FixtureRequest, bag: Any) -> Any:
    return bag.dags[request.param]


def test_airflow_reads_these_dags_and_nothing_else(bag: Any) -> None:
    assert bag.import_errors == {}
    assert set(bag.dags) == set(WORDS)
    assert {path.stem for path in FILES} == set(WORDS), "one file for each DAG, named like it"


def test_reading_the_dags_imports_nothing_heavy() -> None:
    paths = [str(path) for path in FILES]
    code = f"import runpy, sys; [runpy.run_path(path) for path in {paths}]; print('\\n'.join(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(told.stdout.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_dag_derives_work_from_the_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert CLOCK.isdisjoint(names | words | attributes)


def test_the_groups_are_the_six_words_in_order(dag: Any) -> None:
    order = [task.task_id.partition(".")[0] for task in dag.topological_sort()]
    assert list(dict.fromkeys(order)) == WORDS[dag.dag_id]
    assert list(dag.task_group.children) == WORDS[dag.dag_id]


def test_a_dag_is_documented_tagged_and_owned(dag: Any) -> None:
    assert dag.description
    (tier,) = dag.tags - {"zhizao", *WORDS[dag.dag_id]}
    assert re.fullmatch(r"tier-[123]", tier)
    for heading in ("**runs**", "**works on**", "**run again**", "**When it fails**", "**Param**"):
        assert heading in dag.doc_md
    assert all(f"`{name}`" in dag.doc_md for name in dag.params)
    assert {task.owner for task in dag.tasks} == {"zhizao"}
    assert all(task.doc_md or task.python_callable.__doc__ for task in dag.tasks)


def test_one_run_at_a_time_and_none_for_the_past(dag: Any) -> None:
    assert (dag.max_active_runs == 1) is (dag.dag_id not in SEVERAL_AT_A_TIME)
    assert dag.catchup is False
    assert dag.is_paused_upon_creation is False
    assert dag.dagrun_timeout is not None
    assert all(task.execution_timeout is not None for task in dag.tasks)


def test_only_a_network_disk_or_database_is_tried_again(dag: Any) -> None:
    from airflow.sdk import RetryAction
    from airflow.serialization.serialized_objects import DagSerialization

    stored = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
    assert {task.retries for task in stored.tasks} == {3}
    for task in dag.tasks:
        decide = task.retry_policy.evaluate
        for passing in (
            ConnectionResetError(),
            TimeoutError(),
            psycopg2.OperationalError("no"),
            UnavailableError("no"),
        ):
            assert decide(passing, 1, 3).action is RetryAction.RETRY
        for lasting in (GateClosedError("no"), ZhizaoError("no"), ValueError("no"), KeyError("no")):
            assert decide(lasting, 1, 3).action is RetryAction.FAIL


def test_the_assets_tie_the_dags_together(bag: Any) -> None:
    outlets = {
        task.task_id: [asset.name for asset in task.outlets]
        for dag in bag.dags.values()
        for task in dag.tasks
        if task.outlets
    }
    assert outlets == {
        "read.read_load": ["zhizao_articles"],
        "read.read_folder": ["zhizao_articles"],
        "extract.announce_load": ["zhizao_articles"],
        "audit.announce_stop": ["zhizao_stops"],
        "audit.release_load": ["zhizao_articles"],
        "publish.publish_candidate": ["zhizao_marts"],
        "extract.learn_names": ["zhizao_articles"],
        "extract.queue_stale": ["zhizao_articles"],
    }
    assert bag.dags["publish_facts"].timetable.asset_condition.name == "zhizao_articles"
    assert bag.dags["decide_release"].timetable.asset_condition.name == "zhizao_stops"
    assert all(name.isascii() for names in outlets.values() for name in names)


def test_the_visits_follow_the_setting() -> None:
    code = (
        "import runpy; from airflow.sdk import DAG; "
        f"space = runpy.run_path({str(CHECKOUT / 'dags' / 'land_articles.py')!r}); "
        "print(space['land_articles']().timetable.expression)"
    )
    environment = {**os.environ, "ZHIZAO_SCHEDULE": "7 * * * *"}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "7 * * * *"


@pytest.mark.parametrize(("value", "fits"), [("load-000007", True), (None, True), ("7", False), ("load-7'; --", False)])
def test_a_load_is_named_by_its_id(bag: Any, value: str | None, fits: bool) -> None:  # noqa: FBT001
    from airflow.sdk.exceptions import ParamValidationError

    param = bag.dags["publish_facts"].params.get_param("load_id")
    if fits:
        assert param.resolve(value) == value
    else:
        with pytest.raises(ParamValidationError):
            param.resolve(value)
