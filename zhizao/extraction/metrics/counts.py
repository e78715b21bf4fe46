"""Names of levels: counted things (20个智能工厂), people by their verbs (153人受伤), amounts (利润22亿元)."""

import re

from zhizao.extraction.metrics import words
from zhizao.extraction.metrics.indicator_name import AMOUNT_NOUN, Indicator, Inherited, completed
from zhizao.extraction.metrics.noun_phrase import noun_phrase
from zhizao.extraction.quantities import Quantity

_WORD_START = re.compile(r"[一-龥A-Za-z“《]")
_OWNER = re.compile(r"^(?:的|级的)(?P<owner>[^，。；]{2,24})")
_COMMON_OWNER = re.compile(
    r"^(?:.{0,6}(?:型|级|大|家|强|要|新|好|高|名)?)"
    r"(?:企业|公司|集团|城市|省份|大省|大市|地区|国家|产业|水平|速度|规模|目标|成绩|优势|市场|资金|贷款)$"
)
_SHORTEST_OWNER = 4  # shorter ones are common nouns: 项目, 企业
_PEOPLE = {"人": "人数", "人次": "人次", "名": "人数", "户": "户数"}
_PEOPLE_NOUNS = ("数", "人员", "人口", "旅客", "游客", "者", "用户", "员工", "学生", "人次", "人数", "户")
_CAUSING = frozenset({"造成", "导致", "致", "致使", "引发"})
_DIMENSIONS = {"area": "面积", "length": "里程"}
_PLANNED = re.compile(r"(?:计划|规划|拟)投资$")
_FUNDED = re.compile(r"^[^，。；]{0,24}?由[^，。；]{2,20}?(?=投资|出资|建设)")
_YEARLY_OUTPUT = re.compile(r"年(?:产|加工|处理|生产|发电|销售)$")
_YEARLY_BEFORE = re.compile(
    r"(?:可|预计|实现)?年(?P<verb>产|加工|处理|生产|发电|销售)(?P<product>[一-龥A-Za-z]{2,14})"
    r"(?<!量)(?<!值)(?<!额)(?<!能力)(?<!收入)"
)
_PRODUCT = re.compile(r"[一-龥A-Za-z]{2,10}?(?=[、，。；和及等的]|$)")
_EXTENTS = {"高": "高度", "长": "长度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量"}  # 直径6毫米，高8毫米
_SPENT = re.compile(r"(?:投资|出资|投入|斥资|耗资)$")  # what follows is what for, not what
_OUTPUT_SITE = re.compile(r"(?:生产线|生产|加工|制造)?(?:建设|扩建|技改)?(?:项目|生产线|生产基地|基地|工程|工厂|装置)$")
_LONGEST_PREDICATE = 6
_TOLD = re.compile(r"(?P<how>[^，。；的\d]{3,30}的)(?P<thing>[^，。；的\d]{2,16})")
_TELLS = re.compile(r"专注于?|致力于|从事|来自|面向|具有|具备|拥有|位于|符合|适用于|可用于|用于")
_TRAITS = (
    "性能", "竞争力", "能力", "影响力", "优势", "特色", "作用", "产值", "产能", "规模", "水平", "功率", "速度", "面积",
    "营收", "收入", "市值", "估值", "实力", "含量", "精度", "单价", "质量", "销量", "产量", "技术",
)  # fmt: skip
_ORIGIN = re.compile(r"来自|位于")
# 给予最高500万元补助: what is granted, though a verb elsewhere.
_GRANTED = re.compile(
    r"的?(?P<noun>[^，。；、的\d]{0,4}?(?:补助|奖励|补贴|资助|奖补|资金支持|支持))(?=[，。；、和及]|$)"
)
_LONGEST_TOLD = 16
_LIST_SIGNS = re.compile(r"(?:[、和与及\s]|以及)*")
_FUNDS = re.compile(
    r"^的(?P<noun>[^，。；、的\d]{0,10}(?:资金|补贴|补助|奖励|奖金|贷款|融资|红利|税费|经费|债券|授信|额度|赔款|保费|消费券|损失|支持|援助|赠款|采购))"
)
_AMOUNT_END = re.compile(r"(?:规模|总额|金额|价值|总值|额度?|资金|款|费用?)$")
_FOUNDS = re.compile(
    r"^(?:发起|设立|成立|组建|建立|推出|启动|发行|募集|新设|打造|建设|建成|签订|签署|达成)+了?(?=总?(?:规模|投资|金额|额度|价值))"
)
_PREPOSITION = re.compile("[以用由在从向为被因](?=[一-龥]{2})(?!色列|太网|内)")
_LASTED = re.compile(r"(?:历时|用时|耗时)$")
_REGION = re.compile(r"(?:其[余他])?各?[一-龥]{0,8}[省市县区州盟旗镇乡]")
_PEOPLE_UNITS = frozenset({"人", "人次", "名", "户", "次"})


