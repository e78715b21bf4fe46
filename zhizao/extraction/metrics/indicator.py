"""What a quantity measures: a noun phrase from the words around it, completed from earlier quantities of the sentence."""

import re
from dataclasses import dataclass

from zhizao.extraction.lexicon import rows
from zhizao.extraction.metrics import words
from zhizao.extraction.metrics.measure import Reading
from zhizao.extraction.quantities import Quantity

_RATE_NOUN = re.compile(
    r"的?(?P<noun>[^，。；、的\s]{0,8}?(?:占有率|[^，。；、的\s]率|比重|份额|比例|增速|速度|增幅|价格|规模|产能|产量|销量|产值))"
)
_OWNER = re.compile(r"^(?:的|级的)(?P<owner>[^，。；]{2,24})")
_SHARE_OF = re.compile(r"占(?P<whole>[^，。；、]{0,16}?)(?:的)?(?P<word>比重|比例|份额|比)?$")
AMOUNT_NOUN = re.compile("|".join(row["word"] for row in rows("indicator_words") if row["class"] == "amount"))
_RELATIONS = frozenset(row["word"] for row in rows("indicator_words") if row["class"] == "relation")
_RATE_END = re.compile(r"(?:率|比重|比例|占比|份额|增速|涨幅|降幅|增幅|跌幅|幅度|速度|水平|比)$")
_COMMON_OWNER = re.compile(
    r"^(?:.{0,6}(?:型|级|大|家|强|要|新|好|高|名)?)(?:企业|公司|集团|城市|省份|大省|大市|地区|国家|产业|水平|速度|规模|目标|成绩|优势|市场|资金|贷款)$"
)
_PEOPLE = {"人": "人数", "人次": "人次", "名": "人数", "户": "户数"}
_PEOPLE_NOUNS = ("数", "人员", "人口", "旅客", "游客", "者", "用户", "员工", "学生", "人次", "人数", "户")
_CAUSING = frozenset({"造成", "导致", "致", "致使", "已造成", "引发"})
_SHORT = 4  # characters of a name that stands where its neighbours name a place (甲市增长3%，乙下降5%)
_DIMENSIONS = {"area": "面积", "length": "里程"}
_PLANNED = re.compile(r"(?:计划|规划|拟)投资$")
_FUNDED = re.compile(r"^[^，。；]{0,24}?由[^，。；]{2,20}?(?=投资|出资|建设)")
_COMPLETION = re.compile(r"^(?:已|共|累计|目前)?完成$")
_GAP = re.compile(r"(?:高于|低于|高出|快于|慢于|好于|优于|领先|落后)[^，。；]{1,14}$")
_PULLED = re.compile(r"拉动[^，。；]{1,14}?增长$|贡献[^，。；]{0,8}$")
_YEARLY_OUTPUT = re.compile(r"年(?:产|加工|处理|生产|发电|销售)$")
_OUTPUT_SITE = re.compile(r"(?:生产线|生产|加工|制造)?(?:建设|扩建|技改)?(?:项目|生产线|生产基地|基地|工程|工厂|装置)$")
_FROM = re.compile(r"(?P<name>[^，。；]{1,30}?)[从由][^，。；从由]{0,14}$")
_TO = re.compile(r"[^，。；]{0,8}?[到至成为]$")
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达|达到)(?P<of>[^，。；是为]{1,14})的$")
_NAMED_MOVES = frozenset({"提高", "提升", "降低", "缩短", "压缩"})


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
    name: str = ""
    parallel: bool = False
    names: tuple[str, ...] = ()


