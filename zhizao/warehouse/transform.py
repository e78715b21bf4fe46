"""Building the candidate: one run of dbt, its results written down, its first failure told in a sentence."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from psycopg2 import sql
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.connection import advisory_lock, connect
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.schemas import CANDIDATE, MARTS, PREVIOUS

if TYPE_CHECKING:
    from dbt.artifacts.schemas.run import RunResult
    from dbt.cli.main import dbtRunnerResult

LOCK_PATIENCE = "60s"
"""How long the old candidate may stay locked by a reader who opened it while it was still published."""

KEPT = frozenset({MARTS, PREVIOUS, "raw", "ops", "staging", "intermediate", "public"})
"""The schemas no candidate may take the place of."""

FAILURES = frozenset({"error", "fail", "runtime error", "partial success"})
"""The statuses that stop a candidate; `warn` and `skipped` do not by themselves."""


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What became of one node of the dbt project: a seed, a model or a test.

    `rows_affected` is the number of rows a model or seed holds, or of rows that fail a test; None for a view.
    """

    node: str
    resource_type: str
    status: str
    message: str | None
    rows_affected: int | None
    seconds: float

    @property
    def name(self) -> str:
        """The node's own name, without kind, project and hash."""
        return self.node.split(".")[2]


def build_candidate(dsn: str, load_id: str, schema: str = CANDIDATE) -> list[ModelResult]:
    """Build every seed and model into `schema` and run the dbt tests; write one row per node into `ops.dbt_results`.

    The schema is dropped first: nobody reads a candidate, and tables of an older version of the project vanish with
    it. Raises ZhizaoError naming the first model or test that failed and where the log is, or when another build runs;
    ValueError for a schema that readers see or loads fill.
    """
    if schema in KEPT:
        raise ValueError(f"The candidate cannot be built in {schema}: building drops the schema first.")
    with connect("zhizao build", dsn) as connection, advisory_lock(connection, "build"):
        _drop_leftovers(connection, schema)
        with _environment(dbt_environment(connection, schema)):
            outcome = _invoke()
        results = [_result(run) for run in getattr(outcome.result, "results", None) or ()]
        _record(connection, load_id, results)
        connection.commit()
    _refuse_failures(outcome, results)
    return results


def dbt_environment(connection: Connection, schema: str = CANDIDATE) -> dict[str, str]:
    """The variables that `dbt_project/profiles.yml` reads, for the server this connection is open to."""
    info = connection.info
    secured = {f"PG{name.upper()}": value for name, value in info.dsn_parameters.items() if name.startswith("ssl")}
    return {
        **secured,
        "PGHOST": info.host or "",
        "PGPORT": str(info.port),
        "PGUSER": info.user,
        "PGDATABASE": info.dbname,
        "DBT_ENV_SECRET_PGPASSWORD": info.password or "",
        "ZHIZAO_MARTS_SCHEMA": schema,
    }


def _log_folder() -> Path:
    return get_settings().home / "dbt"


def _drop_leftovers(connection: Connection, schema: str) -> None:
    """Drop the old candidate, and what earlier builds left in the schemas of staging and intermediate models."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", (LOCK_PATIENCE,))
        try:
            cursor.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))
        except LockNotAvailable:
            raise ZhizaoError(
                f"The schema {schema} is still being read by a query that began before the last publication; "
                "wait until it has ended, or end it, and build again."
            ) from None
        # By name, since on a server of the user's own these two schemas may hold what is not ours.
        cursor.execute("""
            select relnamespace::regnamespace::text, relname, relkind = 'v' from pg_class
            where relkind in ('r', 'v') and relnamespace::regnamespace::text in ('staging', 'intermediate')
              and relname ~ '^(stg|int)_'""")
        for owner, name, is_view in cursor.fetchall():
            drop = sql.SQL("drop view if exists {} cascade" if is_view else "drop table if exists {} cascade")
            cursor.execute(drop.format(sql.Identifier(owner, name)))
    connection.commit()


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """These variables in the environment, and folder and environment as before afterwards: dbt changes both."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        with chdir("."):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _invoke() -> "dbtRunnerResult":
    """Run `dbt build` once in this process, silent and offline; it writes only below ZHIZAO_HOME."""
    from dbt.cli.main import dbtRunner

    project, home = str(get_settings().dbt_project), _log_folder()
    home.mkdir(parents=True, exist_ok=True)
    outcome = dbtRunner().invoke(
        [
            *("--quiet", "--log-level", "none", "--log-level-file", "info", "--no-use-colors-file"),
            *("--no-send-anonymous-usage-stats", "--no-version-check", "--log-path", str(home)),
            # A report that stands on the marts is described in the project, but nothing of it is built.
            *("build", "--exclude-resource-type", "exposure", "--target-path", str(home / "target")),
            *("--project-dir", project, "--profiles-dir", project),
        ]
    )
    if outcome.exception is not None and not isinstance(outcome.exception, Exception):
        # A signal that ends the process must not look like a failed build.
        raise outcome.exception
    return outcome


def _result(run: "RunResult") -> ModelResult:
    is_test = run.node.resource_type == "test"
    affected = run.failures if is_test else run.adapter_response.get("rows_affected")
    rows = int(affected) if isinstance(affected, int) and affected >= 0 else None
    seconds = round(run.execution_time, 3)
    return ModelResult(run.node.unique_id, str(run.node.resource_type), str(run.status), run.message, rows, seconds)


def _record(connection: Connection, load_id: str, results: Sequence[ModelResult]) -> None:
    """Write the results of this build of the load in place of those of an earlier one."""
    with connection.cursor() as cursor:
        cursor.execute("delete from ops.dbt_results where load_id = %s", (load_id,))
        copy_rows(
            cursor,
            "ops.dbt_results",
            ("load_id", "node", "resource_type", "status", "message", "rows_affected", "seconds"),
            ((load_id, r.node, r.resource_type, r.status, r.message, r.rows_affected, r.seconds) for r in results),
        )


def _refuse_failures(outcome: "dbtRunnerResult", results: Sequence[ModelResult]) -> None:
    log = f"the log is {_log_folder() / 'dbt.log'}."
    failed = next((result for result in results if result.status in FAILURES), None)
    if failed is not None:
        raise ZhizaoError(
            f"The dbt {failed.resource_type} {failed.name} failed ({_gist(failed.message)}), "
            f"so the candidate is not complete; {log}"
        )
    if not outcome.success:
        raise ZhizaoError(f"dbt could not build the candidate ({_gist(str(outcome.exception))}); {log}")


def _gist(message: str | None) -> str:
    """The line of a dbt message that says what is wrong: the one after "Database Error in model …"."""
    lines = [line.strip() for line in (message or "no reason given").splitlines() if line.strip()]
    telling = lines[1] if len(lines) > 1 and " Error" in lines[0] else lines[0]
    return telling.rstrip(".")[:300]
