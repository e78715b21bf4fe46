"""What the DAGs share: the assets between them, and who answers for a task, how often it is tried and how it fails."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule, get_current_context

from zhizao.errors import UnavailableError
from zhizao.operation.alerts import tell_failure, tell_recovery

OWNER = "zhizao"

ARTICLES = Asset("zhizao_articles")
"""Updated once for every load that has been read; the event's partition key and `extra["load_id"]` name the load."""

MARTS = Asset("zhizao_marts")
"""Updated by every publication; `extra` holds its `load_id` and `digest`."""

STOPS = Asset("zhizao_stops")
"""Updated once for every load that the gate has stopped; partition key and `extra` as above."""

LOAD: dict[str, Any] = {"type": ["null", "string"], "pattern": r"^load-\d{6,}$"}
"""What a Param that names a load accepts."""

# The network, the disk or the database may answer next time. Everything else (a closed gate, a wrong setting, a fault
# in the code) gives the same answer again, so it fails at once with its own sentence.
_WORTH_ANOTHER_TRY = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=[
                OSError,
                UnavailableError,
                "psycopg2.OperationalError",
                "psycopg2.InterfaceError",
                "sqlalchemy.exc.OperationalError",
                "httpx.TransportError",
            ],
            action=RetryAction.RETRY,
            reason="The network, the disk or the database did not answer",
        )
    ],
    default=RetryAction.FAIL,
)

TASK_DEFAULTS: dict[str, Any] = {
    "owner": OWNER,
    "retries": 3,
    "retry_delay": timedelta(seconds=20),
    "retry_exponential_backoff": 2,
    "max_retry_delay": timedelta(minutes=5),
    "retry_policy": _WORTH_ANOTHER_TRY,
    "execution_timeout": timedelta(hours=1),
    "on_failure_callback": [tell_failure],
    "on_success_callback": [tell_recovery],
}


def announce(load_id: str, asset: Asset = ARTICLES) -> None:
    """Tell, once the running task has succeeded, what `asset` stands for: that this load has articles to extract."""
    event = get_current_context()["outlet_events"][asset]
    event.extra = {"load_id": load_id}
    event.add_partitions(load_id)


def announced(context: Any, asset: Asset) -> set[str]:
    """The loads that the events which triggered this run tell of."""
    return {event.extra["load_id"] for event in context["triggering_asset_events"].get(asset, [])}
