"""Who holds something (由甲、乙指导，丙主办): what stands between the signs of such a list is a body each time."""

import re
from collections.abc import Iterator, Sequence

from zhizao.extraction.mentions import OrganizationType
from zhizao.extraction.participants.found import Found, could_be_name, is_place, type_at
from zhizao.extraction.participants.lists import coordinated_type, items_before
from zhizao.extraction.participants.phrases import is_general_word, names_something
from zhizao.extraction.participants.terms import Scan

_HOSTED = re.compile(r"主办|承办|协办|领投|跟投|出资设立")
_JOINTLY = re.compile(r"等?(?:联合|共同)?$")
_ZONE = re.compile(r"(?:新区|开发区|经济区|高新区|经开区|自贸区|保税区|示范区|试验区|合作区|产业园|科技城)$")
_HOLDS = r"(?:主办|承办|协办|联办)(?!单位|方|地|城市|权|商|者|国|了?过)"
_CHAIN = re.compile(
    rf"(?P<list>[^。；：\n，、]{{2,34}}(?:、[^。；：\n，、]{{2,34}}){{0,14}}?)(?:{_HOLDS}|(?P<weak>指导|支持|发起)(?=[，。、]|的|成立))"
)
_HOLDING = re.compile(rf"{_HOLDS}|(?:指导|支持|发起)(?=[，。、]|的|成立)")  # what a chain ends in
_PART_SIGNS = "。；：\n，"  # no chain runs over one
_PART_END = re.compile(f"[{_PART_SIGNS}]|$")
_LOOK_AHEAD = 3  # signs behind the end of a chain on which it depends
_OPENED = re.compile(r"由(?!于|来|此|衷|内而外|小到大|表及里)")
_ADVERB = re.compile(
    r"(?:等(?:[多数\d一二三四五六七八九十]*[家个]?(?:单位|机构|企业|部门|高校|协会)?)?)?(?:联合|共同|牵头|具体|携手|首次|一起|合作|倾力|倡议|连续)*$"
)
_PARTIES = re.compile(
    r"[与和同](?P<list>[^。；：\n，、等]{2,30}(?:、[^。；：\n，、等]{2,30}){2,14})等[^，。；、]{0,14}?"
    r"(?:企业|公司|机构|单位|高校|院校|园区|院所|银行|协会|部门|伙伴|客户|家|组织|集团|平台)(?:在[^，。；、]{2,6})?(?:正式|已)?(?:联合|共同|签署|签订|签约|达成|共建|携手|组建|发起|成立)"
)
_SPLIT = re.compile(r"、|以及")
_AND = re.compile(
    r"[和与及]|会同|携手|联合(?!国(?!务|家|资|网|能|药|机)|会|体|社|大学|创新|重工|动力|电子|利华|信用|实验)"
)
_LEAD = re.compile(r"(?:和|与|及|由)")
_VAGUE = re.compile(
    r"(?:有关|相关|各|当地|该|本|我|双方|多[家方个]|[一二三四五六七八九十两几数\d]+[家个方]|上述|其他|社会|国内外|权威|专业|是|为)"
    r"|.*(?:分别|正在|已经|曾|成功|参与|积极|轮流|来自|位于|获|在|将|了|的|以|从|被|把|让|等|支持|[今明去后]年|\d年|[三两各]地)|\d"
)
_KINDS = re.compile(r".{0,6}(?:部门|单位|企业|机构|高校|媒体|城市|国家|组织|公司|各方|力量|资金|政策)$")
_BODY = re.compile(
    r"(?:办公室|办|中心|联盟|协会|学会|商会|促进会|委员会|组委会|园|园区|平台|基地|馆|厅|局|委|部|社|集团|公司|大学|学院|研究院|研究所|实验室"
    r"|总部|分会|基金会|工作站|孵化器|加速器|银行|网|报|厂|院|所|处|会)(?:[（(][^（）()]{2,16}[）)])?$"
)
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_TYPES: tuple[tuple[re.Pattern[str], OrganizationType], ...] = (
    (re.compile(r"(?:协会|联盟|学会|商会|促进会|联合会|基金会|分会|组委会)$"), "association"),
    (re.compile(r"(?:园|园区|中心|平台|基地|馆|会客厅|孵化器|加速器|工作站|组织)$"), "other"),
    (re.compile(r"[部委办局厅署]$|办公室$"), "government"),
)
_POSTS = frozenset({"post", "enterprise"})
_VERBAL = ("p", "d", "c", "u", "r", "v")
_SHORTEST, _LONGEST = 2, 30


def hosts(scan: Scan) -> list[Found]:
    """由甲、乙主办, 甲领投: who holds or pays is an organization, a zone (某某经济区) its administration."""
    found = []
    for match in _HOSTED.finditer(scan.shadow):
        jointly = _JOINTLY.search(scan.shadow, max(0, match.start() - 3), match.start())
        for start, end in items_before(scan, jointly.start() if jointly else match.start()):
            zone = _ZONE.search(scan.shadow, start, end) is not None and not is_general_word(scan.shadow[start:end])
            if zone and (scan.within("place", start, end) or scan.words_within(start, end)[0].tag == "ns"):
                found.append(Found(start, end, "government", "organization.host", 0.75))
            elif could_be_name(scan, start, end) and not _tells(scan, start, end):
                found.append(Found(start, end, coordinated_type(scan, start, end), "organization.host", 0.7))
    return found


