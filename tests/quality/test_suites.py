"""The suites themselves: Great Expectations reads them, they cover every table, and they say what the engine says."""

import shutil
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.quality.candidate import EXPECTATIONS, read_suite
from zhizao.extraction import mentions
from zhizao.quality.suites import JUDGED, load_suite
from zhizao.reading.article import DateBasis

STATED = [(table, e) for table in JUDGED for e in read_suite(table)["expectations"]]


def test_every_judged_table_has_its_suite_and_no_suite_is_left_over() -> None:
    files = {path.relative_to(EXPECTATIONS / "suites").with_suffix("") for path in EXPECTATIONS.rglob("*.json")}
    assert {".".join(path.parts) for path in files} == set(JUDGED)


def test_every_fact_table_and_dimension_of_the_contract_is_judged() -> None:
    facts = {"fct_metrics", "fct_initiatives", "fct_participants"}
    dimensions = {"articles", "initiatives", "organizations", "persons", "indicators", "units", "dates", "places"}
    marts = {table.removeprefix("marts.") for table in JUDGED if table.startswith("marts.")}
    assert marts == facts | {f"dim_{name}" for name in dimensions}


def test_great_expectations_reads_the_suites_from_its_file_store(tmp_path: Path) -> None:
    import great_expectations as gx
    from great_expectations.data_context.types.base import DataContextConfig, FilesystemStoreBackendDefaults

    from zhizao.quality import expectations as _registered  # noqa: F401

    shutil.copytree(EXPECTATIONS / "suites", tmp_path / "expectations")
    defaults = FilesystemStoreBackendDefaults(root_directory=str(tmp_path))
    config = DataContextConfig(store_backend_defaults=defaults, analytics_enabled=False)
    context = gx.get_context(mode="ephemeral", project_config=config)
    for table in JUDGED:
        assert len(context.suites.get(table).expectations) == len(read_suite(table)["expectations"])


@pytest.mark.parametrize("table", JUDGED)
def test_every_suite_is_complete(table: str) -> None:
    suite = load_suite(EXPECTATIONS, table)
    assert suite.keys
    assert suite.expectations


@pytest.mark.parametrize(("table", "stated"), STATED)
def test_every_expectation_explains_itself_in_one_sentence(table: str, stated: dict[str, Any]) -> None:
    meta, kwargs = stated["meta"], stated["kwargs"]
    assert meta["why"].endswith("."), table
    assert meta["why"][0].isupper()
    assert meta["name"].isidentifier()
    assert stated["severity"] == {"blocks": "critical", "warns": "warning"}[meta["severity"]]
    assert "{batch}" in kwargs.get("query", "{batch}") or _judges_whole(table, kwargs["query"])


def _judges_whole(table: str, query: str) -> bool:
    """Whether a check of a table that is judged by article names the table itself, to judge all of its rows."""
    is_by_article = read_suite(table)["meta"].get("scope") == "affected_articles"
    return is_by_article and f"from {table.removeprefix('marts.')} as" in query


@pytest.mark.parametrize(("table", "stated"), [(t, e) for t, e in STATED if t.startswith(("raw.", "ops."))])
def test_tables_that_grow_for_ever_are_judged_by_this_load_only(table: str, stated: dict[str, Any]) -> None:
    assert "current_setting('zhizao.load_id')" in stated["kwargs"]["query"], table


@pytest.mark.parametrize(("table", "stated"), [(t, e) for t, e in STATED if "history" in e["meta"]])
def test_bounds_learned_from_history_warn_and_take_their_own_parameters(table: str, stated: dict[str, Any]) -> None:
    meta, kwargs = stated["meta"], stated["kwargs"]
    assert meta["severity"] == "warns", table
    assert kwargs["min_value"] == {"$PARAMETER": f"{meta['name']}_min"}
    assert kwargs["max_value"] == {"$PARAMETER": f"{meta['name']}_max"}
    assert meta["history"]["loads"] > 1
    assert meta["history"]["default"][0] < meta["history"]["default"][1]


VOCABULARIES = {
    ("dim_articles", "published_on_basis"): DateBasis,
    ("fct_metrics", "comparator"): mentions.Comparator,
    ("fct_metrics", "measure"): mentions.Measure,
    ("fct_metrics", "status"): mentions.MetricStatus,
    ("fct_initiatives", "initiative_type"): mentions.InitiativeType,
    ("fct_initiatives", "status"): mentions.InitiativeStatus,
    ("dim_initiatives", "initiative_type"): mentions.InitiativeType,
    ("dim_initiatives", "latest_status"): mentions.InitiativeStatus,
    ("fct_participants", "kind"): mentions.ParticipantKind,
    ("fct_participants", "organization_type"): mentions.OrganizationType,
    ("fct_participants", "role"): mentions.RoleName,
    ("dim_organizations", "organization_type"): mentions.OrganizationType,
}


def test_vocabularies_are_those_of_the_engine() -> None:
    stated = {
        (table.removeprefix("marts."), e["kwargs"]["column"]): set(e["kwargs"]["value_set"])
        for table, e in STATED
        if e["type"] == "expect_column_values_to_be_in_set"
    }
    assert stated == {place: set(get_args(words)) for place, words in VOCABULARIES.items()}
