"""The gate: judges the candidate of one load by the suites, records every result, and closes when it cannot judge."""

from collections.abc import Sequence
from pathlib import Path

import psycopg2

from zhizao.quality.records import record
from zhizao.quality.suites import JUDGED, MARTS, Candidate, load_suite
from zhizao.quality.verdict import CheckResult, Verdict
from zhizao.settings import get_settings


def judge(
    dsn: str,
    load_id: str,
    schema: str = "marts_candidate",
    *,
    expectations: Path | None = None,
    data_docs: Path | None = None,
) -> Verdict:
    """Run every suite on the candidate of this load and write one row per expectation to `ops.check_results`.

    `expectations` is the folder that holds `suites/`, by default the project's. With `data_docs`, Great Expectations'
    own pages on this judgement replace what is in that folder. Judging a load again replaces its earlier rows.
    Nothing is raised for a candidate that cannot be judged: that is a blocking failure in the verdict.
    """
    folder = expectations or get_settings().expectations
    return judge_tables(Candidate(dsn, load_id, schema), JUDGED, folder, data_docs)


def judge_tables(
    candidate: Candidate, tables: Sequence[str], expectations: Path, data_docs: Path | None = None
) -> Verdict:
    """As `judge`, for these tables only, each named as readers know it."""
    try:
        results = _judge_all(candidate, tables, expectations, data_docs)
    except Exception as error:  # noqa: BLE001 # whatever breaks inside the gate, the gate closes
        results = [CheckResult.not_judged("gate", "candidate_is_judged", str(error))]
    try:
        record(candidate.dsn, candidate.load_id, results)
    except psycopg2.Error as error:
        results.append(CheckResult.not_judged("gate", "results_are_recorded", str(error)))
    return Verdict(candidate.load_id, tuple(results))


def _judge_all(
    candidate: Candidate, tables: Sequence[str], expectations: Path, data_docs: Path | None
) -> list[CheckResult]:
    from zhizao.quality.bench import Bench

    with Bench.over(candidate) as bench:
        results = [_unexpected(table) for table in bench.unjudged_tables()] if tables is JUDGED else []
        for table in tables:
            try:
                results += bench.judge(load_suite(expectations, table))
            except Exception as error:  # noqa: BLE001 # one suite that cannot be judged leaves the others their say
                bench.recover()
                results.append(CheckResult.not_judged(table, "table_is_judged", str(error)))
        if data_docs is not None:
            bench.write_data_docs(data_docs)
    return results


def _unexpected(table: str) -> CheckResult:
    cause = (
        "it has no suite; write one and name it in JUDGED, or give the reason in UNJUDGED (zhizao/quality/suites.py)"
    )
    return CheckResult.not_judged(f"{MARTS}.{table}", "table_is_judged", cause)
