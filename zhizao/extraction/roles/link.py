"""Links inside one sentence: prepositional frames, subjects of verbs, owners visible in names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType

from zhizao.extraction.mentions import Initiative, Participant, RoleName
from zhizao.extraction.roles.frames import RoleFrame, role_frames, role_verbs
from zhizao.extraction.roles.occurrences import Occurrence
from zhizao.extraction.roles.sentence import WHAT, WHO, Group, Sentence

# What stands behind one of these is no subject; 把, 将 and 让 mark an object (将某市建成).
_BOUND = re.compile(
    r"(?:[由与和同跟为向对从给据被经获把将让使于以是在了着过]"
    r"|联合|携手|会同|依托|包括|来自|位于|落户|借助|通过|贯彻|响应|围绕|根据|按照|落实|服务|支持"
    r"|(?:前往|走访|来到|走进|考察|察看|赴)[^，。；]{0,24})$"
)
INSTRUMENT = re.compile(r"(?:依托|借助|利用|基于|通过|围绕|按照|根据|参照)[^，。；]{0,3}$")
_CLAUSE_MARK = re.compile(r"[，,。；：:！？\n]")
_ATTENDING = frozenset(("attends", "speaks_at_meeting"))
_ENUMERATES = re.compile(
    r"(?:等[^，。；：]{0,4})?[，、](?:[^。；：将由向对把与在的]{1,24}[，、])?[^。；：，将由向对把与在的]{0,16}$"
)
_HOLDS = re.compile(r"办|举行|召开|发起|牵头|组织|启动|开展|主导|打造|成立|创立|承担|负责")
_HOSTING = re.compile(r"(?:主办|承办|协办|联办)$")
_OBJECT_REACH, _LONGEST_OPENING, _NEAR, _MOST = 60, 16, 12, 40
_OWNER_TAIL = re.compile(
    r"(?:集团|控股|股份|科技|技术|半导体|电器|汽车|软件|信息|网络|智能|工业|实业|有限|责任|公司|总公司)+"
    r"(?:[（(].*[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A role found, with the stretch of text that says so; `weight` decides between two for one pair."""

    who: Participant
    what: Initiative
    role: RoleName
    start: int
    end: int
    rule: str
    weight: int


def _links(people: Group, things: Group, role: RoleName, rule: str, weight: int) -> Iterator[Link]:
    start, end = min(people.start, things.start), max(people.end, things.end)
    for p in people.members:
        for i in things.members:
            if p.who and i.what and p.who.name != i.what.name:
                yield Link(p.who, i.what, role, start, end, rule, weight)


@lru_cache(maxsize=4096)
def _brand(name: str) -> str:
    return _OWNER_TAIL.sub("", name)


def owners(participants: Sequence[Participant], what: Sequence[Occurrence]) -> Iterator[Link]:
    """An organization whose name or brand opens an initiative's name runs it: 某某云工业互联网平台."""
    by_opening: dict[str, list[Participant]] = {}
    for firm in participants:
        if firm.kind == "organization" and firm.organization_type != "government":
            for opening in {_brand(name)[:2] for name in (firm.name, *firm.aliases)}:
                by_opening.setdefault(opening, []).append(firm)
    for i in what:
        for firm in by_opening.get(i.what.name[:2], ()) if i.what else ():
            if i.what and any(_owns(name, i.what.name) for name in (firm.name, *firm.aliases)):
                yield Link(firm, i.what, "lead", i.start, i.end, "role.owner", 6)


def _owns(name: str, initiative: str) -> bool:
    brand = _brand(name)
    return len(brand) > 1 and initiative.startswith(brand) and len(initiative) > len(name)


def _targets(sentence: Sentence, start: int, end: int, frame: RoleFrame) -> list[Group]:
    """The initiatives that a frame from `start` to `end` of the pattern is about.

    The next one in its clause, else the one before, else the next one further on; `all` takes every one that follows.
    """
    split = bisect_left(sentence.things, start, key=itemgetter(0))
    after = [
        (at, group)
        for at, group in sentence.things[split : split + _MOST]
        if not INSTRUMENT.search(sentence.pattern, max(0, at - _NEAR), at)
    ]
    before = [group for _, group in sentence.things[max(0, split - 1) : split]]
    if after and sentence.pattern.startswith("的", end):
        return [after[0][1]]  # 由甲建设的某园: it is what follows
    if frame.target == "all" and after:
        return [group for _, group in after]
    if frame.target == "all" and before and _CLAUSE_MARK.search(sentence.pattern, 0, start):
        # whom somebody works with is told after the verb, not in the clause before, unless that is passive
        before = [g for g in before if "由" in sentence.pattern[sentence.things[split - 1][0] : start]]
    near = [g for at, g in after if not _CLAUSE_MARK.search(sentence.pattern, min(end, at), at)]
    return (near or before[-1:] or [g for _, g in after])[:1]


def _with_fellows(sentence: Sentence, at: int) -> Iterator[Group]:
    """The group at `at` and those enumerated before it: 甲、乙等，某集团董事长丙等代表参加: all of them attend."""
    yield sentence.at[at]
    earlier = sorted(p for p, group in sentence.at.items() if p < at and group.symbol == WHO)
    for position in reversed(earlier):
        if not _ENUMERATES.match(sentence.pattern[position + 1 : at]) or _BOUND.search(sentence.pattern[:position]):
            return
        yield sentence.at[position]
        at = position


