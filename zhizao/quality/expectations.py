"""Kinds of expectations Great Expectations lacks: SQL without a reading limit, a bounded figure, and restated facts.

Importing this module registers them; suites name them by their type. In their queries `{batch}` stands for the judged
table, other tables of the candidate are named without a schema, and `current_setting('zhizao.load_id')` is the load.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from great_expectations.compatibility.sqlalchemy import sqlalchemy as sa
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from zhizao.extraction.identity import engine_version
from zhizao.quality.restatement import quote_restates
from zhizao.quality.suites import KEYS_KEPT, fill

_ROWS_AT_ONCE = 2000
# What a person corrected says so in its rule; nobody corrects a value that its quote gives. What an earlier load's
# engine read was judged with that engine, and is read anew by re-extraction, not by the gate.
_FACTS = """select {key}, quote, value, value_max, unit, comparator, measure from {batch} as facts
where facts.rule !~ 'correction:[0-9]' and (
    facts.load_id = current_setting('zhizao.load_id')
    or not exists (
        select from ops.article_outcomes as o
        where o.article_key = facts.article_key and o.load_id = facts.load_id and o.engine_version <> '{engine}'))"""


def _judged_table(engine: Any, domain: Mapping[str, Any]) -> str:
    selectable, _, _ = engine.get_compute_domain(domain, domain_type=MetricDomainTypes.TABLE)
    return f"({selectable.compile(dialect=engine.engine.dialect, compile_kwargs={'literal_binds': True})})"


class FailingRowCount(TableMetricProvider):  # type: ignore[misc]
    """How many rows a query returns; they are counted where they are and never fetched."""

    metric_name = "failing_rows.count"
    value_keys = ("query",)

    @metric_value(engine=SqlAlchemyExecutionEngine)  # type: ignore[untyped-decorator]
    def _sqlalchemy(
        cls,  # noqa: N805 # Great Expectations calls it as a function of the class
        execution_engine: Any,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: Any,
    ) -> int:
        query = fill(metric_value_kwargs["query"], _judged_table(execution_engine, metric_domain_kwargs))
        counted = sa.text(f"select count(*) from ({query}) as failing")  # noqa: S608 # a suite's own SQL
        return int(execution_engine.execute_query(counted).scalar_one())


class QueryFigure(TableMetricProvider):  # type: ignore[misc]
    """The one figure a query returns; None when there is nothing to measure."""

    metric_name = "query_figure.value"
    value_keys = ("query",)

    @metric_value(engine=SqlAlchemyExecutionEngine)  # type: ignore[untyped-decorator]
    def _sqlalchemy(
        cls,  # noqa: N805 # as above
        execution_engine: Any,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: Any,
    ) -> float | None:
        query = fill(metric_value_kwargs["query"], _judged_table(execution_engine, metric_domain_kwargs))
        figure = execution_engine.execute_query(sa.text(query)).scalar_one()
        return None if figure is None else float(figure)


class UnrestatedFacts(TableMetricProvider):  # type: ignore[misc]
    """The facts whose quote alone does not give them back: how many, and the first keys."""

    metric_name = "facts.unrestated"
    value_keys = ("key",)

    @metric_value(engine=SqlAlchemyExecutionEngine)  # type: ignore[untyped-decorator]
    def _sqlalchemy(
        cls,  # noqa: N805 # as above
        execution_engine: Any,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: Any,
    ) -> dict[str, Any]:
        key = metric_value_kwargs["key"]
        facts = _FACTS.replace("{key}", key).replace("{engine}", engine_version())
        query = fill(facts, _judged_table(execution_engine, metric_domain_kwargs))
        count, keys = 0, []
        for fact in _streamed(execution_engine, query):
            if not quote_restates(fact):
                count += 1
                if count <= KEYS_KEPT:
                    keys.append({key: fact[key]})
        return {"count": count, "keys": keys}


def _streamed(engine: Any, query: str) -> Iterator[Mapping[str, Any]]:
    with engine.engine.connect() as connection:
        options = {"stream_results": True, "max_row_buffer": _ROWS_AT_ONCE}
        yield from connection.execution_options(**options).execute(sa.text(query)).mappings()


class ExpectQueryToReturnNoRows(BatchExpectation):  # type: ignore[misc]
    """Expect that a query, written to find what must not be, finds nothing."""

    query: str
    metric_dependencies: ClassVar[tuple[str, ...]] = ("failing_rows.count",)
    success_keys: ClassVar[tuple[str, ...]] = ("query",)

    def _validate(self, metrics: dict[str, Any], **_: Any) -> dict[str, Any]:
        count = metrics["failing_rows.count"]
        return {"success": count == 0, "result": {"observed_value": count}}


class ExpectQueryValueToBeBetween(BatchExpectation):  # type: ignore[misc]
    """Expect that the one figure a query returns lies within bounds; a figure that does not exist passes."""

    query: str
    min_value: float | dict[str, Any] | None = None
    max_value: float | dict[str, Any] | None = None
    metric_dependencies: ClassVar[tuple[str, ...]] = ("query_figure.value",)
    success_keys: ClassVar[tuple[str, ...]] = ("query", "min_value", "max_value")

    def _validate(self, metrics: dict[str, Any], **_: Any) -> dict[str, Any]:
        figure = metrics["query_figure.value"]
        bounds = self._get_success_kwargs()
        low, high = bounds.get("min_value"), bounds.get("max_value")
        inside = figure is None or ((low is None or figure >= low) and (high is None or figure <= high))
        return {"success": inside, "result": {"observed_value": figure}}


class ExpectQuotesToRestateFacts(BatchExpectation):  # type: ignore[misc]
    """Expect that a fact's quote, parsed again, gives its value, unit and comparator, unless a person corrected it."""

    key: str
    metric_dependencies: ClassVar[tuple[str, ...]] = ("facts.unrestated",)
    success_keys: ClassVar[tuple[str, ...]] = ("key",)

    def _validate(self, metrics: dict[str, Any], **_: Any) -> dict[str, Any]:
        found = metrics["facts.unrestated"]
        return {
            "success": found["count"] == 0,
            "result": {"observed_value": found["count"], "details": {"failing_keys": found["keys"]}},
        }
