"""The topic of a clause: the noun phrase before its verb (飞象平台将接入…), and nouns that stand for one (该项目)."""

import re
from collections.abc import Sequence

from zhizao.extraction.metrics.actor_index import Actors
from zhizao.extraction.metrics.actors import Actor
from zhizao.extraction.metrics.words import is_content_verb, tagged
from zhizao.extraction.text import Span

_ADVERB_START = re.compile(
    r"^(?:[\s“”\"、，,]|其中|目前|此外|同时|另外|截至|截止|据悉|据了解|据介绍|不仅|仅|而|比如|例如|如|如今|近年来|到|至|自|从)+"
)
_HEAD = re.compile(
    r"(?:平台|公司|集团|项目|工程|基地|园区?|中心|实验室|银行|大学|学院|研究院|研究所|医院|学校|机场|高铁|铁路|高速|公路|大桥|隧道|"
    r"系统|联盟|协会|商品库|库|号|港|口岸|车间|工厂|电厂|电站|油田|气田|矿区?|船厂|示范区|新区|开发区|高新区|保税区|自贸区|城|企业|厂|店|网|基金|芯片|机器人|卫星|生产线|码头|枢纽|管网|管道|班列|通道)$"
)
_GENERIC = re.compile(
    r"(?:该|此|本|这个|这一|整个)?(?P<noun>项目|工程|平台|园区|基地|系统|中心|一期工程|一期|二期)(?=[^，。；]|$)"
)
_PLURAL = re.compile(
    r"^(?:各|以上|上述|多|一批|一些|许多|所有|每|全部|不少|重点|规模以上|我国|全国|其他|相关|中小|民营|国有|外资|工业|制造业?|高新技术)"
)
_NOT_BUILT = re.compile(r"(?:计划|行动|规划|方案|政策|措施|办法|意见|券|战略|制度)[”》]?$")  # no project or platform
_NAMES_PARTS = re.compile(r"涵盖|包含|包括|含|覆盖|聚焦|围绕|涉及")  # what is counted, by its parts
_LONGEST_TOPIC = 24
# After an actor: it is the source of the figure.
SOURCE = re.compile(
    r"[^，。；]{0,18}?(?:测算|统计[，,]|据统计|最新统计|数据[，,]|数据(?:中心|显示|表明|发布)|介绍|表示|预测"
    r"|的?(?:调查|研究)?报告|透露|获悉|了解到|消息|称[，：,:]?|指出|认为|显示)|等[^，。；]{0,4}预计|》"
)
# A thing behind the words that tell who makes it: 甲公司与乙公司共建的某某平台.
_MADE_BY = re.compile(
    r"[^，。；的]{2,24}?(?:共建|合建|建设|打造|研发|研制|开发|推出|运营|投资|生产|承建|主导|搭建)的(?P<thing>[^，。；的]{3,20})"
)


def leading_topic(shadow: str, start: int, end: int, actors: Actors) -> str | None:
    """The topic of a clause that begins at `start`, when a verb of its own follows it before `end`."""
    text = shadow[start : min(end, start + 60)]
    lead = _ADVERB_START.match(text)
    offset = lead.end() if lead else 0
    made = _MADE_BY.match(text, offset)
    offset = made.start("thing") if made else offset
    phrase, followed = _phrase_before_verb(text[offset:])
    if not (followed or (made and phrase)) or not 2 <= len(phrase) <= _LONGEST_TOPIC or _PLURAL.match(phrase):  # noqa: PLR2004
        return None
    if _NAMES_PARTS.match(phrase):
        return None
    span = Span(start + offset, start + offset + len(phrase))
    named = [actor for actor in actors.within(span.start, span.end) if actor.end <= span.end]
    if shadow.startswith("的", span.end) or any(SOURCE.match(shadow, actor.end) for actor in named):
        return None
    if named and (named[-1].end == span.end or named[0].start == span.start):
        actor = _actor_of(shadow, span, named, actors)
        if actor is not None:
            return actor
    if len(phrase) >= 4 and _HEAD.search(phrase) and "的" not in phrase:  # noqa: PLR2004
        return phrase
    return None


def _actor_of(shadow: str, span: Span, named: Sequence[Actor], actors: Actors) -> str | None:
    """The actor that a topic names: one that closes it, or a place with little behind it."""
    first = named[0]
    if named[-1].end == span.end:
        return named[-1].name
    if first.kind == "place" and span.end - first.end <= 4:  # noqa: PLR2004
        return _alias(shadow[first.start : first.end], shadow[first.end : span.end], actors) or first.name
    return "中国" if first.name == "中国" else None


