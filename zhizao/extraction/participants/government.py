"""Authorities by grammar: place or level, domain, and 委, 局, 厅, 办, 署; also places that act as their government."""

import re
from bisect import bisect_left

from zhizao.extraction.participants.found import Found, row_type
from zhizao.extraction.participants.phrases import is_tail_of_word, names_something, phrase_start, runs_over
from zhizao.extraction.participants.terms import Hit, Scan
from zhizao.extraction.places import PlaceMention, find_places

ADMINISTRATIVE = "省市区县州盟旗镇乡"
_LEVEL = re.compile(r"[省市县区](?<=[\s，。、；：和与及由从据对在向].)(?=[一-龥]{2})|自治区|国家(?=[一-龥]{2})")
_BUREAU = re.compile(r"[一-龥]{2,9}?(?:局|厅|署)(?![长面限部级势域里])")
_NO_BUREAU = re.compile(
    r"(?:部署|大局|[好新一全先]局|全局|格局|开局|结局|布局|大厅|展厅|餐厅|客厅|时局|战局|政局|变局|僵局|步入.厅|规划厅)$"
)
_HEADS_MEETING = re.compile(r"长(?:会议|座谈会|论坛|级|们)")
_COMMITTEE = re.compile(r"委(?!员|托|以|派|会|屈|婉|身)")
_LONGEST_PLACE = 5
_REGION = "自治区"
_ISSUES = re.compile(
    r"(?:近日|日前|率先|还|也|先后|已|又|相继|陆续|密集|专门|正式|在全国率先)*"
    r"(?:出台|印发|下发|颁布|制定出台|制定了《|发布《|发布了《)"
)
_WITH = re.compile(r"与|和|同|分别与")
_SIGNS = re.compile(r"[^，。；]{0,12}(?:签署|签订|签约|达成合作|共同建设|共建|联合举办|共同主办|共同出台)")
_ZONE = re.compile(
    r"[一-龥]{0,4}?(?<![的和与在])(?:高新(?:技术产业开发)?区|经开区|经济(?:技术)?开发区|开发区|新区|自贸区|保税区|合作区)(?!管)"
)
_ZONE_FORMS = (("经开区", "经济技术开发区"), ("高新区", "高新技术产业开发区"), ("经济开发区", "经济技术开发区"))
_ADMINISTERED = re.compile(r"(?:高新(?:技术产业开发)?区|经开区|经济(?:技术)?开发区|开发区)$")
_ZONE_ACTS = re.compile(
    r"(?:还|也|先后|已|又|近日|日前|今年|全力|大力|积极|着力|持续|深入|始终|率先|成功){0,2}"
    r"(?:召开|举行|举办|主办|计划|组织|成立|围绕|聚焦|坚持|实施|推出|启动|引进|把|以[^，。]{2,14}为|推进|紧扣|设立)"
)
_UNLISTED_ZONE = re.compile(
    rf"(?<![^\n，。；！？“”（ \u3000,;:])(?!国家|[省市州县]级|各|全[国省市]|[该本两多]|这)"
    rf"[一-龥]{{2,3}}(?:经济技术开发区|高新技术产业开发区|经开区)"
    rf"(?={_ZONE_ACTS.pattern})"
)
_PARTNER_SIGNS = re.compile(
    r"(?:政府)?(?:正式|再次|成功)?(?:签署|签订|签约|达成|携手|共建|共同(?:建设|打造|成立|设立|主办))"
)
_OPENING = frozenset({"", *"\n，。；：！？“”（ \u3000,;:"})
_GOVERNED = {"province", "city", "county", "new_area"}


def governmental(scan: Scan) -> list[Found]:
    """重庆市经信委, 市经信委, 重庆市委, 浙江省测绘局: authorities whose place and domain stand in the text."""
    places = find_places(scan.text)
    ends = [place.end for place in places]
    found = []
    for hit in scan.hits["government"]:
        if _HEADS_MEETING.match(scan.shadow, hit.end):
            continue
        index = bisect_left(ends, hit.start)
        placed = index < len(ends) and ends[index] == hit.start
        authority = _placed(hit, places[index]) if placed else _by_level(scan, hit)
        if authority:
            found.append(authority)
    return found + _bureaus(scan, places) + _committees(scan, places)


def _placed(hit: Hit, place: PlaceMention) -> Found:
    key = f"{place.canonical}|{hit.row['full']}"
    return Found(place.start, hit.end, row_type(hit.row), "organization.government", 0.95, key)


def _by_level(scan: Scan, hit: Hit) -> Found | None:
    """市经信委, 自治区工信厅, or an authority of a place that the gazetteer lacks."""
    start, end, row = hit
    if scan.shadow.endswith(_REGION, 0, start):
        start, level = start - len(_REGION), "?区"
    elif start and scan.shadow[start - 1] in ADMINISTRATIVE and not is_tail_of_word(scan, start - 1):
        first = _unlisted_place(scan, start)
        level = scan.shadow[first:start] if first < start - 1 else f"?{scan.shadow[start - 1]}"
        start = first
    elif start and scan.word(scan.word_index(start - 1)).tag == "ns":
        first = scan.word(scan.word_index(start - 1)).start
        level, start = scan.shadow[first:start], first
    else:
        return None
    return Found(start, end, row_type(row), "organization.government_level", 0.85, f"{level}|{row['full']}")


