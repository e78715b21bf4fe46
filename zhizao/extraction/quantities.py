"""Quantities of Chinese text: number, scale, unit and comparator, as exact values in base units.

>>> [(str(q.value), q.unit, q.comparator) for q in parse_quantities("总投资超过2300亿元")]
[('230000000000', '元', '>')]
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from zhizao.extraction.masks import find_masks
from zhizao.extraction.mentions import Comparator
from zhizao.extraction.quantity_scanner import Quantity, QuantityScanner
from zhizao.extraction.text import Span, shadow_of
from zhizao.extraction.times import times_of

__all__ = ["Quantity", "parse_quantities", "parse_quantity", "quantities_of", "scan_quantities", "states"]


def parse_quantities(text: str) -> list[Quantity]:
    """Every quantity in `text`, in order, without overlaps; dates, names and document numbers are none."""
    return quantities_of(shadow_of(text))


def quantities_of(shadow: str) -> list[Quantity]:
    """Every quantity of a shadow text that stands alone."""
    return scan_quantities(shadow, _times_alone(shadow))


def parse_quantity(text: str) -> Quantity | None:
    """The one quantity that `text` states, or None when it states none or several."""
    found = parse_quantities(text)
    return found[0] if len(found) == 1 else None


def states(shadow: str, key: tuple[Decimal, Decimal | None, str, Comparator]) -> bool:
    """Whether a shadow text that stands alone states the quantity `key`; reads no further than needed."""
    return any(quantity.key == key for quantity in _scan(shadow, _times_alone(shadow)))


def scan_quantities(shadow: str, times: Sequence[Span]) -> list[Quantity]:
    """Every quantity of a shadow text, given its `times` in order."""
    return list(_scan(shadow, times))


def _scan(shadow: str, times: Iterable[Span]) -> Iterator[Quantity]:
    return QuantityScanner(shadow, sorted([*times, *find_masks(shadow)])).scan()


def _times_alone(shadow: str) -> list[Span]:
    return [Span(time.start, time.end) for time in times_of(shadow, None)]
