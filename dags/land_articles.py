"""**Land and read.** Visits sources, stores what is new, reads it into articles, tells `publish_facts` what is ready.

| | |
| --- | --- |
| **runs** | on the schedule (every 10 minutes, `ZHIZAO_SCHEDULE`), or by hand |
| **visits** | on the schedule the sources of `sources.yml` that are due by their own; by hand all that are enabled |
| **works on** | what is new *now*; the time of a run decides nothing |
| **gives** | one event of the asset `zhizao_articles` for each load that was read, none when nothing is new |
| **run again** | always safe: a document that is known is passed over, a load half read is finished |

**Param** `inbox`: a folder to visit instead of all that, for this run only.

**A load left behind** (a crash, a paused DAG) is found here too: when no run of `publish_facts` is queued or running,
every load that is still open is handed on again.

**When it fails**

- `choose_sources`: `sources.yml` has a mistake. The log's last line names it; `zhizao sources check` tells when
  it is gone.
- `visit_source`: one source could not be visited; the others were, and what they held is read. The log's last line says
  why; mend it and wait for the next visit. `zhizao sources` shows how each source was last visited.
- `read_load`: the database or the disk did not answer, four times. The next visit goes on where it stopped.
- A document that cannot be read never fails this DAG: it is quarantined, and `zhizao status` tells how many are.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from airflow.sdk import CronTriggerTimetable, Param, TaskGroup, dag, get_current_context, task

from zhizao.operation.dag_parts import ARTICLES, OWNER, TASK_DEFAULTS, announce
from zhizao.settings import get_settings

INBOX = "inbox"


@dag(
    description="New articles from the sources into the warehouse's raw schema",
    schedule=CronTriggerTimetable(get_settings().schedule, timezone="UTC", run_immediately=True),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=6),
    params={"inbox": Param(None, type=["null", "string"], title="Inbox", description="A folder, for this run only.")},
    default_args=TASK_DEFAULTS,
    tags={OWNER, "land", "read", "tier-1"},
    doc_md=__doc__,
)
def land_articles() -> None:
    """Order the stations land and read."""

    @task
    def choose_sources() -> list[str]:
        """Name the sources to visit."""
        from zhizao.road.visits import due_sources, enabled_sources

        context = get_current_context()
        if context["params"]["inbox"]:
            return [INBOX]
        return enabled_sources() if context["dag_run"].run_type == "manual" else due_sources(datetime.now(UTC))

    @task(map_index_template="{{ source }}")
    def visit_source(source: str) -> str | None:
        """Store the new documents of a source; give their load."""
        from zhizao.road.land import land

        context = get_current_context()
        context["source"] = source  # type: ignore[typeddict-unknown-key] # the name shown in place of the map index
        return land(source, context["params"]["inbox"])

    # A source that could not be visited keeps nothing back of what the others hold.
    @task(trigger_rule="all_done")
    def choose_loads(visits: Sequence[str | None]) -> list[str]:
        """Name the loads to read: the one that landed, and those left behind."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.operation.hand_over import loads_to_read
        from zhizao.road.loads import open_loads

        runs = get_current_context()["ti"].get_dr_count("publish_facts", states=["queued", "running"])
        loads = loads_to_read(set(visits[:]), open_loads(), publishing=runs > 0)
        if not loads:
            raise AirflowSkipException("No source held anything new, and no load was left behind.")
        return loads

    # One load after the other: copies are found by comparing with what was read before.
    @task(outlets=[ARTICLES], map_index_template="{{ load_id }}", max_active_tis_per_dag=1)
    def read_load(load_id: str) -> dict[str, int]:
        """Read the documents of a load into articles, then announce the load."""
        from zhizao.road.read import read

        counts = read(load_id)
        context = get_current_context()
        context["load_id"] = load_id  # type: ignore[typeddict-unknown-key] # the name shown in place of the map index
        announce(load_id)
        return counts

    with TaskGroup("land"):
        loads = choose_loads(visit_source.expand(source=choose_sources()))
    with TaskGroup("read"):
        read_load.expand(load_id=loads)


land_articles()
