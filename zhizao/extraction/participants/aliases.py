"""Which names in one article mean the same organization: each gets the fullest form that the article gives."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from functools import lru_cache

from zhizao.extraction import lexicon
from zhizao.extraction.participants.found import Found
from zhizao.extraction.participants.terms import Scan, word_class
from zhizao.extraction.places import place_names

_STATED = re.compile(
    r"[（(](?:以下|下文|下)?(?:统称|简称|称)?(?:为|：|:)?[“\"'‘「]?([^，。、；（）()“”\"]{2,14})[”\"'’」]?[)）]"
)
_STATED_MARK = re.compile(r"[（(](?:以下|下文|下)?(?:统称|简称|称)|[（(][“\"]")
_OPENING = frozenset("（(")
_SHORTEST_CORE = 3
_OWN_NAME = 6
"""Signs from which a name without place is a company's own and not the brand of its parent."""
_UNIT = re.compile(r"(?:研究院|大学|集团|公司|科学院|银行)([^（()）]{2,}(?:分院|分中心|分公司|分行|分所|研究院))$")
LEGAL_TAIL = re.compile(r"(?:(?:集团)?(?:股份)?有限(?:责任)?公司|集团公司|总公司|公司|集团|控股)$")
_BRACKETED_PLACE = re.compile(r"[（(]([^（）()]{2,6})[)）]")


def stated(scan: Scan, found: list[Found]) -> dict[str, str]:
    """Short forms that the article itself introduces: 某某有限公司（下称“某某”）."""
    forms = {}
    for item in found:
        if (
            scan.shadow[item.end : item.end + 1] in _OPENING
            and _STATED_MARK.match(scan.shadow, item.end)
            and (match := _STATED.match(scan.shadow, item.end))
        ):
            forms[match.group(1)] = scan.shadow[item.start : item.end]
    return forms


def without_place(name: str) -> str:
    """The name without the places that lead it and without a bracketed place."""
    name = _BRACKETED_PLACE.sub("", name)
    for length in range(min(8, len(name) - 2), 1, -1):
        if name[:length] in place_names():
            return name[length:]
    return name


def leading_place(name: str) -> str | None:
    """The official name of the place in brackets, or of the place that leads the name."""
    bracketed = _BRACKETED_PLACE.search(name)
    if bracketed and bracketed.group(1) in place_names():
        return place_names()[bracketed.group(1)]
    for length in range(min(8, len(name) - 2), 1, -1):
        if name[:length] in place_names():
            return place_names()[name[:length]]
    return None


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    """Countries: before a name they make a subsidiary of it (日本某某), not a fuller form."""
    return frozenset(row["name"] for row in lexicon.rows("places") if row["level"] == "country") - {"中国"}


def is_only_common(tail: str) -> bool:
    """Whether `tail` is made of common words of the trade and a legal form alone: 技术股份有限公司."""
    tail = LEGAL_TAIL.sub("", tail)
    classes = word_class("organization_words")
    while tail:
        length = next((n for n in range(min(6, len(tail)), 0, -1) if tail[:n] in classes), 0)
        if not length or (length == 1 and tail[0] not in "大小新老总分"):
            return False
        tail = tail[length:]
    return True


def is_short_for(short: str, full: str, parents: Container[str]) -> bool:
    """Whether `short` is a usual short form of `full`; `parents` are other organizations of the article."""
    if len(short) >= len(full) or len(short) < 2:  # noqa: PLR2004  # one sign names nobody
        return False
    if full.endswith(short):
        rest = full[: -len(short)]
        unit = _UNIT.search(full)
        return (
            (rest in place_names() and rest not in _foreign())
            or rest in parents
            or rest in {"中国", "国家", "全国", "中共"}
            or (unit is not None and unit.group(1) == short)
        )
    if full.startswith(short) and is_only_common(full[len(short) :]):
        return True
    core, place = without_place(full), leading_place(full)
    if not place or not LEGAL_TAIL.search(full):
        return False
    short_place = leading_place(short)
    if short_place != place and (short_place or _BRACKETED_PLACE.search(full)):
        # a bracketed place makes a branch, which a bare brand (青岭电器) does not name, but its own long name does
        return len(short) >= _OWN_NAME and LEGAL_TAIL.sub("", core) == short
    body = without_place(short) if short_place else short
    return len(body) > 1 and core.startswith(body) and is_only_common(core[len(body) :])


