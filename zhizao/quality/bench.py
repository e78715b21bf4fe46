"""The bench a candidate is judged on: Great Expectations beside a connection that reads history and failing keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.quality.affected import affected_articles
from zhizao.quality.context import Judge, session_options
from zhizao.quality.data_docs import write_data_docs
from zhizao.quality.findings import Finder
from zhizao.quality.history import as_parameters, bounds_of
from zhizao.quality.suites import JUDGED, MARTS, UNJUDGED, Candidate, Suite
from zhizao.quality.verdict import CheckResult


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything one judgement needs, open for as long as it lasts."""

    judge_of_tables: Judge
    connection: Connection
    candidate: Candidate
    affected: str | None = None

    @classmethod
    @contextmanager
    def over(cls, candidate: Candidate) -> Iterator["Bench"]:
        """Open both connections to the candidate, and close them at the end.

        Raises:
            ZhizaoError: the load does not exist.
        """
        connection = psycopg2.connect(candidate.dsn, options=session_options(candidate))
        try:
            _refuse_unknown(connection, candidate.load_id)
            judge_of_tables = Judge.over(candidate)
            try:
                yield cls(judge_of_tables, connection, candidate, affected_articles(connection, candidate))
            finally:
                judge_of_tables.close()
        finally:
            connection.close()

    def judge(self, suite: Suite) -> list[CheckResult]:
        """Judge one suite: learn its bounds, run it, and put its results into our words."""
        table = suite.table(self.candidate.schema, self.affected)
        bounds = bounds_of(self.connection, suite, self.candidate.load_id)
        judged = self.judge_of_tables.run(suite, table, as_parameters(bounds))
        return Finder(self.connection, suite, table, bounds).all_of(judged)

    def unjudged_tables(self) -> list[str]:
        """The tables and views of the candidate that no suite judges and for which no reason is given."""
        known = {*UNJUDGED, *(table.removeprefix(f"{MARTS}.") for table in JUDGED)}
        with self.connection.cursor() as cursor:
            cursor.execute(
                """select relname::text from pg_class join pg_namespace n on n.oid = relnamespace
                   where nspname = %s and relkind in ('r', 'p', 'v', 'm') order by 1""",
                (self.candidate.schema,),
            )
            return [name for (name,) in cursor if name not in known]

    def recover(self) -> None:
        """Leave a transaction that an error has spoilt."""
        self.connection.rollback()

    def write_data_docs(self, folder: Path) -> None:
        """Write Great Expectations' own pages on what was judged here."""
        write_data_docs(self.judge_of_tables.context, folder)


def _refuse_unknown(connection: Connection, load_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select from ops.loads where load_id = %s", (load_id,))
        if not cursor.rowcount:
            raise ZhizaoError(f"there is no load {load_id} in ops.loads")
