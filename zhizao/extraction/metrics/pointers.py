"""Turns of phrase that point to the subject of what follows: `在某市，`, `比如某产业，`, `某股份：`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from zhizao.extraction.cued import Cued
from zhizao.extraction.metrics.actor_index import Actors
from zhizao.extraction.metrics.actors import Actor
from zhizao.extraction.metrics.frame import Place, Sentence, paragraph_start
from zhizao.extraction.metrics.words import tagged
from zhizao.extraction.text import Span

_LABEL = Cued(r"(?:^|(?<=[\n。；！]))[ \u3000·●■◆▲★•]{0,4}(?P<label>[一-龥A-Za-z*]{2,8})[：:](?=[^\n])", "：", ":")
_LEAST_LABELS = 3  # lines with labels of their own from which they are a list, not an interview
_LOCATED = re.compile(r"(?:而|目前|今天|如今|现在)?在(?P<place>[^，。；]{2,16}?)(?:[里内上]|境内|方面)?")
_EXAMPLE = re.compile(
    r"(?:[^，。；]{0,2}(?:比如|例如|譬如)|以(?=[^，。；]{2,16}为例))(?P<name>[^，。；的\d]{2,16}?)(?:为例)?"
)
_FOUNDED = re.compile(
    r"(?:成立|组建|兴建|新建|建成|建立|打造|推出|搭建|设立|启用|上线|建设|共建|启动|研发|开发|创办|创建)[了出]?[^，。；]{0,12}$"
)
_LEADS = re.compile(r"(?:\s|首批|当年|目前|预计|已|将|可|就|每年|累计|共|今年|去年|全部|为[一-龥]{1,6})*")
# What a thing that was founded does; other verbs are the next deed of its founder.
_DOES = re.compile("接入|服务|入驻|覆盖|吸引|招收|容纳|创造|提供|集聚|聚集|拥有|年产|占地|收录|汇聚")
_ANNOUNCED = re.compile(
    r"对(?P<name>[^，。；]{4,40}?)(?:拟[^，。；]{2,8})?(?:名单|结果)?(?:进行|予以)了?(?:公示|公告|表彰|奖励|资助)"
)
_QUOTED = re.compile(
    r"(?:其中|目前|此外)?“(?P<name>[^“”，。；]{2,12})”"
    r"(?=已|累计|共|将|计划|预计|目前|今年|去年|全年|上线|实施|启动|发放|惠及|覆盖|服务|吸引|接入|运行|总)"
)
_BOOK = re.compile(r"(?P<name>《[^《》]{2,30}》)(?=收入|收录|共|全书|全文|分为|累计|发行|上映|播出|票房)")
_INDUSTRY = re.compile(
    r"(?:其中|目前|此外|预计|全球|全国|我国|国内|年|[到至]?(?:19|20)\d\d年){0,3}(?P<name>(?![全我本][省市区县州])"
    r"(?:[^\W\d的年月日]{2,10}(?:产业|行业)(?=的?(?:市场)?(?:规模|总?产值|增加值|营收|销售|利润|产量|总量|出口))"
    r"|[^\W\d的年月日]{3,8}?(?=市场规模|年均(?:复合)?增长率)))"
)
_PART = re.compile(r"(?:其中|而)?(?P<owner>[一-龥]{2,4})(?P<verb>[一-龥]{2})")
_ADVERBS = re.compile(r"[已共也又将均就现则]{0,2}(?:累计|合计|一共|总计)?")

Direct = Callable[[int, int], list[Actor]]


class Labels:
    """The labels that open lines of a list (`某某股份：中标…`), each of them the subject of its line."""

    def __init__(self, shadow: str, actors: Actors) -> None:
        found = [match for match in _LABEL.finditer(shadow) if match["label"] not in actors.person_names]
        times = Counter(match["label"] for match in found)
        listed = len(times) >= _LEAST_LABELS and max(times.values()) == 1
        self._of = {match.start(): match for match in found if listed or _names(match, actors)}
        self._shadow, self._actors = shadow, actors

    def of(self, sentence: Sentence) -> str | None:
        """The label of the line that `sentence` stands in."""
        if not self._of:
            return None
        start = sentence.span.start
        match = self._of.get(start) or self._of.get(paragraph_start(self._shadow, start))
        return None if match is None else (_names(match, self._actors) or match["label"])


def _names(match: re.Match[str], actors: Actors) -> str | None:
    start, end = match.span("label")
    return next((a.name for a in actors.within(start, end) if a.kind == "organization" and a.end == end), None)


def pointed_at(shadow: str, sentence: Sentence, place: Place, actors: Actors) -> str | None:
    """The subject that the clause right before the quantity's own names by its form, or None."""
    before = [clause for clause in sentence.clauses if clause.end <= place.clause.start][-1:]
    if not before:
        return None
    pointed = _located(shadow, before[0], actors) or _example(shadow, before[0])
    if pointed is not None or any(p.quantity.kind == "count" for p in sentence.places if p.clause == before[0]):
        return pointed
    return _founded(shadow, before[0], place, actors)


