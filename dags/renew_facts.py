"""**Learn and extract anew.** Learns names of organizations, and queues what an older engine or lexicon extracted.

Facts change only through the load it opens, which passes the gate like any other.

| | |
| --- | --- |
| **runs** | by hand: after an upgrade, after a term list was changed, or to take in what the articles have taught |
| **works on** | the published articles that hold a newly learned name, or, with `stale`, all that are out of date |
| **gives** | one event of the asset `zhizao_articles` for each load it opened, none when nothing is out of date |
| **run again** | always safe: what is queued is not queued again, what was learned is not learned again |

**Param** `learn`: take in new names first; `zhizao learn --list` shows them, `zhizao learn --reject` takes one out.

**Param** `stale`: queue every article whose extraction is by another engine or other term lists, or that holds a name
learned, or taken out, since. They become one load, extracted in batches: a run that is ended goes on where it stopped.

Examples: `{"learn": true}` · `{"learn": false, "stale": true}`

**When it fails**

- `learn_names`: another run is learning, or the database did not answer. Trigger it again.
- `queue_stale`: the database did not answer. Trigger it again.
"""

from datetime import timedelta

from airflow.sdk import Param, TaskGroup, TriggerRule, dag, get_current_context, task

from zhizao.operation.dag_parts import ARTICLES, OWNER, TASK_DEFAULTS, announce


@dag(
    description="Articles whose facts are out of date back to extraction",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=2),
    params={
        "learn": Param(default=True, type="boolean", title="Learn", description="Take in new names first."),
        "stale": Param(default=False, type="boolean", title="Stale", description="Queue all that is out of date."),
    },
    default_args=TASK_DEFAULTS,
    tags={OWNER, "extract", "tier-3"},
    doc_md=__doc__,
)
def renew_facts() -> None:
    """Order learning before queueing, since a new name makes more out of date."""

    @task(outlets=[ARTICLES])
    def learn_names() -> str | None:
        """Take in new names; announce the load that reads their articles anew."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.road.learn import learn

        if not get_current_context()["params"]["learn"] or (load_id := learn().load_id) is None:
            raise AirflowSkipException("No name was learned.")
        announce(load_id)
        return load_id

    @task(outlets=[ARTICLES], trigger_rule=TriggerRule.NONE_FAILED)
    def queue_stale() -> str | None:
        """Queue what is out of date; announce its load."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.road.reextract import plan_reextraction

        if not get_current_context()["params"]["stale"] or (load_id := plan_reextraction()[0]) is None:
            raise AirflowSkipException("Nothing was to be queued.")
        announce(load_id)
        return load_id

    with TaskGroup("extract"):
        learn_names() >> queue_stale()


renew_facts()
