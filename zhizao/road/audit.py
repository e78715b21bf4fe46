"""Audit: the gate judges the candidate; a failed blocking check stops the load; the candidate stays for inspection."""

from zhizao.errors import GateClosedError
from zhizao.quality.gate import judge
from zhizao.quality.verdict import Verdict
from zhizao.road.loads import arrive, stop
from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect, warehouse_dsn
from zhizao.warehouse.schemas import CANDIDATE


def audit(load_id: str) -> dict[str, int]:
    """Judge the candidate of a load; give the numbers of checks and warnings.

    Raises GateClosedError, with the load stopped, when a blocking check fails or the gate cannot judge.
    """
    with connect() as connection:
        arrive(connection, load_id, "audit")
    verdict = judge(warehouse_dsn(), load_id, CANDIDATE, data_docs=get_settings().data_docs)
    if not verdict.passed:
        _close_gate(load_id, verdict)
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "update ops.candidate set audited = true where load_id = %s and built_at is not null", (load_id,)
        )
        if cursor.rowcount != 1:
            raise GateClosedError(
                f"The candidate was rebuilt while {load_id} was audited: run again to build and audit it anew."
            )
    return {"checks": verdict.checks, "warnings": len(verdict.warnings)}


def _close_gate(load_id: str, verdict: Verdict) -> None:
    reason = f"{load_id} is not published: {verdict.failed_blocking[0]}"
    if more := len(verdict.failed_blocking) - 1:
        reason += f" ({more} more blocking checks failed.)"
    reason += f" Once it is mended: `zhizao retry {load_id}`."
    with connect() as connection:
        stop(connection, load_id, reason)
    raise GateClosedError(reason)