def _unlisted_place(scan: Scan, end: int) -> int:
    """Where a place begins that the gazetteer lacks, ending at `end` with 省, 市, 县 …; else the level sign itself."""
    start = phrase_start(scan, end)
    return start if 1 < end - start - 1 < _LONGEST_PLACE and names_something(scan, start, end) else end - 1


def _bureaus(scan: Scan, places: tuple[PlaceMention, ...]) -> list[Found]:
    """Authorities whose domain is in no list: place, 国家 or level + two to nine signs + 局, 厅, 署."""
    starts = [(p.start, p.end) for p in places if p.name[-1] in ADMINISTRATIVE or p.level == "country"]
    starts += [(match.start(), match.end()) for match in _LEVEL.finditer(scan.shadow)]
    found = []
    for start, end in starts:
        match = _BUREAU.match(scan.shadow, end)
        if match and not _NO_BUREAU.search(match.group()) and runs_over(scan, end, match.end()):
            found.append(Found(start, match.end(), "government", "organization.bureau", 0.8))
    return found


def _committees(scan: Scan, places: tuple[PlaceMention, ...]) -> list[Found]:
    """重庆市委, and 某某市委 before 书记 where the gazetteer lacks the place."""
    rule = "organization.party_committee"
    found = [
        Found(place.start, place.end + 1, "government", rule, 0.85, f"{place.canonical}|委员会")
        for place in places
        if place.name[-1] in ADMINISTRATIVE and _COMMITTEE.match(scan.shadow, place.end)
    ]
    for hit in scan.hits["title"]:
        if hit.row["title"][1:2] == "委" and hit.row["title"][0] in ADMINISTRATIVE:
            start = phrase_start(scan, hit.start)
            if 1 < hit.start - start <= _LONGEST_PLACE:
                found.append(Found(start, hit.start + 2, "government", rule, 0.8))
    return found


def acting_places(scan: Scan, known: list[Found]) -> list[Found]:
    """Places as subjects of what only governments do: issuing a document, or signing with a known organization."""
    ends, starts = {found.start: found.end for found in known}, {found.end for found in known}
    rule = "organization.acting_place"
    listed = [
        Found(place.start, place.end, "government", rule, 0.6, f"{_full_zone(place.canonical)}|人民政府")
        for place in (_with_zone(scan, place) for place in find_places(scan.text))
        if place.level in _GOVERNED
        and (_runs_itself(scan, place) or _acts_alone(scan, place, ends) or _is_partner(scan, place, starts))
    ]
    covered = {found.start for found in listed}
    return listed + [
        Found(zone.start(), zone.end(), "government", rule, 0.6, f"{_full_zone(zone.group())}|人民政府")
        for zone in _UNLISTED_ZONE.finditer(scan.shadow)
        if zone.start() not in covered
    ]


def _with_zone(scan: Scan, place: PlaceMention) -> PlaceMention:
    """西安 + 高新区: the zone of a place acts through its own administration."""
    zone = _ZONE.match(scan.shadow, place.end)
    if zone is None:
        return place
    name = scan.shadow[place.start : zone.end()]
    return PlaceMention(place.start, zone.end(), name, name, "new_area")


def _full_zone(name: str) -> str:
    """One name for the short and the full form of a zone: 甲经开区 is 甲经济技术开发区."""
    for short, full in _ZONE_FORMS:
        if name.endswith(short):
            return name.removesuffix(short) + full
    return name


def _runs_itself(scan: Scan, place: PlaceMention) -> bool:
    """Whether a zone does, through its administration, what a place cannot: 某经开区召开…, 某高新区计划实施…."""
    opens = scan.shadow[place.start - 1 : place.start] in _OPENING
    return opens and _ADMINISTERED.search(place.name) is not None and bool(_ZONE_ACTS.match(scan.shadow, place.end))


def _acts_alone(scan: Scan, place: PlaceMention, ends: dict[int, int]) -> bool:
    if scan.shadow[place.start - 1 : place.start] not in _OPENING:
        return False
    return _ISSUES.match(scan.shadow, place.end) is not None or _signs(scan, place, ends)


def _is_partner(scan: Scan, place: PlaceMention, known_ends: set[int]) -> bool:
    """某公司与某市签署: the place as the second party of an agreement."""
    joined = scan.shadow[place.start - 1 : place.start] in {"与", "同", "和"} and place.start - 1 in known_ends
    return joined and _PARTNER_SIGNS.match(scan.shadow, place.end) is not None


def _signs(scan: Scan, place: PlaceMention, ends: dict[int, int]) -> bool:
    partner = _WITH.match(scan.shadow, place.end)
    if partner is None or partner.end() not in ends:
        return False
    return _SIGNS.match(scan.shadow, ends[partner.end()]) is not None
