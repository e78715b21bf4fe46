"""Organizations by their own form: names of the gazetteer, government grammar, and names that end in a head."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import cast

from zhizao.extraction.mentions import OrganizationType
from zhizao.extraction.participants.phrases import (
    is_conjunction_before,
    is_stop_word,
    names_something,
    phrase_start,
    skip_to_place,
    without_leading_verbs,
)
from zhizao.extraction.participants.terms import Hit, Scan
from zhizao.extraction.places import PlaceMention, find_places, place_names

_DEPARTMENT = re.compile(r"[一-龥]{2,7}?(?<!公)司(?![长法机令])")
_INSTITUTE = re.compile(r"[一-龥]{2,9}?所(?!长|有|属|在|需|谓|以)")
_ADMINISTRATIVE = "省市区县州盟旗镇乡"
_LEVEL = re.compile(r"[省市县区](?<=[\s，。、；：和与及由从据对在向].)(?=[一-龥]{2})|自治区|国家(?=[一-龥]{2})")
_BUREAU = re.compile(r"[一-龥]{2,9}?(?:局|厅|署)(?![长面限部级势域里])")
_NO_BUREAU = re.compile(r"(?:部署|大局|全局|格局|开局|结局|布局|大厅|展厅|餐厅|客厅|时局|战局|政局|变局|僵局|步入.厅|规划厅)$")
_LEVEL_BEFORE = re.compile(rf"[{_ADMINISTRATIVE}]$")
_COMMITTEE = re.compile(r"委(?!员|托|以|派|会|屈|婉|身)(?:市委|省委)?")
_PARTS = frozenset({"指挥部", "学院", "办公室", "秘书处", "委员会", "分公司", "项目部", "总指挥部", "党校"})
_DIVISIONS = {"事业部", "事业群"}
_TRADED = {"province", "city", "county"}
_NEEDS_MORE = frozenset("公司 集团 控股 厂 酒店 饭店 商场 超市 电厂 学校 航空公司 合作社 联盟 工会".split())
"""Heads that a place alone does not make a name: 日本公司."""
_TERMINAL = ("有限公司", "有限责任公司", "总公司")
_LEGAL = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
_NOT_AFTER = {
    "公司": re.compile(r"[治制法里]"),
    "学院": re.compile(r"派"),
    "集团": re.compile(r"(?:军|化|式)"),
    "政府": re.compile(r"(?:工作报告|采购|引导|性|补贴|投资|间)"),
    "大学": re.compile(r"(?:生|城)"),
    "医院": re.compile(r"感染"),
    "联盟": re.compile(r"[链党]"),
    "研究所": re.compile(r"得"),
    "银行": re.compile(r"(?:业|间|卡|存|贷|理财|保险)"),
    "证券": re.compile(r"(?:市|化|时报|交易|法)"),
    "控股": re.compile(r"(?:股东|权|子公司)"),
    "协会": re.compile(r"商"),
    "总局": re.compile(r"令"),
    "党委": re.compile(r"."),
    "商务部": re.compile(r"[门队]"),
    "财政部": re.compile(r"[门队]"),
    "国防部": re.compile(r"[门队]"),
}
_SHORT = 2
_LONGEST_PLACE = 5
_SURE_LENGTH = 5
"""Listed names of so many signs are believed even where word division cuts elsewhere."""
_NOT_BEFORE = {"商会": "招展", "协会": "商妥", "小学": "中", "银行": "非", "学会": "大", "集团": "全各", "政府": "新", "公司": "子母孙分本该各多两"}
_NATIONAL = ("中国", "全国", "国家", "中华")
_WORLDWIDE = frozenset({"世界", "国际", "亚洲", "全球", "中华", "亚太"})
_STANDS_ALONE = frozenset(
    "市政府 省政府 区政府 县政府 市委 省委 区委 县委 州委 自治区党委 自治区政府 市委市政府 省委省政府 "
    "区委区政府 县委县政府 州政府".split()
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One organization as it stands in the text; `key` is its normal form where grammar gives one."""

    start: int
    end: int
    type: OrganizationType
    rule: str
    confidence: float
    key: str = ""


def _type(row: dict[str, str]) -> OrganizationType:
    return cast("OrganizationType", row["type"])


