"""**Extract, build, audit and publish.** Takes one load from its articles to the marts.

Readers see nothing of it before the last task, and then all of it.

| | |
| --- | --- |
| **runs** | once for each load `land_articles` announces with the asset `zhizao_articles`, or by hand |
| **works on** | the load the event names; by hand the Param's, or the oldest open one; skips a load that has ended |
| **gives** | one event of the asset `zhizao_marts` for each publication, of `zhizao_stops` for each stopped load |
| **run again** | always safe: what is extracted stays, the candidate is built anew, an ended load is left alone |

**Param** `load_id`: the load to work on, for example `load-000007`; `zhizao status` lists them.

**One load at a time, in the order they landed**: the candidate belongs to one load, so `max_active_runs` is 1 and each
load gets a run of its own.

**When it fails**

- `judge_candidate`: the gate is closed. The last line of the log names the check and what it found. Nothing is
  published, readers keep what they had, and the candidate stays in its schema for inspection. The load is *stopped*:
  it is not tried again by itself, and `decide_release` asks a person whether to publish it all the same.
- `build_candidate`: a model or a dbt test failed; the log names it. The load stays open, and is taken up by the next
  visit of `land_articles`.
- `write_report` never fails a run: the log says why a report was not written, and `zhizao report` writes it again.
  Its pages stand in `ZHIZAO_HOME/report` and tell what a load brought and why it was stopped.
- Everything else: the database or the disk did not answer, four times. The next visit takes the load up again.
"""

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, TaskGroup, TriggerRule, dag, get_current_context, task

from zhizao.operation.alerts import tell_recovery, tell_warnings
from zhizao.operation.dag_parts import ARTICLES, LOAD, MARTS, OWNER, STOPS, TASK_DEFAULTS, announce, announced


@task
def write_report(load_id: str | None) -> None:
    """Write the report site: what was published, or why nothing was."""
    from airflow.sdk.exceptions import AirflowSkipException

    from zhizao.report.site import write_report_or_warn

    if load_id is None:
        raise AirflowSkipException("No load was worked on.")
    write_report_or_warn(load_id)


@dag(
    description="Articles of a load into facts that readers see, if the gate lets them pass",
    schedule=PartitionedAssetTimetable(assets=ARTICLES),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=12),
    params={
        "load_id": Param(
            None,
            title="Load",
            description="The load to publish; empty: the oldest that is open.",
            **LOAD,
        )
    },
    default_args=TASK_DEFAULTS,
    tags={OWNER, "extract", "build", "audit", "publish", "tier-1"},
    doc_md=__doc__,
)
def publish_facts() -> None:
    """Order the stations extract, build, audit and publish."""

    @task
    def choose_load() -> str:
        """Name the load of this run."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.operation.hand_over import load_to_publish
        from zhizao.road.loads import open_loads

        context = get_current_context()
        load_id = load_to_publish(context["params"]["load_id"], announced(context, ARTICLES), open_loads())
        if load_id is None:
            raise AirflowSkipException("No load is open: what was announced has ended already.")
        return load_id

    @task
    def plan_batches(load_id: str) -> list[list[str]]:
        """Name the articles that are not extracted yet, in batches."""
        from zhizao.road.extract import plan

        return plan(load_id)

    @task
    def extract_batch(load_id: str, article_keys: list[str]) -> dict[str, int]:
        """Extract the mentions of one batch of articles."""
        from zhizao.road.extract import extract

        return extract(load_id, article_keys)

    # On a second try nothing may be left to extract: no batch, but a load to build.
    @task(trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS, execution_timeout=timedelta(hours=4))
    def build_candidate(load_id: str) -> dict[str, int]:
        """Let dbt build the candidate."""
        from zhizao.road.build import build

        return build(load_id)

    @task
    def judge_candidate(load_id: str) -> dict[str, int]:
        """Let the gate judge the candidate."""
        from zhizao.road.audit import audit

        return audit(load_id)

    # A person decides in a DAG of its own, so that no load behind this one waits for the answer.
    @task(outlets=[STOPS], trigger_rule=TriggerRule.ONE_FAILED)
    def announce_stop(load_id: str) -> str:
        """Announce that the gate has stopped the load, so that a person is asked."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.operation.approval import stopped_load

        if stopped_load(None, [load_id]) is None:
            raise AirflowSkipException("The gate did not stop this load.")
        announce(load_id, STOPS)
        return load_id

    @task(outlets=[MARTS], on_success_callback=[tell_recovery, tell_warnings])
    def publish_candidate(load_id: str) -> dict[str, object]:
        """Make the candidate what readers see."""
        from zhizao.road.publish import publish

        published = publish(load_id)
        get_current_context()["outlet_events"][MARTS].extra = {"load_id": load_id, "digest": published.get("digest")}
        return published

    with TaskGroup("extract"):
        load_id = choose_load()
        extracted = extract_batch.partial(load_id=load_id).expand(article_keys=plan_batches(load_id))
    with TaskGroup("build"):
        built = build_candidate(load_id)
    with TaskGroup("audit"):
        judged = judge_candidate(load_id)
        judged >> announce_stop(load_id)
    with TaskGroup("publish"):
        published = publish_candidate(load_id)
        # A teardown: it runs however the gate decided, and how it ends says nothing about the run.
        published >> write_report(load_id).as_teardown()
    extracted >> built >> judged >> published


publish_facts()
