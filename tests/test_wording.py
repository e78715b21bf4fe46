"""Numbers in sentences."""

import pytest

from zhizao.wording import counted


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (12_000, "12,000 articles")]
)
def test_one_is_singular(number: int, told: str) -> None:
    assert counted(number, "article") == told


def test_a_plural_of_its_own() -> None:
    assert counted(3, "more entry", "more entries") == "3 more entries"
