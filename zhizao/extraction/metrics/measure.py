"""Whether a quantity is a level, a growth, a change, a share, a rank or a multiple, and whether it falls."""

import re
from dataclasses import dataclass

from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import Measure
from zhizao.extraction.quantities import Quantity

_MOVES = {row["word"]: row["direction"] for row in rows("measure_words") if row["class"] == "move"}
_RATES = {row["word"]: row["direction"] for row in rows("measure_words") if row["class"] == "rate"}
_SHARES = tuple(row["word"] for row in rows("measure_words") if row["class"] == "share")


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(str, words), key=lambda word: (-len(word), word)))  # type: ignore[call-overload]


_BASIS = r"(?:同比|环比|同口径|[比较][^，。；,]{0,14}?|名义|实际|平均|年均|累计|日均|大幅|再|又|共|净|均|可|分别|则|也|约|近|逐年|双双|合计|直接|进一步|至少)"
MOVE = re.compile(
    rf"(?P<basis>{_BASIS}{{0,3}})(?P<verb>{_alternatives(_MOVES)})(?P<to>[到至为]|达到?)?(?:了|约|近|超过?|逾|幅度|达|不|将近|也)?$"
)
RATE = re.compile(rf"(?P<rate>{_alternatives(_RATES)})(?:[^，。；,、]{{0,4}})?$")
_COMPARISON = re.compile(r"同比|环比|同口径")
_CHANGE_NOUN = re.compile(r"(?:新增|净增|增发|增收|减收|增加(?!值)|减少|增量|减排|新增加)[^，。；,、到至]{0,12}$")


@dataclass(frozen=True, slots=True)
class Reading:
    """The measure, whether the value falls, and where in the left context the words of movement begin."""

    measure: Measure
    falls: bool
    head_end: int
    verb: str
    basis: str
    rule: str


def read_measure(left: str, right: str, quantity: Quantity) -> Reading:
    """The measure of a quantity from the words before and after it in its clause."""
    if quantity.kind == "rank":
        return Reading("rank", False, len(left), "", "", "measure.rank")
    move = MOVE.search(left, max(0, len(left) - 30))
    if move is not None and not (move["to"] and quantity.kind != "points") and not _inside_word(left, move):
        return _moved(left, move, quantity)
    if quantity.kind == "multiple":
        return Reading("multiple", False, len(left), "", "", "measure.multiple")
    rate = RATE.search(left, max(0, len(left) - 12))
    if quantity.kind in {"percent", "points"}:
        if rate is not None:
            return Reading(
                "growth" if quantity.kind == "percent" else "change",
                _RATES[rate["rate"]] == "fall",
                len(left),
                "",
                "",
                "measure.rate",
            )
        if quantity.kind == "points":
            return Reading("change", False, len(left), "", "", "measure.points")
        after = re.match(r"的?(?:同比)?(?:速度|增速|增幅|增长|年均增长)", right)
        if after is not None:
            return Reading("growth", False, len(left), "", "", "measure.rate_after")
        return Reading("share", False, len(left), "", "", "measure.share")
    if _CHANGE_NOUN.search(left):
        return Reading("change", False, len(left), "", "", "measure.added")
    return Reading("level", False, len(left), "", "", "measure.level")


def _inside_word(left: str, move: re.Match[str]) -> bool:
    """Whether the verb is part of a noun here (增加值) — the pattern ends at the number, so only 新增 is in doubt."""
    return move["verb"] in {"增", "减", "降", "升", "涨", "跌"} and left[
        move.start("verb") - 1 : move.start("verb")
    ] in set("新倍递激缩削")


def _moved(left: str, move: re.Match[str], quantity: Quantity) -> Reading:
    falls = _MOVES[move["verb"]] == "fall"
    measure: Measure = (
        "growth" if quantity.kind == "percent" else "multiple" if quantity.kind == "multiple" else "change"
    )
    return Reading(
        measure, falls, move.start(), move["verb"], (_COMPARISON.search(move["basis"]) or [""])[0], "measure.move"
    )
