"""The actors of one article by position, with the words that stand for them (我国, 全市, 公司) resolved."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from zhizao.extraction.cued import Cued
from zhizao.extraction.metrics.actors import Actor, ActorKind, short_region
from zhizao.extraction.metrics.frame import paragraph_start
from zhizao.extraction.places import find_places, place_names
from zhizao.extraction.text import Text

_NATION = re.compile(
    r"[我全国](?:(?<=我)国|(?<=全)国(?!各|人大|政协|性|第)|(?<=国)(?:(?<![一-龥\d]国)内(?=[一-龥]{2})|家(?=已|将|计划|规划|累计|共)))"
)
_HERE = re.compile(r"(?:[我全本该])(?P<level>自治区|[省市区县州镇村])")
_FIRM = Cued(
    r"(?=[公企集])(?:(?<![一-龥A-Za-z”）)])|(?<=[年月日前后来称说绍示该本使让由对为给向到则而但且据按从是]))"
    r"(?:公司|企业|集团)(?=[每年今已将共累实现可的总上下前去拟计预完有还又再正也全研投推目本][^，。；]|在|，)",
    *("公司", "企业", "集团"),
)
# A common noun that opens a clause and stands for the last thing named so: 园区已入驻…, 该平台接入….
_COMMON = re.compile(
    r"(?=[该此本这整新高开经园产示自生平基学研实机码工车大隧铁项系电集中展博])"  # passes over all other signs at once
    r"(?:(?<![一-龥A-Za-z“”）)])|(?<=[年月日前后来底]))(?:该|此|本|这个|这一|整个)?"
    r"(?P<noun>新区|高新区|开发区|经开区|园区|产业园|示范区|自贸区|示范线|生产线|产线|平台|基地|学院|研究院|实验室|机场|码头|工厂|车间"
    r"|大桥|隧道|高铁|铁路|高速|项目|工程|系统|基金|电站|电厂|集群|中心|展会|大会|展览会|博览会)(?:[一二三]期(?:、[一二三]期)*)?"
    r"(?=已|将|共|累计|总|现|目前|由|于|占地|全长|计划|预计|拟|可|在|年[产内]|达产|建成|投产|启动|开工|上线|运行|运营|接入|服务|入驻|集聚|吸引"
    r"|采用|位于|规划|设计|投资|覆盖|拥有|实现|完成|每|今年|去年|包括|涵盖|涉及|首|新增|还|也|氢能|产业规模|产值)"
)
_PLACE_INSIDE = re.compile(r"[一-龥]{2,3}?[省市县区州](?=[一-龥]{2})")
_NO_FIRM = re.compile(r"(?:院|大学|局|委|厅|部|署|协会|学会|联盟|政府|委员会|中心|实验室|公会|商会)$")
_COMMON_TAIL = 6  # characters at the end of a name in which the common noun stands
_BRAND = re.compile(r"(?P<stem>[一-龥]{2,4})(?:集团|控股|股份|科技|公司)(?:集团|控股|股份)?(?:有限)?(?:责任)?(?:公司)?")
_OFFICE_HERE = re.compile(r"(?P<level>[省市区县州])[一-龥]{2,14}(?:厅|局|委|委员会|办|办公室|政府|署)")
_BRACKET = re.compile(r"[（(](?:不含|不包括|含|除)[^（）()\n]{1,10}[）)]")
_REGIONS = frozenset({"宁夏", "新疆", "广西", "西藏", "内蒙古"})
_SENTENCE_OPENS = frozenset("\n。；！")
_NEAR = 60  # actors before a position among which the nearest of a kind is sought
_TITLE_WEIGHT = 5  # a name in the title counts as much as so many in the text


class Actors:
    """The actors of one article by position, with the words that stand for them resolved."""

    def __init__(self, shadow: str, named: Iterable[Actor], title: str | None) -> None:
        self._shadow, self._title = shadow, title or ""
        found = list(named)
        self.person_names = frozenset(actor.name for actor in found if actor.kind == "person")
        self._named = sorted(self._with_bracket(actor) for actor in found if actor.kind != "person")
        self._named = [self._of_here(actor) for actor in self._named]
        self._all = sorted([*self._named, *(actor for actor in self._pronouns() if not self._covered(actor))])
        self._starts = [actor.start for actor in self._all]
        self.fallback = self._most_named([actor for actor in self._all if actor.kind != "event"])

    def within(self, start: int, end: int) -> list[Actor]:
        """The actors that begin from `start` to `end`."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def nearest(self, position: int, kind: ActorKind) -> Actor | None:
        """The last actor of a kind before `position`, among the few before it."""
        first = bisect_left(self._starts, position)
        found = (actor for actor in reversed(self._all[max(0, first - _NEAR) : first]) if actor.kind == kind)
        return next(found, None)

    @cached_property
    def organization_names(self) -> tuple[str, ...]:
        """The names of all organizations, each once, in the order of their first mention."""
        return tuple(dict.fromkeys(actor.name for actor in self._named if actor.kind == "organization"))

    @cached_property
    def _title_places(self) -> list[str]:
        return [short_region(place.canonical) for place in find_places(Text(self._title))] if self._title else []

    def _most_named(self, actors: Sequence[Actor]) -> str | None:
        """The name met most often, the earlier one of equals; one that the title names weighs more."""
        counts = Counter(actor.name for actor in actors)
        for name in counts:
            if name in self._title_places or name in self._title:
                counts[name] *= _TITLE_WEIGHT
        return max(counts, key=lambda name: counts[name]) if counts else None

    def _covered(self, actor: Actor) -> bool:
        index = bisect_left(self._named, (actor.end,))
        return index > 0 and self._named[index - 1].end > actor.start

    def _pronouns(self) -> Iterator[Actor]:
        for match in _NATION.finditer(self._shadow):
            yield Actor(match.start(), match.end(), "中国", "place")
        here: dict[str, str | None] = {}
        for match in _HERE.finditer(self._shadow):
            level = match["level"][-1]
            name = here[level] if level in here else here.setdefault(level, self._here(level))
            if name is not None:
                yield Actor(match.start(), match.end(), name, "place")
        yield from self._firm_pronouns()
        yield from self._brands()
        yield from self._common_nouns()

    def _of_here(self, actor: Actor) -> Actor:
        """An office without its place (省工业和信息化厅) stands for the province, city or county at hand."""
        office = _OFFICE_HERE.fullmatch(actor.name) if actor.kind == "organization" else None
        name = self._here(office["level"]) if office else None
        return actor if name is None else actor._replace(name=name, kind="place")

    def _brands(self) -> Iterator[Actor]:
        """A firm by the brand in its name, where a clause begins with it: 海川集团…，海川已…."""
        firms = {m["stem"]: m.group() for name in self.organization_names if (m := _BRAND.fullmatch(name))}
        stems = "|".join(sorted(stem for stem in firms if stem not in place_names()))
        if stems:
            opening = re.compile(rf"(?<![^\n，。；：“])(?:{stems})(?=[已将共累今去目正还也的计预拟年])")
            for match in opening.finditer(self._shadow):
                yield Actor(match.start(), match.end(), firms[match.group()], "organization")

    def _common_nouns(self) -> Iterator[Actor]:
        """园区 or 平台 at the start of a clause, for the last thing before it whose name ends so."""
        starts = [actor.start for actor in self._named]
        for match in _COMMON.finditer(self._shadow):
            first = bisect_left(starts, match.start())
            far = match["noun"] not in {"项目", "工程"}
            nearest = 0 if far else bisect_left(starts, paragraph_start(self._shadow, match.start()))
            for actor in reversed(self._named[max(nearest, first - _NEAR) : first]):
                if match["noun"] in actor.name[-_COMMON_TAIL:] and actor.name != match["noun"]:
                    yield actor._replace(start=match.start(), end=match.end())
                    break

    def _here(self, level: str) -> str | None:
        """The place that 全市 or 我县 means: one of that level in the title, else the one named most."""
        titled = [name for name in self._title_places if name.endswith(level) or (level == "区" and name in _REGIONS)]
        if titled:
            return titled[0]
        places = [actor for actor in self._named if actor.kind == "place" and actor.name != "中国"]
        fitting = [actor for actor in places if actor.name.endswith(level)]
        inside = (_PLACE_INSIDE.match(actor.name) for actor in self._named)  # 某某市工业大会 names its city
        within = next((match.group() for match in inside if match and match.group().endswith(level)), None)
        return self._most_named(fitting) or within or self._most_named(places) or next(iter(self._title_places), None)

    def _firm_pronouns(self) -> Iterator[Actor]:
        """公司 means the last firm that opened a sentence of the paragraph, else its first, else the last before it."""
        firms = [a for a in self._named if a.kind == "organization" and not _NO_FIRM.search(a.name)]
        starts = [firm.start for firm in firms]
        opening = [firm for firm in firms if self._opens_sentence(firm)]
        opening_starts = [firm.start for firm in opening]
        for match in _FIRM.finditer(self._shadow) if firms else ():
            paragraph = paragraph_start(self._shadow, match.start())
            last_opening = bisect_left(opening_starts, match.start()) - 1
            first, before = bisect_left(starts, paragraph), bisect_left(starts, match.start())
            firm = firms[first] if first < before else firms[max(0, before - 1)]
            if last_opening >= 0 and opening_starts[last_opening] >= paragraph:
                firm = opening[last_opening]
            yield Actor(match.start(), match.end(), firm.name, "organization")

    def _opens_sentence(self, actor: Actor) -> bool:
        before = self._shadow[max(0, actor.start - 6) : actor.start].rstrip(" 　“")
        return not before or before[-1] in _SENTENCE_OPENS

    def _with_bracket(self, actor: Actor) -> Actor:
        """A place with the bracket that bounds it: 银川市（不含宁东）."""
        bracket = _BRACKET.match(self._shadow, actor.end)
        return actor if bracket is None else actor._replace(end=bracket.end(), name=actor.name + bracket.group())