def name_indicator(left: str, right: str, quantity: Quantity, reading: Reading, inherited: Inherited) -> Indicator:
    """Name what `quantity` measures from the words left and right of it in its clause."""
    base, verb = inherited.base, inherited.verb
    from_to = _FROM.match(left)
    if from_to is not None and _TO.match(right):
        left = from_to["name"]
    gap = _GAP.search(left) if quantity.kind == "points" else None
    if gap is not None and base:
        return Indicator(f"{inherited.name or base}{gap.group()}", base, "indicator.gap")
    if reading.measure in {"growth", "change", "multiple"} and reading.rule in {
        "measure.move",
        "measure.rate",
        "measure.rate_after",
        "measure.points",
    }:
        return _growth(left, right, quantity, reading, inherited)
    if quantity.kind == "percent":
        return _share(left, right, base)
    if quantity.kind == "multiple" and _MULTIPLE_OF.search(left):
        name = words.clean_left(left[: _MULTIPLE_OF.search(left).start()]) or base  # type: ignore[union-attr]
        return Indicator(f"{name}倍数", name, "indicator.multiple_of")
    if quantity.kind == "rank":
        name = words.clean_left(left) or base
        return Indicator(f"{name}排名", base, "indicator.rank")
    people = _people(left, right, quantity) if words.starts_with_verb(right) else None
    if people is not None:
        return people
    if quantity.kind in {"count", "measure", "money"} and _stands_before_noun(left, right, quantity):
        return _counted(left, right, quantity, base, verb)
    return _stated_before(left, right, quantity, base)


def in_parallel(named: Indicator, inherited: Inherited) -> Indicator:
    """`named`, with what stands before the last indicator repeated as its owner: 甲市开工率98%，乙开工率95%."""
    if named.rule not in {"indicator.before", "indicator.share", "indicator.share_of"}:
        return named
    for last in inherited.names:
        owner = named.name.removesuffix(last)
        if len(last) > 1 and owner != named.name and 1 < len(owner) <= _SHORT and not named.owner:
            return Indicator(last, last, named.rule, owner, named.verb)
    return named


def _stands_before_noun(left: str, right: str, quantity: Quantity) -> bool:
    if not right or not re.match(r"[一-龥A-Za-z“《]", right):
        return False
    if right.startswith("的"):
        return quantity.kind == "count"
    if quantity.kind == "money" and words.starts_with_verb(right):
        return False
    return bool(words.noun_phrase(right)[0])


def _growth(left: str, right: str, quantity: Quantity, reading: Reading, inherited: Inherited) -> Indicator:
    base = inherited.base
    subject_of_growth = words.growing(words.without_list(words.clean_left(left[: reading.head_end])))
    if inherited.parallel and 0 < len(subject_of_growth) <= _SHORT and not AMOUNT_NOUN.search(subject_of_growth):
        return Indicator(f"{base}{reading.basis}增速", base, "indicator.growth_of_last", owner=subject_of_growth)
    name = subject_of_growth or base
    if not name:
        return Indicator("", "", "indicator.none")
    if reading.rule == "measure.rate":
        name = _completed(name, base)
        return Indicator(
            name, words.clean_left(re.sub(r"(?:同比|环比)?(?:增速|增幅|增长率|涨幅|降幅)$", "", name)), "indicator.rate"
        )
    if reading.rule == "measure.rate_after":
        return Indicator(f"{name}增速", name, "indicator.rate_after")
    if reading.measure == "change" and quantity.kind == "count":
        noun = words.noun_phrase(right)[0] if _stands_before_noun(left, right, quantity) else ""
        return Indicator(words.counted(reading.verb + (noun or name)), name, "indicator.added")
    if quantity.kind == "points":
        return _points(left, subject_of_growth, reading, inherited)
    comparison = reading.basis
    rate = reading.verb if reading.verb in _NAMED_MOVES else "增速"
    suffix = {"growth": f"{comparison}{rate}", "multiple": f"{comparison}倍数"}.get(
        reading.measure, f"{comparison}变化"
    )
    if reading.measure == "change" and quantity.kind == "money":
        noun = words.noun_phrase(right)[0] if _stands_before_noun(left, right, quantity) else ""
        return Indicator(reading.verb + (noun or name), name, "indicator.added")
    return Indicator(f"{name}{suffix}", name, "indicator.growth" if subject_of_growth else "indicator.growth_of_last")


def _points(left: str, own: str, reading: Reading, inherited: Inherited) -> Indicator:
    """A move in percentage points is a move of a rate: of the rate named, else of the one named before."""
    pulled = _PULLED.search(left)
    if pulled is not None:
        return Indicator(pulled.group(), inherited.base, "indicator.pulled")
    name = _completed(own, inherited.base)
    if not own:
        name = inherited.name if _RATE_END.search(inherited.name) else inherited.base
    rate = name if _RATE_END.search(name) else f"{name}增速"
    rule = "indicator.points" if own else "indicator.points_of_last"
    return Indicator(f"{rate}{reading.verb or '变化'}", inherited.base or name, rule)