def _tells(scan: Scan, start: int, end: int) -> bool:
    """Whether a verb that no name holds stands among the words."""
    words = scan.words_within(start, end)
    return any(word.is_known and word.tag == "v" and not is_general_word(word.text) for word in words)


def listed_hosts(scan: Scan, known: Sequence[Found]) -> list[Found]:
    """The members of lists of hosts that no other rule names: all that stands between two signs of such a list."""
    ends = {found.end for found in known}
    starts = {found.start: found.end for found in known}
    found = []
    for start, until, opened in _segments(scan, ends):
        end = until
        bracket = _BRACKET.search(scan.shadow, start, end)
        if bracket and _BODY.search(bracket.group()[1:-1]):
            end = bracket.start()  # 某某研究院（某某中心）: its other name
        if starts.get(start, 0) >= end or not _is_body(scan, start, end) or (not opened and _tells(scan, start, end)):
            continue
        inner = [item for item in known if start <= item.start and item.end <= end and item.start > start]
        if inner and (not opened or any(item.end == end for item in inner if _bracketed(scan, item))):
            continue
        found.append(Found(start, end, _type(scan, start, end), "organization.host_list", 0.7))
    return found


def _type(scan: Scan, start: int, end: int) -> OrganizationType:
    """The type by the head in front of a closing bracket; bodies of no listed kind (某某会客厅, 某某平台) are other."""
    name = _BRACKET.sub("", scan.shadow[start:end])
    kind: OrganizationType = next((kind for pattern, kind in _TYPES if pattern.search(name)), "enterprise")
    return type_at(scan, start, start + len(name), kind)


def _bracketed(scan: Scan, item: Found) -> bool:
    return scan.shadow[item.start - 1] in "（("


def _segments(scan: Scan, ends: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Start and end of every member, and whether a sign or 由 opens it, so that nothing else can stand before it."""
    shadow = scan.shadow
    for parties in _PARTIES.finditer(shadow):
        position = parties.start("list")
        for name in parties["list"].split("、"):
            yield position, position + len(name), True
            position += len(name) + 1
    for match in _chains(shadow):
        start, end = match.span("list")
        opening = next(iter(_OPENED.finditer(shadow, start, end)), None)
        if opening is None and (match["weak"] or not _follows_sign(shadow, start)):
            continue
        first = opening.end() if opening else start
        tail = _ADVERB.search(shadow, max(first, end - 14), end)
        end = tail.start() if tail else end
        position = first
        for sign in [*_SPLIT.finditer(shadow, first, end), None]:
            until = sign.start() if sign else end
            for part, stop in _halves(scan, position, until, ends):
                yield part, stop, part > first or opening is not None
            position = sign.end() if sign else end


def _chains(shadow: str) -> Iterator[re.Match[str]]:
    """The chains of hosts; only the parts of sentences that hold a verb of holding are searched for them."""
    end = 0
    for verb in _HOLDING.finditer(shadow):
        if verb.start() >= end:
            start = max(end, *(shadow.rfind(sign, end, verb.start()) + 1 for sign in _PART_SIGNS))
            part_end = _PART_END.search(shadow, verb.end())
            end = part_end.start() if part_end else len(shadow)
            yield from _CHAIN.finditer(shadow, start, end + _LOOK_AHEAD)


def _follows_sign(shadow: str, start: int) -> bool:
    return start == 0 or shadow[start - 1] in "，。；\n"


def _halves(scan: Scan, start: int, end: int, ends: set[int]) -> Iterator[tuple[int, int]]:
    """甲协会和乙中心 as two when a body is complete before 和, else the whole: 及 stands inside names as well."""
    for sign in _AND.finditer(scan.shadow, start + 2, max(start + 2, end - 2)):
        if sign.start() in ends or _BODY.search(scan.shadow, start, sign.start()):
            yield start, sign.start()
            start = sign.end()
    yield start, end


def _is_body(scan: Scan, start: int, end: int) -> bool:
    """Whether the words between two signs name a body: something proper among them, no grammar, no kind."""
    name = scan.shadow[start:end]
    if not _SHORTEST < len(name) <= _LONGEST or _VAGUE.match(name) or _KINDS.fullmatch(name) or _LEAD.match(name):
        return False
    posts = any(hit.end == end or hit.row["class"] in _POSTS for hit in scan.within("title", start, end))
    if is_place(scan, start, end) or posts or not scan.is_boundary(start):
        return False
    if name.count("（") != name.count("）") or name.count("(") != name.count(")") or name[-1] in "省市县区":
        return False
    if not names_something(scan, start, end, odd=False):
        return False
    words = scan.words_within(start, end)
    plain = [w for w in words if w.is_known and w.tag.startswith(_VERBAL) and not is_general_word(w.text)]
    return not plain or (_BODY.search(name) is not None and not any(w.tag.startswith(("p", "u", "r")) for w in plain))
