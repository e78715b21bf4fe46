"""One sentence with its participants and initiatives as symbols, so that frames can be matched as plain patterns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhizao.extraction.roles.occurrences import Occurrence

WHO, WHAT = "\ue000", "\ue001"
_LIST_GAP = re.compile(r"(?:[、和与及]|以及|[，,]?以及|等[^，。；]{0,10}?[和与、])")
_LIST_END = re.compile(
    r"等?(?:[\d一二三四五六七八九十两多数]+[余多]?)?(?:家|所|个|名|位)?(?:新入驻)?"
    r"(?:企业|单位|公司|高校|机构|院校|科研机构|部门|国内知名高校|知名高校|银行|方)*"
)
_OFFICE = re.compile(r"[^，。；：、将由向对把在]{0,20}")
_RANK = re.compile(r"^(?:院士|教授|博士|先生|女士|研究员)(?=[，,、和与])")
_TITLED = re.compile(r"[^，。；：、]{0,15}$")


@dataclass(slots=True)
class Group:
    """A run of participants or of initiatives joined by 、 和 与: one symbol; `start` and `end` in the text."""

    symbol: str
    start: int
    end: int
    members: list[Occurrence] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """The symbols of one sentence; `pattern` maps to `groups` through `at`."""

    start: int
    end: int
    groups: list[Group]
    pattern: str
    at: dict[int, Group]
    offsets: list[int]

    things: list[tuple[int, Group]] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the initiatives with their positions in the pattern apart: every frame asks for them."""
        self.things = [(at, group) for at, group in self.at.items() if group.symbol == WHAT]


def _leaves_out(who: Occurrence, following: Occurrence | None, shadow: str) -> bool:
    """Whether an organization only tells where the person after it belongs: 某市市长张某."""
    if who.who is None or who.who.kind != "organization" or following is None or following.who is None:
        return False
    gap = shadow[who.end : following.start]
    return following.who.kind == "person" and bool(_TITLED.match(gap)) and bool(following.who.title) and len(gap) > 1


def _listed(shadow: str, group: Group, item: Occurrence) -> bool:
    """Whether `item` goes on with the list of `group`; a person may stand behind his title: 甲省长丙，乙集团总裁丁."""
    if _LIST_GAP.fullmatch(shadow, group.end, item.start):
        return True
    if item.who is None or not item.who.title or group.members[-1].who is None:
        return False
    gap, title = _RANK.sub("", shadow[group.end : item.start]), item.who.title
    goes_on = group.members[-1].who.kind == "person" and gap[:1] in "，,、和与" and gap.endswith(title)
    return goes_on and _OFFICE.fullmatch(gap[1 : -len(title)]) is not None


def _acts(thing: Occurrence, who: Occurrence) -> bool:
    """Whether a name that stands in both lists acts here: it does wherever it is not the mention that founds it."""
    same = (thing.start, thing.end) == (who.start, who.end)
    return same and thing.what is not None and not thing.what.start <= thing.start < thing.what.end


def symbolic(shadow: str, start: int, end: int, who: Sequence[Occurrence], what: Sequence[Occurrence]) -> Sentence:
    """The sentence from `start` to `end` with its lists of participants and initiatives as single symbols."""
    kept = [w for i, w in enumerate(who) if not _leaves_out(w, who[i + 1] if i + 1 < len(who) else None, shadow)]
    things = [i for i in what if not any(_acts(i, w) for w in kept)]
    outside = [w for w in kept if not any(i.start <= w.start and w.end <= i.end for i in things)]
    groups: list[Group] = []
    for item in sorted((*outside, *things)):
        symbol = WHO if item.who else WHAT
        last = groups[-1] if groups else None
        if last and last.symbol == symbol and _listed(shadow, last, item):
            last.members.append(item)
            last.end = item.end
        elif last is None or item.start >= last.end:
            groups.append(Group(symbol, item.start, item.end, [item]))
    for group in groups:
        tail = _LIST_END.match(shadow, group.end, end)
        if group.symbol == WHO and len(group.members) > 1 and tail and tail.group().startswith("等"):
            group.end = tail.end()
    return _assembled(shadow, start, end, groups)


def _assembled(shadow: str, start: int, end: int, groups: list[Group]) -> Sentence:
    parts: list[str] = []
    offsets: list[int] = []
    at: dict[int, Group] = {}
    position = start
    for group in groups:
        parts.append(shadow[position : group.start])
        offsets.extend(range(position, group.start))
        at[len(offsets)] = group
        parts.append(group.symbol)
        offsets.append(group.start)
        position = group.end
    parts.append(shadow[position:end])
    offsets.extend((*range(position, end), end))
    return Sentence(start, end, groups, "".join(parts), at, offsets)