def cores(shadow: str, full: str) -> list[str]:
    """Short forms that the text uses alone: 安徽某某新能源科技有限公司 → 某某新能源, 某研究院新港分院 → 新港分院."""
    unit = _UNIT.search(full)
    if unit:
        return [unit.group(1)]
    if not full.endswith("有限公司") or "(" in full or "（" in full:
        return []
    core = without_place(full)
    forms = []
    for whole in dict.fromkeys((core, full)):
        for length in range(len(whole) - 4, _SHORTEST_CORE - 1, -1):
            if shadow.count(whole[:length]) > shadow.count(whole) and whole[:length] not in place_names():
                forms += [whole[:length]] if is_only_common(whole[length:]) else []
                break
    return forms


class Groups:
    """Names joined by the rules of this module; a name's group is known by its fullest member."""

    def __init__(self) -> None:
        """Begin with no names."""
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The representative of the group of `name`."""
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def join(self, name: str, other: str) -> None:
        """Put both names into one group."""
        self._parent[self.find(name)] = self.find(other)

    def members(self) -> dict[str, list[str]]:
        """All names by the fullest name of their group."""
        groups: dict[str, list[str]] = defaultdict(list)
        for name in self._parent:
            groups[self.find(name)].append(name)
        return {max(names, key=lambda n: (len(n), n)): names for names in groups.values()}


def group(names: dict[str, Found], forms: dict[str, str]) -> dict[str, list[str]]:
    """All names of one article by the fullest form of each organization.

    `names` gives one mention for every distinct name, `forms` the short forms that the article states.
    """
    groups = Groups()
    for name in names:
        groups.find(name)
    for short, full in forms.items():
        if short in names and full in names:
            groups.join(short, full)
    _join_by_key(groups, names)
    by_pair = _by_pair(names)
    for short in sorted(names, key=len):
        fuller = next((full for full in by_pair[short[:2]] if _means(short, full, names)), None)
        if fuller:
            groups.join(short, fuller)
    return groups.members()


def _by_pair(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that hold the two signs a name opens with, shortest first: a short form is sought only among these."""
    buckets: dict[str, list[str]] = defaultdict(list)
    ordered = sorted(names, key=len)
    openings = {name[:2] for name in ordered}
    for name in ordered:
        for pair in openings.intersection([name[at : at + 2] for at in range(len(name) - 1)]):
            buckets[pair].append(name)
    return buckets


def _means(short: str, full: str, names: dict[str, Found]) -> bool:
    return not _both_listed(names[short], names[full]) and is_short_for(short, full, names.keys())


def _both_listed(one: Found, other: Found) -> bool:
    """Whether the gazetteer knows both, as two organizations."""
    return bool(one.key and other.key and one.key != other.key and "|" not in one.key + other.key)


def _join_by_key(groups: Groups, names: dict[str, Found]) -> None:
    """Same gazetteer entry, or same place and domain; a form without its place joins the only one of its domain."""
    by_key: dict[str, list[str]] = defaultdict(list)
    by_domain: dict[str, set[str]] = defaultdict(set)
    for name, found in names.items():
        if found.key:
            by_key[found.key].append(name)
            if "|" in found.key and not found.key.startswith("?"):
                by_domain[found.key.partition("|")[2]].add(found.key)
    for key, same in by_key.items():
        for name in same[1:]:
            groups.join(name, same[0])
        level, _, domain = key.partition("|")
        fuller = {full for full in by_domain[domain] if full.partition("|")[0].endswith(level[1:2] or "?")}
        if level.startswith("?") and len(fuller) == 1:
            groups.join(same[0], by_key[next(iter(fuller))][0])
