"""Organizations in lists: closed by 等12家企业, opened by 下属企业, or coordinated before 共同."""

import re
from collections.abc import Iterator
from functools import lru_cache

from zhizao.extraction import lexicon
from zhizao.extraction.alternation import one_of
from zhizao.extraction.cued import Cued
from zhizao.extraction.mentions import OrganizationType
from zhizao.extraction.participants.found import Found, could_be_name, is_brand, row_type, type_at
from zhizao.extraction.participants.phrases import is_general_word, is_trade_word, phrase_end, phrase_start
from zhizao.extraction.participants.terms import Scan

_COUNT = r"(?:近|约|超|逾|超过)?(?:\d+|[一二两三四五六七八九十百千数多几]+)?(?:余|多)?(?:家|所|户|大|个)?"
_COUNTED = re.compile(r"等|[一二两三四五六七八九十\d]+(?:余|多)?[家所]|在内的")
_DIGIT = "一二两三四五六七八九十"
_LIST_END = re.compile(rf"等|在内的|[{_DIGIT}\d](?<![\d{_DIGIT}百千].)[{_DIGIT}\d]{{0,5}}[家所]")
_PLACE_LIST = frozenset("地省市国")
_TOPICAL = re.compile(r"各[级类种]|领域|行业|产业|赛道|环节|方向")
_LIST_SIGN = re.compile(r"(?:、|以及|和|与|及)$")
_NEXT_SIGN = re.compile(r"、|以及|和|与|及")
_TOGETHER = Cued(
    r"等?(?:[双三四五多]方)?(?:共同|联合|携手|合资|签署|签约|签订|达成|合作(?!区|组织|社|备忘|伙伴|机制|论坛|关系|共赢|项目|等)|联手|牵手|组成)",
    *("共同", "联合", "携手", "合资", "签署", "签约", "签订", "达成", "合作", "联手", "牵手", "组成"),
)
_ANNOUNCED = Cued(
    r"[子孙母]公司|合资公司|[旗下所](?:(?<=旗)下|(?<=下)属|(?<=所)属)的?(?:公司|企业|单位)|家企业[（(]|企业[,，]分别[是为]",
    *("公司", "企业", "单位"),
)
_COMPANION = frozenset("与同和跟")
_NAME_TAGS = frozenset({"j", "nz", "nr", "nt", "x"})
_PLAIN = 3
_LONG_PLAIN = 6
_KIND = Cued(r"(?:独角兽|初创|龙头|领军|链主|高新技术|“?小巨人”?|头部|明星)企业", "企业")
_HOLDING = re.compile(r"(?:全资|控股|参股)?$")


@lru_cache(maxsize=1)
def _members() -> dict[str, OrganizationType]:
    return {row["word"]: row_type(row) for row in lexicon.rows("list_closers")}


@lru_cache(maxsize=1)
def _closer() -> re.Pattern[str]:
    """等, a count, up to eight signs that qualify, and the word for the members; 生产企业 lists wares, not names."""
    words = one_of(_members())
    return re.compile(
        rf"(?:等在内的|等|在内的)?{_COUNT}[^，。、；：！？\s“”（）()的对向为由与和同在把从用]{{0,8}}?"
        rf"(?<!生产)(?<!配套)(?<!制造)(?<!加工)(?<!经营)(?<!销售)({words})"
    )


