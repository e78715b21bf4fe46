"""Persons announced by a title, followed by one, or listed behind another; and those who made the article."""

import re
from dataclasses import dataclass
from functools import lru_cache

from zhizao.extraction import lexicon
from zhizao.extraction.alternation import one_of
from zhizao.extraction.participants.names import STRONG, boundary, clean_name, name_at
from zhizao.extraction.participants.names_before import name_before
from zhizao.extraction.participants.phrases import phrase_start
from zhizao.extraction.participants.terms import Hit, Scan

_GAP = re.compile(
    r"(?:[（(](?:主持|正|副|兼|代|试用|时任|主管|分管)[^（）()]{0,8}[)）])?[ \u3000]*(?:\n[ \u3000\n]*)?(?:同志)?"
)
_CHAIN_SIGN = re.compile(r"、|兼任|兼|和|及|暨| ")
_STOPS = re.compile(r"[，。；：、！？\n（）()“”]")
_LONGEST_POST = 30
"""Signs from one title of a chain to the next, the organization of the next post between them."""
_NEXT_NAME = re.compile(r"、|和|与|及")
_MAKER_SIGN = re.compile(r"[摄文](?![一-龥])")
_MAKER = re.compile(r"(?<![一-龥])([一-龥]{2,4})[ \u3000]*[／/]?[ \u3000]*$")
_MAKER_REACH = 8
_BYLINE_GAP = re.compile(r"[、\s]+")
_OPENING = frozenset({"", *"\n，。；：！？“”、 \u3000,;:"})
_WEAK = {"occupation", "rank"}
_CONFIDENCE = {"enterprise": 0.95, "post": 0.92, "rank": 0.85, "occupation": 0.8, "honorific": 0.7}


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person's name with the titles that announce it; `lead` is where affiliation and titles begin."""

    start: int
    end: int
    name: str
    title: str | None
    title_start: int | None
    title_end: int | None
    lead: int
    rule: str
    confidence: float


@lru_cache(maxsize=1)
def _modifier() -> re.Pattern[str]:
    words = [row["title"] for row in lexicon.rows("titles") if row["class"] == "modifier"]
    return re.compile(rf"(?:{one_of(words)}|第[一二三四五六七八九十\d]+[届任])+$")


def reporters(scan: Scan) -> set[str]:
    """Names that a byline announces (记者, 通讯员, 责编 …) or that 摄 and 文 follow: makers of the article."""
    signs = (match.start() for match in _MAKER_SIGN.finditer(scan.shadow))
    makers = (_MAKER.search(scan.shadow, max(0, sign - _MAKER_REACH), sign) for sign in signs)
    names = {maker.group(1) for maker in makers if maker}
    for hit in scan.hits["title"]:
        if hit.row["class"] == "reporter":
            names |= _byline(scan, _after_gap(scan, hit.end))
    return names


def _byline(scan: Scan, start: int) -> set[str]:
    """The names listed from `start` on."""
    names: set[str] = set()
    start += scan.shadow[start : start + 1] in {"：", ":", "/", "／"}
    while (end := name_at(scan, start, sure=True)) is not None:
        names.add(clean_name(scan.text.raw[start:end]))
        gap = _BYLINE_GAP.match(scan.shadow, end)
        if gap is None:
            break
        start = gap.end()
    return names


def _after_gap(scan: Scan, position: int) -> int:
    """Where the name may begin that follows a title: over spaces, one line break with empty lines, and 同志."""
    gap = _GAP.match(scan.shadow, position)
    return gap.end() if gap else position


def titled(scan: Scan) -> list[NamedPerson]:
    """Every name directly after a title, and the names listed after the first."""
    persons: list[NamedPerson] = []
    taken = -1
    for hit in scan.hits["title"]:
        if hit.row["class"] in {"reporter", "honorific"} or hit.start < taken:
            continue
        position = _after_gap(scan, hit.end)
        end = name_at(scan, position, sure=True)
        if end is None or not _believable(scan, hit, position, end):
            continue
        person = titled_person(scan, hit, position, end)
        persons.append(person)
        taken = person.end
        persons.extend(_listed_after(scan, person))
        taken = persons[-1].end
    return persons


def _believable(scan: Scan, hit: Hit, start: int, end: int) -> bool:
    """Whether the name agrees with the words around it: 业主|管部门 and 模范|代表 are none."""
    if is_title_word(scan, start, end) or _crosses_line(scan, hit, end) or _begins_with_place(scan, start):
        return False
    if scan.word_at(start) is None and not scan.word(scan.word_index(start)).tag.startswith("nr"):
        known = scan.word(scan.word_index(start)).is_known  # 市|长江大桥
        return not known and scan.word_at(hit.start) is not None and boundary(scan, end) >= STRONG
    return boundary(scan, end) > 0 or hit.row["class"] not in _WEAK


def _begins_with_place(scan: Scan, start: int) -> bool:
    word = scan.word_at(start)
    return word is not None and word.tag == "ns" and scan.place_at(start) is not None


