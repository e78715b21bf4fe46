"""Whom or what a quantity is about: a named entity of its clause, of an earlier clause, of the article."""

import re

from zhizao.extraction.metrics.actor_index import Actors
from zhizao.extraction.metrics.actors import Actor
from zhizao.extraction.metrics.frame import Place, Sentence, paragraph_start
from zhizao.extraction.metrics.topic import generic_topic, leading_topic, project_before, project_line
from zhizao.extraction.metrics.words import is_content_verb, tagged
from zhizao.extraction.text import Span

# Before an actor: it is the place, source, partner or beneficiary of what happens, not its subject.
_OBLIQUE = re.compile(
    r"(?:为|向|对|给|从|由|在|位于|来自|于|比|较|让|使|据|根据|依托|通过|联合|包括|围绕|服务|助力|按照|经|距|距离)$"
)
_PARTNER = re.compile(r"[与和同]$")
# After an actor: it is the source of the figure.
_SOURCE = re.compile(
    r"[^，。；]{0,18}?(?:测算|统计[，,]|据统计|最新统计|数据[，,]|数据(?:中心|显示|表明|发布)|介绍|表示|预测"
    r"|的?(?:调查|研究)?报告|透露|获悉|了解到|消息|称[，：,:]?|指出|认为|显示)|等[^，。；]{0,4}预计|》"
)
_BY_MEANS = frozenset({"使用", "采用", "搭载", "应用"})  # what follows is what the figure is about: 使用某芯片
_HEADING = 60  # longest line, in characters, that may name a project and nothing else
_VALUE_END = re.compile(r"[\d%元个家户人吨点台辆]$")
_LISTED_AFTER = (
    re.compile(r"[、/]|等(?!级)"),
    re.compile(r"[一-龥]{0,5}?(?:、|等(?!级)[\d一二三四五六七八九十多各知企单])"),
)


class Subjects:
    """Answers for the quantities of one article, in text order, whom they are about."""

    def __init__(self, shadow: str, actors: Actors) -> None:
        self._shadow, self._actors = shadow, actors
        self._opened: tuple[int, tuple[int, str] | None] = (-1, None)

    def of(self, sentence: Sentence, place: Place, last: str | None) -> tuple[str | None, str]:
        """The subject of the quantity at `place` and the rule that found it; `last` is that of the one before."""
        return self._of_clause(place) or self._of_line_above(sentence, place, last) or self._of_earlier(sentence, place)

    def _of_clause(self, place: Place) -> tuple[str, str] | None:
        """A project, topic or actor that opens the clause, or what 该项目 stands for."""
        start, end = place.clause.start, place.quantity.start
        project = project_before(self._shadow, start, end)
        if project is not None:
            return project[0], "subject.project"
        topic = leading_topic(self._shadow, start, end, self._actors)
        if topic is not None:
            return topic, "subject.topic"
        first = [actor for actor in self._first(start, end) if not _is_counted(actor, place)]
        if first:
            return first[-1].name, "subject.clause"
        generic = generic_topic(self._shadow, start, end, self._actors)
        return None if generic is None else (generic, "subject.generic")

    def _of_line_above(self, sentence: Sentence, place: Place, last: str | None) -> tuple[str, str] | None:
        """The project that the words right before only name, else the subject of the quantity before."""
        above = self._project_above(sentence, place)
        if above is not None:
            return above, "subject.project_line"
        return None if last is None else (last, "subject.last")

    def _first(self, start: int, end: int) -> list[Actor]:
        """The actors of a clause with no verb before them: those after a verb are its objects."""
        found = []
        for actor in self._direct(start, end):
            before = tagged(self._shadow[max(start, actor.start - 24) : actor.start])
            if any(is_content_verb(word, tag) and word not in _BY_MEANS for word, tag in before):
                break
            found.append(actor)
        return found

    def _project_above(self, sentence: Sentence, place: Place) -> str | None:
        """The project that the clause or sentence right before names without saying anything of it."""
        before = [clause for clause in sentence.clauses if clause.end <= place.clause.start]
        if before:
            return project_line(self._shadow, before[-1].start, before[-1].end)
        last = self._last_sentence(sentence.span.start)
        return project_line(self._shadow, last, sentence.span.start) if sentence.span.start - last < _HEADING else None

    def _of_earlier(self, sentence: Sentence, place: Place) -> tuple[str | None, str]:
        """The subject of an earlier clause, a partner (与某省), the subject of the sentence before, an object."""
        opening = self._opening(sentence)
        if opening is not None and opening[0] < place.clause.start:
            return opening[1], "subject.sentence"
        partners = [a for a in self._actors.within(place.clause.start, place.clause.end) if self._is_partner(a)]
        if partners:
            return partners[-1].name, "subject.partner"
        paragraph = paragraph_start(self._shadow, sentence.span.start)
        earlier = self._direct(paragraph, sentence.span.start)
        if earlier:
            before = [actor for actor in earlier if actor.start >= self._last_sentence(sentence.span.start)]
            return (before or earlier[-1:])[0].name, "subject.paragraph"
        named = [a for a in self._actors.within(sentence.span.start, place.quantity.start) if self._may_be_about(a)]
        if named:
            return named[0].name, "subject.object"
        return self._actors.fallback, "subject.article"

    def _opening(self, sentence: Sentence) -> tuple[int, str] | None:
        """Where the first clause of a sentence with a subject of its own begins, and that subject; read once."""
        if self._opened[0] != sentence.span.start:
            found = (self._subject_of(clause) for clause in sentence.clauses)
            self._opened = sentence.span.start, next((opening for opening in found if opening is not None), None)
        return self._opened[1]

    def _subject_of(self, clause: Span) -> tuple[int, str] | None:
        topic = leading_topic(self._shadow, clause.start, clause.end, self._actors)
        if topic is not None:
            return clause.start, topic
        first = self._first(clause.start, clause.end)
        return (clause.start, first[0].name) if first else None

    def _may_be_about(self, actor: Actor) -> bool:
        return not self._is_source(actor) and not self._is_listed(actor)

    def _last_sentence(self, position: int) -> int:
        nearest = paragraph_start(self._shadow, position - 1) if position else 0
        return max(nearest, *(self._shadow.rfind(sign, nearest, max(0, position - 1)) + 1 for sign in "。！？\n"))

    def _direct(self, start: int, end: int) -> list[Actor]:
        return [
            actor
            for actor in self._actors.within(start, end)
            if actor.end <= end and not (self._is_oblique(actor) or self._is_source(actor) or self._is_listed(actor))
        ]

    def _is_oblique(self, actor: Actor) -> bool:
        before = self._shadow[max(0, actor.start - 3) : actor.start]
        return _OBLIQUE.search(before) is not None or _PARTNER.search(before) is not None

    def _is_partner(self, actor: Actor) -> bool:
        return _PARTNER.search(self._shadow, max(0, actor.start - 1), actor.start) is not None

    def _is_source(self, actor: Actor) -> bool:
        return _SOURCE.match(self._shadow, actor.end) is not None

    def _is_listed(self, actor: Actor) -> bool:
        before = self._shadow[actor.start - 1 : actor.start]
        after_value = before == "、" and _VALUE_END.search(self._shadow[max(0, actor.start - 3) : actor.start - 1])
        return (before in {"、", "（", "("} and not after_value) or _LISTED_AFTER[actor.kind != "place"].match(
            self._shadow, actor.end
        ) is not None


def _is_counted(actor: Actor, place: Place) -> bool:
    """Whether the actor is what the quantity right behind it counts: 某某示范项目215个."""
    return actor.kind == "initiative" and actor.end == place.quantity.start