def framed(sentence: Sentence) -> Iterator[Link]:
    """Links by the prepositional frames: 由甲发起, 与乙签署, 在丙指导下."""
    for order, frame in enumerate(role_frames()):
        for match in frame.pattern.finditer(sentence.pattern):
            at = match.start(1)
            attending = frame.id in _ATTENDING
            for things in _fitting(frame, match.group(), _targets(sentence, match.start(), match.end(), frame)):
                for people in _with_fellows(sentence, at) if attending else (sentence.at[at],):
                    yield from _shared(people, things, frame, 40 - order)


def _fitting(frame: RoleFrame, said: str, groups: list[Group]) -> list[Group]:
    """A document has parties only when it is signed; nobody settles in it or joins it, and only events have hosts."""
    if _HOSTING.search(said):
        return [group for group in groups if any(m.what and m.what.type == "event" for m in group.members)]
    if frame.role != "partner" or frame.id == "signs_with":
        return groups
    return [group for group in groups if any(m.what and m.what.type != "policy" for m in group.members)]


def _shared(people: Group, things: Group, frame: RoleFrame, weight: int) -> Iterator[Link]:
    """The links of one frame; where one of those that build it owns the name, the others are its partners."""
    links = list(_links(people, things, frame.role, f"role.{frame.id}", weight))
    owning = {k.who.name for k in links if any(_owns(name, k.what.name) for name in (k.who.name, *k.who.aliases))}
    for link in links:
        joins = frame.id == "by_together" and owning and link.who.name not in owning
        yield replace(link, role="partner") if joins else link


def free_subjects(sentence: Sentence) -> list[tuple[int, Group]]:
    """The participants that stand as subjects: early in a clause, behind no verb and no preposition."""
    found = []
    marks = [0, *(match.end() for match in _CLAUSE_MARK.finditer(sentence.pattern))]
    for at, group in sentence.at.items():
        opening = sentence.pattern[marks[bisect_right(marks, at) - 1] : at]
        if group.symbol != WHO or _BOUND.search(opening) or len(opening) > _LONGEST_OPENING:
            continue
        if not any(True for _ in role_verbs(opening)):
            found.append((at, group))
    return found


def _has_own_subject(sentence: Sentence, before: Group | None, subject: int, verb: int) -> bool:
    """Whether a verb has another subject of its own behind 由: 甲投资的某项目，以及由乙建设的某校."""
    between = [at for at, group in sentence.at.items() if group.symbol == WHO and subject < at < verb]
    return before is not None and any(sentence.pattern[:at].endswith("由") for at in between)


def _acting(people: Group, employers: Mapping[str, Participant]) -> Group:
    """The organizations of a group of subjects; what a person reports as done, his organization does."""
    members = []
    for one in people.members:
        employer = employers.get(one.who.affiliation or "") if one.who and one.who.kind == "person" else one.who
        if employer is not None:
            members.append(one if employer is one.who else replace(one, who=employer))
    return replace(people, members=members)


def _held(things: Group) -> Group:
    """The initiatives of a group that may be led by any verb; an event is led by whoever holds it."""
    return replace(things, members=[m for m in things.members if m.what and m.what.type != "event"])


def governed(
    sentence: Sentence, carried: Group | None, employers: Mapping[str, Participant] = MappingProxyType({})
) -> Iterator[Link]:
    """Links by subject and verb: 甲建设某平台; a sentence without a subject takes over the one before it.

    `employers` are the organizations by all their names: a person acts for the one that he belongs to.
    """
    subjects = free_subjects(sentence)
    starts = [position for position, _ in subjects]
    for at, things in sentence.at.items():
        if things.symbol != WHAT or INSTRUMENT.search(sentence.pattern, max(0, at - _NEAR), at):
            continue
        begin = max(0, at - _OBJECT_REACH)
        verbs = [(begin + v[0], begin + v[1], v[2]) for v in role_verbs(sentence.pattern[begin:at])]
        ahead = bisect_left(starts, verbs[-1][0]) if verbs else 0
        before = subjects[ahead - 1][1] if ahead else None
        people = before or (None if subjects else carried)
        if not before and verbs and _CLAUSE_MARK.search(sentence.pattern, verbs[-1][1], at):
            continue  # a subject is carried over to the verb of the same clause only
        if people is None or (verbs and _has_own_subject(sentence, before, ahead and starts[ahead - 1], verbs[-1][0])):
            continue
        speaking = people.members[0].who is not None and people.members[0].who.kind == "person"
        if speaking and not (verbs and verbs[-1][2] == "lead"):
            continue
        people = _acting(people, employers) if speaking else people
        if verbs:
            verb = sentence.pattern[verbs[-1][0] : verbs[-1][1]]
            held = _held(things) if verbs[-1][2] == "lead" and not _HOLDS.search(verb) else things
            yield from _links(people, held, verbs[-1][2], "role.subject", 10 if before else 5)
        elif any(m.what and m.what.type == "policy" for m in things.members):
            yield from _links(people, things, "lead", "role.subject", 3)
