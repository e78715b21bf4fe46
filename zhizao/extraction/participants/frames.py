"""Organizations without a suffix (brands), found by single frames in which only organizations stand."""

import re
from collections.abc import Iterator
from itertools import pairwise

from zhizao.extraction.cued import Cued
from zhizao.extraction.participants.found import Found, could_be_name, is_brand, is_trade_name
from zhizao.extraction.participants.persons import NamedPerson
from zhizao.extraction.participants.phrases import before_alias, is_general_word, phrase_start
from zhizao.extraction.participants.terms import Scan

_STOCK_CODE = Cued(
    r"(?<![)）])[（(](?:(?:股票|证券)代码[:：]?\s*)?(?:\d{6}|\d{4,5}\.HK)(?:\.(?:SH|SZ|BJ|SS))?[)）]", "（", "("
)
_NAMED_IN_QUOTES = Cued(r"(?:公司|独角兽企业|初创企业|明星企业|龙头企业)“([^“”，。]{2,12})”", "公司“", "企业“")
_WARES = re.compile(
    r"[^，。；]{0,3}(?:系统|平台|项目|模式|计划|行动|工程|产品|技术|系列|战略|理念|政策|服务|机制|活动|课堂|建设|能力|工作|试点)"
)
# A first sign that selects, then the rest: a pattern that begins with optional parts would be tried at every sign.
_COMPANY_ACT = re.compile(
    r"[公宣发官披中在推投增落入扩建进收并斥登上与总是完](?:(?<=公)(?:告|布财报)|(?<=宣)[布告]|(?<=发)布(?:公告|20|业绩)|"
    r"(?<=官)[宣微]|(?<=披)露|(?<=中)标|(?<=在)(?:互动平台|科创板|创业板)|(?<=推)出|(?<=投)资[约超近]?\d|(?<=增)资|"
    r"(?<=落)户|(?<=完)成[A-Z\d天种战+Pre-]{1,5}轮|(?<=入)驻|(?<=扩)产|(?<=建)厂|(?<=进)驻|(?<=收)购(?!\d)|(?<=并)购|(?<=斥)资|(?<=登)陆|(?<=上)市|"
    r"(?<=总)投资[约超近]?\d|(?<=是)[^，。]{2,30}(?:企业|公司|制造商|供应商|服务商|巨头)(?=[，。；])|"
    r"(?<=与)[^，。]{2,16}(?:签署|签约|合作)|(?<=在)[^，。]{2,10}(?:开工|投产|落户|揭牌|投建|设立|成立))"
)
_LATIN_BRAND = Cued(
    r"(?<![A-Za-z“《])[A-Z][a-z]+[A-Za-z]*(?=(?:公司)?(?:发布|推出|宣布|公布|收购|投资|联合创始人|首席|官方))",
    *"abcdefghijklmnopqrstuvwxyz",
)
_TIME_BEFORE = re.compile(r"(?:今日|昨日|近日|日前|当日|\d+月\d+日)?(?:晚间|早间)?$")
_CLAUSE_SIGNS = frozenset({"", *"，。；：！？“”,;:\n \u3000"})
_WITH_ACT = re.compile(
    r"共建|合作(?!区|组织|社|备忘|伙伴|机制|论坛|关系|共赢|项目)|签约|签订|签署|达成|共同|携手|联合|合资|联手|强强"
)
_DIVISION = ("事业部", "分公司", "研究院")
_LONG_DIVISION = 5


def with_stock_code(scan: Scan) -> list[Found]:
    """某某股份(600000): what stands before a stock code is a company."""
    ends = [match.start() for match in _STOCK_CODE.finditer(scan.shadow)]
    spans = [(phrase_start(scan, end), end) for end in ends]
    return [
        Found(start, end, "enterprise", "organization.stock_code", 0.95)
        for start, end in spans
        if could_be_name(scan, start, end)
    ]


def quoted(scan: Scan) -> list[Found]:
    """公司“某某”: a name in quotation marks in apposition to a word for an enterprise."""
    return [
        Found(match.start(1), match.end(1), "enterprise", "organization.quoted", 0.8)
        for match in _NAMED_IN_QUOTES.finditer(scan.shadow)
        if not is_general_word(match.group(1)) and not _WARES.match(scan.shadow, match.end())
    ]


def before_posts(scan: Scan, persons: list[NamedPerson], known: list[Found]) -> list[Found]:
    """某某科技董事长张三: the phrase before a post that only enterprises fill."""
    known_ends = {found.end for found in known}
    found = []
    for post, floor in _posts(scan, persons):
        end = before_alias(scan, post)
        start = phrase_start(scan, end, floor)
        if end not in known_ends and _is_employer(scan, start, end):
            found.append(Found(start, end, "enterprise", "organization.before_post", 0.85))
    return found


def _is_employer(scan: Scan, start: int, end: int) -> bool:
    if could_be_name(scan, start, end) or is_trade_name(scan, start, end):
        return True
    return end - start >= _LONG_DIVISION and scan.shadow.endswith(_DIVISION, start, end)


def _posts(scan: Scan, persons: list[NamedPerson]) -> Iterator[tuple[int, int]]:
    """Where the posts of each chain begin, and how far back the phrase before each may reach."""
    for person in persons:
        if person.title_start is None or person.title_end is None:
            continue
        titles = scan.within("title", person.title_start, person.title_end)
        if any(hit.row["class"] == "enterprise" for hit in titles):
            yield person.title_start, 0
        for earlier, hit in pairwise(titles):
            if hit.row["class"] in {"enterprise", "occupation", "rank"} and earlier.end + 1 < hit.start:
                yield hit.start, earlier.end + 1


def companions(scan: Scan) -> list[Found]:
    """与甲签署, 与甲共建: the only other party to an act that takes two."""
    found = []
    for match in _WITH_ACT.finditer(scan.shadow):
        start = phrase_start(scan, match.start())
        if scan.shadow[start - 1 : start] in {"与", "同", "跟"} and is_brand(scan, start, match.start()):
            found.append(Found(start, match.start(), "enterprise", "organization.companion", 0.65))
    return found


def subjects(scan: Scan) -> list[Found]:
    """某某股份今日公告, 某某科技宣布: an unknown brand that opens a clause and does what only companies do."""
    rule = "organization.subject"
    found = [Found(match.start(), match.end(), "enterprise", rule, 0.6) for match in _LATIN_BRAND.finditer(scan.shadow)]
    for match in _COMPANY_ACT.finditer(scan.shadow):
        time = _TIME_BEFORE.search(scan.shadow, max(0, match.start() - 10), match.start())
        end = time.start() if time else match.start()
        start = phrase_start(scan, end) if end and scan.is_boundary(end) else end
        if start < end and scan.shadow[start - 1 : start] in _CLAUSE_SIGNS and is_brand(scan, start, end):
            found.append(Found(start, end, "enterprise", rule, 0.65))
    return found
