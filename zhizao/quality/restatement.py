"""Whether a quote alone gives back the fact it supports: the second invariant of the published warehouse."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

# A fall stands in the text as a bare amount behind a verb that may lie outside the quote.
_SIGN_IS_IN_THE_VERB = frozenset({"growth", "change"})
_Quantity = tuple[Decimal, Decimal | None, str, str]


@lru_cache(maxsize=4096)
def _quantities(quote: str) -> tuple[_Quantity, ...]:
    from zhizao.extraction.quantities import parse_quantities

    return tuple((found.value, found.value_max, found.unit, found.comparator) for found in parse_quantities(quote))


def _unsigned(value: Decimal | None) -> Decimal | None:
    return None if value is None else abs(value)


def quote_restates(fact: Mapping[str, Any]) -> bool:
    """Whether some quantity parsed from `fact["quote"]` has the fact's value, value_max, unit and comparator.

    Signs are left aside for the measures growth and change.
    """
    stated: _Quantity = (fact["value"], fact["value_max"], fact["unit"], fact["comparator"])
    if fact["measure"] not in _SIGN_IS_IN_THE_VERB:
        return stated in _quantities(fact["quote"])
    unsigned = (_unsigned(stated[0]), _unsigned(stated[1]), *stated[2:])
    return any((_unsigned(q[0]), _unsigned(q[1]), q[2], q[3]) == unsigned for q in _quantities(fact["quote"]))
