"""**Watch freshness.** Says once when something was quiet for too long, and once when it is well again.

| | |
| --- | --- |
| **runs** | every hour, or by hand |
| **works on** | the last publication, and of each enabled source the last good visit and the last new document |
| **gives** | alerts (`ZHIZAO_ALERT_…`): one when something becomes stale, one when it is well again |
| **run again** | always safe: what was told is not told again |

**Param** none. How long is too long: `ZHIZAO_ALERT_PUBLISH_HOURS`, `ZHIZAO_ALERT_VISIT_HOURS`, and `fresh_hours` of a
source in `sources.yml`.

Airflow's own deadline alerts watch runs, not publications: a schedule that runs well and publishes nothing meets every
deadline. They also need the triggerer, and end `dag.test()` with an error.

**When it fails**

- `look`: the warehouse did not answer, or `sources.yml` has a mistake; `zhizao sources check` names it. The next hour
  looks again.
- An alert that cannot be sent fails nothing: the log has a line for it, and the next hour tries again.
"""

from datetime import UTC, datetime, timedelta

from airflow.sdk import CronTriggerTimetable, TaskGroup, dag, task

from zhizao.operation.dag_parts import OWNER, TASK_DEFAULTS


@dag(
    description="An alert when nothing was published, visited or received for too long",
    schedule=CronTriggerTimetable("7 * * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(minutes=30),
    default_args=TASK_DEFAULTS,
    tags={OWNER, "land", "tier-2"},
    doc_md=__doc__,
)
def watch_freshness() -> None:
    """Look at what is fresh."""

    @task
    def look() -> dict[str, int]:
        """Find what is stale; tell what was not told yet, and what is well again."""
        from zhizao.operation.watch import watch

        return watch(datetime.now(UTC))

    with TaskGroup("land"):
        look()


watch_freshness()