def listed(scan: Scan) -> list[Found]:
    """Names of the gazetteer that end at a word's end; names that are also words are left to the frames."""
    found = []
    for start, end, row in scan.hits["name"]:
        if row["needs_frame"]:
            continue
        if row["type"] == "media" and scan.shadow[end : end + 1] == "社":
            end += 1
        if _stands_free(scan, start, end):
            institute = _INSTITUTE.match(scan.shadow, end) if row["canonical"] == "中国科学院" else None
            if institute and scan.is_boundary(institute.end()):
                found.append(Found(start, institute.end(), "research", "organization.institute_short", 0.8))
            department = _DEPARTMENT.match(scan.shadow, end) if row["type"] == "government" else None
            if department and _all_inside(scan, end, department.end()):
                found.append(Found(start, department.end(), "government", "organization.department", 0.85))
            found.append(Found(start, end, _type(row), "organization.gazetteer", 0.9, row["canonical"]))
    return found


def _place_ending_at(places: list[PlaceMention], ends: list[int], position: int) -> PlaceMention | None:
    index = bisect_left(ends, position)
    return places[index] if index < len(ends) and ends[index] == position else None


def _stands_free(scan: Scan, start: int, end: int) -> bool:
    """Whether word division agrees that a listed name stands here: 中国电子, but not in 中国电子商务."""
    begins, closes = scan.is_boundary(start), scan.is_boundary(end)
    if closes:
        return begins or end - start > _SHORT
    across = scan.word(scan.word_index(end))
    return begins and end - start > _SHORT and (
        end - start >= _SURE_LENGTH or len(across.text) <= _SHORT or not across.is_known
    )


def type_at(scan: Scan, start: int, end: int, default: OrganizationType) -> OrganizationType:
    """The type that the gazetteer or the name's own head gives to the name from `start` to `end`."""
    for hit in scan.within("name", start, end):
        if hit.end == end:
            return _type(hit.row)
    for hit in scan.within("head", start, end):
        if hit.end == end:
            return _type(hit.row)
    return default


def governmental(scan: Scan) -> list[Found]:
    """Place + domain + 委/局/厅/办: 重庆市经信委, 市经信委, 重庆市经济和信息化委员会."""
    places = list(find_places(scan.text))
    ends = [place.end for place in places]
    found = []
    for start, end, row in scan.hits["government"]:
        place = _place_ending_at(places, ends, start)
        kind = _type(row)
        if place:
            key = f"{place.canonical}|{row['full']}"
            found.append(Found(place.start, end, kind, "organization.government", 0.95, key))
        elif scan.shadow.startswith("自治区", start - 3) and start > 2:
            found.append(Found(start - 3, end, kind, "organization.government_level", 0.85, f"?区|{row['full']}"))
        elif start and _LEVEL_BEFORE.match(scan.shadow[start - 1]) and not _inside_word(scan, start - 1):
            first = _unlisted_place(scan, start)
            level = scan.shadow[first:start] if first < start - 1 else f"?{scan.shadow[start - 1]}"
            key = f"{level}|{row['full']}"
            found.append(Found(first, end, kind, "organization.government_level", 0.85, key))
        elif start and scan.word(scan.word_index(start - 1)).tag == "ns":
            first = scan.word(scan.word_index(start - 1)).start
            key = f"{scan.shadow[first:start]}|{row['full']}"
            found.append(Found(first, end, kind, "organization.government", 0.85, key))
    found += _bureaus(scan, places) + _committees(scan)
    for place in places:
        match = _COMMITTEE.match(scan.shadow, place.end)
        if match and place.name[-1] in _ADMINISTRATIVE:
            key = f"{place.canonical}|委员会"
            found.append(Found(place.start, place.end + 1, "government", "organization.party_committee", 0.85, key))
    return found


def _unlisted_place(scan: Scan, end: int) -> int:
    """Where a place begins that the gazetteer lacks, ending at `end` with 省, 市, 县 …; else the level sign itself."""
    start = phrase_start(scan, end)
    return start if _SHORT < end - start <= _LONGEST_PLACE and names_something(scan, start, end) else end - 1


def _committees(scan: Scan) -> list[Found]:
    """某某市委 where 市委书记 is the title: a place the gazetteer lacks and 委."""
    found = []
    for hit in scan.hits["title"]:
        title = hit.row["title"]
        if title[1:2] == "委" and title[0] in _ADMINISTRATIVE:
            start = phrase_start(scan, hit.start)
            if 1 < hit.start - start <= _LONGEST_PLACE:
                found.append(Found(start, hit.start + 2, "government", "organization.party_committee", 0.8))
    return found


