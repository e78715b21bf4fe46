"""Whether a quantity is a level, a growth, a change, a share, a rank or a multiple, and whether it falls."""

import re
from dataclasses import dataclass

from zhizao.extraction.alternation import one_of
from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import Measure
from zhizao.extraction.quantities import Quantity

_MOVES = {row["word"]: row["direction"] for row in rows("measure_words") if row["class"] == "move"}
_RATES = {row["word"]: row["direction"] for row in rows("measure_words") if row["class"] == "rate"}


_MOVE = re.compile(
    rf"""
    (?P<basis>(?:同比(?:去年|上年)?(?:同期)?|环比(?:上月|上季度)?|同口径|[比较][^，。；,]{{0,14}}?|名义|实际|平均|年均|累计|日均|大幅|再|又|共|净|均|可|分别|则|也
      |约|近|逐年|双双|合计|直接|进一步|至少){{0,3}})
    (?P<verb>{one_of(_MOVES)})
    (?P<to>[到至为]|达到?)?
    (?:了|约|近|超过?|逾|幅度|达|不|将近|也)?$
    """,
    re.VERBOSE,
)
_RATE = re.compile(rf"(?P<rate>{one_of(_RATES)})[^，。；,、]{{0,4}}$")
_RATE_AFTER = re.compile(r"的?(?:同比)?(?:速度|增速|增幅|增长|年均增长)")
_COMPARISON = re.compile(r"同比|环比|同口径")
_CHANGE_NOUN = re.compile(r"(?:新增|净增|增发|增收|减收|增加(?!值)|减少|增量|减排|新增加)[^，。；,、到至]{0,12}$")
_MOVE_OF = re.compile(
    r"(?P<verb>降低|减少|提高|提升|节约|节省|增加|缩短|压缩|缩减|压减|削减)了?(?P<noun>[^，。；、\d到至占为由从]{2,12}?)"
    r"(?:达到?|可达|约|近|超过?|至少|平均)?$"
)
_MORE = re.compile(r"(?P<verb>[多少](?:投入|花费?|产出?|卖出?|销售|生产|赚|用|缴))了?$")
_SAVES = frozenset({"节约", "节省"})
_SHORT_VERBS = frozenset("增减降升涨跌")
_COMPOUND_BEFORE = frozenset("新倍递激缩削")  # 新增, 递增: there the short verb is the end of a word
_MOVE_WINDOW, _RATE_WINDOW = 30, 12  # characters before the number in which the words of movement stand


_MOVEMENTS = frozenset(
    {"measure.move", "measure.move_of", "measure.more", "measure.rate", "measure.rate_after", "measure.points"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The measure, the verb of movement and its basis, and where in the words before the number they begin."""

    measure: Measure
    rule: str
    head_end: int
    falls: bool = False
    verb: str = ""
    basis: str = ""
    noun: str = ""

    @property
    def is_movement(self) -> bool:
        """Whether words of rising or falling made the measure."""
        return self.rule in _MOVEMENTS


def read_measure(left: str, right: str, quantity: Quantity) -> Reading:
    """The measure of a quantity from the words before and after it in its clause."""
    move = _MOVE.search(left, max(0, len(left) - _MOVE_WINDOW))
    if quantity.kind != "rank" and move is not None and _is_movement(left, move, quantity):
        return _moved(move, quantity)
    if quantity.kind in {"percent", "points"}:
        return _ratio(left, right, quantity)
    if quantity.kind == "rank":
        return Reading(measure="rank", rule="measure.rank", head_end=len(left))
    if quantity.kind == "multiple":
        return Reading(measure="multiple", rule="measure.multiple", head_end=len(left))
    if _CHANGE_NOUN.search(left):
        return Reading(measure="change", rule="measure.added", head_end=len(left))
    return Reading(measure="level", rule="measure.level", head_end=len(left))


def _is_movement(left: str, move: re.Match[str], quantity: Quantity) -> bool:
    """Whether the verb tells by how much (增长3%), not to what (增长到3%), and is no part of another word."""
    if move["to"] and quantity.kind != "points":
        return False
    start = move.start("verb")
    return not (move["verb"] in _SHORT_VERBS and start and left[start - 1] in _COMPOUND_BEFORE)


def _moved(move: re.Match[str], quantity: Quantity) -> Reading:
    measures: dict[str, Measure] = {"percent": "growth", "multiple": "multiple"}
    comparison = _COMPARISON.search(move["basis"])
    return Reading(
        measure=measures.get(quantity.kind, "change"),
        rule="measure.move",
        head_end=move.start(),
        falls=_MOVES[move["verb"]] == "fall",
        verb=move["verb"],
        basis=comparison.group() if comparison else "",
    )


def _ratio(left: str, right: str, quantity: Quantity) -> Reading:
    """A percentage or points without a verb of movement: a rate of growth, a difference, or a share."""
    rate = _RATE.search(left, max(0, len(left) - _RATE_WINDOW))
    points = quantity.kind == "points"
    if rate is not None:
        falls = _RATES[rate["rate"]] == "fall"
        return Reading(measure="change" if points else "growth", rule="measure.rate", head_end=len(left), falls=falls)
    if points:
        return Reading(measure="change", rule="measure.points", head_end=len(left))
    of = _MOVE_OF.search(left)
    if of is not None:
        falls = of["verb"] in _SAVES or _MOVES.get(of["verb"]) == "fall"
        return Reading(
            measure="growth", rule="measure.move_of", head_end=of.start(), falls=falls, verb=of["verb"], noun=of["noun"]
        )
    more = _MORE.search(left)
    if more is not None:
        falls = more["verb"].startswith("少")
        return Reading(measure="growth", rule="measure.more", head_end=more.start(), falls=falls, verb=more["verb"])
    if _RATE_AFTER.match(right):
        return Reading(measure="growth", rule="measure.rate_after", head_end=len(left))
    return Reading(measure="share", rule="measure.share", head_end=len(left))
