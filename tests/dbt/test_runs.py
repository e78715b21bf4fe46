"""Running the build: in another order of loads, and over leftovers."""

import re
from pathlib import Path

from tests.conftest import copied
from tests.dbt import scene
from tests.dbt.conftest import LOAD, Build
from tests.dbt.raw_rows import execute, land, open_load, rows, tie
from zhizao.warehouse.embedded import EmbeddedServer

TABLES = (
    "dim_articles", "dim_dates", "dim_indicators", "dim_initiatives", "dim_organizations", "dim_persons", "dim_places",
    "dim_units", "fct_initiative_status", "fct_initiatives", "fct_metrics", "fct_participants",
)  # fmt: skip


def content(dsn: str, without: str = "") -> dict[str, list[str]]:
    """Every row of every table as text, without one column."""
    return {
        table: [
            text
            for (text,) in rows(
                dsn, f"select (to_jsonb(t) - '{without}')::text from marts_candidate.{table} t order by 1"
            )
        ]
        for table in TABLES
    }


def test_what_an_older_project_left_is_gone_and_what_is_not_ours_stays(built: str) -> None:
    found = rows(built, "select relname from pg_class where relname ~ '_of_old$' or relname = 'not_ours'")
    assert found == [("not_ours",)]


def test_every_node_has_one_row_in_the_results(built: str) -> None:
    found = rows(
        built,
        f"""select resource_type, count(*), count(distinct node), array_agg(distinct status) from ops.dbt_results
            where load_id = '{LOAD}' group by resource_type order by resource_type""",
    )
    assert {kind: statuses for kind, _, _, statuses in found} == {
        "model": ["success"],
        "seed": ["success"],
        "test": ["pass", "warn"],
    }
    assert all(count == nodes for _, count, nodes, _ in found)
    query = "select rows_affected from ops.dbt_results where node = 'model.zhizao.dim_articles'"
    assert rows(built, query) == [(len(content(built)["dim_articles"]),)]


def test_nothing_outside_the_candidate_depends_on_it(built: str) -> None:
    found = rows(
        built,
        """select distinct classid::regclass::text, c.relnamespace::regnamespace::text from pg_depend d
           join pg_class r on r.oid = d.refobjid and r.relnamespace = 'marts_candidate'::regnamespace
           join pg_rewrite w on w.oid = d.objid join pg_class c on c.oid = w.ev_class
           where c.relnamespace <> r.relnamespace""",
    )
    assert found == []


def test_neither_their_order_nor_a_build_between_loads_changes_anything_but_their_ids(
    server: EmbeddedServer, template: str, build: Build, built: str
) -> None:
    # What is received first brings the mentions: here the place that the scene fills second.
    elsewhere = scene.SHARED_ELSEWHERE.saying(*scene.SHARED.mentions)
    stories = (
        scene.LATER,
        scene.COPY_OF_COPY,
        scene.SECOND_RESULT,
        elsewhere,
        scene.RATES,
        scene.COPY,
        scene.BACK_AGAIN,
    )
    with copied(server, template) as dsn:
        for number, story in enumerate(stories, start=1):
            load_id = f"load-{number:06}"
            open_load(dsn, load_id, outcome="open", station="build")
            land(dsn, load_id, story)
            if number == len(stories) // 2:
                build(dsn, load_id, tested=False)
            execute(dsn, f"update ops.loads set outcome = 'published' where load_id = '{load_id}'")
        open_load(dsn, "load-000008", outcome="open", station="build")
        land(dsn, "load-000008", scene.ORIGINAL, scene.UPDATED, scene.REPLACING_SHARED)
        tie(dsn, "load-000008", (scene.COPY_OF_COPY, scene.COPY), (scene.ORIGINAL, scene.COPY))
        build(dsn, "load-000008", tested=False)
        assert content(dsn, "load_id") == content(built, "load_id")


def test_a_warning_lets_the_build_pass_and_is_recorded(built: str) -> None:
    found = rows(built, "select node, rows_affected from ops.dbt_results where status = 'warn'")
    assert found == [("test.zhizao.roles_find_their_mentions", 2)]


def test_nothing_in_the_project_names_the_published_schema() -> None:
    project = Path(__file__).parents[2] / "dbt_project"
    named = re.compile(r"\bmarts\.")
    assert [path for path in project.rglob("*.sql") if named.search(path.read_text("utf-8"))] == []
