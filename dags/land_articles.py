"""**Land and read.** Visits the inbox, stores what is new, reads it into articles, tells `publish_facts` what is ready.

| | |
| --- | --- |
| **runs** | on the schedule (every 10 minutes, `ZHIZAO_SCHEDULE`), or by hand |
| **works on** | what is new *now*; the time of a run decides nothing |
| **gives** | one event of the asset `zhizao_articles` for each load that was read, none when nothing is new |
| **run again** | always safe: a document that is known is passed over, a load half read is finished |

**Param** `inbox`: a folder to visit instead of `ZHIZAO_INBOX`, for this run only.

**A load left behind** (a crash, a paused DAG) is found here too: when no run of `publish_facts` is queued or running,
every load that is still open is handed on again.

**When it fails**

- `visit_inbox`: the inbox is not there or cannot be listed. The log's last line says which folder; mend it and wait for
  the next visit.
- `read_load`: the database or the disk did not answer, four times. The next visit goes on where it stopped.
- A document that cannot be read never fails this DAG: it is quarantined, and `zhizao status` tells how many are.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, Param, TaskGroup, dag, get_current_context, task

from zhizao.operation.dag_parts import ARTICLES, OWNER, TASK_DEFAULTS
from zhizao.settings import get_settings

SOURCE = "inbox"


@dag(
    description="New articles from the inbox into the warehouse's raw schema",
    schedule=CronTriggerTimetable(get_settings().schedule, timezone="UTC", run_immediately=True),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=6),
    params={"inbox": Param(None, type=["null", "string"], title="Inbox", description="A folder, for this run only.")},
    default_args=TASK_DEFAULTS,
    tags={OWNER, "land", "read"},
    doc_md=__doc__,
)
def land_articles() -> None:
    """Order the stations land and read."""

    @task
    def visit_inbox() -> str | None:
        """Store the new documents of the inbox; give their load."""
        from zhizao.road.land import land

        return land(SOURCE, get_current_context()["params"]["inbox"])

    @task
    def choose_loads(landed: str | None) -> list[str]:
        """Name the loads to read: the one that landed, and those left behind."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.operation.hand_over import loads_to_read
        from zhizao.road.loads import open_loads

        runs = get_current_context()["ti"].get_dr_count("publish_facts", states=["queued", "running"])
        loads = loads_to_read(landed, open_loads(), publishing=runs > 0)
        if not loads:
            raise AirflowSkipException("Nothing is new in the inbox, and no load was left behind.")
        return loads

    # One load after the other: copies are found by comparing with what was read before.
    @task(outlets=[ARTICLES], map_index_template="{{ load_id }}", max_active_tis_per_dag=1)
    def read_load(load_id: str) -> dict[str, int]:
        """Read the documents of a load into articles, then announce the load."""
        from zhizao.road.read import read

        counts = read(load_id)
        context = get_current_context()
        context["load_id"] = load_id  # type: ignore[typeddict-unknown-key] # the name shown in place of the map index
        event = context["outlet_events"][ARTICLES]
        event.extra = {"load_id": load_id}
        event.add_partitions(load_id)
        return counts

    with TaskGroup("land"):
        loads = choose_loads(visit_inbox())
    with TaskGroup("read"):
        read_load.expand(load_id=loads)


land_articles()