def level(left: str, right: str, quantity: Quantity, inherited: Inherited) -> Indicator:
    """Name a level: by the verb beside people, by the noun after the number, else by the words before it."""
    people = _people(left, right, quantity) if words.starts_with_verb(right) else None
    if people is not None:
        return people
    special = _told_or_granted(left, right, quantity, inherited)
    if special is not None:
        return special
    yearly = quantity.kind == "measure" and _YEARLY_OUTPUT.search(left) is not None
    if quantity.kind in {"count", "measure", "money"} and (yearly or stands_before_noun(right, quantity)):
        if quantity.kind == "money" and _SPENT.search(left):
            return _stated_before(left, right, quantity, inherited.base)
        return _before_noun(left, right, quantity, inherited)
    funds = _FUNDS.match(right) if quantity.kind == "money" else None
    if funds is not None and not _AMOUNT_END.search(left) and not AMOUNT_NOUN.search(left):
        return Indicator(words.main_verb(left) + funds["noun"], funds["noun"], "indicator.measured_noun")
    return _spent_on(left, right, quantity) or _stated_before(left, right, quantity, inherited.base)


def _spent_on(left: str, right: str, quantity: Quantity) -> Indicator | None:
    """A sum that only the verb after it explains: 拟3亿元收购某某公司股权."""
    if quantity.kind != "money" or words.clean_left(left) or not words.starts_with_verb(right):
        return None
    phrase = noun_phrase(right)[0]
    return Indicator(f"{phrase}金额", "", "indicator.spent_on") if phrase else None


def stands_before_noun(right: str, quantity: Quantity) -> bool:
    """Whether the noun that the quantity counts or measures follows it."""
    if not _WORD_START.match(right) or _PREPOSITION.match(right):
        return False
    if right.startswith("的"):
        return quantity.kind == "count" or quantity.dimension in {"area", "length", "mass", "volume"}
    if quantity.kind == "money" and words.starts_with_verb(right):
        return False
    return bool(noun_phrase(right)[0])


def _before_noun(left: str, right: str, quantity: Quantity, inherited: Inherited) -> Indicator:
    """`建成20个智能工厂` is the number of built smart factories; the verb of a list holds for its later members."""
    phrase, predicate = noun_phrase(words.without_list(right.removeprefix("的")))
    if quantity.kind == "count" and (told := _told_of(right, phrase)):
        phrase, predicate = told, ""
    if not phrase:
        return _people(left, right, quantity) or _stated_before(left, right, quantity, inherited.base)
    yearly = _YEARLY_OUTPUT.search(left)
    if yearly is not None:
        product = _OUTPUT_SITE.sub("", phrase)
        return Indicator(f"{product}{yearly.group()}量", product, "indicator.yearly_output")
    verb = words.main_verb(left) or (inherited.verb if _LIST_SIGNS.fullmatch(left) else "")
    if quantity.kind != "count":
        name = verb + phrase + _DIMENSIONS.get(quantity.dimension, "")
        return Indicator(name, phrase, "indicator.measured_noun", verb=verb)
    tail = predicate.strip('，。；、“”" \n')
    if not verb and 0 < len(tail) <= _LONGEST_PREDICATE and words.is_predicate(tail):
        return Indicator(words.counted(tail + phrase), phrase, "indicator.counted_doing")
    return Indicator(words.counted(verb + phrase), phrase, "indicator.counted", verb=verb)


