"""One pattern for many words."""

import re

from zhizao.extraction.alternation import one_of


def test_the_longest_word_that_fits_wins() -> None:
    """Whatever the order of the words."""
    pattern = re.compile(one_of(["一", "一带", "一带一路", "三峡"]))
    assert [match.group() for match in pattern.finditer("一带一路和一带，一条三峡")] == [
        "一带一路",
        "一带",
        "一",
        "三峡",
    ]


def test_a_word_that_fits_in_part_gives_way_to_a_shorter_one() -> None:
    """What follows decides among the words, as in any alternation."""
    assert re.fullmatch(one_of(["增长", "增"]) + "长了", "增长了")


def test_signs_of_patterns_are_plain_signs() -> None:
    """Words are no patterns."""
    assert re.fullmatch(one_of(["a.b", "a+"]), "a.b")
    assert not re.fullmatch(one_of(["a.b", "a+"]), "axb")
