"""What readers may rely on: the tables and columns of the published warehouse, their types, keys and comments."""

from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2 import errors

from tests.dbt.raw_rows import rows

FACT = {"quote": "text", "char_start": "integer", "char_end": "integer", "confidence": "numeric", "rule": "text"}
COLUMNS = {
    "dim_articles": {
        "article_key": "text", "source_uri": "text", "story_no": "integer", "title": "text", "body": "text",
        "published_on": "date", "published_on_basis": "text", "publisher": "text", "original_source": "text",
        "authors": "text[]", "content_sha256": "text", "syndication_key": "text", "is_first_copy": "boolean",
        "load_id": "text",
    },
    "fct_metrics": {
        "metric_key": "text", "article_key": "text", "indicator": "text", "subject": "text", "value": "numeric",
        "value_max": "numeric", "unit": "text", "comparator": "text", "measure": "text", "period": "text",
        "period_start": "date", "period_end": "date", "status": "text", "sentence": "text", "load_id": "text", **FACT,
    },
    "fct_initiatives": {
        "initiative_mention_key": "text", "initiative_key": "text", "article_key": "text", "name": "text",
        "aliases": "text[]", "initiative_type": "text", "status": "text", "status_date": "text", "place": "text",
        "load_id": "text", **FACT,
    },
    "fct_participants": {
        "participation_key": "text", "participant_key": "text", "article_key": "text", "initiative_key": "text",
        "initiative_name": "text", "name": "text", "kind": "text", "organization_type": "text", "title": "text",
        "affiliation": "text", "role": "text", "load_id": "text", **FACT,
    },
    "fct_initiative_status": {
        "initiative_status_key": "text", "initiative_key": "text", "step_no": "integer", "status": "text",
        "status_date": "text", "article_key": "text", "report_count": "integer", "load_id": "text",
    },
    "comparable_metrics": {
        "metric_key": "text", "comparison_key": "text", "syndication_key": "text", "value_from": "numeric",
        "value_to": "numeric", "load_id": "text",
    },
    "dim_initiatives": {"initiative_key": "text", "name": "text", "aliases": "text[]"},
    "dim_organizations": {"organization_key": "text", "name": "text", "aliases": "text[]"},
    "dim_persons": {"person_key": "text", "name": "text", "aliases": "text[]"},
    "dim_indicators": {"indicator_key": "text", "name": "text", "aliases": "text[]"},
    "dim_units": {"unit_key": "text", "unit": "text", "dimension": "text"},
    "dim_dates": {"date_key": "date", "year_no": "integer", "five_year_plan": "text"},
    "dim_places": {"place_key": "text", "name": "text", "aliases": "text[]", "parent_place_key": "text"},
}  # fmt: skip

VIEWS = {
    "contradictions", "evidence", "momentum", "network", "promises", "quality_checks", "quality_loads", "quality_quarantine",
    "quality_trend",
}  # fmt: skip

REFERENCES = {
    ("corrections", "article_key", "dim_articles"),
    ("dim_articles", "published_date_key", "dim_dates"),
    ("dim_articles", "syndication_key", "dim_articles"),
    ("dim_indicators", "main_unit_key", "dim_units"),
    ("dim_persons", "organization_key", "dim_organizations"),
    ("dim_places", "parent_place_key", "dim_places"),
    ("fct_initiative_status", "article_key", "dim_articles"),
    ("fct_initiative_status", "initiative_key", "dim_initiatives"),
    ("fct_initiatives", "article_key", "dim_articles"),
    ("fct_initiatives", "initiative_key", "dim_initiatives"),
    ("fct_initiatives", "place_key", "dim_places"),
    ("fct_metrics", "article_key", "dim_articles"),
    ("fct_metrics", "indicator_key", "dim_indicators"),
    ("fct_metrics", "period_end_key", "dim_dates"),
    ("fct_metrics", "period_start_key", "dim_dates"),
    ("fct_metrics", "subject_initiative_key", "dim_initiatives"),
    ("fct_metrics", "subject_organization_key", "dim_organizations"),
    ("fct_metrics", "subject_place_key", "dim_places"),
    ("fct_metrics", "unit_key", "dim_units"),
    ("fct_participants", "article_key", "dim_articles"),
    ("fct_participants", "initiative_key", "dim_initiatives"),
    ("fct_participants", "organization_key", "dim_organizations"),
    ("fct_participants", "person_key", "dim_persons"),
}


