"""Audit: the gate judges the candidate; a failed blocking check stops the load; the candidate stays for inspection."""

from zhizao.errors import GateClosedError
from zhizao.quality.gate import judge
from zhizao.quality.verdict import Verdict
from zhizao.road.loads import arrive, stop
from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect, warehouse_dsn
from zhizao.warehouse.releases import Release, release_in_force
from zhizao.warehouse.schemas import CANDIDATE


def audit(load_id: str) -> dict[str, int]:
    """Judge the candidate of a load; give the numbers of checks and warnings.

    Raises GateClosedError, with the load stopped, when a blocking check fails or the gate cannot judge; checks that a
    release in force covers are recorded like all others and stop nothing.
    """
    with connect() as connection:
        arrive(connection, load_id, "audit")
        release = release_in_force(connection, load_id)
    verdict = judge(warehouse_dsn(), load_id, CANDIDATE, data_docs=get_settings().data_docs)
    if not verdict.passed_besides(release.covers if release else frozenset()):
        _close_gate(load_id, verdict, release)
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "update ops.candidate set audited = true where load_id = %s and built_at is not null", (load_id,)
        )
        if cursor.rowcount != 1:
            raise GateClosedError(
                f"The candidate was rebuilt while {load_id} was audited: run again to build and audit it anew."
            )
    return {"checks": verdict.checks, "warnings": len(verdict.warnings)}


def _close_gate(load_id: str, verdict: Verdict, release: Release | None) -> None:
    first, *others = verdict.failed_besides(release.covers if release else frozenset())
    reason = f"{load_id} is not published: {first}"
    if others:
        reason += f" ({len(others)} more blocking checks failed.)"
    if release:
        reason += f" The release by {release.by} does not cover it."
    reason += f" Once it is mended: `zhizao retry {load_id}`."
    with connect() as connection:
        stop(connection, load_id, reason)
    raise GateClosedError(reason)
