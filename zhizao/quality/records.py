"""Check results as rows: `ops.check_results` holds the latest judgement of every load."""

import json
from collections.abc import Sequence
from typing import Any

import psycopg2
from psycopg2.extras import execute_values

from zhizao.quality.verdict import CheckResult

_COLUMNS = "load_id, suite, expectation, severity, success, reason, observed, bounds, failing_count, failing_keys, why"


def record(dsn: str, load_id: str, results: Sequence[CheckResult]) -> None:
    """Replace the load's rows by these, in one transaction.

    Raises:
        psycopg2.Error: the warehouse cannot be reached or refuses the rows.
    """
    connection = psycopg2.connect(dsn)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("delete from ops.check_results where load_id = %s", (load_id,))
            rows = [_row(load_id, result) for result in results]
            execute_values(cursor, f"insert into ops.check_results ({_COLUMNS}) values %s", rows)  # noqa: S608 # fixed
    finally:
        connection.close()


def _row(load_id: str, result: CheckResult) -> tuple[Any, ...]:
    return (
        load_id,
        result.suite,
        result.expectation,
        result.severity,
        result.success,
        result.reason,
        _json(result.observed),
        _json(result.bounds),
        result.failing_count,
        _json(list(result.failing_keys)),
        result.why,
    )


def _json(value: Any) -> str:
    # PostgreSQL's jsonb knows no NUL sign; a key that holds one is still to be shown.
    return json.dumps(value, ensure_ascii=False, default=str).replace("\\u0000", "\\ufffd")
