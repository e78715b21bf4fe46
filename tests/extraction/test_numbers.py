"""Numerals: what is written is what is read, exactly."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhizao.extraction.numbers import DIGITS, parse_number
from zhizao.extraction.quantities import parse_quantities, parse_quantity

SIGNS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")


def in_words(number: int) -> str:
    """A number below ten thousand as Chinese writes it."""
    digits = [int(digit) for digit in reversed(str(number))]
    parts = [f"{SIGNS[digit]}{PLACES[place]}" if digit else "零" for place, digit in enumerate(digits)]
    text = "".join(reversed(parts)).rstrip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text


@given(st.integers(min_value=1, max_value=9999))
def test_numbers_in_words_are_read_back(number: int) -> None:
    assert parse_number(in_words(number)) == number


@given(st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False, allow_infinity=False))
def test_decimals_stay_exact(number: Decimal) -> None:
    assert parse_number(f"{number}万") == number * 10000


@pytest.mark.parametrize(
    ("text", "value"),
    [("2.79万亿", 2790000000000), ("1亿2000万", 120000000), ("3万5千", 35000), ("二〇二〇", 2020), ("百亿", 10**10)],
)
def test_scales_multiply_what_stands_before_them(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "个", "甲", "9" * 19, "点五"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_two_liang_is_two() -> None:
    assert DIGITS["两"] == 2


@given(st.text(alphabet="0123456789一二三万亿千百%元个家年月日约超，。、-.至", max_size=60))
def test_no_text_breaks_the_parser_and_quantities_do_not_overlap(text: str) -> None:
    found = parse_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_parse_quantity_reads_exactly_one() -> None:
    quantity = parse_quantity("超过2300亿元")
    assert quantity is not None
    assert (str(quantity.value), quantity.unit, quantity.comparator) == ("230000000000", "元", ">")
    assert parse_quantity("3个和5家") is None
    assert parse_quantity("没有数字") is None


def test_traditional_script_and_full_width_signs_are_read() -> None:
    quantity = parse_quantity("總投資超過５０億元")
    assert quantity is not None
    assert (str(quantity.value), quantity.unit, quantity.comparator) == ("5000000000", "元", ">")
