"""House rules of the dbt project, asserted over its manifest."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

Node = dict[str, Any]
PROJECT = Path(__file__).parents[2] / "dbt_project"
MOST_JOINS = 7


@pytest.fixture(scope="session")
def manifest(built: str, dbt_home: Path) -> Node:
    """The manifest of the build of the scene."""
    assert built
    found: Node = json.loads((dbt_home / "dbt" / "target" / "manifest.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def models(manifest: Node) -> list[Node]:
    """Every model of the project."""
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def layer(model: Node) -> str:
    return str(model["fqn"][1])


def offenders(models: list[Node], offends: Any) -> list[str]:
    return [model["name"] for model in models if offends(model)]


def test_models_bear_the_prefix_of_their_layer(models: list[Node]) -> None:
    prefixes = {"staging": "stg_", "intermediate": "int_", "dimensions": "dim_", "facts": "fct_"}

    def prefix(model: Node) -> str:
        return next((prefixes[folder] for folder in model["fqn"][:0:-1] if folder in prefixes), "")

    assert offenders(models, lambda m: not m["name"].startswith(prefix(m))) == []
    assert {layer(m) for m in models} == {"staging", "intermediate", "marts"}


def test_each_layer_has_its_schema(models: list[Node]) -> None:
    schemas = {layer(model): model["schema"] for model in models}
    assert schemas == {"staging": "staging", "intermediate": "intermediate_candidate", "marts": "marts_candidate"}


def test_the_grain_is_the_first_sentence_of_each_description(models: list[Node]) -> None:
    assert offenders(models, lambda m: not m["description"].startswith("One row per ")) == []


def test_every_column_is_described(models: list[Node], manifest: Node) -> None:
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    undescribed = [
        f"{node['name']}.{name}"
        for node in [*models, *seeds]
        for name, column in node["columns"].items()
        if not column["description"].strip()
    ]
    assert undescribed == []
    assert all(node["columns"] for node in [*models, *seeds])


def test_the_described_columns_are_those_the_model_has(models: list[Node], built: str) -> None:
    from tests.dbt.raw_rows import rows

    found = rows(
        built,
        """select table_schema, table_name, array_agg(column_name::text) from information_schema.columns
           where table_schema in ('staging', 'intermediate_candidate', 'marts_candidate') group by 1, 2""",
    )
    have = {(schema, table): set(columns) for schema, table, columns in found}
    lasting = [model for model in models if model["config"]["materialized"] != "ephemeral"]
    assert {m["name"]: set(m["columns"]) for m in lasting} == {m["name"]: have[m["schema"], m["name"]] for m in lasting}


def test_every_model_has_a_test_of_its_key(models: list[Node], manifest: Node) -> None:
    tests = [node for node in manifest["nodes"].values() if node.get("attached_node")]
    kinds = Counter((test["attached_node"], test["test_metadata"]["name"]) for test in tests)

    def keyless(model: Node) -> bool:
        key = model["unique_id"]
        return not (kinds[key, "unique_key"] or (kinds[key, "unique"] and kinds[key, "not_null"]))

    assert offenders(models, keyless) == []


def test_every_mart_has_an_enforced_contract_and_a_primary_key(models: list[Node]) -> None:
    marts = [model for model in models if layer(model) == "marts"]

    def unbound(model: Node) -> bool:
        constraints = [c["type"] for column in model["columns"].values() for c in column["constraints"]]
        # A view has no key that PostgreSQL could enforce; that it has one is tested.
        is_keyed = model["config"]["materialized"] == "view" or constraints.count("primary_key") == 1
        return not model["contract"]["enforced"] or not is_keyed

    assert offenders(marts, unbound) == []
    assert len(marts) >= 11


def test_relations_and_columns_carry_their_descriptions_into_the_database(models: list[Node]) -> None:
    assert offenders(models, lambda m: m["config"]["persist_docs"] != {"relation": True, "columns": True}) == []


def test_staging_joins_nothing_and_reads_one_table(models: list[Node]) -> None:
    staging = [model for model in models if layer(model) == "staging"]
    assert offenders(staging, lambda m: " join " in m["raw_code"] or len(m["depends_on"]["nodes"]) != 1) == []


def test_only_staging_reads_seeds_and_what_lies_outside_the_candidate(models: list[Node]) -> None:
    own = ("model.", "source.zhizao.candidate.", "source.zhizao.resolution.")
    later = [model for model in models if layer(model) != "staging"]
    assert offenders(later, lambda m: not all(n.startswith(own) for n in m["depends_on"]["nodes"])) == []


def test_no_model_joins_more_than_seven_times(models: list[Node]) -> None:
    assert offenders(models, lambda m: m["raw_code"].count(" join ") > MOST_JOINS) == []


def test_the_last_cte_is_named_like_the_file_and_selected(models: list[Node]) -> None:
    assert offenders(models, lambda m: not m["raw_code"].rstrip().endswith(f"select * from {m['name']}")) == []
    assert offenders(models, lambda m: f"\n{m['name']} as (\n" not in m["raw_code"]) == []


def test_each_folder_has_one_yaml_named_like_it(models: list[Node]) -> None:
    wrong = offenders(
        models, lambda m: Path(m["patch_path"]).name != f"_{Path(m['original_file_path']).parent.name}.yml"
    )
    assert wrong == []
    folders = Counter(path.parent for path in (PROJECT / "models").rglob("*.yml"))
    assert set(folders.values()) == {1}


def test_reports_stand_on_marts_alone(manifest: Node, models: list[Node]) -> None:
    marts = {model["unique_id"] for model in models if layer(model) == "marts"}
    exposures = manifest["exposures"].values()
    assert {name["name"] for name in exposures} == {"questions_of_bi", "report_site", "exported_files"}
    assert [e["name"] for e in exposures if not marts.issuperset(e["depends_on"]["nodes"])] == []


def test_the_semantic_layer_describes_the_marts_and_everything_it_measures(manifest: Node) -> None:
    semantic = manifest["semantic_models"].values()
    assert {model["model"].split("'")[1] for model in semantic} >= {"fct_metrics", "dim_articles", "promises"}
    described = [*semantic, *manifest["metrics"].values(), *(m for model in semantic for m in model["measures"])]
    assert [part["name"] for part in described if not part["description"]] == []


def test_what_is_received_has_a_freshness(manifest: Node) -> None:
    fresh = {
        s["name"] for s in manifest["sources"].values() if (s["freshness"] or {}).get("warn_after", {}).get("count")
    }
    assert fresh == {"documents", "document_outcomes", "article_outcomes"}


def test_there_are_no_packages() -> None:
    assert [name for name in ("packages.yml", "dependencies.yml") if (PROJECT / name).exists()] == []


def test_every_source_table_is_described(manifest: Node) -> None:
    assert [s["name"] for s in manifest["sources"].values() if not s["description"].startswith("One row per ")] == []