def _completed(name: str, base: str) -> str:
    """`name`, with the indicator before it when it is a mere relation (涨幅, 占比)."""
    return f"{base}{name}" if name in _RELATIONS and base and not base.endswith(name) else name


def _share(left: str, right: str, base: str) -> Indicator:
    of = _SHARE_OF.search(words.without_tail(left))
    if of is not None:
        own = words.clean_left(left[: of.start()]) or base
        if not of["whole"]:
            return Indicator(f"{own}占比", base or own, "indicator.share_of")
        return Indicator(
            f"{own}占{words.clean_left(of['whole'])}{of['word'] or '比重'}", base or own, "indicator.share_of"
        )
    if _COMPLETION.match(left.strip("，、 ")) and base:
        return Indicator(f"{base.removeprefix('计划').removesuffix('额')}完成率", base, "indicator.completion")
    after = _RATE_NOUN.match(right)
    if after is not None and right.startswith("的"):
        return Indicator(after["noun"], base, "indicator.rate_noun_after")
    name = words.without_list(words.clean_left(left))
    if not name:
        noun = words.noun_phrase(right.removeprefix("的"))[0]
        name = f"{noun}占比" if noun else base
        if not noun:
            return Indicator(name, base, "indicator.share_inherited")
    name = _completed(name, base)
    return Indicator(name, base or name, "indicator.share")


def _counted(left: str, right: str, quantity: Quantity, base: str, verb: str) -> Indicator:
    """`建成20个智能工厂` is the number of built smart factories; the verb of a list holds for its later members."""
    phrase, predicate = words.noun_phrase(words.without_list(right.removeprefix("的")))
    yearly = _YEARLY_OUTPUT.search(left)
    if yearly is not None and phrase:
        product = _OUTPUT_SITE.sub("", phrase)
        return Indicator(f"{product}{yearly.group()}量", product, "indicator.yearly_output", owner=None)
    own = words.main_verb(left) or (verb if not left.strip("、和与及以 ") else "")
    if not phrase:
        return _people(left, right, quantity) or _stated_before(left, right, quantity, base)
    if quantity.kind == "count":
        tail = predicate.strip('，。；、“”" \n')
        if not own and 0 < len(tail) <= 6 and words.is_predicate(tail):
            return Indicator(words.counted(tail + phrase), phrase, "indicator.counted_doing", verb=own)
        return Indicator(words.counted(own + phrase), phrase, "indicator.counted", verb=own)
    dimension = _DIMENSIONS.get(quantity.dimension, "")
    return Indicator(own + phrase + dimension, phrase, "indicator.measured_noun", verb=own)


def _people(left: str, right: str, quantity: Quantity) -> Indicator | None:
    """`153人受伤` is the number of the injured, `派出4500人赴…` that of those sent: the verb beside the unit counts."""
    if quantity.unit not in _PEOPLE or not right or words.clean_left(left).endswith(_PEOPLE_NOUNS):
        return None
    own = words.main_verb(left)
    verb = own if own and own not in _CAUSING else words.first_verb(right)
    return Indicator(f"{verb}{_PEOPLE[quantity.unit]}", "", "indicator.people") if verb else None


def _stated_before(left: str, right: str, quantity: Quantity, base: str) -> Indicator:
    owner = _OWNER.match(right)
    name = words.without_list(words.clean_left(_FUNDED.sub("", left)))
    named_owner = words.noun_phrase(owner["owner"])[0] if owner and quantity.kind != "count" else None
    if named_owner and len(named_owner) < 4:  # noqa: PLR2004 — 项目, 企业: no names
        named_owner = None
    if named_owner and _COMMON_OWNER.search(named_owner):
        named_owner = None
    rule = "indicator.before"
    if not name:
        name, rule = base, "indicator.last"
    name = _completed(name, base)
    if name == "投资":
        name = "计划投资" if _PLANNED.search(left) else "投资额"
    if quantity.kind == "count" and name:
        return Indicator(words.counted(name), name, rule, named_owner or None)
    return Indicator(name, name, rule, named_owner or None)
