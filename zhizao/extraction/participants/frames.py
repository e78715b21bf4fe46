"""Organizations without a suffix (brands), found by the frames in which only organizations stand."""

import re
from collections.abc import Iterator
from itertools import pairwise

from zhizao.extraction.mentions import OrganizationType
from zhizao.extraction.participants.organizations import Found, type_at
from zhizao.extraction.participants.persons import NamedPerson
from zhizao.extraction.participants.phrases import (
    before_alias,
    is_inner_word,
    is_trade_word,
    names_something,
    phrase_end,
    phrase_start,
)
from zhizao.extraction.participants.terms import Scan, word_class
from zhizao.extraction.places import place_names

_MEMBERS: tuple[tuple[str, OrganizationType], ...] = (
    ("高校|大学|院校|学校", "university"),
    ("科研院所|研究机构|科研机构|科研单位|研究院所|院所|实验室", "research"),
    ("协会|商会|联盟", "association"),
    (
        "企业|公司|厂商|车企|药企|房企|央企|国企|民企|外企|德企|日企|韩企|台企|港企|美企|深企|渝企|浙企|苏企|粤企|巨头|品牌商|银行|"
        "500强|外资项目|内资项目|民资项目|招商项目|主机厂|供应商|运营商|客户|家单位|集团",
        "enterprise",
    ),
)
_CLOSER = re.compile(
    r"(?:等|在内的|等在内的)?(?:近|约|超|逾|超过)?(?:\d+|[一二两三四五六七八九十百千数多几]+)?(?:余|多)?(?:家|所|户|大|个)?"
    r"(?:[^，。、；：！？\s“”（）()的对向为由与和同在把从用]{0,8}?(?<!生产)(?<!配套)(?<!制造)(?<!加工)(?<!经营)(?<!销售))(" + "|".join(words for words, _ in _MEMBERS) + r"|单位|机构)"
)
_COUNTED = re.compile(r"等|[一二两三四五六七八九十\d]+(?:余|多)?[家所]|在内的")
_LIST_END = re.compile(r"等|在内的|[一二两三四五六七八九十\d](?<![\d一二两三四五六七八九十百千].)[一二两三四五六七八九十\d]{0,5}[家所]")
_TOPICAL = re.compile(r"领域|行业|产业|赛道|环节|方向")
_LIST_SIGN = re.compile(r"(、|以及|和|与|及)$")
_STOCK_CODE = re.compile(r"[（(](?:股票代码[:：]?\s*|证券代码[:：]?\s*)?(?:\d{6}|\d{4,5}\.HK)(?:\.(?:SH|SZ|BJ|SS))?[)）]")
_NAMED_IN_QUOTES = re.compile(r"(?:公司|子公司|独角兽企业|初创企业|明星企业|龙头企业)“([^“”，。]{2,12})”")
_TOGETHER = re.compile(r"(?:等)?(?:共同|联合|携手|合资|签署|签约|签订|达成|合作(?!区|组织|社|备忘|伙伴|机制|论坛)|联手|牵手|组成)")
_ANNOUNCED = re.compile(
    r"[子孙母资]公司|[旗下所](?:(?<=旗)下|(?<=下)属|(?<=所)属)的?(?:公司|企业|单位)|家企业[（(]|企业[,，]分别[是为]"
)
_COMPANY_ACT = re.compile(
    r"[公宣发官披中在推投增落入扩建进收并斥登上与总是](?:(?<=公)(?:告|布财报)|(?<=宣)[布告]|(?<=发)布(?:公告|20|业绩)|(?<=官)[宣微]|(?<=披)露|"
    r"(?<=中)标|(?<=在)(?:互动平台|科创板|创业板)|(?<=推)出|(?<=投)资[约超近]?\d|(?<=增)资|(?<=落)户|(?<=入)驻|(?<=扩)产|"
    r"(?<=建)厂|(?<=进)驻|(?<=收)购|(?<=并)购|(?<=斥)资|(?<=登)陆|(?<=上)市|(?<=总)投资[约超近]?\d|"
    r"(?<=是)[^，。]{2,30}(?:企业|公司|制造商|供应商|服务商|巨头)(?=[，。；])|(?<=与)[^，。]{2,16}(?:签署|签约|合作)|(?<=在)[^，。]{2,10}(?:开工|投产|落户|揭牌|投建|设立|成立))"
)
_TIME_BEFORE = re.compile(r"(?:(?:今日|昨日|近日|日前|当日|\d+月\d+日)?(?:晚间|早间)?)$")
_CLAUSE_SIGNS = frozenset({"", "，", "。", "；", "：", ",", ";", ":", "\n", "“", "”", " ", "\u3000", "！", "？"})
_JOINT = re.compile("合资")
_HOLDING = re.compile(r"(?:全资|控股|参股)?$")
_WARES = re.compile(r"[^，。；]{0,3}(?:系统|平台|项目|模式|计划|行动|工程|产品|技术|系列|战略|理念|政策|服务|机制|活动|课堂|建设|能力|工作|试点)")
_NEXT_SIGN = re.compile(r"、|以及|和|与|及")
_WITH_ACT = re.compile(r"(?:共建|合作(?!区|组织|社|备忘|伙伴|机制|论坛)|签约|签订|签署|达成|共同|携手|联合|合资|联手|强强)")
_ADMINISTRATIVE = frozenset("省市县区镇乡村州")
_FEW_WORDS = 4
_SHORTEST, _LONGEST = 2, 12
_NO_NAME_END = re.compile(r"(?:[一二三四五六]期|平台|项目|系统|技术|产品|设备|基地|园区|中心|工程|计划|行业|领域|产业|市场|方面|工厂|车间|企业|公司|单位|协议|合同|正式|领导|负责人|高校|院校|机构|部门|专家|学者|国家|地区|城市)$")