def _phrase_before_verb(text: str) -> tuple[str, bool]:
    """The nouns at the start of `text`, and whether a content verb follows them, perhaps after adverbs."""
    length, ended = 0, False
    for word, tag in tagged(text):
        if is_content_verb(word, tag) or (ended and tag == "vn"):
            return text[:length], length > 0
        if tag.startswith(("d", "p", "t", "c", "m", "r", "u")) or word in {"累计", "共", "现"}:
            if not length:
                return "", False
            ended = True
        elif ended or tag.startswith("x"):
            if tag.startswith("x") and not ended:
                return "", False
            continue
        else:
            length += len(word)
    return text[:length], False


def _alias(place: str, rest: str, actors: Actors) -> str | None:
    """The organization that a place and a short name stand for (重庆 + 格力)."""
    return next((name for name in actors.organization_names if place in name and rest in name), None)


def generic_topic(shadow: str, start: int, end: int, actors: Actors) -> str | None:
    """The initiative that 该项目 or 平台 at the start of a clause stands for."""
    text = shadow[start:end]
    lead = _ADVERB_START.match(text)
    match = _GENERIC.match(text, lead.end() if lead else 0)
    if match is None:
        return None
    actor = actors.nearest(start, "initiative")
    return None if actor is None or _NOT_BUILT.search(actor.name) else actor.name


_PROJECT_END = (
    r"(?:项目|工程|基地|产业园|园区|中心|大桥|隧道|水库|公路|高速|高铁|铁路|机场|港区|电站|电厂|管廊|改造|号线|综合体)"
)
_PROJECT_ENDS = re.compile(_PROJECT_END)
_PROJECT = re.compile(
    rf"(?P<name>[^，。；：:、\n（(]{{2,40}}?{_PROJECT_END})(?:[（(][^（）()\n]{{1,20}}[）)])?"
    r"(?=总投资|计划|完成|累计|占地|已|年|建筑|概算|估算|目前|将|于|总|用地|投资|线路|全长|设计)"
)
_PROJECT_LINE = re.compile(
    rf"(?P<name>[^，。；：:\n]{{3,44}}?{_PROJECT_END})(?:[（(][^（）()\n]{{1,20}}[）)])?[：:。，；\s]*$"
)
_ENUMERATOR = re.compile(
    r"[\s　]{0,9}+(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．是]{1,2}"
    r"|第[一二三四五六七八九十]{1,3}[，、]|[·●■◆▲★•-])?\s{0,9}"
)
_SAYS_MORE = re.compile(
    r"将|已|计划(?!项目)|建成|加快|推进|签约|拥有|正在|打造|迎来|启动|开工|成为|位于|落户|举行|在|与|召开|亮相|投产|为|是|有|等|引进|安排|实施|开展|"
    r"(?<!年产)(?<![\d.])\d+(?:\.\d+)?[万亿]?(?:个|项|家|亿|万|%)(?!吨)"
)
_RELATIVE = re.compile(
    r"^(?P<owner>[^的]{2,14}?)(?:此次|正在|新|已|将|所|即将|本次)?(?:开建|建设|新建|投建|打造|承建|投资|兴建|实施|运营|建)的(?P<rest>.{4,})$"
)
_NO_PROJECT = re.compile(
    r"^(?:.*(?:重大|重点|类|级市?重大)(?:项目|工程)$|各|多|一批|这|该|此|本|全部|所有|等|其中|目前|上述|\d+个|\d+项|重点|亿元|重大|新开工|在建|续建|总投资|推进|加快|实施|建设|全[省市区县]|[^，。]{0,12}(?:推进|加快推动|谋划|安排|共有|召开|组织|围绕))"
)


def project_before(shadow: str, start: int, end: int) -> tuple[str, int] | None:
    """The project whose name opens a clause before what is said of it (`青云路改造工程总投资…`), and where it ends."""
    if not _PROJECT_ENDS.search(shadow, start, end):
        return None
    match = _PROJECT.match(shadow, _ENUMERATOR.match(shadow, start).end(), end)  # type: ignore[union-attr]
    name = _project_name(match)
    return None if match is None or name is None else (name, match.end("name"))


def project_line(shadow: str, start: int, end: int) -> str | None:
    """The project that a whole clause or line names and says nothing of: `青云路改造工程：`."""
    name = _project_name(_PROJECT_LINE.match(shadow, _ENUMERATOR.match(shadow, start).end(), end))  # type: ignore[union-attr]
    return None if name is None or _SAYS_MORE.search(name) else name


def _project_name(match: re.Match[str] | None) -> str | None:
    if match is None or len(match["name"]) < 5 or _NO_PROJECT.match(match["name"]):  # noqa: PLR2004
        return None
    relative = _RELATIVE.match(match["name"])
    return relative["owner"] + relative["rest"] if relative else match["name"]
