"""**Backfill.** Takes a range of days, or a folder of documents, through the road.

| | |
| --- | --- |
| **runs** | by hand |
| **works on** | with days: articles the warehouse has, extracted anew; with a folder: what is new in it |
| **gives** | one event of the asset `zhizao_articles` for each load, which `publish_facts` works off in order |
| **run again** | always safe: what is queued is not queued again, what is landed is passed over |

**Published as several loads**: articles of a range of days in loads of at most `articles_per_load`, in the order of
days, each judged and published by itself; what the gate stops keeps none of the others back. A folder becomes one load.
A run that is ended goes on where it stopped: loads stay open, batches stay extracted, the next visit takes them up.

**Param** `begin`, `end`: first and last day, by publication, or by receipt for articles without a day.

**Param** `articles_per_load`: the largest load.

**Param** `folder`: a folder on the workers whose documents are landed and read.

Examples: `{"begin": "2025-01-01", "end": "2025-03-31"}` · `{"begin": "2024-06-01", "articles_per_load": 20000}` ·
`{"folder": "/data/archive/2019"}`

**When it fails**

- `land_folder`: the folder is not there, or cannot be listed; the log's last line names it. Trigger it again.
- `queue_days`: the range is empty, or the database did not answer; nothing was queued. Trigger it again.
- `read_folder`: the database or the disk did not answer, four times. Clear the task: it goes on where it stopped.
"""

from datetime import date, timedelta

from airflow.sdk import Param, TaskGroup, TriggerRule, dag, get_current_context, task

from zhizao.operation.dag_parts import ARTICLES, OWNER, TASK_DEFAULTS, announce

DAY = {"type": ["null", "string"], "format": "date"}


@dag(
    description="A range of days extracted anew, or a folder of documents landed, through the road",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=12),
    params={
        "begin": Param(None, title="First day", description="Such as 2025-01-01; empty: from the beginning.", **DAY),
        "end": Param(None, title="Last day", description="Such as 2025-03-31; empty: to the end.", **DAY),
        "articles_per_load": Param(
            5000,
            type="integer",
            minimum=1,
            maximum=200_000,
            title="Load size",
            description="Articles in a load at most.",
        ),
        "folder": Param(
            None, type=["null", "string"], title="Folder", description="New documents, such as /data/archive/2019."
        ),
    },
    default_args=TASK_DEFAULTS,
    tags={OWNER, "land", "read", "extract", "tier-3"},
    doc_md=__doc__,
)
def backfill() -> None:
    """Order what is new and what is known apart from each other."""

    @task(execution_timeout=timedelta(hours=6))
    def land_folder() -> str:
        """Store the new documents of the folder; give their load."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.road.land import land

        folder = get_current_context()["params"]["folder"]
        if not folder or (load_id := land("backfill", folder)) is None:
            raise AirflowSkipException("No folder was named, or it holds nothing new.")
        return load_id

    @task(outlets=[ARTICLES], execution_timeout=timedelta(hours=6))
    def read_folder(load_id: str) -> dict[str, int]:
        """Read the documents into articles, then announce the load."""
        from zhizao.road.read import read

        counts = read(load_id)
        announce(load_id)
        return counts

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def queue_days() -> list[str]:
        """Queue the articles of the days; give their loads."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.road.backfill import plan_backfill

        params = get_current_context()["params"]
        begin, end = (date.fromisoformat(day) if (day := params[name]) else None for name in ("begin", "end"))
        if begin is None and end is None and params["folder"]:
            raise AirflowSkipException("Only a folder was named.")
        if not (loads := plan_backfill(begin, end, params["articles_per_load"])):
            raise AirflowSkipException("No article lies in this range, or all are queued already.")
        return loads

    @task(outlets=[ARTICLES], map_index_template="{{ load_id }}")
    def announce_load(load_id: str) -> None:
        """Announce one load."""
        context = get_current_context()
        context["load_id"] = load_id  # type: ignore[typeddict-unknown-key] # the name shown in place of the map index
        announce(load_id)

    with TaskGroup("land"):
        landed = land_folder()
    with TaskGroup("read"):
        finished = read_folder(landed)
    with TaskGroup("extract"):
        queued = queue_days()
        announce_load.expand(load_id=queued)
    finished >> queued


backfill()
