"""From Great Expectations' results to ours: observed, bounds, failing keys and one sentence a person understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extras import RealDictCursor

from zhizao.quality.history import Bounds
from zhizao.quality.suites import KEYS_KEPT, Suite, Table, fill, name_of
from zhizao.quality.verdict import CheckResult

_NOT_BOUNDS = ("query", "column", "column_A", "column_B", "batch_id", "key")

_WHOLE_FROM = 1000


@dataclass(frozen=True, slots=True)
class Finder:
    """Turns the results of one suite into check results; asks the candidate for the keys of failing rows."""

    connection: Connection
    suite: Suite
    table: Table
    bounds: Mapping[str, Bounds]

    def all_of(self, judged: Sequence[Mapping[str, Any]]) -> list[CheckResult]:
        """One check result for every expectation the suite states; what has no clear result was not judged."""
        by_name = {name_of(result["expectation_config"]): result for result in judged}
        return [self._one(stated, by_name.get(name_of(stated))) for stated in self.suite.expectations]

    def _one(self, stated: Mapping[str, Any], result: Mapping[str, Any] | None) -> CheckResult:
        name = name_of(dict(stated))
        if result is None:
            cause = "Great Expectations returned no result for it; look at its type and kwargs in the suite"
            return CheckResult.not_judged(self.suite.name, name, cause)
        if fault := _raised(result):
            return CheckResult.not_judged(self.suite.name, name, fault)
        if not isinstance(result.get("success"), bool):
            return CheckResult.not_judged(self.suite.name, name, "its result does not say whether it succeeded")
        return self._judged(name, stated["meta"], result)

    def _judged(self, name: str, meta: Mapping[str, Any], result: Mapping[str, Any]) -> CheckResult:
        success, detail = result["success"], result.get("result") or {}
        kwargs = result["expectation_config"]["kwargs"]
        keys = [] if success else self._failing_keys(kwargs, meta, detail)
        finding = None if success else _sentence(self._finding(name, kwargs, detail, keys), meta["why"])
        return CheckResult(
            suite=self.suite.name,
            expectation=name,
            severity=meta["severity"],
            success=success,
            reason=None if finding is None else f"{self.suite.name}.{name}: {finding}",
            observed=_observed(detail),
            bounds=_stated_bounds(kwargs, self.bounds.get(name)),
            failing_count=None if success or is_figure(kwargs) else _failing_count(detail),
            why=meta["why"],
            failing_keys=keys,
        )

    def _failing_keys(
        self, kwargs: Mapping[str, Any], meta: Mapping[str, Any], detail: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        if kept := (detail.get("details") or {}).get("failing_keys"):
            return list(kept)
        if index_query := detail.get("unexpected_index_query"):
            return self._fetch(_bracketed(str(index_query).rstrip("; \n"), self.table))
        if is_figure(kwargs):
            return self._fetch(fill(meta["keys"], self.table.rows)) if "keys" in meta else []
        return self._fetch(fill(kwargs["query"], self.table.rows)) if "query" in kwargs else []

    def _fetch(self, query: str) -> list[dict[str, Any]]:
        limited = f"select * from ({query}) as failing limit {KEYS_KEPT}"  # noqa: S608 # a suite's own SQL
        try:
            with self.connection.cursor(cursor_factory=RealDictCursor) as cursor:
                cursor.execute(limited)
                return [_once(row) for row in cursor.fetchall()]
        except psycopg2.Error:
            # The check has failed all the same; that its rows cannot be named must not hide it.
            self.connection.rollback()
            return []

    def _finding(
        self, name: str, kwargs: Mapping[str, Any], detail: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]
    ) -> str:
        if missing := ((detail.get("details") or {}).get("mismatched") or {}).get("missing"):
            return f"the table lacks {', '.join(missing)}"
        first = f", the first with {_key(keys[0])}" if keys else ""
        if is_figure(kwargs):
            found = self.bounds.get(name) or Bounds(kwargs["min_value"], kwargs["max_value"])
            origin = found.origin if name in self.bounds else "a fixed bound"
            low, high = (_figure(end) for end in (found.low, found.high))
            return f"{_figure(detail.get('observed_value'))} is outside {low} to {high} ({origin}){first}"
        count = _failing_count(detail)
        if count is None:
            return f"observed {detail.get('observed_value')}"
        return f"{count} row{'s fail' if count != 1 else ' fails'}{first}"


def is_figure(kwargs: Mapping[str, Any]) -> bool:
    """Whether an expectation with these kwargs is about one figure between bounds, and not about rows."""
    return "query" in kwargs and "min_value" in kwargs


def _bracketed(index_query: str, table: Table) -> str:
    """Great Expectations' query for failing rows; it forgets the brackets around a query that stands for a table."""
    return index_query.replace(f"FROM {table.query}", f"FROM ({table.query}) as judged") if table.query else index_query


def _raised(result: Mapping[str, Any]) -> str | None:
    """What was raised while an expectation was computed; None when nothing."""
    info = result.get("exception_info") or {}
    entries = [info] if "raised_exception" in info else list(info.values())
    for entry in entries:
        if isinstance(entry, Mapping) and entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None


def _sentence(finding: str, why: str) -> str:
    return f"{finding}; {why[0] if why[1:2].isupper() else why[0].lower()}{why[1:]}"


def _once(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without the second `key__1` that Great Expectations selects where the judged column is the key."""
    return {column: value for column, value in row.items() if column.removesuffix("__1") not in row.keys() - {column}}


def _figure(value: float | None) -> str:
    """A figure short enough for a sentence: whole from a thousand on, else with four digits."""
    return "any" if value is None else f"{value:.0f}" if abs(value) >= _WHOLE_FROM else f"{value:.4g}"


def _key(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{column} = {' '.join(str(value).split())[:60]}" for column, value in row.items())


def _failing_count(detail: Mapping[str, Any]) -> int | None:
    count = detail.get("unexpected_count", detail.get("observed_value"))
    return count if isinstance(count, int) else None


def _observed(detail: Mapping[str, Any]) -> dict[str, Any]:
    if "unexpected_count" in detail:
        return {"rows": detail.get("element_count"), "failing_rows": detail["unexpected_count"]}
    return {"value": detail.get("observed_value")}


def _stated_bounds(kwargs: Mapping[str, Any], learned: Bounds | None) -> dict[str, Any]:
    if learned is not None:
        return {"min": learned.low, "max": learned.high, "loads": learned.loads, "origin": learned.origin}
    return {key: value for key, value in kwargs.items() if key not in _NOT_BOUNDS}
