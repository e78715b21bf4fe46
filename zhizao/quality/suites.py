"""The suites the gate judges by: one JSON file per judged table, in Great Expectations' own format.

A suite is named after its table as readers know it, `marts.fct_metrics`; its file is `suites/marts/fct_metrics.json`.
The suite's `meta.keys` names the columns that identify a row; with `meta.scope` = `affected_articles` only rows of the
articles that this build touched are judged, which keeps the cost that of the load and not of the warehouse.

The `meta` of an expectation holds its `name`, its `severity` (`blocks` or `warns`) and one sentence `why`; for bounds
learned from earlier loads also `history`, and for a figure that is made of rows the query of their `keys`.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from zhizao.errors import ZhizaoError
from zhizao.quality.verdict import Severity

MARTS = "marts"
KEYS_KEPT = 1000
"""How many failing keys are kept for one check; all failing rows are counted."""
JUDGED = (
    "raw.documents",
    "ops.document_outcomes",
    "raw.articles",
    "ops.article_outcomes",
    "raw.metric_mentions",
    "raw.initiative_mentions",
    "raw.participant_mentions",
    "raw.role_mentions",
    "ops.quarantined_mentions",
    "ops.load_yields",
    "marts.dim_articles",
    "marts.dim_initiatives",
    "marts.dim_organizations",
    "marts.dim_persons",
    "marts.dim_indicators",
    "marts.dim_units",
    "marts.dim_dates",
    "marts.dim_places",
    "marts.fct_metrics",
    "marts.fct_initiatives",
    "marts.fct_participants",
)


UNJUDGED = {
    "comparable_metrics": "made row by row from fct_metrics, which is judged; its keys are enforced",
    "contradictions": "a view of facts that are judged",
    "corrections": "the ledger of corrections as persons wrote it, held by its constraints and dbt tests",
    "entity_merges": "the reasons of entity resolution, held by their keys and dbt tests",
    "entity_redirects": "the keys of entity resolution, held by their keys and dbt tests",
    "entity_reviews": "pairs too uncertain to merge, from which no fact is made",
    "evidence": "a view of facts that are judged",
    "fct_initiative_status": "made of fct_initiatives, which is judged; its keys are enforced",
    "momentum": "a view of facts that are judged",
    "network": "a view of facts that are judged",
    "promises": "a view of facts that are judged",
    "quality_checks": "a view of the gate's own results, which change with the judgement",
    "quality_loads": "a view of the loads' accounts, which the suites of raw and ops judge",
    "quality_quarantine": "a view of what was set aside, which the suites of raw and ops judge",
    "quality_trend": "a view of the gate's own results, which change with the judgement",
}
"""The marts that have no suite, and why; any other mart without one closes the gate."""


class SuiteError(ZhizaoError):
    """A suite is missing or says too little to judge by."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is judged: the load, the schema its candidate stands in, and that of what the candidate was made from."""

    dsn: str
    load_id: str
    schema: str
    intermediate: str = "intermediate_candidate"


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the schema where it stands during this judgement, or those of its rows that a query gives."""

    schema: str
    name: str
    query: str | None = None

    @property
    def rows(self) -> str:
        """What stands behind `from` for the judged rows."""
        return f"({self.query})" if self.query else f'"{self.schema}"."{self.name}"'


@dataclass(frozen=True, slots=True)
class Suite:
    """One judged table's expectations, as its file states them."""

    name: str
    keys: tuple[str, ...]
    expectations: tuple[dict[str, Any], ...]
    by_article: bool = False

    def table(self, candidate_schema: str, affected: str | None = None) -> Table:
        """Where the judged rows stand: what readers will find in `marts` is judged in the candidate schema.

        `affected` is the table of the articles this build touched; without it all rows are judged.
        """
        schema, _, name = self.name.partition(".")
        found = Table(candidate_schema if schema == MARTS else schema, name)
        if affected is None or not self.by_article:
            return found
        query = f"select t.* from {found.rows} as t where t.article_key in (select article_key from {affected})"  # noqa: S608 # names of ours
        return Table(found.schema, found.name, query)


def load_suite(folder: Path, name: str) -> Suite:
    """Read the suite `name` below `folder`.

    Raises:
        SuiteError: the file is missing, is not a suite, is empty, or an expectation lacks a part of its meta.
    """
    path = folder.joinpath("suites", *name.split(".")).with_suffix(".json")
    try:
        content = json.loads(path.read_text("utf-8"))
        meta = content["meta"]
        by_article = meta.get("scope") == "affected_articles"
        suite = Suite(content["name"], tuple(meta["keys"]), tuple(content["expectations"]), by_article)
    except OSError as error:
        raise SuiteError(f"The suite {path} cannot be read ({error.strerror}); restore it") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SuiteError(f"The suite {path} is no Great Expectations suite with keys in its meta: {error}") from error
    _refuse_incomplete(suite, name, path)
    return suite


def _refuse_incomplete(suite: Suite, name: str, path: Path) -> None:
    if suite.name != name:
        raise SuiteError(f"The suite {path} calls itself {suite.name!r}; name it {name!r}")
    if not suite.expectations:
        raise SuiteError(f"The suite {path} holds no expectation; a table without expectations cannot be judged")
    names = Counter(name_of(expectation) for expectation in suite.expectations)
    if repeated := [name for name, count in names.items() if count > 1]:
        raise SuiteError(f"The suite {path} uses the name {repeated[0]!r} twice")
    for expectation in suite.expectations:
        _refuse_unexplained(expectation, path)


def _refuse_unexplained(expectation: dict[str, Any], path: Path) -> None:
    meta = expectation.get("meta") or {}
    if not meta.get("name") or not meta.get("why") or meta.get("severity") not in get_args(Severity):
        raise SuiteError(
            f"The suite {path} has an expectation of type {expectation.get('type')!r} whose meta lacks a name, "
            "a why or a severity (blocks or warns)"
        )


def name_of(expectation: dict[str, Any]) -> str:
    """The name an expectation has within its suite; empty when it has none."""
    return str((expectation.get("meta") or {}).get("name", ""))


def fill(query: str, table: str) -> str:
    """Put the judged table into a suite's query."""
    return query.replace("{batch}", table)
