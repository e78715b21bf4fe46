"""The run-in beginning of a news paragraph that is no part of its first sentence: 本报讯, 某社某地某日电, (记者 甲)."""

import re
from dataclasses import dataclass

from zhizao.reading.bylines import people
from zhizao.reading.page import folded
from zhizao.reading.traced import Traced

_MEDIUM = (
    r"(?!据|根据|记者|从)[一-鿿A-Za-z0-9·\-—/]{1,18}"
    r"(?:社|网|报|台|客户端|e公司|新闻|财经|快讯|周刊|在线|传媒|科技|资讯|AI|APP|App|视讯)"
)
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:上午|下午|晚间?|早间|综合)?"
_LEAD = re.compile(
    rf"^[\s■□◎●▲★]*(?:"
    rf"[【\[](?P<framed>[^【】\[\]]{{2,20}}?)(?:综合)?(?:讯|消息|电|报道|报导)[】\]]"
    rf"|(?P<own>本报|本网|本刊|本台|本站)(?:综合)?(?:[一-鿿]{{2,6}})?(?:{_DAY})?(?:讯|专?电|消息|专讯)"
    rf"|(?P<dated>{_MEDIUM}|C114)?[一-鿿/·]{{0,12}}?\s*{_DAY}(?:专?电|讯)(?=[\s:(,]|[一-鿿])"
    rf"|(?P<noted>{_MEDIUM}|C114)(?:讯|电)?[一-鿿]{{0,8}}?\s*{_DAY}消息(?=[\s:(,])"
    rf"|(?P<programme>[一-鿿]{{2,8}})消息\s*\((?P<show>[^()]{{2,12}})\)\s*:?"
    rf"|(?P<plain>{_MEDIUM}|C114)(?:综合)?(?:[一-鿿]{{2,4}}(?=讯\s*[:(]))?(?:\((?P<inner>[^()]{{2,40}})\)(?=讯|电))?"
    rf"(?:(?:讯|专?电|快讯)(?=\s*[:(]|\s|,)|消息(?=\s*[:(]|\s))"
    rf"|(?P<barred>[一-鿿A-Za-z]{{2,10}}?)\s*{_DAY}\s*[丨|]"
    rf"|■?据(?P<agency>新华社|中新社)(?:信息|电|消息)?\s+|讯(?=\s+\d)"
    rf")"
)
_BYLINE = re.compile(r"^\s*\((?P<by>[^()]{2,60})\)")
_NAMED = r"(?:记者|通讯员)\s*[一-鿿]{2,4}(?:[\s、]+(?:(?:记者|通讯员|实习生)\s*)?[一-鿿]{2,4}){0,5}"
# 本报记者 甲: and 某报记者 甲 某地报道; but 某台记者 甲: is what a reporter says on the spot.
_REPORTER = re.compile(
    rf"^[\s■□◎●▲★]*(?:(?P<own>本[报网刊]{_NAMED})\s*:|(?P<any>[\w一-鿿]{{0,14}}?{_NAMED})\s*[一-鿿]{{2,6}}报道(?::|(?=\s)))"
)
_JOINTS = re.compile(r"^[\s:,—\-|丨]+")


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as printed, the medium and programme it names, and the reporters in its bracket."""

    text: str = ""
    medium: str | None = None
    programme: str | None = None
    own: bool = False
    authors: tuple[str, ...] = ()


def take_lead(traced: Traced) -> tuple[Traced, Lead]:
    """Split a paragraph into its lead and the rest; the lead is empty when the paragraph begins with its sentence."""
    text = folded(traced.text)
    match = _LEAD.match(text)
    position = match.end() if match else 0
    authors: list[str] = []
    for pattern in (_BYLINE, _REPORTER):
        if (by := pattern.match(text[position:])) and (found := people(next(filter(None, by.groups())))):
            authors += found
            position += by.end()
    if not position:
        return traced, Lead()
    position += (joints := _JOINTS.match(text[position:])) is not None and joints.end()
    if match and match["inner"]:
        authors = [*people(match["inner"].rpartition(",")[2]), *authors]
    if match and match["framed"] and "记者" in match["framed"]:
        authors = [*people(match["framed"].split("/")[0]), *authors]
    medium = (
        (
            match["framed"]
            or match["dated"]
            or match["noted"]
            or match["plain"]
            or match["barred"]
            or match["agency"]
            or match["programme"]
        )
        if match
        else None
    )
    medium = None if medium and "记者" in medium else medium
    lead = Lead(
        traced.text[:position], medium, match["show"] if match else None, bool(match and match["own"]), tuple(authors)
    )
    return traced.cut(position), lead
