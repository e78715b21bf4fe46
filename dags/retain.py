"""**Retain.** Moves old bytes as received to an archive; articles, facts and outcomes stay where they are.

| | |
| --- | --- |
| **runs** | by hand |
| **works on** | contents of published loads that no document of the last `older_than_days` days holds |
| **gives** | counts; with `apply`, files or objects `<archive>/ab/<sha256>`, named in `raw.archived_contents` |
| **run again** | always safe: what is archived is passed over, what broke off goes on |

Each content is written, read back and compared by its hash before the warehouse lets go of it. What is needed again is
read from the archive, by the same connection. The space in the database is free for new rows at once; `vacuum full
raw.blobs` gives it back to the disk.

**Param** `older_than_days`: what was received within so many days stays.

**Param** `archive`: a folder on the workers, or a URL such as `s3://newsroom/archive`.

**Param** `connection`: the Airflow connection that opens it.

**Param** `apply`: without it the run only counts.

Examples: `{"older_than_days": 365}` · `{"older_than_days": 730, "archive": "s3://newsroom/archive", "connection":
"aws_default", "apply": true}`

**When it fails**

- `archive_contents`: the archive could not be written or reads back otherwise; the log's last line says which. What was
  archived before is whole. Mend it and trigger it again.
"""

from datetime import timedelta

from airflow.sdk import Param, TaskGroup, dag, get_current_context, task

from zhizao.operation.dag_parts import OWNER, TASK_DEFAULTS


@dag(
    description="Old bytes as received from the warehouse into an archive",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=12),
    params={
        "older_than_days": Param(
            365, type="integer", minimum=1, title="Days", description="What was received within so many days stays."
        ),
        "archive": Param(
            None,
            type=["null", "string"],
            title="Archive",
            description="A folder, or a URL such as s3://bucket/archive.",
        ),
        "connection": Param(
            None, type=["null", "string"], title="Connection", description="The Airflow connection that opens it."
        ),
        "apply": Param(default=False, type="boolean", title="Apply", description="Without it the run only counts."),
    },
    default_args=TASK_DEFAULTS,
    tags={OWNER, "land", "tier-3"},
    doc_md=__doc__,
)
def retain() -> None:
    """Archive what is old."""

    @task(execution_timeout=timedelta(hours=10))
    def archive_contents() -> dict[str, int]:
        """Count the contents that are old; with `apply`, archive them."""
        from zhizao.road.retain import retain as archive

        params = get_current_context()["params"]
        done = archive(params["older_than_days"], params["archive"], params["connection"], apply=params["apply"])
        return {"contents": done.contents, "bytes": done.byte_count, "archived": done.archived}

    with TaskGroup("land"):
        archive_contents()


retain()
