"""What the DAGs share: the assets between them, and who answers for a task, how often it is tried and how it fails."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule, get_current_context

from zhizao.errors import UnavailableError

OWNER = "zhizao"

ARTICLES = Asset("zhizao_articles")
"""Updated once for every load that has been read; the event's partition key and `extra["load_id"]` name the load."""

MARTS = Asset("zhizao_marts")
"""Updated by every publication; `extra` holds its `load_id` and `digest`."""

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
}


def announce(load_id: str) -> None:
    """Tell, once the running task has succeeded, that this load has articles to extract."""
    event = get_current_context()["outlet_events"][ARTICLES]
    event.extra = {"load_id": load_id}
    event.add_partitions(load_id)
