"""Quantities that are no metrics: lengths of time in passing, small counts of headings, ages."""

import re

from zhizao.extraction.lexicon import rows
from zhizao.extraction.metrics.frame import Place

_DURATION_CUE = re.compile(
    r"(?:用时|耗时|历时|工期|周期|时间|寿命|续航|延时|时延|仅用|只用|用了?|缩短[至到了]?|缩减[至到了]?|压缩[至到了]?|平均|为|需|只需|不到|提前|龄|时长|长达|延长|减少|降至|降到)$"
)
_PASSING = re.compile(r"(?:以?来|内|后|前|间|之[内后前]|时间内|以上的?历史)")
_FROM = re.compile(r"[从由][^，。；]{0,8}$")
_TO = re.compile(r"[^，。；]{0,5}[到至]\s?\d")
_PART_OF = re.compile(r"[^，。；\d]{1,12}?(?:中|里|当中)，?(?:已?有|的)?\s?\d")
_FEW = 12
_ABSTRACT = re.compile(
    "[^，。；、\\d]{0,8}?(?:"
    + "|".join(row["word"] for row in rows("indicator_words") if row["class"] == "abstract")
    + ")(?![一-龥]{0,2}(?:中心|基地|平台))"
)
_AGE = re.compile(r"岁")


def refused(shadow: str, place: Place) -> str | None:
    """The reason why the quantity at `place` is no metric, or None."""
    quantity = place.quantity
    if quantity.kind == "duration":
        before = shadow[max(place.clause.start, quantity.start - 8) : quantity.start]
        from_to = _FROM.search(before) and _TO.match(shadow, quantity.end)
        if not from_to and (_PASSING.match(shadow, quantity.end) or not _DURATION_CUE.search(before)):
            return "duration in passing"
        return None
    if quantity.unit == "届":
        return "ordinal of an event"
    if quantity.kind == "count" and _PART_OF.match(shadow, quantity.end):
        return "whole of a part"
    if quantity.kind == "count" and quantity.value <= _FEW and _ABSTRACT.match(shadow, quantity.end):
        return "count of a heading"
    return None
