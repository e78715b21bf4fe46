"""Airflow's own database, made ready before anything runs: tables, and an end for runs whose processes are gone.

Runs in a process whose environment is `AirflowHome.environment`, and only while `occupy` keeps other processes out.
"""

from typing import Any

UNFINISHED_RUNS = ("queued", "running")
UNFINISHED_TASKS = ("scheduled", "queued", "running", "restarting", "up_for_retry", "up_for_reschedule", "deferred")


def prepare_metadata() -> None:
    """Bring the metadata database to the state Airflow expects, and settle what a killed process left in it."""
    from airflow import settings
    from airflow.utils.db import add_default_pool_if_not_exists, check_migrations, initdb, synchronize_log_template
    from airflow.utils.session import create_session

    settings.initialize()
    try:
        check_migrations(timeout=0)
    except TimeoutError:
        initdb()
    # A process killed between the tables and these rows leaves tasks without a place to run and without logs.
    add_default_pool_if_not_exists()
    synchronize_log_template()
    with create_session() as session:
        settle(session)


def settle(session: Any) -> None:
    """End what cannot go on: runs and tasks whose processes are gone, and wake-ups nobody has heard.

    The work is not lost: a load that is open and belongs to no run is handed on by the next visit. Left alone, such a
    run would hold the only place its DAG has, and a task killed before its first heartbeat would hold it for ever.
    """
    from airflow.models.asset import AssetDagRunQueue, AssetPartitionDagRun, PartitionedAssetKeyLog
    from airflow.models.dagrun import DagRun
    from airflow.models.taskinstance import TaskInstance
    from sqlalchemy import delete, func, select, update

    ended = {"state": "failed", "end_date": func.now()}
    session.execute(update(TaskInstance).where(TaskInstance.state.in_(UNFINISHED_TASKS)).values(ended))
    session.execute(update(DagRun).where(DagRun.state.in_(UNFINISHED_RUNS)).values(ended))
    unheard = AssetPartitionDagRun.created_dag_run_id.is_(None)
    session.execute(
        delete(PartitionedAssetKeyLog).where(
            PartitionedAssetKeyLog.asset_partition_dag_run_id.in_(select(AssetPartitionDagRun.id).where(unheard))
        )
    )
    session.execute(delete(AssetPartitionDagRun).where(unheard))
    session.execute(delete(AssetDagRunQueue))


if __name__ == "__main__":
    prepare_metadata()