def _bureaus(scan: Scan, places: list[PlaceMention]) -> list[Found]:
    """Authorities whose domain is in no list: place, 国家 or level + two to nine signs + 局, 厅, 署."""
    starts = [(place.start, place.end) for place in places if place.name[-1] in _ADMINISTRATIVE or place.level == "country"]
    starts += [(match.start(), match.end()) for match in _LEVEL.finditer(scan.shadow)]
    found = []
    for start, end in starts:
        match = _BUREAU.match(scan.shadow, end)
        if match and not _NO_BUREAU.search(match.group()) and _all_inside(scan, end, match.end()):
            found.append(Found(start, match.end(), "government", "organization.bureau", 0.8))
    return found


def _all_inside(scan: Scan, start: int, end: int) -> bool:
    """Whether words begin and end at these places and a name may run over all between."""
    return scan.word_at(end) is not None and scan.word_at(start) is not None and phrase_start(scan, end, start) <= start


def _inside_word(scan: Scan, position: int) -> bool:
    """Whether the sign at `position` is the tail of a word of several signs, as 市 in 城市."""
    word = scan.word(scan.word_index(position))
    return word.start < position and len(word.text) > 1 and not word.tag.startswith("ns") and word.end == position + 1


def headed(scan: Scan, known: list[Found]) -> list[Found]:
    """Names that end in a head (公司, 研究院, 协会 …), from the first word that can belong to the name."""
    fixed = frozenset(found.end for found in known)
    by_end = {found.end: found for found in known}
    found: list[Found] = []
    floor = 0
    for hit in scan.hits["head"]:
        refused = _NOT_AFTER.get(hit.row["head"])
        if refused and refused.match(scan.shadow, hit.end):
            continue
        if hit.start and scan.shadow[hit.start - 1] in _NOT_BEFORE.get(hit.row["head"], ""):
            continue
        name = _headed_name(scan, hit, floor, fixed, by_end)
        if name is None:
            continue
        by_end[name.end] = name
        found.append(name)
        if hit.row["head"].endswith(_TERMINAL):
            floor = hit.end if not _continues(scan, hit.end) else floor
    return found


def _continues(scan: Scan, position: int) -> bool:
    """Whether a unit of the same organization may follow: 某某有限公司 + 重庆分公司."""
    heads = scan.hits["head"]
    index = bisect_left(heads, (position,))
    return index < len(heads) and heads[index].start - position <= 8 and heads[index].row["class"] == "unit"  # noqa: PLR2004


def _headed_name(
    scan: Scan, hit: Hit, floor: int, fixed: frozenset[int], by_end: dict[int, Found]
) -> Found | None:
    start = phrase_start(scan, hit.start, floor)
    if hit.row["head"].endswith(_LEGAL):
        start = _bold_start(scan, start, hit.start, floor)
    if hit.row["type"] in {"association", "research", "university"}:
        start = _over_conjunction(scan, start, floor, needs_parent=hit.row["type"] != "association")
    start = skip_to_place(scan, start, hit.start, fixed | frozenset(by_end))
    if hit.row["type"] == "association" and scan.shadow[max(0, start - 2) : start] in _WORLDWIDE:
        start -= 2
    start = _after_companion(scan, start, hit.start, by_end)
    if not hit.row["head"].endswith(_LEGAL):
        start = without_leading_verbs(scan, start, hit.start)
    if scan.shadow.startswith("联合国", start) and hit.row["type"] == "enterprise":
        start += 2  # 联合 is the verb here: 联合 + 国某某有限公司
    if scan.shadow[start] in "“”（(" and start < hit.start and "”" not in scan.shadow[start : hit.start]:
        start += 1
    head = hit.row["head"]
    if start in by_end and (hit.row["class"] in {"unit", "institute"} or head in _PARTS):
        start = by_end[start].start
    if start == hit.start:
        if head in _STANDS_ALONE and not _inside_word(scan, hit.start):
            domain = "人民政府" if head.endswith("政府") else "委员会"
            return Found(start, hit.end, "government", "organization.authority_alone", 0.7, f"?{head[0]}|{domain}")
        return None
    rule = _accepted(scan, hit, start, by_end)
    if rule is None:
        return None
    found = Found(start, hit.end, _type(hit.row), rule[0], rule[1], _authority_key(scan, start, hit))
    return replace(found, type=_type_by_body(scan.shadow[start : hit.end], found.type))


def _bold_start(scan: Scan, start: int, end: int, floor: int) -> int:
    """Brands may be verbs (锐意, 联想): between a place and a legal form, run over one such word."""
    word = scan.word(scan.word_index(start - 1)) if start else None
    if word is None or word.start < floor or not word.tag.startswith(("v", "a", "d", "i", "l")):
        return start
    place = scan.place_before(word.start)
    if place and not is_stop_word(word.text):
        return phrase_start(scan, place.end, floor)
    return start if start < end else end


