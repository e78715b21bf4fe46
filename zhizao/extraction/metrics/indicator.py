"""What a quantity measures: a noun phrase from the words around it, completed from earlier quantities of the sentence."""

import re
from dataclasses import dataclass

from zhizao.extraction.metrics import words
from zhizao.extraction.metrics.measure import Reading
from zhizao.extraction.quantities import Quantity

_RATE_NOUN = re.compile(r"的?(?P<noun>[^，。；、的\s]{0,8}?(?:占有率|[^，。；、的\s]率|比重|份额|比例|增速|速度|增幅|价格|规模|产能|产量|销量|产值))")
_OWNER = re.compile(r"^(?:的|级的)(?P<owner>[^，。；]{2,24})")
_SHARE_OF = re.compile(r"占(?P<whole>[^，。；、]{0,16}?)(?:的)?(?P<word>比重|比例|份额|比)?$")
_FROM = re.compile(r"(?P<name>[^，。；]{1,30}?)[从由][^，。；从由]{0,14}$")
_TO = re.compile(r"[^，。；]{0,8}?[到至成为]$")
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达|达到)(?P<of>[^，。；是为]{1,14})的$")
_BASIS_WORD = re.compile(r"同比|环比")


@dataclass(frozen=True, slots=True)
class Indicator:
    """The name of what is measured; `base` is what later quantities of the sentence fall back on."""

    name: str
    base: str
    rule: str
    owner: str | None = None
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Inherited:
    """What the quantity before in the sentence hands on: its indicator and its verb."""

    base: str = ""
    verb: str = ""


def name_indicator(left: str, right: str, quantity: Quantity, reading: Reading, inherited: Inherited) -> Indicator:
    """Name what `quantity` measures from the words left and right of it in its clause."""
    base, verb = inherited.base, inherited.verb
    from_to = _FROM.match(left)
    if from_to is not None and _TO.match(right):
        left = from_to["name"]
    if reading.measure in {"growth", "change", "multiple"} and reading.rule in {"measure.move", "measure.rate", "measure.rate_after", "measure.points"}:
        return _growth(left, right, quantity, reading, base)
    if quantity.kind == "percent":
        return _share(left, right, base)
    if quantity.kind == "multiple" and _MULTIPLE_OF.search(left):
        name = words.clean_left(left[: _MULTIPLE_OF.search(left).start()]) or base  # type: ignore[union-attr]
        return Indicator(f"{name}倍数", name, "indicator.multiple_of")
    if quantity.kind == "rank":
        name = words.clean_left(left) or base
        return Indicator(f"{name}排名", base, "indicator.rank")
    if quantity.kind in {"count", "measure", "money"} and _stands_before_noun(left, right, quantity):
        return _counted(left, right, quantity, base, verb)
    return _stated_before(left, right, quantity, base)


def _stands_before_noun(left: str, right: str, quantity: Quantity) -> bool:
    if not right or not re.match(r"[一-龥A-Za-z“《]", right):
        return False
    if right.startswith("的"):
        return quantity.kind == "count"
    return bool(words.noun_phrase(right)[0])


def _growth(left: str, right: str, quantity: Quantity, reading: Reading, base: str) -> Indicator:
    subject_of_growth = words.growing(words.without_list(words.clean_left(left[: reading.head_end])))
    name = subject_of_growth or base
    if reading.rule == "measure.rate":
        return Indicator(name, words.clean_left(re.sub(r"(?:同比|环比)?(?:增速|增幅|增长率|涨幅|降幅)$", "", name)), "indicator.rate")
    if reading.rule == "measure.rate_after":
        return Indicator(f"{name}增速", name, "indicator.rate_after")
    if reading.measure == "change" and quantity.kind == "count":
        noun = words.noun_phrase(right)[0] if _stands_before_noun(left, right, quantity) else ""
        return Indicator(words.counted(reading.verb + (noun or name)), name, "indicator.added")
    comparison = (_BASIS_WORD.search(reading.verb) or [""])[0]
    moved = reading.verb.removeprefix("同比").removeprefix("环比")
    rate = moved if moved in {"提高", "提升", "降低", "缩短", "压缩", "减少", "下降"} else "增速"
    suffix = {"growth": f"{comparison}{rate}", "multiple": f"{comparison}倍数"}.get(reading.measure, f"{comparison}变化")
    if reading.measure == "change" and quantity.kind == "money":
        noun = words.noun_phrase(right)[0] if _stands_before_noun(left, right, quantity) else ""
        return Indicator(reading.verb + (noun or name), name, "indicator.added")
    return Indicator(f"{name}{suffix}", name, "indicator.growth" if subject_of_growth else "indicator.growth_of_last")


def _share(left: str, right: str, base: str) -> Indicator:
    of = _SHARE_OF.search(words.without_tail(left))
    if of is not None:
        own = words.clean_left(left[: of.start()]) or base
        return Indicator(f"{own}占{words.clean_left(of['whole'])}{of['word'] or '比重'}", base or own, "indicator.share_of")
    after = _RATE_NOUN.match(right)
    if after is not None and right.startswith("的"):
        return Indicator(after["noun"], base, "indicator.rate_noun_after")
    name = words.without_list(words.clean_left(left))
    if not name:
        noun = words.noun_phrase(right.removeprefix("的"))[0]
        name = f"{noun}占比" if noun else base
    return Indicator(name, name, "indicator.share")


def _counted(left: str, right: str, quantity: Quantity, base: str, verb: str) -> Indicator:
    """`建成20个智能工厂` is the number of built smart factories; the verb of a list holds for its later members."""
    phrase, predicate = words.noun_phrase(right.removeprefix("的"))
    own = words.main_verb(left) or (verb if not left.strip("、和与及以 ") else "")
    if not phrase:
        return _stated_before(left, right, quantity, base)
    if quantity.kind == "count":
        tail = predicate.strip("，。；、“”\" ")
        if not own and 0 < len(tail) <= 6:
            return Indicator(words.counted(tail + phrase), phrase, "indicator.counted_doing", verb=own)
        return Indicator(words.counted(own + phrase), phrase, "indicator.counted", verb=own)
    return Indicator(own + phrase, phrase, "indicator.measured_noun", verb=own)


def _stated_before(left: str, right: str, quantity: Quantity, base: str) -> Indicator:
    owner = _OWNER.match(right)
    name = words.without_list(words.clean_left(left))
    named_owner = words.noun_phrase(owner["owner"])[0] if owner and quantity.kind != "count" else None
    rule = "indicator.before"
    if not name:
        name, rule = base, "indicator.last"
    if name in {"投资", "总投资"}:
        name = {"投资": "投资额"}.get(name, name)
    if quantity.kind == "count" and name:
        return Indicator(words.counted(name), name, rule, named_owner or None)
    return Indicator(name, name, rule, named_owner or None)