def _told_or_granted(left: str, right: str, quantity: Quantity, inherited: Inherited) -> Indicator | None:
    """A count of what words tell of before they name it, or a sum that is granted."""
    if quantity.kind == "count" and _TELLS.match(right) and _told_of(right, ""):
        return _before_noun(left, right, quantity, inherited)
    if quantity.kind != "money":
        return None
    granted = _GRANTED.match(right)
    if granted is None:
        return None
    return Indicator(words.main_verb(left) + granted["noun"], granted["noun"], "indicator.measured_noun")


def _told_of(right: str, phrase: str) -> str:
    """What is counted behind words that tell of it: 10款性能优于同类的发动机, 120台专注于芯片研发的设备."""
    match = _TOLD.match(right)
    if match is None or (phrase and not phrase.endswith(_TRAITS)):
        return ""
    thing = noun_phrase(match["thing"])[0]
    telling = len(match["how"]) <= _LONGEST_TOLD and not _ORIGIN.match(match["how"])
    return match["how"] + thing if thing and telling else thing


def _people(left: str, right: str, quantity: Quantity) -> Indicator | None:
    """`153人受伤` is the number of the injured, `派出4500人赴…` of those sent: the verb beside the unit names them."""
    if quantity.unit not in _PEOPLE or not right or words.clean_left(left).endswith(_PEOPLE_NOUNS):
        return None
    own = words.main_verb(left)
    verb = own if own and own not in _CAUSING else words.first_verb(right)
    return Indicator(f"{verb}{_PEOPLE[quantity.unit]}", "", "indicator.people") if verb else None


def _stated_before(left: str, right: str, quantity: Quantity, base: str) -> Indicator:
    """Name a quantity by the words before it: 净利润22.08亿元; its owner may follow: 投资8亿元的某某项目."""
    name = words.without_list(words.clean_left(_FUNDED.sub("", left)))
    lasted = _LASTED.search(left) if quantity.kind == "duration" else None
    if lasted is not None:
        name = words.first_verb(right) + lasted.group()
    if quantity.kind == "measure" and left.strip() in _EXTENTS:
        return Indicator(_EXTENTS[left.strip()], base, "indicator.before")
    product = _PRODUCT.match(right) if _YEARLY_OUTPUT.fullmatch(name) else None
    if product is not None:
        return Indicator(f"{product.group()}{name}量", product.group(), "indicator.yearly_output")
    yearly = _YEARLY_BEFORE.fullmatch(name)
    if yearly is not None:
        return Indicator(f"{yearly['product']}年{yearly['verb']}量", yearly["product"], "indicator.before")
    if quantity.kind == "count" and base and _REGION.fullmatch(name):
        return Indicator(words.counted(base), base, "indicator.last", owner=name)
    if quantity.kind == "count" and quantity.unit not in _PEOPLE_UNITS and words.only_verbs(name):
        name += words.head_noun(base)
    rule = "indicator.before" if name else "indicator.last"
    name = completed(name or base, base)
    if name == "投资":
        name = "计划投资" if _PLANNED.search(left) else "投资额"
    if quantity.kind == "count":
        return Indicator(words.counted(name), name, rule)
    owner = _owner_after(right)
    return Indicator(_FOUNDS.sub("", name) if owner else name, name, rule, owner)


def _owner_after(right: str) -> str | None:
    """The named thing that an amount belongs to when it follows with 的, not a common noun."""
    owner = _OWNER.match(right)
    name = noun_phrase(owner["owner"])[0] if owner else ""
    return name if len(name) >= _SHORTEST_OWNER and not _COMMON_OWNER.search(name) else None
