"""Whether a quote alone gives back its fact, sign and all the rest."""

from decimal import Decimal

import pytest

from zhizao.quality.restatement import quote_restates


def _fact(quote: str, value: str, unit: str, comparator: str = "=", **others: object) -> dict[str, object]:
    given = {"quote": quote, "value": Decimal(value), "value_max": None, "unit": unit, "comparator": comparator}
    return given | {"measure": "level"} | others


@pytest.mark.parametrize(
    "fact",
    [
        _fact("128家", "128", "家"),
        _fact("超过3000家", "3000", "家", ">"),
        _fact("20亿元", "2000000000", "元"),
        _fact("20亿元", "2000000000.000", "元"),
        _fact("增长12.5%", "12.5", "%", measure="growth"),
        _fact("下降4.2%", "-4.2", "%", measure="growth"),
        _fact("减少36家", "-36", "家", measure="change"),
        _fact("3-5亿千瓦时", "300000000", "千瓦时", "range", value_max=Decimal(500000000)),
    ],
)
def test_the_quote_gives_the_fact_back(fact: dict[str, object]) -> None:
    assert quote_restates(fact)


@pytest.mark.parametrize(
    "fact",
    [
        _fact("128家", "129", "家"),
        _fact("128家", "128", "个"),
        _fact("超过3000家", "3000", "家"),
        _fact("20亿元", "20", "元"),
        _fact("占比4.2%", "-4.2", "%", measure="share"),
        _fact("3-5亿千瓦时", "300000000", "千瓦时", "range"),
        _fact("若干家", "3", "家"),
        _fact("", "3", "家"),
    ],
)
def test_the_quote_does_not_give_it_back(fact: dict[str, object]) -> None:
    assert not quote_restates(fact)