def _after_companion(scan: Scan, start: int, end: int, by_end: dict[int, Found]) -> int:
    """甲联合乙: 联合 after a known organization is the verb, so the name begins behind it."""
    position = scan.shadow.rfind("联合", start, end)
    return position + 2 if position > start and position in by_end else start


def _authority_key(scan: Scan, start: int, hit: Hit) -> str:
    """重庆市政府 and 重庆市人民政府 are one authority: place and 人民政府."""
    place = scan.shadow[start : hit.start]
    if not hit.row["head"].endswith("政府") or hit.row["head"] == "市委市政府":
        return ""
    level = hit.row["head"].removesuffix("人民政府").removesuffix("政府")
    return f"{place_names().get(place + level, place + level)}|人民政府"


def _over_conjunction(scan: Scan, start: int, floor: int, *, needs_parent: bool) -> int:
    """Take in 甲和 of 某地甲和乙协会 when a place (or the parent, 中国科学院) leads the whole and none the part after 和."""
    if not is_conjunction_before(scan, start) or scan.place_at(start):
        return start
    wider = phrase_start(scan, start - 1, floor)
    leading = scan.within("name", wider, wider + 1) or scan.within("place", wider, wider + (not needs_parent))
    if leading and (leading[0].end < start - 1 or scan.shadow.startswith(_NATIONAL, wider)):
        between = scan.shadow[wider : start - 1]
        if not scan.within("head", wider, start) and "、" not in between:
            return wider
    return start


def _accepted(scan: Scan, hit: Hit, start: int, by_end: dict[int, Found]) -> tuple[str, float] | None:
    """The rule and confidence under which the name stands, or None when it names nobody in particular."""
    kind, head = hit.row["class"], hit.row["head"]
    parent = any(start < end <= hit.start for end in by_end)
    parent = parent or _has_name(scan, start, hit)
    if kind == "unit":
        inner = any(other.row["class"] in {"strong", "institute"} for other in scan.within("head", start, hit.start))
        named = parent or inner or (head in _DIVISIONS and names_something(scan, start, hit.start))
        return ("organization.unit", 0.85) if named else None
    if kind == "branded":
        place = scan.place_at(start)
        named = place and place.end == hit.start and place.row["level"] in _TRADED and not _noun_follows(scan, hit.end)
        return ("organization.place_and_trade", 0.8) if named else None
    places = [place for place in scan.within("place", start, hit.start) if place.row["name"] not in {"全国", "我国"}]
    if head in _NEEDS_MORE and places and not parent and places[-1].end == hit.start:
        return None
    anchored = parent or bool(places) or any(w.tag == "ns" for w in scan.words_within(start, hit.start)) or (_is_unlisted_place(scan, start, hit))
    anchored = anchored or (scan.shadow[start : start + 2] in _WORLDWIDE and hit.start - start > _SURE_LENGTH)
    if not anchored and not names_something(scan, start, hit.start, odd=kind not in {"institute", "weak"}):
        return None
    if head.endswith(_LEGAL):
        return "organization.legal_form", 0.97
    if hit.row["type"] == "government" and not anchored:
        return None
    if kind in {"institute", "weak"}:
        return "organization." + kind, 0.75
    return "organization.head", 0.85


def _noun_follows(scan: Scan, position: int) -> bool:
    """Whether a noun follows, so that the name is only the beginning of another word: 重庆移动 + 互联网."""
    word = scan.word_at(position)
    return word is not None and word.tag.startswith(("n", "vn", "l", "eng"))


def _is_unlisted_place(scan: Scan, start: int, hit: Hit) -> bool:
    """新港市 before 人民政府, 某某高新区 before 管委会: a place by its last sign."""
    if hit.row["type"] != "government" or hit.start - start < _SHORT:
        return False
    return scan.shadow[hit.start - 1] in _ADMINISTRATIVE or hit.row["head"][0] in _ADMINISTRATIVE


def _has_name(scan: Scan, start: int, hit: Hit) -> bool:
    return bool(scan.within("name", start, hit.start))


def _type_by_body(name: str, kind: OrganizationType) -> OrganizationType:
    """Correct the head's type by what else the name says: 产业研究院有限公司 is an enterprise, 大学…实验室 a university's."""
    if name.endswith(("公司", "集团")):
        return "media" if re.search(r"(?:日报|报业|广播电视|传媒|出版)", name) and "集团" in name else "enterprise"
    return kind
