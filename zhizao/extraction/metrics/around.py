"""The words around a quantity, freed of its subject and its time, and what the clause before it names."""

import re
from collections.abc import Sequence

from zhizao.extraction.metrics.actor_index import Actors
from zhizao.extraction.metrics.coordination import own_words, run_of, shared_words
from zhizao.extraction.metrics.frame import Place, Sentence
from zhizao.extraction.metrics.indicator import Surroundings
from zhizao.extraction.metrics.indicator_name import AMOUNT_NOUN, Indicator, Inherited
from zhizao.extraction.metrics.topic import project_before
from zhizao.extraction.metrics.words import clean_left, is_content_verb, tagged

_LONGEST_NAME = 40  # characters of a clause that may name what the next clause counts
_NAMES_KEPT = 8  # earlier indicators of a sentence that a parallel clause may repeat
_MOMENT = re.compile(r"[^，。；]{1,12}时的")  # 产值从2021年刚入驻时的10亿元: when, not what
_MEASURED_END = re.compile(r"(?:率|比例|比重|数量|规模|总量|总额|产值)$")
_BEFORE_TIME = re.compile(r"(?:[从由自在于]|相比|较|比)+$")


class Around:
    """Answers for the quantities of one text which words around them tell what they measure."""

    def __init__(self, shadow: str, actors: Actors) -> None:
        self._shadow, self._actors = shadow, actors
        self._last: tuple[Sentence, Indicator] | None = None

    def of(self, sentence: Sentence, place: Place, named: Sequence[Indicator]) -> Surroundings:
        """The words left and right of the quantity at `place`; `named` are the indicators of the sentence so far."""
        left = shared_words(self._shadow, sentence, place, lambda at: self._left(sentence, at))
        right = self._shadow[place.right.start : place.right.end]
        run = run_of(self._shadow, sentence.places, place) if place.quantity.kind == "money" else [place]
        if run[-1] is not place:  # 最高3万元和8万元的支持: one noun for both
            right = self._shadow[run[-1].right.start : run[-1].right.end]
        return Surroundings(left, right, self._inherited(sentence, place, named))

    def remember(self, sentence: Sentence, indicator: Indicator) -> None:
        """Keep the last indicator of a sentence for the one right after it."""
        self._last = sentence, indicator

    def clause_before(self, sentence: Sentence, place: Place) -> str:
        """What the clause before names, for a quantity whose own clause names nothing (某某率，分别达到…)."""
        before = [clause for clause in sentence.clauses if clause.end <= place.clause.start][-1:]
        if not before or place.follows is not None or before[0].end - before[0].start > _LONGEST_NAME:
            return ""
        if place.index and sentence.places[place.index - 1].clause == before[0]:
            return ""
        name = self._shadow[self._after_actors(before[0].start, before[0].end) : before[0].end]
        words = tagged(name)
        verbless = words and words[-1][1].startswith(("n", "v")) and not any(is_content_verb(*word) for word in words)
        return name if verbless or _MEASURED_END.search(name) else ""

    def _inherited(self, sentence: Sentence, place: Place, named: Sequence[Indicator]) -> Inherited:
        """What earlier quantities hand on: the last indicator, or for the n-th of 分别 n values the n-th from there."""
        if not named:
            return self._carried(sentence)
        run = run_of(self._shadow, sentence.places, place)
        index = place.index - run[0].index
        respectively = "分别" in self._shadow[run[0].left.start : run[0].left.end]
        if len(run) > 1 and len(named) - index >= len(run) and respectively:
            return Inherited(named[len(named) - len(run)].base)
        last, between = named[-1], self._shadow[place.left.start : place.left.end]
        verb = last.verb if place.follows is None or re.match(r"[^，；]*[、和及]", between) else ""
        names = tuple(indicator.name for indicator in named[-_NAMES_KEPT:])
        return Inherited(last.base, verb, last.name, last.rule == "indicator.growth_of_last", names)

    def _carried(self, sentence: Sentence) -> Inherited:
        """The last indicator of the sentence right before, else the last amount that the words before name."""
        if self._last is not None and not self._shadow[self._last[0].span.end : sentence.span.start].strip():
            return Inherited(self._last[1].base, "", self._last[1].name)
        start = max(0, sentence.span.start - _LONGEST_NAME)
        heads = AMOUNT_NOUN.findall(self._shadow, start, sentence.places[0].clause.start)
        return Inherited(heads[-1]) if heads else Inherited()

    def _left(self, sentence: Sentence, place: Place) -> str:
        """The words about the quantity before it, without its subject and its time."""
        project = project_before(self._shadow, place.left.start, place.left.end)
        start = max(self._topic_end(sentence, place), project[1] if project else 0)
        words = own_words(self._shadow[start : place.left.end], place)
        if _MOMENT.fullmatch(words):
            return self._before_time(sentence, place) or words
        if not clean_left(words) and start > place.left.start:
            return self._before_time(sentence, place)
        return words

    def _before_time(self, sentence: Sentence, place: Place) -> str:
        """The words before the time right before a quantity: `产量从2020年的4.3万辆` measures 产量."""
        times = [t for t in sentence.times if place.left.start <= t.start and t.end <= place.quantity.start]
        if not times or times[0].start == place.left.start:
            return ""
        start = self._after_actors(place.left.start, times[0].start)
        return _BEFORE_TIME.sub("", self._shadow[start : times[0].start])

    def _topic_end(self, sentence: Sentence, place: Place) -> int:
        """Where the words about the quantity begin: after the last time and the subject named in its clause."""
        start = place.left.start
        for time in sentence.times:
            if start <= time.start and time.end <= place.quantity.start and time.kind not in {"basis", "mean"}:
                start = time.end
        return self._after_actors(start, place.quantity.start)

    def _after_actors(self, start: int, end: int) -> int:
        """Behind the actors that stand at `start`, one after another."""
        for actor in self._actors.within(start, end):
            counted = actor.kind == "initiative" and actor.end == end
            if actor.end <= end and not counted and not clean_left(self._shadow[start : actor.start]):
                start = actor.end
        return start
