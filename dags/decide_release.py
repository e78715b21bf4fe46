"""**Decide on a stopped load.** Asks a person whether a load that the gate has stopped is published all the same.

| | |
| --- | --- |
| **runs** | once for each load that `publish_facts` announces as stopped with the asset `zhizao_stops`, or by hand |
| **works on** | the load the event names, or the Param's; skips a load that is stopped no more |
| **gives** | after a yes one event of the asset `zhizao_articles`, on which `publish_facts` publishes the load |
| **run again** | always safe: it asks again, and a load that was released meanwhile is skipped |

**Param** `load_id`: the load to ask about, for example `load-000007`; `zhizao status` lists them.

**How to answer**: open the run's task `ask` and choose *Required Actions*, or find it under *Browse, Required Actions*.
The text names the failing checks and links to the report. *Release* needs a reason; who answered is recorded with it in
`ops.releases`. A release covers the checks that failed then and no others. Without an answer in time
(`ZHIZAO_APPROVAL_HOURS`, 24 by default) it is a no. Later loads do not wait for the answer.

**When it fails**

- `release_load`: no reason was given, or the load is on the road again. Trigger the DAG again with `load_id`.
- Everything else: the database did not answer, four times. Clear the task.
"""

from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, PartitionedAssetTimetable, TaskGroup, dag, get_current_context, task

from zhizao.operation.approval import KEEP, OPTIONS
from zhizao.operation.dag_parts import ARTICLES, LOAD, OWNER, STOPS, TASK_DEFAULTS, announce, announced
from zhizao.settings import get_settings

MOST_QUESTIONS = 32
"""How many loads may wait for an answer at a time; a waiting one takes no place of a task."""


@dag(
    description="A person releases a load that the gate has stopped, or keeps it stopped",
    schedule=PartitionedAssetTimetable(assets=STOPS),
    catchup=False,
    max_active_runs=MOST_QUESTIONS,
    is_paused_upon_creation=False,
    dagrun_timeout=timedelta(hours=get_settings().approval_hours + 2),
    params={"load_id": Param(None, title="Load", description="The stopped load to ask about.", **LOAD)},
    default_args=TASK_DEFAULTS,
    tags={OWNER, "audit", "tier-2"},
    doc_md=__doc__,
)
def decide_release() -> None:
    """Order the question, the answer and what follows from it."""

    @task
    def choose_stop() -> dict[str, str]:
        """Name the stopped load, and put the question."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.operation.approval import question, stopped_load

        context = get_current_context()
        load_id = stopped_load(context["params"]["load_id"], announced(context, STOPS))
        if load_id is None:
            raise AirflowSkipException("The load is stopped no more.")
        return {"load_id": load_id, "question": question(load_id)}

    @task(outlets=[ARTICLES])
    def release_load(stop: dict[str, str], answer: dict[str, Any]) -> dict[str, str]:
        """Put the load back on the road if a person said so, and announce it."""
        from airflow.sdk.exceptions import AirflowSkipException

        from zhizao.operation.approval import answered
        from zhizao.road.release import permit

        yes, reason, by = answered(answer)
        if not yes:
            raise AirflowSkipException(f"{stop['load_id']} stays stopped, as {by} decided.")
        permit(stop["load_id"], reason, by)
        announce(stop["load_id"])
        return {"load_id": stop["load_id"], "reason": reason, "by": by}

    with TaskGroup("audit"):
        stop = choose_stop()
        ask = HITLOperator(
            task_id="ask",
            subject="Publish {{ ti.xcom_pull(task_ids='audit.choose_stop')['load_id'] }} although the gate is closed?",
            body="{{ ti.xcom_pull(task_ids='audit.choose_stop')['question'] }}",
            options=list(OPTIONS),
            defaults=[KEEP],
            params={
                "reason": Param("", type="string", title="Reason", description="Why it is published all the same.")
            },
            response_timeout=timedelta(hours=get_settings().approval_hours),
            doc_md="Waits for a person, and takes silence for a no.",
        )
        stop >> ask
        release_load(stop, ask.output)


decide_release()
