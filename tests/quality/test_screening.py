"""Screening: which mentions are quarantined and why, and that the others are left alone."""

import pytest

from tests.quality.candidate import LOAD, rows, run
from zhizao.quality.row_rules import RULES, VALUE_IS_RESTATED
from zhizao.quality.screening import screen_mentions
from zhizao.warehouse.connection import connect

ALL = {(table, rule.name) for table, rules in RULES.items() for rule in rules}

BREAKS = {
    ("metric_mentions", "offsets_lie_in_the_body"): "char_start = char_end + 3 where mention_key = 'm1'",
    ("metric_mentions", "quote_is_grounded"): "char_start = char_start + 1 where mention_key = 'm1'",
    ("metric_mentions", "confidence_is_a_probability"): "confidence = 1.2 where mention_key = 'm1'",
    ("metric_mentions", "names_are_filled"): "indicator = E' \\t' where mention_key = 'm1'",
    ("metric_mentions", "value_is_possible"): "value = 'NaN' where mention_key = 'm1'",
    ("metric_mentions", "range_has_two_ends"): "value_max = value - 1 where mention_key = 'm5'",
    ("metric_mentions", "period_is_iso"): "period = '2020年' where mention_key = 'm1'",
    ("metric_mentions", "period_has_its_days"): "period_end = period_start - 1 where mention_key = 'm1'",
    ("metric_mentions", "comparator_is_in_the_vocabulary"): "comparator = '≈' where mention_key = 'm1'",
    ("metric_mentions", "measure_is_in_the_vocabulary"): "measure = 'volume' where mention_key = 'm1'",
    ("metric_mentions", "status_is_in_the_vocabulary"): "status = 'hoped' where mention_key = 'm1'",
    ("initiative_mentions", "offsets_lie_in_the_body"): "char_end = 9999 where mention_key = 'i2'",
    ("initiative_mentions", "quote_is_grounded"): "quote = quote || '。' where mention_key = 'i2'",
    ("initiative_mentions", "confidence_is_a_probability"): "confidence = 'NaN' where mention_key = 'i2'",
    ("initiative_mentions", "names_are_filled"): "name = '' where mention_key = 'i2'",
    ("initiative_mentions", "initiative_type_is_in_the_vocabulary"): "initiative_type = 'x' where mention_key = 'i2'",
    ("initiative_mentions", "status_is_in_the_vocabulary"): "status = 'dreamt' where mention_key = 'i2'",
    ("initiative_mentions", "status_date_is_iso"): "status_date = '5月' where mention_key = 'i2'",
    ("participant_mentions", "offsets_lie_in_the_body"): "char_start = -1 where mention_key = 'p1'",
    ("participant_mentions", "quote_is_grounded"): "quote = '' where mention_key = 'p1'",
    ("participant_mentions", "confidence_is_a_probability"): "confidence = -0.1 where mention_key = 'p1'",
    ("participant_mentions", "names_are_filled"): "name = ' ' where mention_key = 'p1'",
    ("participant_mentions", "kind_is_in_the_vocabulary"): "kind = 'robot' where mention_key = 'p1'",
    ("participant_mentions", "organization_type_is_in_the_vocabulary"): "organization_type = 'x' where mention_key = 'p1'",
    ("participant_mentions", "persons_have_no_organization_type"): "kind = 'person' where mention_key = 'p1'",
    ("role_mentions", "offsets_lie_in_the_body"): "char_end = char_start",
    ("role_mentions", "quote_is_grounded"): "char_end = char_end + 1",
    ("role_mentions", "confidence_is_a_probability"): "confidence = 2",
    ("role_mentions", "names_are_filled"): "initiative = ''",
    ("role_mentions", "kind_is_in_the_vocabulary"): "kind = 'robot'",
    ("role_mentions", "role_is_in_the_vocabulary"): "role = 'hero'",
    ("role_mentions", "it_ties_sound_mentions"): "initiative = '没有提到的平台'",
}  # fmt: skip


def screened(dsn: str) -> list[tuple[object, ...]]:
    """What a screening of the sound load leaves in quarantine."""
    with connect(dsn=dsn) as connection:
        screen_mentions(connection, LOAD)
    return rows(dsn, "select mention_table, mention_key, rule from ops.quarantined_mentions order by 1, 2")


@pytest.fixture(scope="module")
def load(module_sound: str) -> str:
    """The sound load, for tests that put back what they spoil."""
    return module_sound


def test_every_rule_has_a_mention_that_breaks_it() -> None:
    assert set(BREAKS) == ALL


def test_a_sound_load_has_nothing_in_quarantine(load: str) -> None:
    assert screened(load) == []
    yields = "select source_name, article_count, metric_count, initiative_count, participant_count, role_count"
    assert rows(load, f"{yields} from ops.load_yields") == [("inbox", 3, 5, 3, 2, 1)]


@pytest.mark.parametrize(("table", "rule"), sorted(BREAKS))
def test_a_mention_that_breaks_a_rule_is_quarantined_alone_and_with_its_reason(
    table: str, rule: str, load: str
) -> None:
    run(load, f"create table ops.kept as table raw.{table}; update raw.{table} set {BREAKS[table, rule]}")
    try:
        found = [row for row in screened(load) if row[0] == table]
        assert [row[2] for row in found] == [rule]
        (reason,) = {stated.reason for stated in RULES[table] if stated.name == rule}
        assert (reason,) in rows(load, "select reason from ops.quarantined_mentions")
    finally:
        run(load, f"delete from raw.{table}; insert into raw.{table} table ops.kept; drop table ops.kept")


def test_a_value_its_quote_does_not_give_is_quarantined_and_screening_again_changes_nothing(sound: str) -> None:
    run(sound, "update raw.metric_mentions set value = 129 where mention_key = 'm1'")
    assert screened(sound) == [("metric_mentions", "m1", VALUE_IS_RESTATED.name)] == screened(sound)
    run(sound, "update raw.metric_mentions set value = 128 where mention_key = 'm1'")
    assert screened(sound) == []


def test_a_role_goes_with_the_mention_it_names(sound: str) -> None:
    run(sound, "update raw.participant_mentions set confidence = 7 where name = '李望山'")
    assert screened(sound) == [
        ("participant_mentions", "p2", "confidence_is_a_probability"),
        ("role_mentions", "r1", "it_ties_sound_mentions"),
    ]