def _located(shadow: str, clause: Span, actors: Actors) -> str | None:
    match = _LOCATED.fullmatch(shadow, clause.start, clause.end)
    held = actors.within(*match.span("place")) if match else []
    return held[-1].name if held and held[-1].kind == "place" else None


def _example(shadow: str, clause: Span) -> str | None:
    match = _EXAMPLE.fullmatch(shadow, clause.start, clause.end)
    return match["name"] if match else None


def _founded(shadow: str, clause: Span, place: Place, actors: Actors) -> str | None:
    """What the clause before founds or launches, when the clause goes on about it: 建成某平台，接入设备9万台."""
    start = _LEADS.match(shadow, place.clause.start).end()  # type: ignore[union-attr]
    words = tagged(shadow[start : min(start + 12, place.quantity.start)])
    if not words or (not _DOES.fullmatch(words[0][0]) and not words[0][1].startswith("n")):
        return None
    held = [a for a in actors.within(clause.start, clause.end) if a.kind in {"organization", "initiative"}]
    if (
        not held
        or shadow[held[-1].end : clause.end].strip("”’》） ")
        or not _FOUNDED.search(shadow, clause.start, held[-1].start)
    ):
        return None
    return held[-1].name


def announced(shadow: str, sentence: Sentence, place: Place, actors: Actors) -> str | None:
    """The programme or list that the sentence says is announced or rewarded: 对某计划拟资助名单进行公示."""
    match = _ANNOUNCED.search(shadow, sentence.span.start, place.clause.start)
    if match is None:
        return None
    inside = [actor for actor in actors.within(*match.span("name")) if actor.kind == "initiative"]
    return inside[-1].name if inside else match["name"]


def quoted_topic(shadow: str, place: Place) -> str | None:
    """The quoted name that opens the clause and does what its verb says: “算力券”累计兑付…."""
    book = _BOOK.match(shadow, place.clause.start, place.quantity.start)
    if book is not None:
        return book["name"]
    match = _QUOTED.match(shadow, place.clause.start, place.quantity.start)
    return f"“{match['name']}”" if match else None


def industry(shadow: str, place: Place) -> str | None:
    """The industry whose size or output the clause states."""
    match = _INDUSTRY.match(shadow, place.clause.start, place.quantity.start)
    return match["name"] if match else None


def part_of_whole(shadow: str, sentence: Sentence, place: Place, whole: Iterable[Actor]) -> str | None:
    """The name that does what the actor before it does: 全市共签约33个项目，其中某县签约18个."""
    match = _PART.match(shadow, place.clause.start, place.quantity.start)
    if match is None or not place.index or not tagged(match["verb"])[0][1].startswith("v"):
        return None
    before: Sequence[Place] = sentence.places[: place.index]
    ends = {actor.end for actor in whole}
    for earlier in reversed(before):
        for end in ends:
            if earlier.clause.start <= end <= earlier.quantity.start:
                verb = _ADVERBS.match(shadow, end).end()  # type: ignore[union-attr]
                if shadow.startswith(match["verb"], verb):
                    return match["owner"]
    return None
