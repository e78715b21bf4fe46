"""The term lists of quantities and metrics: whole, without doubles, each line with its reason."""

import pytest

from zhizao.extraction.lexicon import rows
from zhizao.extraction.quantities import parse_quantity

KEYS = {
    "units": ("unit",),
    "comparators": ("word", "place"),
    "noun_classifiers": ("noun",),
    "period_words": ("word",),
    "status_cues": ("cue",),
    "measure_words": ("word",),
    "indicator_words": ("word", "class"),
    "numeral_words": ("word",),
    "metric_confidence": ("rule",),
}
KINDS = {"count", "money", "percent", "points", "multiple", "duration", "measure"}


@pytest.mark.parametrize("name", KEYS)
def test_every_line_says_why_it_is_there(name: str) -> None:
    assert [row for row in rows(name) if not row["why"]] == []


@pytest.mark.parametrize("name", KEYS)
def test_no_line_stands_twice(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_every_unit_has_a_base_a_dimension_and_a_known_kind() -> None:
    for row in rows("units"):
        assert row["base"]
        assert row["dimension"]
        assert row["kind"] in KINDS


@pytest.mark.parametrize("row", rows("units"), ids=lambda row: row["unit"])
def test_every_unit_of_the_table_is_read_after_a_number(row: dict[str, str]) -> None:
    quantity = parse_quantity(f"共计25{row['unit']}。")
    assert quantity is not None
    assert quantity.unit == row["base"]


@pytest.mark.parametrize("row", [r for r in rows("comparators") if r["place"] == "before"], ids=lambda r: r["word"])
def test_every_comparator_before_a_number_bounds_it(row: dict[str, str]) -> None:
    number = "百" if row["word"] == "上" else "25"
    quantity = parse_quantity(f"规模{row['word']}{number}家。")
    assert quantity is not None
    assert quantity.comparator == row["comparator"]


@pytest.mark.parametrize("row", [r for r in rows("comparators") if r["place"] == "after"], ids=lambda r: r["word"])
def test_every_comparator_after_a_quantity_bounds_it(row: dict[str, str]) -> None:
    quantity = parse_quantity(f"规模25公里{row['word']}。")
    assert quantity is not None
    assert quantity.comparator == row["comparator"]
