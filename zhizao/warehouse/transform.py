"""Building the candidate: dbt, the resolution of entities, and dbt again.

The results of dbt are written down, and its first failure is told in a sentence.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.candidate import finish, make_room, note_staging, prepare
from zhizao.warehouse.connection import advisory_lock, connect
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.schemas import CANDIDATE, MARTS, PREVIOUS, intermediate_of

if TYPE_CHECKING:
    from dbt.artifacts.schemas.run import RunResult
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest

KEPT = frozenset({MARTS, PREVIOUS})
"""The schemas of marts no candidate may take the place of."""

KNOWN_BEFORE_ENTITIES = "tag:before_resolution"
"""What dbt builds first: which articles count, and which of them have changed."""

SEEDS_STAND = ("--exclude", "resource_type:seed")
"""A candidate that is continued was built by this version of the project, whose seeds are there."""

Resolve = Callable[[Connection, str], object]
"""Resolves the entities of the candidate whose intermediate schema is named; see `zhizao.resolution.resolve`."""

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


def build_candidate(dsn: str, load_id: str, resolve: Resolve, schema: str = CANDIDATE) -> list[ModelResult]:
    """Bring the candidate in `schema` and its twin to the state of all visible loads, and run the dbt tests.

    What an earlier build left is continued: only the rows of articles that changed, or whose entities did, are built
    anew. Writes one row per node into `ops.dbt_results`. Raises ZhizaoError naming the first model or test that failed
    and where the log is, or when another build runs; ValueError for a schema that readers see.
    """
    if schema in KEPT:
        raise ValueError(f"The candidate cannot be built in {schema}: readers see what is there.")
    with connect("zhizao build", dsn) as connection, advisory_lock(connection, "build"):
        candidate = prepare(connection, schema)
        with _environment(dbt_environment(connection, schema)):
            project = _Project.parsed()
            first = ("--select", KNOWN_BEFORE_ENTITIES, *(SEEDS_STAND if candidate.is_continued else ()))
            results = _build(connection, load_id, project, first, [])
            note_staging(connection)
            resolve(connection, candidate.twin)
            connection.commit()
            make_room(connection, candidate, project.tables_made_anew(schema))
            results = _build(connection, load_id, project, ("--exclude", KNOWN_BEFORE_ENTITIES), results)
        finish(connection, candidate)
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
        "ZHIZAO_INTERMEDIATE_SCHEMA": intermediate_of(schema),
    }


def _log_folder() -> Path:
    return get_settings().home / "dbt"


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


def _build(
    connection: Connection, load_id: str, project: "_Project", selection: Sequence[str], earlier: list[ModelResult]
) -> list[ModelResult]:
    """Build the selected nodes and write down all results so far; raises ZhizaoError when one of them failed."""
    # A report that stands on the marts is described in the project, but nothing of it is built. Parsing has written the
    # manifest; to write it again after every build, with the graph, takes more than many models do.
    outcome = project.invoke("build", "--no-write-json", "--exclude-resource-type", "exposure", *selection)
    results = earlier + [_result(run) for run in getattr(outcome.result, "results", None) or ()]
    _record(connection, load_id, results)
    connection.commit()
    _refuse_failures(outcome, results)
    return results


@dataclass(frozen=True, slots=True)
class _Project:
    """The dbt project, parsed once for all invocations of one build."""

    manifest: "Manifest | None" = None

    @classmethod
    def parsed(cls) -> Self:
        """Parse the project; raises ZhizaoError when it cannot be."""
        outcome = cls().invoke("parse")
        _refuse_failures(outcome, ())
        return cls(outcome.result)

    def tables_made_anew(self, schema: str) -> list[str]:
        """The tables of a schema that every build makes anew, instead of continuing them."""
        nodes = self.manifest.nodes.values() if self.manifest else ()
        return [node.name for node in nodes if node.schema == schema and node.config.materialized == "table"]

    def invoke(self, command: str, *arguments: str) -> "dbtRunnerResult":
        """Run dbt in this process, silent and offline; it writes only below ZHIZAO_HOME."""
        from dbt.cli.main import dbtRunner

        project, home = str(get_settings().dbt_project), _log_folder()
        home.mkdir(parents=True, exist_ok=True)
        outcome = dbtRunner(manifest=self.manifest).invoke(
            [
                *("--quiet", "--log-level", "none", "--log-level-file", "info", "--no-use-colors-file"),
                *("--no-send-anonymous-usage-stats", "--no-version-check", "--log-path", str(home)),
                *(command, "--project-dir", project, "--profiles-dir", project),
                *("--target-path", str(home / "target"), *arguments),
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