@pytest.fixture
def cursor(built: str) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor whose changes are undone after the test."""
    connection = psycopg2.connect(built, options="-c search_path=marts_candidate")
    yield connection.cursor()
    connection.close()


def test_the_candidate_holds_the_tables_readers_rely_on(built: str) -> None:
    query = (
        "select relname from pg_class where relnamespace = 'marts_candidate'::regnamespace and relkind in ('r', 'v')"
    )
    assert {name for (name,) in rows(built, query)} >= set(COLUMNS) | VIEWS


@pytest.mark.parametrize("table", COLUMNS)
def test_every_promised_column_has_its_type(built: str, table: str) -> None:
    found = rows(
        built,
        f"""select attname, format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = 'marts_candidate.{table}'::regclass and attnum > 0""",
    )
    assert COLUMNS[table].items() <= dict(found).items()


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_has_a_primary_key_of_its_first_column(built: str, table: str) -> None:
    query = f"select conkey from pg_constraint where conrelid = 'marts_candidate.{table}'::regclass and contype = 'p'"
    assert rows(built, query) == [([1],)]


def test_foreign_keys_are_enforced_by_the_database(built: str) -> None:
    found = rows(
        built,
        """select conrelid::regclass::text, attname, confrelid::regclass::text from pg_constraint
           join pg_attribute on attrelid = conrelid and attnum = conkey[1]
           where contype = 'f' and convalidated and connamespace = 'marts_candidate'::regnamespace""",
    )
    bare = {tuple(part.removeprefix("marts_candidate.") for part in row) for row in found}
    assert bare == REFERENCES


def test_constraints_bear_the_names_of_their_tables(built: str) -> None:
    query = "select conname from pg_constraint where connamespace = 'marts_candidate'::regnamespace"
    assert [name for (name,) in rows(built, query) if "dbt" in name] == []


def test_every_table_and_column_carries_its_comment(built: str) -> None:
    found = rows(
        built,
        """select relname, attname, obj_description(c.oid), col_description(c.oid, attnum) from pg_class c
           join pg_attribute on attrelid = c.oid and attnum > 0
           where relnamespace = 'marts_candidate'::regnamespace and relkind in ('r', 'v')""",
    )
    assert found
    assert [(table, column) for table, column, *comments in found if not all(comments)] == []


@pytest.mark.parametrize(("table", "column", "to"), sorted(REFERENCES))
def test_every_foreign_key_has_an_index(built: str, table: str, column: str, to: str) -> None:
    assert to
    query = f"""select 1 from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
        where indrelid = 'marts_candidate.{table}'::regclass and attname = '{column}'"""
    assert rows(built, query)


@pytest.mark.parametrize("table", [table for table, columns in COLUMNS.items() if "load_id" in columns])
def test_every_row_names_a_load_that_is_visible(built: str, table: str) -> None:
    query = f"select count(*) from marts_candidate.{table} where load_id not in (select load_id from ops.visible_loads)"
    assert rows(built, query) == [(0,)]


@pytest.mark.parametrize("table", ["fct_metrics", "fct_initiatives", "fct_participants"])
def test_every_quote_stands_in_its_body(built: str, table: str) -> None:
    query = f"""select count(*), count(*) filter (where substr(body, char_start + 1, char_end - char_start) = quote)
        from marts_candidate.{table} join marts_candidate.dim_articles using (article_key)"""
    ((facts, grounded),) = rows(built, query)
    assert facts == grounded > 0


@pytest.mark.parametrize(
    "change",
    [
        "update fct_metrics set comparator = '≈'",
        "update fct_metrics set measure = 'stock'",
        "update fct_metrics set status = 'done'",
        "update fct_initiatives set status = 'done'",
        "update fct_initiatives set initiative_type = 'thing'",
        "update fct_participants set role = 'guest'",
        "update fct_participants set kind = 'place'",
        "update fct_participants set organization_type = 'firm'",
        "update fct_metrics set confidence = 1.5",
        "update fct_metrics set char_end = char_start",
    ],
)
def test_the_database_refuses_a_value_that_is_not_in_the_guideline(
    cursor: psycopg2.extensions.cursor, change: str
) -> None:
    with pytest.raises(errors.CheckViolation):
        cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "update fct_metrics set article_key = 'nobody'",
        "update fct_metrics set unit_key = 'nothing'",
        "update fct_participants set person_key = 'nobody' where kind = 'person'",
        "delete from dim_initiatives",
    ],
)
def test_the_database_refuses_a_key_that_leads_nowhere(cursor: psycopg2.extensions.cursor, change: str) -> None:
    with pytest.raises(errors.ForeignKeyViolation):
        cursor.execute(change)
