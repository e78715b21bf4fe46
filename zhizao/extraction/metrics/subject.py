"""Whom or what a quantity is about: a named entity of its clause, of an earlier clause, of the article."""

import re

from zhizao.extraction.metrics.actor_index import Actors
from zhizao.extraction.metrics.actors import Actor
from zhizao.extraction.metrics.frame import Place, Sentence, paragraph_start
from zhizao.extraction.metrics.pointers import Labels, announced, industry, part_of_whole, pointed_at, quoted_topic
from zhizao.extraction.metrics.topic import SOURCE, generic_topic, leading_topic, project_before, project_line
from zhizao.extraction.metrics.words import is_content_verb, tagged
from zhizao.extraction.text import Span

# Before an actor: it is the place, source, partner or beneficiary of what happens, not its subject.
_OBLIQUE = re.compile(
    r"(?:为|向|对|给|从|由|在|位于|来自|于|比|较|让|使|据|根据|依托|通过|联合|包括|围绕|服务|助力|按照|经|距|距离)$"
)
_PARTNER = re.compile(r"[与和同]$")
_BY_MEANS = frozenset({"使用", "采用", "搭载", "应用"})  # what follows is what the figure is about: 使用某芯片
_LONGEST_LEAD = 30  # characters of a clause before an actor
# What follows one of these is built, not the builder.
_BUILDS = re.compile(r"(?:建设|新建|建成|打造|成立|设立|组建|推出|搭建|研发|签订|签署)了?$")
_HEADING = 60  # longest line, in characters, that may name a project and nothing else
_VALUE_END = re.compile(r"[\d%元个家户人吨点台辆]$")
_LISTED_AFTER = (
    re.compile(r"[、/]|等(?!级)"),
    re.compile(r"[一-龥]{0,5}?(?:、|等(?!级)[\d一二三四五六七八九十多各知企单])"),
)


class Subjects:
    """Answers for the quantities of one article, in text order, whom they are about."""

    def __init__(self, shadow: str, actors: Actors) -> None:
        self._shadow, self._actors, self._labels = shadow, actors, Labels(shadow, actors)
        self._opened: tuple[int, tuple[int, str] | None] = (-1, None)

    def of(self, sentence: Sentence, place: Place, last: str | None) -> tuple[str | None, str]:
        """The subject of the quantity at `place` and the rule that found it; `last` is that of the one before."""
        return (
            self._of_clause(sentence, place)
            or self._pointed_at(sentence, place)
            or self._of_line_above(sentence, place, last)
            or self._of_earlier(sentence, place)
        )

    def _pointed_at(self, sentence: Sentence, place: Place) -> tuple[str, str] | None:
        """What the words right before point to: a place, an example, something founded, the label of the line."""
        pointed = pointed_at(self._shadow, sentence, place, self._actors)
        if pointed is not None:
            return pointed, "subject.pointed"
        actors = self._actors.within(sentence.span.start, place.quantity.start)
        part = part_of_whole(self._shadow, sentence, place, actors)
        if part is not None:
            return part, "subject.part"
        label = self._labels.of(sentence)
        return None if label is None else (label, "subject.label")

    def _of_clause(self, sentence: Sentence, place: Place) -> tuple[str, str] | None:
        """A project, topic or actor that opens the clause, or what 该项目 stands for."""
        start, end = place.clause.start, place.quantity.start
        project = project_before(self._shadow, start, end)
        if project is not None:
            return project[0], "subject.project"
        topic = leading_topic(self._shadow, start, end, self._actors) or quoted_topic(self._shadow, place)
        if topic is not None:
            return topic, "subject.topic"
        first = [actor for actor in self._first(start, end) if not _is_counted(actor, sentence, place)]
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
            lead = self._shadow[max(start, actor.start - 24) : actor.start]
            verbs = (word for word, tag in tagged(lead) if is_content_verb(word, tag) and word not in _BY_MEANS)
            if _BUILDS.search(lead) or any(verbs):
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
        list_of = announced(self._shadow, sentence, place, self._actors)
        if list_of is not None:
            return list_of, "subject.announced"
        opening = self._opening(sentence)
        if opening is not None and opening[0] < place.clause.start:
            return opening[1], "subject.sentence"
        partners = [
            actor
            for actor in self._actors.within(place.clause.start, place.clause.end)
            if self._is_partner(actor) and (actor.start < place.quantity.start or self._shadow[actor.start - 1] != "和")
        ]
        if partners:
            return partners[-1].name, "subject.partner"
        paragraph = paragraph_start(self._shadow, sentence.span.start)
        earlier = self._direct(paragraph, sentence.span.start)
        if earlier:
            before = [actor for actor in earlier if actor.start >= self._last_sentence(sentence.span.start)]
            opening_one = [actor for actor in before or earlier[-3:] if self._opens_clause(actor)]
            return (opening_one or before or earlier[-1:])[0].name, "subject.paragraph"
        named = [a for a in self._actors.within(sentence.span.start, place.quantity.start) if self._may_be_about(a)]
        if named:
            return named[0].name, "subject.object"
        field = industry(self._shadow, place)
        return (field, "subject.industry") if field else (self._actors.fallback, "subject.article")

    def _opens_clause(self, actor: Actor) -> bool:
        """Whether no verb stands before the actor in its clause: it acts, nothing is done to it."""
        nearest = max(0, actor.start - _LONGEST_LEAD)
        start = max(nearest, *(self._shadow.rfind(sign, nearest, actor.start) + 1 for sign in "，。；：\n"))
        before = tagged(self._shadow[start : actor.start])
        return not any(is_content_verb(word, tag) for word, tag in before)

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
        name = first[0].name if first else generic_topic(self._shadow, clause.start, clause.end, self._actors)
        return (clause.start, name) if name else None

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
        before = self._shadow[max(0, actor.start - 3) : actor.start].rstrip("“《")
        return _OBLIQUE.search(before) is not None or _PARTNER.search(before) is not None

    def _is_partner(self, actor: Actor) -> bool:
        return _PARTNER.search(self._shadow, max(0, actor.start - 1), actor.start) is not None

    def _is_source(self, actor: Actor) -> bool:
        return SOURCE.match(self._shadow, actor.end) is not None

    def _is_listed(self, actor: Actor) -> bool:
        before = self._shadow[actor.start - 1 : actor.start]
        after_value = before == "、" and _VALUE_END.search(self._shadow[max(0, actor.start - 3) : actor.start - 1])
        return (before in {"、", "（", "("} and not after_value) or _LISTED_AFTER[actor.kind != "place"].match(
            self._shadow, actor.end
        ) is not None


def _is_counted(actor: Actor, sentence: Sentence, place: Place) -> bool:
    """Whether the actor is what a quantity beside it counts: 某某示范项目215个, 521家“某某计划”企业."""
    if actor.kind != "initiative":
        whole = place.quantity.kind == "percent" and actor.name == "中国"
        return whole and actor.end == place.quantity.start and actor.start > place.clause.start
    return actor.end == place.quantity.start or any(0 <= actor.start - p.quantity.end <= 1 for p in sentence.places)