def _crosses_line(scan: Scan, hit: Hit, end: int) -> bool:
    """A line break between title and name is believed only when the name has its line to itself."""
    if "\n" not in scan.shadow[hit.end : end]:
        return False
    broken_inside = scan.shadow[hit.end] != "\n"
    return not broken_inside and boundary(scan, end) < STRONG


def titled_person(scan: Scan, hit: Hit, start: int, end: int) -> NamedPerson:
    """The person named at `start` to `end` with the chain of titles that ends with `hit`."""
    title_start = _after_committee(scan, _chain_start(scan, hit))
    title = clean_name(scan.text.raw[title_start : hit.end])
    confidence = _CONFIDENCE[hit.row["class"]]
    name = clean_name(scan.text.raw[start:end])
    rule = "person.after_title" if boundary(scan, end) else "person.after_title_open"
    return NamedPerson(start, end, name, title, title_start, hit.end, title_start, rule, confidence)


def _after_committee(scan: Scan, start: int) -> int:
    """某某市委书记: 市委 belongs to the affiliation when a place stands before it."""
    if (
        scan.shadow[start + 1 : start + 2] == "委"
        and scan.shadow[start] in "省市区县州"
        and phrase_start(scan, start) < start
    ):
        return start + 2
    return start


def _chain_start(scan: Scan, last: Hit) -> int:
    """Where the chain of titles that ends with `last` begins: over modifiers, then over 、 and 兼 to earlier titles."""
    start = _over_modifiers(scan, last.start)
    while True:
        floor = max(0, start - _LONGEST_POST)
        earlier = [hit for hit in scan.within("title", floor, start) if hit.row["class"] != "reporter"]
        sign = _CHAIN_SIGN.match(scan.shadow, earlier[-1].end) if earlier else None
        if sign is None or _STOPS.search(scan.shadow, sign.end(), start) or _spaced_name(scan, sign, start):
            return start
        start = _over_modifiers(scan, earlier[-1].start)


def _spaced_name(scan: Scan, sign: re.Match[str], limit: int) -> bool:
    """院长 甲 某公司总经理 乙: the space behind a title leads to its own name, not to a further title."""
    if sign.group() != " ":
        return False
    end = name_at(scan, sign.end(), sure=True)
    return end is not None and end < limit and boundary(scan, end) > STRONG


def _over_modifiers(scan: Scan, start: int) -> int:
    match = _modifier().search(scan.shadow, max(0, start - 12), start)
    return match.start() if match else start


def _listed_after(scan: Scan, first: NamedPerson) -> list[NamedPerson]:
    """领导甲、乙和丙: the names after the first share its titles."""
    listed: list[NamedPerson] = []
    end = first.end
    while match := _NEXT_NAME.match(scan.shadow, end):
        start = match.end()
        following = name_at(scan, start, sure=match.group() == "、")
        if following is None or not _ends_listed(scan, start, following) or is_title_word(scan, start, following):
            return listed
        if is_listed(scan, start, following) or scan.place_at(start):
            return listed
        name = clean_name(scan.text.raw[start:following])
        listed.append(
            NamedPerson(
                start,
                following,
                name,
                first.title,
                first.title_start,
                first.title_end,
                first.lead,
                "person.listed",
                min(first.confidence, 0.85),
            )
        )
        end = following
    return listed


def _ends_listed(scan: Scan, start: int, end: int) -> bool:
    """Whether a listed name may end at `end`: what follows allows it, or word division takes the whole for a name."""
    word = scan.word_at(start)
    return boundary(scan, end) > 0 or (word is not None and word.end == end and word.tag.startswith("nr"))


def is_title_word(scan: Scan, start: int, end: int) -> bool:
    """Whether a listed title begins where the name should stand."""
    return bool(scan.within("title", start, end))


def followed_by_title(scan: Scan, taken: set[int]) -> list[NamedPerson]:
    """Names directly before 院士, 教授, 先生 and other titles that may follow."""
    persons = []
    for hit in scan.hits["title"]:
        if hit.row["may_follow"] != "yes" or hit.start in taken or not hit.start or not scan.is_boundary(hit.end):
            continue  # 老师|傅 is no teacher
        if scan.shadow[hit.start - 1] in _OPENING or scan.place_before(hit.start):
            continue
        start = name_before(scan, hit.start, any_word=hit.row["class"] not in {"occupation", "post", "enterprise"})
        if start is None or start in taken or is_listed(scan, start, hit.start) or hit.end in taken:
            continue
        name = clean_name(scan.text.raw[start : hit.start])
        title = scan.text.raw[hit.start : hit.end]
        persons.append(
            NamedPerson(start, hit.start, name, title, hit.start, hit.end, start, "person.before_title", 0.8)
        )
    return persons


def is_listed(scan: Scan, start: int, end: int) -> bool:
    """Whether a listed place or organization stands where the name should stand."""
    return scan.place_before(end) is not None or any(hit.start <= start and end <= hit.end for hit in scan.hits["name"])
