"""Who holds an event: 由甲指导，乙、丙主办，丁承办, said of the event of the sentence or the last one named before."""

import re
from collections.abc import Iterator

from zhizao.extraction.mentions import RoleName
from zhizao.extraction.roles.link import Link
from zhizao.extraction.roles.sentence import WHAT, WHO, Group, Sentence

_HOSTING = re.compile(
    rf"(?P<who>{WHO})[^，。；：、{WHO}{WHAT}]{{0,10}}?(?P<verb>主办|承办|协办|联办|指导|支持)"
    r"(?!单位|方|地|城市|权|商|者|意见|思想|作用|服务|企业|下)"
)
_BETWEEN = re.compile(r"(?:、|和|与|以及)[^，。；：]{0,24}?(?:[、和与及]|以及)?")
_POINTS_BACK = re.compile(  # 活动由…, 本次大会由…: the event named before
    r"\s*(?:据悉，|据了解，|据介绍，)?(?:(?:本|此|该|这)[届次场个]?)?[^，。；]{0,6}"
    r"(?:活动|会议|论坛|大会|峰会|大赛|赛事|比赛|展会|博览会|展览|研讨会|仪式|会|赛)?由"
)
_HOLDS = re.compile(r"主办|承办|协办|联办")
_ROLES: dict[str, RoleName] = {
    "主办": "lead", "承办": "lead", "协办": "partner", "联办": "partner", "指导": "supporter", "支持": "supporter",
}  # fmt: skip
_WEIGHT = 46
_SIGNING = ("签约仪式", "签署仪式", "签字仪式")


def event_of(group: Group) -> Group | None:
    """The events among the initiatives of a group."""
    members = [member for member in group.members if member.what and member.what.type == "event"]
    return Group(group.symbol, group.start, group.end, members) if members else None


def hosted(sentence: Sentence, last: Group | None) -> Iterator[Link]:
    """Links of hosts with their event; `last` is the event named most recently before the sentence."""
    found = list(_HOSTING.finditer(sentence.pattern))
    verbs = {match["verb"] for match in found}
    if not any(_HOLDS.match(verb) for verb in verbs):
        return
    first = found[0].start()
    for match in found:
        event = _event(sentence, first, match.end(), last)
        role = "partner" if match["verb"] == "承办" and verbs & {"主办", "指导"} else _ROLES[match["verb"]]
        if event is not None:
            for people in _listed(sentence, match.start("who")):
                yield from _links(people, event, role)


def _listed(sentence: Sentence, at: int) -> Iterator[Group]:
    """The hosts at `at`, and those before them in a list that a name nobody knows interrupts."""
    yield sentence.at[at]
    for position in sorted((p for p, group in sentence.at.items() if p < at and group.symbol == WHO), reverse=True):
        if not _BETWEEN.fullmatch(sentence.pattern, position + 1, at):
            return
        yield sentence.at[position]
        at = position


def _event(sentence: Sentence, start: int, end: int, last: Group | None) -> Group | None:
    """The event next before the hosts in the sentence, else the one that follows them, else the last one before."""
    events = [(at, event) for at, group in sentence.things if (event := event_of(group)) is not None]
    before = [event for at, event in events if at < start]
    behind = [event for at, event in events if at >= end]
    attributive = sentence.pattern.startswith("的", end)  # 由甲主办的某会
    if attributive:
        return behind[0] if behind else None
    if before or behind:
        return before[-1] if before else behind[0]
    return last if _POINTS_BACK.match(sentence.pattern) else None


def _links(people: Group, event: Group, role: RoleName) -> Iterator[Link]:
    start, end = min(people.start, event.start), max(people.end, event.end)
    for who in people.members:
        for what in event.members:
            if who.who and what.what and who.who.name != what.what.name:
                yield Link(who.who, what.what, role, start, end, "role.host", _WEIGHT)


def is_signing(name: str) -> bool:
    """Whether an event is the ceremony of signing something: whoever holds it signs."""
    return name.rstrip("”》").endswith(_SIGNING)
