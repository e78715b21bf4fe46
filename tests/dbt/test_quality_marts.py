"""The marts on quality: what every load was held to, what was set aside, and that a reader may see it all."""

from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2.extensions import cursor as Cursor

FIRST, LATER = "load-000001", "load-000005"


@pytest.fixture
def cursor(built: str) -> Iterator[Cursor]:
    """A cursor among the marts whose changes are undone after the test."""
    connection = psycopg2.connect(built, options="-c search_path=marts_candidate")
    yield connection.cursor()
    connection.close()


def _judge(cursor: Cursor, load: str, share: float, failing: int) -> None:
    """Record a figure within bounds, and a check of rows."""
    cursor.execute(
        """insert into ops.check_results (load_id, suite, expectation, severity, success, why, observed, bounds,
               failing_count, failing_keys)
           values (%(load)s, 'ops.document_outcomes', 'quarantined_share', 'warns', true, 'Sources go wrong.',
               jsonb_build_object('value', %(share)s), '{"min": 0, "max": 0.5, "origin": "learned"}', null, '[]'),
           (%(load)s, 'marts.fct_metrics', 'facts_are_grounded', 'blocks', %(failing)s = 0, 'No ground.',
               '{"value": 2}', '{}', %(failing)s, '[{"metric_key": "m"}]')""",
        {"load": load, "share": share, "failing": failing},
    )


def _asked(cursor: Cursor, query: str) -> list[tuple[object, ...]]:
    cursor.execute(query)
    return cursor.fetchall()


def test_checks_show_figure_bounds_and_reason_as_soon_as_they_are_judged(cursor: Cursor) -> None:
    _judge(cursor, LATER, 0.25, 2)
    columns = "load_outcome, check_name, severity, is_success, observed, lower_bound, upper_bound, bounds_origin, why"
    assert _asked(cursor, f"select {columns} from quality_checks order by check_name") == [
        ("open", "facts_are_grounded", "blocks", False, 2, None, None, None, "No ground."),
        ("open", "quarantined_share", "warns", True, pytest.approx(0.25), 0, 0.5, "learned", "Sources go wrong."),
    ]


def test_the_trend_puts_each_load_beside_the_one_before(cursor: Cursor) -> None:
    _judge(cursor, FIRST, 0.25, 0)
    _judge(cursor, LATER, 0.5, 1)
    query = """select load_id, observed, observed_before, difference from quality_trend
               where check_name = 'quarantined_share' order by load_id"""
    assert _asked(cursor, query) == [(FIRST, 0.25, None, None), (LATER, 0.5, 0.25, 0.25)]


def test_a_loads_account_adds_up(cursor: Cursor) -> None:
    documents = "documents_received, documents_landed, documents_duplicate, documents_quarantined"
    found = _asked(
        cursor, f"select {documents}, articles_extracted, articles_failed from quality_loads order by load_id"
    )
    assert all(received == landed + duplicate + quarantined for received, landed, duplicate, quarantined, *_ in found)
    assert _asked(cursor, f"select documents_quarantined, outcome from quality_loads where load_id = '{LATER}'") == [
        (1, "open")
    ]
    cursor.execute("select count(*) from ops.document_outcomes")
    assert (sum(row[0] for row in found),) == cursor.fetchone()


def test_what_was_set_aside_is_named_with_place_and_reason(cursor: Cursor) -> None:
    cursor.execute(
        """insert into ops.quarantined_mentions (load_id, mention_table, article_key, mention_key, rule, reason)
           select load_id, 'metric_mentions', article_key, mention_key, 'quote_is_grounded', 'It is not there.'
           from raw.metric_mentions where indicator = '工业互联网规模' and measure = 'level'"""
    )
    found = _asked(cursor, "select what, source_uri, title, quote, rule from quality_quarantine order by what")
    assert found == [
        ("article", "inbox/rates.txt", None, None, "engine_failed"),
        ("document", "inbox/page.html", None, None, None),
        ("mention", "inbox/original.txt", "品控码平台将建", "工业互联网规模达到800亿元", "quote_is_grounded"),
    ]


def test_a_reader_of_the_marts_needs_no_right_on_what_they_are_made_of(cursor: Cursor) -> None:
    cursor.execute("create role reader_of_marts")
    cursor.execute("grant usage on schema marts_candidate to reader_of_marts")
    cursor.execute("grant select on all tables in schema marts_candidate to reader_of_marts")
    cursor.execute("set role reader_of_marts")
    for view in ("quality_checks", "quality_loads", "quality_trend", "quality_quarantine"):
        cursor.execute(f"select count(*) from {view}")
        assert cursor.fetchone()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("select count(*) from ops.loads")
