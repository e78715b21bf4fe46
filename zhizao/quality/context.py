"""Great Expectations, run quietly: a context in memory over the candidate, one validation per suite.

Nothing is written to disk, nothing is sent anywhere, no progress bar is drawn.
"""

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from zhizao.quality.suites import Candidate, Suite, Table

_SOURCE = "warehouse"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Great Expectations logs and warns of out of the run's log: every failure comes back as a result."""
    logger = logging.getLogger("great_expectations")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "`schema_name` is deprecated", DeprecationWarning)
            yield
    finally:
        logger.setLevel(before)


@dataclass(frozen=True, slots=True)
class Judge:
    """A Great Expectations context bound to one candidate and one load."""

    context: Any
    source: Any

    @classmethod
    def over(cls, candidate: Candidate) -> "Judge":
        """Set up the context; the connection is opened with the first suite, reads only, and knows the load."""
        import great_expectations as gx
        from great_expectations.data_context.types.base import (
            DataContextConfig,
            InMemoryStoreBackendDefaults,
            ProgressBarsConfig,
        )

        config = DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
        )
        with _quiet():
            context = gx.get_context(mode="ephemeral", project_config=config)
            source = context.data_sources.add_postgres(
                _SOURCE,
                connection_string=_sqlalchemy_url(candidate.dsn),
                kwargs={"connect_args": {"options": session_options(candidate)}},
            )
        return cls(context, source)

    def run(self, suite: Suite, table: Table, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Judge one suite on its table and return Great Expectations' results as plain dictionaries.

        Raises:
            Exception: whatever Great Expectations raises when it cannot begin, such as for an absent table.
        """
        import great_expectations as gx
        from great_expectations.core.validation_definition import ValidationDefinition

        from zhizao.quality import expectations as _registered  # noqa: F401

        with _quiet():
            if table.query:
                asset = self.source.add_query_asset(suite.name, query=table.query)
            else:
                asset = self.source.add_table_asset(suite.name, table_name=table.name, schema_name=table.schema)
            batch = asset.add_batch_definition_whole_table("candidate")
            content = gx.ExpectationSuite(name=suite.name, expectations=[_plain(e) for e in suite.expectations])
            definition = self.context.validation_definitions.add(
                ValidationDefinition(name=suite.name, data=batch, suite=self.context.suites.add(content))
            )
            judged = definition.run(expectation_parameters=dict(parameters), result_format=_result_format(suite))
        return [result.to_json_dict() for result in judged.results]

    def close(self) -> None:
        """Close the connection to the candidate."""
        self.source.get_execution_engine().close()


def _plain(expectation: dict[str, Any]) -> dict[str, Any]:
    """The expectation as Great Expectations takes it: copies of what it would change, and the words for its pages."""
    meta = expectation["meta"]
    copied = {key: dict(value) if isinstance(value, dict) else value for key, value in expectation.items()}
    return {**copied, "description": f"{meta['name']} ({meta['severity']}): {meta['why']}"}


def _result_format(suite: Suite) -> dict[str, Any]:
    return {
        "result_format": "BASIC",
        # Great Expectations' pages do not escape values, and values come from articles anybody may have written.
        "exclude_unexpected_values": True,
        "return_unexpected_index_query": True,
        "unexpected_index_column_names": list(suite.keys),
    }


def _sqlalchemy_url(dsn: str) -> str:
    """The DSN in SQLAlchemy's spelling, its driver named; signs that Great Expectations would expand are escaped."""
    from sqlalchemy import make_url

    url = make_url(dsn).set(drivername="postgresql+psycopg2")
    return str(url.render_as_string(hide_password=False)).replace("$", "%24")


def session_options(candidate: Candidate) -> str:
    """Options for libpq: the session reads only, sees the candidate's tables by bare name and knows its load."""
    settings = {
        "search_path": candidate.schema,
        "zhizao.load_id": candidate.load_id,
        "default_transaction_read_only": "on",
    }
    return " ".join(f"-c {name}={value}" for name, value in settings.items())