def items_before(scan: Scan, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list that ends at `end`, last first, as spans."""
    while (start := phrase_start(scan, end)) < end:
        yield start, end
        sign = _LIST_SIGN.search(scan.shadow, max(0, start - 2), start)
        if sign is None:
            return
        end = sign.start()


def _items_after(scan: Scan, start: int) -> Iterator[tuple[int, int]]:
    """The members of a list that begins at `start`, as spans."""
    while (end := phrase_end(scan, start)) > start:
        yield start, end
        sign = _NEXT_SIGN.match(scan.shadow, end)
        if sign is None:
            return
        start = sign.end()


def closed_lists(scan: Scan) -> list[Found]:
    """甲、乙、丙等12家企业: every member is an organization of the kind that closes the list."""
    found: list[Found] = []
    for sign in _LIST_END.finditer(scan.shadow):
        closer = _closer().match(scan.shadow, sign.start())
        if closer is None or not _COUNTED.match(closer.group()):
            continue
        items = list(items_before(scan, sign.start()))
        if _closes(scan, sign, closer, items):
            kind = _members()[closer.group(1)]
            kind = "enterprise" if kind == "other" else kind  # bodies of other kinds have a head that tells
            first = (_after_verb(scan, *items[-1]), items[-1][1])
            spans = [part for item in [*items[:-1], first] for part in _allied(scan, *item)]
            majority = 2 * sum(_is_member(scan, start, end) for start, end in spans) > len(spans)
            found += [
                Found(start, end, type_at(scan, start, end, kind), "organization.closed_list", 0.8)
                for start, end in spans
                if _is_member(scan, start, end) or (majority and _is_plain_word(scan, start, end))
            ]
    return found


def _allied(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """甲联合乙 as two names when either side is a name by itself, else the whole."""
    at = scan.shadow.find("联合", start + 1, end - 2)
    if at < 0 or not (_is_member(scan, start, at) and _is_member(scan, at + 2, end)):
        return [(start, end)]
    return [(start, at), (at + 2, end)]


def _is_member(scan: Scan, start: int, end: int) -> bool:
    """Whether the item of a closed list is a name by itself: known, or of words that no dictionary holds."""
    listed = any(hit.end == end for hit in scan.within("name", start, start + 1))
    return listed or (not _is_bare_head(scan, start, end) and could_be_name(scan, start, end))


def _is_bare_head(scan: Scan, start: int, end: int) -> bool:
    """美术馆: a head without a name."""
    return any(hit.start <= start and end == hit.end for hit in scan.within("head", start, end))


def _is_plain_word(scan: Scan, start: int, end: int) -> bool:
    """海螺, 超威集团 among known companies: everyday words that beside names are a name as well."""
    words = scan.words_within(start, end)
    first = words[0]
    if first.start < start or end - start > _LONG_PLAIN or _is_bare_head(scan, start, end):
        return False
    if is_general_word(first.text) or scan.place_at(start):
        return False
    if len(words) > 1:
        return is_trade_word(words[-1].text) or is_general_word(words[-1].text)
    return first.tag in {"n", "j", *_NAME_TAGS} and len(first.text) <= _PLAIN


def _after_verb(scan: Scan, start: int, end: int) -> int:
    """平台服务 + 一汽: a verb in a list's first member is the verb of the sentence, if a name alone follows it."""
    words = [word for word in scan.words_within(start, end) if start <= word.start and word.end < end]
    ends = [word.end for word in words if word.is_known and word.tag.startswith("v")]
    return next((position for position in reversed(ends) if _is_name_alone(scan, position, end)), start)


def _is_name_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether a listed name, or one word that reads as a name, fills `start` to `end`."""
    if any(hit.end == end for hit in scan.within("name", start, start + 1)):
        return True
    word = scan.word_at(start)
    return word is not None and word.end == end and (not word.is_known or word.tag in _NAME_TAGS)


def _closes(scan: Scan, sign: re.Match[str], closer: re.Match[str], items: list[tuple[int, int]]) -> bool:
    """Whether the sign closes a list of names: no verb before the noun, no places, no topics among the items."""
    if not items or closer.group()[1:2] in _PLACE_LIST or any(_is_topic(scan, *item) for item in items):
        return False
    between = [word for word in scan.words_within(sign.end(), closer.start(1)) if word.end <= closer.start(1)]
    if any(word.is_known and word.tag in {"v", "d", "p"} for word in between):
        return False
    if sign.group() != "等" and (len(items) == 1 or "、" not in scan.shadow[items[-1][0] : sign.start()]):
        return False
    return not _TOPICAL.search(closer.group()) or any(scan.name_before(end) for _, end in items)


def _is_topic(scan: Scan, start: int, end: int) -> bool:
    """Whether an item is made of listed common words alone: 算力, 云计算."""
    return scan.name_before(end) is None and all(is_trade_word(word.text) for word in scan.words_within(start, end))


def coordinated(scan: Scan, known: list[Found]) -> list[Found]:
    """甲与乙共同…, beside a known organization: the other member is one as well."""
    spans = {(found.start, found.end) for found in known}
    covered = {position for found in known for position in range(found.start, found.end)}
    found = []
    for match in _TOGETHER.finditer(scan.shadow):
        items = list(items_before(scan, match.start()))
        if len(items) > 1 and (any(item in spans for item in items) or _are_parties(scan, items, match.group())):
            found += [
                Found(start, end, coordinated_type(scan, start, end), "organization.coordinated", 0.7)
                for start, end in items
                if covered.isdisjoint(range(start, end)) and could_be_name(scan, start, end)
            ]
    return found


def _are_parties(scan: Scan, items: list[tuple[int, int]], act: str) -> bool:
    """与甲、乙、丙签署: several parties to an agreement after 与, all of them names."""
    first = items[-1][0]
    return (
        "签" in act
        and scan.shadow[first - 1 : first] in _COMPANION
        and all(could_be_name(scan, *item) for item in items)
    )


def coordinated_type(scan: Scan, start: int, end: int) -> OrganizationType:
    """The type of a name that only its list shows: by its head, else an authority by its last sign, else a firm."""
    default: OrganizationType = "government" if scan.shadow[end - 1] in "部委办局厅署" else "enterprise"
    if scan.shadow.endswith(("组织", "联盟", "工委", "协进会"), start, end):
        default = "association"
    return type_at(scan, start, end, default)


def after_relations(scan: Scan) -> list[Found]:
    """子公司甲, 下属企业甲、乙, 4家企业（甲、乙）: names after a word that announces them, and the owner before it."""
    found = []
    for match in _ANNOUNCED.finditer(scan.shadow):
        spans = list(_items_after(scan, match.end()))
        if spans and match.group() == "子公司":
            owner = _HOLDING.search(scan.shadow, max(0, match.start() - 2), match.start())
            end = owner.start() if owner else match.start()
            spans.append((phrase_start(scan, end), end))
        found += [
            Found(start, end, "enterprise", "organization.relation", 0.75)
            for start, end in spans
            if could_be_name(scan, start, end)
        ]
    return found


def apposed(scan: Scan) -> list[Found]:
    """独角兽企业某某智驾: a brand directly behind a word for the kind of enterprise it is."""
    ends = [match.end() for match in _KIND.finditer(scan.shadow)]
    return [
        Found(start, end, "enterprise", "organization.apposed", 0.7)
        for start, end in ((start, phrase_end(scan, start)) for start in ends)
        if end > start and is_brand(scan, start, end)
    ]
