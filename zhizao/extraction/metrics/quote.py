"""The quote of a metric: from the first word about it in its clause through the quantity and its noun."""

from zhizao.extraction.metrics.frame import Place
from zhizao.extraction.metrics.indicator_name import Indicator
from zhizao.extraction.text import Span

_EDGES = " \n、，。；,;：:和与及　的"
# Rules whose indicator, or part of it, stands after the quantity.
_NOUN_AFTER = (
    "indicator.counted", "indicator.measured_noun", "indicator.rate_noun_after", "indicator.added",
    "indicator.yearly_output", "indicator.people", "indicator.share_of_part", "indicator.rate_after",
)  # fmt: skip


def quote_of(shadow: str, place: Place, named: Indicator) -> Span:
    """The shortest run of the text that shows the quantity at `place` with the words that name it."""
    start, end = place.left.start, place.quantity.end
    while start < place.quantity.start and shadow[start] in _EDGES:
        start += 1
    if named.rule.startswith(_NOUN_AFTER):
        end = place.right.end
        while end > place.quantity.end and shadow[end - 1] in _EDGES:
            end -= 1
    return Span(start, end)