def _could_be_name(scan: Scan, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` can be the name of an organization that has no suffix."""
    name = scan.shadow[start:end]
    if "“" in name or "”" in name or name[1:2] == "方" or name.endswith(("方", "台", "地", "周")):
        return False
    if name[-1:] in _ADMINISTRATIVE or scan.shadow[start - 1 : start] in {"《", "“"}:
        return False
    if not _SHORTEST <= len(name) <= _LONGEST or name in place_names() or _NO_NAME_END.search(name):
        return False
    if scan.within("title", start, end):
        return False
    return names_something(scan, start, end) and not _only_places(scan, start, end)


def _is_brand(scan: Scan, start: int, end: int) -> bool:
    """A stricter test where the frame alone proves little: few words, one of them in no dictionary, none a verb."""
    words = scan.words_within(start, end)
    return (
        len(words) <= _FEW_WORDS
        and any(not word.is_known or word.tag == "nz" for word in words)
        and not any(word.is_known and word.tag.startswith(("v", "d", "p")) and not is_inner_word(word.text) for word in words)
        and not scan.within("place", start, end)
        and _could_be_name(scan, start, end)
    )


def _only_places(scan: Scan, start: int, end: int) -> bool:
    place = scan.place_at(start)
    return place is not None and place.end >= end


def _items_before(scan: Scan, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list that ends at `end`, last first, as spans."""
    while True:
        start = phrase_start(scan, end)
        if start == end:
            return
        yield start, end
        sign = _LIST_SIGN.search(scan.shadow, max(0, start - 2), start)
        if sign is None:
            return
        end = sign.start()


def _member_type(noun: str) -> OrganizationType:
    return next((kind for words, kind in _MEMBERS if noun in words.split("|")), "other")


def closed_lists(scan: Scan) -> list[Found]:
    """甲、乙、丙等12家企业: every member is an organization of the kind that closes the list."""
    found: list[Found] = []
    for sign in _LIST_END.finditer(scan.shadow):
        closer = _CLOSER.match(scan.shadow, sign.start())
        if closer is None or not _COUNTED.match(closer.group()):
            continue
        items = list(_items_before(scan, sign.start()))
        if not _closes(scan, sign, closer, items):
            continue
        if _TOPICAL.search(closer.group()) and not any(scan.name_before(end) for _, end in items):
            continue
        kind = _member_type(closer.group(1))
        if len(items) > 1 or sign.group() == "等":
            found += [
                Found(start, end, type_at(scan, start, end, kind), "organization.closed_list", 0.8)
                for start, end in items
                if _could_be_name(scan, start, end)
            ]
    return found


def _closes(scan: Scan, sign: re.Match[str], closer: re.Match[str], items: list[tuple[int, int]]) -> bool:
    """Whether the sign closes a list of names: no verb before the noun, no place list, no topics among the items."""
    between = [word for word in scan.words_within(sign.end(), closer.start(1)) if word.end <= closer.start(1)]
    if any(word.is_known and word.tag in {"v", "d", "p"} for word in between) or closer.group()[1:2] in {"地", "省", "市", "国"}:
        return False
    if sign.group() not in {"等", "在内的"} and "、" not in scan.shadow[items[-1][0] if items else sign.start() : sign.start()]:
        return False
    return not any(_is_topic(scan, start, end) for start, end in items)


def _is_topic(scan: Scan, start: int, end: int) -> bool:
    """Whether an item is made of listed common words alone: 算力, 云计算."""
    classes = word_class("organization_words")
    words = scan.words_within(start, end)
    return scan.name_before(end) is None and all(classes.get(word.text) == "common" for word in words)


def with_stock_code(scan: Scan) -> list[Found]:
    """某某股份(600000): what stands before a stock code is a company."""
    found = []
    for match in _STOCK_CODE.finditer(scan.shadow):
        start = phrase_start(scan, match.start())
        if scan.shadow[match.start() - 1] in ")）":
            continue
        if _could_be_name(scan, start, match.start()):
            found.append(Found(start, match.start(), "enterprise", "organization.stock_code", 0.95))
    return found


def quoted(scan: Scan) -> list[Found]:
    """公司“某某”: a name in quotation marks in apposition to a word for an enterprise."""
    return [
        Found(match.start(1), match.end(1), "enterprise", "organization.quoted", 0.8)
        for match in _NAMED_IN_QUOTES.finditer(scan.shadow)
        if match.group(1) not in word_class("organization_words") and not _noun_follows(scan, match.end())
    ]


def _noun_follows(scan: Scan, position: int) -> bool:
    return _WARES.match(scan.shadow, position) is not None


def before_posts(scan: Scan, persons: list[NamedPerson], known_ends: set[int]) -> list[Found]:
    """某某科技董事长张三: the phrase before a post that only enterprises fill."""
    found = []
    for end, floor in _phrases_before_posts(scan, persons):
        end = before_alias(scan, end)
        start = phrase_start(scan, end, floor)
        named = _could_be_name(scan, start, end) or _is_division(scan, start, end) or _is_trade_name(scan, start, end)
        if end not in known_ends and named:
            found.append(Found(start, end, "enterprise", "organization.before_post", 0.85))
    return found


def _phrases_before_posts(scan: Scan, persons: list[NamedPerson]) -> Iterator[tuple[int, int]]:
    """Where the phrases end that stand before the posts of a chain, and how far back each may reach."""
    for person in persons:
        if person.title_start is None or person.title_end is None:
            continue
        titles = scan.within("title", person.title_start, person.title_end)
        if any(hit.row["class"] == "enterprise" for hit in titles):
            yield person.title_start, 0
        for earlier, hit in pairwise(titles):
            if hit.row["class"] in {"enterprise", "occupation", "rank"} and earlier.end + 1 < hit.start:
                yield hit.start, earlier.end + 1


def _is_trade_name(scan: Scan, start: int, end: int) -> bool:
    """西岸股份: everyday words before a word of trade, where a post shows that an enterprise is named."""
    words = scan.words_within(start, end) if start < end else []
    if not 1 < len(words) <= _FEW_WORDS or _only_places(scan, start, end):
        return False
    return not _NO_NAME_END.search(scan.shadow[start:end]) and (
        is_trade_word(words[-1].text) and not (is_trade_word(words[0].text) or is_inner_word(words[0].text))
    )


def _is_division(scan: Scan, start: int, end: int) -> bool:
    return end - start > _FEW_WORDS and scan.shadow.endswith(("事业部", "分公司", "研究院"), start, end)


def coordinated(scan: Scan, known: list[Found]) -> list[Found]:
    """甲与乙共同…, beside a known organization: the other member is one as well."""
    spans = {(found.start, found.end): found for found in known}
    found = []
    for match in _TOGETHER.finditer(scan.shadow):
        items = list(_items_before(scan, match.start()))
        if len(items) > 1 and any(item in spans for item in items):
            found += [
                Found(start, end, _coordinated_type(scan, start, end), "organization.coordinated", 0.7)
                for start, end in items
                if not any(start < item.end and item.start < end for item in known) and _could_be_name(scan, start, end)
            ]
    return found


def _forward_list(scan: Scan, start: int) -> Iterator[tuple[int, int]]:
    """The members of a list that begins at `start`, as spans."""
    while (end := phrase_end(scan, start)) > start:
        yield start, end
        sign = _NEXT_SIGN.match(scan.shadow, end)
        if sign is None:
            return
        start = sign.end()


def after_relations(scan: Scan) -> list[Found]:
    """子公司甲, 下属企业甲、乙, 4家企业（甲、乙）: names after a word that announces enterprises, and the owner before it."""
    found = []
    for match in _ANNOUNCED.finditer(scan.shadow):
        spans = list(_forward_list(scan, match.end())) if match.group() != "资公司" or _JOINT.match(scan.shadow, match.start() - 1) else []
        if match.group().endswith("子公司") and spans:
            owner = _HOLDING.search(scan.shadow, max(0, match.start() - 2), match.start()).start()  # type: ignore[union-attr]
            spans.append((phrase_start(scan, owner), owner))
        found += [
            Found(start, end, "enterprise", "organization.relation", 0.75)
            for start, end in spans
            if _could_be_name(scan, start, end)
        ]
    return found


def companions(scan: Scan) -> list[Found]:
    """与甲签署, 与甲共建: the only other party to an act that takes two."""
    found = []
    for match in _WITH_ACT.finditer(scan.shadow):
        start = phrase_start(scan, match.start())
        if scan.shadow[start - 1 : start] in {"与", "同", "跟"} and _is_brand(scan, start, match.start()):
            found.append(Found(start, match.start(), "enterprise", "organization.companion", 0.65))
    return found


def _coordinated_type(scan: Scan, start: int, end: int) -> OrganizationType:
    default: OrganizationType = "government" if scan.shadow[end - 1] in "部委办局厅署" else "enterprise"
    return type_at(scan, start, end, default)


def subjects(scan: Scan) -> list[Found]:
    """某某股份今日公告, 某某科技宣布: an unknown brand that opens a clause and does what only companies do."""
    found = []
    for match in _COMPANY_ACT.finditer(scan.shadow):
        end = _TIME_BEFORE.search(scan.shadow, max(0, match.start() - 10), match.start()).start()  # type: ignore[union-attr]
        start = phrase_start(scan, end) if end and scan.is_boundary(end) else end
        if start < end and scan.shadow[start - 1 : start] in _CLAUSE_SIGNS and _is_brand(scan, start, end):
            found.append(Found(start, end, "enterprise", "organization.subject", 0.65))
    return found


def listed_beside(scan: Scan, known: list[Found]) -> list[Found]:
    """Listed names that are words as well (长安, 曙光), believed beside a known organization or in a frame."""
    starts, ends = {found.start for found in known}, {found.end for found in known}
    found: list[Found] = []
    for start, end, row in scan.hits["name"]:
        if not row["needs_frame"] or not (scan.is_boundary(start) and scan.is_boundary(end)):
            continue
        before, after = scan.shadow[max(0, start - 1) : start], scan.shadow[end : end + 1]
        beside = (before in "、与和及" and before and start - 1 in ends) or (after in "、与和及" and after and end + 1 in starts)
        if beside or _corporate(scan, start, end):
            kind: OrganizationType = row["type"]  # type: ignore[assignment]  # the list holds only valid types
            found.append(Found(start, end, kind, "organization.gazetteer_in_frame", 0.75, row["canonical"]))
            starts.add(start)
            ends.add(end)
    return found


_CORPORATE_AFTER = re.compile(
    r"(?:公司|集团|方面|董事长|总裁|创始人|CEO|官方|官微|今日|近日|日前|昨日|宣布|发布|推出|上市|财报|旗下|中国|亚太|全球|在华|"
    r"总部|与|在内|等(?:\d|[一二三四五六七八九十数多]|企业|公司|巨头|龙头|知名|国内|车企|大型|行业|科技))"
)
_CORPORATE_BEFORE = re.compile(r"(?:企业|公司|巨头|龙头|品牌|车企|由|与|联合|携手|包括|据)$")


def _corporate(scan: Scan, start: int, end: int) -> bool:
    after = _CORPORATE_AFTER.match(scan.shadow, end)
    before = _CORPORATE_BEFORE.search(scan.shadow, max(0, start - 2), start)
    return bool(after and before) or bool(after and len(after.group()) > 1 and (start == 0 or scan.shadow[start - 1] in "，。\n“；："))
