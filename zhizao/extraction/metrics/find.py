"""Finds every metric of a text: quantities in their places, then the slots of each, then duplicates and validation."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhizao.extraction.mentions import Metric
from zhizao.extraction.metrics.actors import Actor, Actors
from zhizao.extraction.metrics.confidence import confidence_of
from zhizao.extraction.metrics.coordination import own_words, run_of, shared_words
from zhizao.extraction.metrics.frame import Place, Sentence, sentences_of
from zhizao.extraction.metrics.indicator import AMOUNT_NOUN, Indicator, Inherited, in_parallel, name_indicator
from zhizao.extraction.metrics.measure import Reading, read_measure
from zhizao.extraction.metrics.merge import merged
from zhizao.extraction.metrics.period import heading_times, settled_scope, time_scope
from zhizao.extraction.metrics.refuse import refused
from zhizao.extraction.metrics.status import status_of
from zhizao.extraction.metrics.subject import Subjects
from zhizao.extraction.metrics.topic import project_before
from zhizao.extraction.metrics.validate import validated
from zhizao.extraction.metrics.words import clean_left, is_content_verb, tagged
from zhizao.extraction.quantities import scan_quantities
from zhizao.extraction.text import Span, Text
from zhizao.extraction.times import TimeMention, find_times


@dataclass(frozen=True, slots=True)
class Found:
    """The metrics of a text, and how many candidates were rejected, by reason."""

    metrics: tuple[Metric, ...]
    rejected: tuple[tuple[str, int], ...]


def find_metrics(
    text: Text, published_on: date | None, actors: Iterable[Actor] = (), *, title: str | None = None
) -> Found:
    """Every metric that `text` asserts. `actors` are the places, organizations and initiatives found in it."""
    times = find_times(text, published_on)
    quantities = scan_quantities(text.shadow, [Span(time.start, time.end) for time in times])
    finder = _Finder(text, published_on, times, Actors(text.shadow, actors, title), title)
    candidates = [
        candidate
        for sentence in sentences_of(text.shadow, quantities, times)
        for candidate in finder.of_sentence(sentence)
    ]
    kept = validated(text, candidates, finder.rejected)
    return Found(tuple(merged(kept, finder.rejected)), tuple(sorted(finder.rejected.items())))


_LONGEST_NAME = 40  # characters of a clause that may name what the next clause counts


_INHERITED_NAMES = frozenset({"indicator.last", "indicator.growth_of_last", "indicator.share_inherited"})


class _Finder:
    """Fills the slots of the quantities of one text, sentence by sentence."""

    def __init__(
        self, text: Text, published_on: date | None, times: Sequence[TimeMention], actors: Actors, title: str | None
    ) -> None:
        self._text, self._published_on, self._actors = text, published_on, actors
        self._subjects = Subjects(text.shadow, actors)
        self._times = [time for time in times if time.kind not in {"every", "mean"}]
        self._days = [t for t in times if t.kind == "at" and t.period and t.period.first == t.period.last]
        self._last: tuple[Sentence, Indicator] | None = None
        self._headings = heading_times(text.shadow, times)
        self._title_time = _title_time(title, published_on)
        self.rejected: Counter[str] = Counter()

    def of_sentence(self, sentence: Sentence) -> Iterator[Metric]:
        """The metrics of one sentence, in order; each knows what those before it measured."""
        named: list[Indicator] = []
        subject: str | None = None
        for place in sentence.places:
            reason = refused(self._text.shadow, place)
            if reason is not None:
                self.rejected[reason] += 1
                continue
            metric, indicator = self._metric(sentence, place, self._inherited(sentence, place, named), subject)
            named.append(indicator)
            self._last = sentence, indicator
            subject = subject if indicator.owner else metric.subject
            yield metric

    def _carried(self, sentence: Sentence) -> Inherited:
        """The last indicator of the sentence right before, else the last amount that the words before name."""
        if self._last is not None and not self._text.shadow[self._last[0].span.end : sentence.span.start].strip():
            return Inherited(self._last[1].base, "", self._last[1].name)
        heads = AMOUNT_NOUN.findall(
            self._text.shadow, max(0, sentence.span.start - _LONGEST_NAME), sentence.places[0].clause.start
        )
        return Inherited(heads[-1]) if heads else Inherited()

    def _metric(
        self, sentence: Sentence, place: Place, inherited: Inherited, last_subject: str | None
    ) -> tuple[Metric, Indicator]:
        shadow, quantity = self._text.shadow, place.quantity
        scope = time_scope(
            shadow, sentence, place, self._heading_at(sentence.span.start), self._batch_at(sentence, place)
        )
        left = shared_words(shadow, sentence, place, lambda at: self._left(sentence, at))
        right = shadow[place.right.start : place.right.end]
        reading = read_measure(left, right, quantity)
        named = name_indicator(left, right, quantity, reading, inherited)
        if not named.name or named.rule in _INHERITED_NAMES:
            above = self._clause_before(sentence, place)
            named = name_indicator(above + left, right, quantity, reading, inherited) if above else named
        named = in_parallel(named, inherited)
        status, status_rule = status_of(shadow, sentence, place, scope, self._published_on)
        scope = settled_scope(scope, status, status_rule, place, named.name)
        subject, subject_rule = self._subject(sentence, place, named, last_subject)
        sign = -1 if reading.falls else 1
        span = self._quote(place, reading, named)
        rules = (quantity.rule, reading.rule, named.rule, scope.rule, status_rule, subject_rule)
        metric = Metric(
            quote=self._text.slice(span), start=span.start, end=span.end, rule="+".join(rules),
            confidence=confidence_of(rules, named.name), indicator=named.name, subject=subject,
            value=sign * quantity.value, value_max=None if quantity.value_max is None else sign * quantity.value_max,
            unit=quantity.unit, comparator=quantity.comparator, measure=reading.measure, period=scope.period,
            status=status, sentence=self._text.slice(sentence.span).strip(),
        )  # fmt: skip
        return metric, named if named.base else replace(named, base=inherited.base)

    def _inherited(self, sentence: Sentence, place: Place, named: Sequence[Indicator]) -> Inherited:
        """What earlier quantities hand on: the last indicator, or for the n-th of 分别 n values the n-th from there."""
        if not named:
            return self._carried(sentence)
        between = self._text.shadow[place.left.start : place.left.end]
        run = run_of(self._text.shadow, sentence.places, place)
        index = run.index(place)
        if (
            len(run) > 1
            and len(named) - index >= len(run)
            and "分别" in self._text.shadow[run[0].left.start : run[0].left.end]
        ):
            return Inherited(named[len(named) - len(run)].base)
        names = tuple(indicator.name for indicator in named)
        verb = named[-1].verb if place.follows is None or re.match(r"[^，；]*[、和及]", between) else ""
        return Inherited(named[-1].base, verb, named[-1].name, named[-1].rule == "indicator.growth_of_last", names)

    def _heading_at(self, position: int) -> TimeMention | None:
        found = [time for end, time in self._headings if end <= position]
        return found[-1] if found else self._title_time

    def _clause_before(self, sentence: Sentence, place: Place) -> str:
        """What the clause before names, for a quantity whose own clause names nothing (某某率，分别达到…)."""
        before = [clause for clause in sentence.clauses if clause.end <= place.clause.start]
        if not before or place.follows is not None or before[-1].end - before[-1].start > _LONGEST_NAME:
            return ""
        if any(p.clause == before[-1] for p in sentence.places):
            return ""
        start = self._after_actors(before[-1].start, before[-1].end)
        name = self._text.shadow[start : before[-1].end]
        words = tagged(name)
        verbless = words and words[-1][1].startswith(("n", "v")) and not any(is_content_verb(*word) for word in words)
        return name if verbless else ""

    def _batch_at(self, sentence: Sentence, place: Place) -> TimeMention | None:
        """The day of the event that the sentence before in the paragraph tells of, or that 此次 points back to."""
        own = self._text.shadow[place.clause.start : place.quantity.start]
        if "此次" in own or "本次" in own:
            return next((t for t in reversed(self._days) if t.end <= sentence.span.start), None)
        paragraph = self._text.shadow.rfind("\n", 0, sentence.span.start) + 1
        held = [t for t in self._times if paragraph <= t.start < sentence.span.start and t.kind != "basis"]
        return held[-1] if held and held[-1] in self._days else None

    def _left(self, sentence: Sentence, place: Place) -> str:
        """The words about the quantity before it, without its subject and its time."""
        project = project_before(self._text.shadow, place.left.start, place.left.end)
        start = max(self._topic_end(sentence, place), project[1] if project else 0)
        words = own_words(self._text.shadow[start : place.left.end], place)
        if not clean_left(words) and start > place.left.start:
            words = self._before_time(sentence, place)
        return words

    def _before_time(self, sentence: Sentence, place: Place) -> str:
        """The words before the time right before a quantity: `产量从2020年的4.3万辆` measures 产量."""
        times = [t for t in sentence.times if place.left.start <= t.start and t.end <= place.quantity.start]
        if not times or times[0].start == place.left.start:
            return ""
        start = self._after_actors(place.left.start, times[0].start)
        return re.sub(r"(?:[从由自在于]|相比|较|比)+$", "", self._text.shadow[start : times[0].start])

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
            if actor.end <= end and not clean_left(self._text.shadow[start : actor.start]):
                start = actor.end
        return start

    def _subject(self, sentence: Sentence, place: Place, named: Indicator, last: str | None) -> tuple[str | None, str]:
        if named.owner:
            return named.owner, "subject.owner_after"
        return self._subjects.of(sentence, place, last)

    def _quote(self, place: Place, reading: Reading, named: Indicator) -> Span:
        """From the indicator's first word in the clause through the quantity and, where it names the noun, past that."""
        shadow = self._text.shadow
        start, end = place.left.start, place.quantity.end
        while start < place.quantity.start and shadow[start] in " \n、，和与及　":
            start += 1
        if named.rule.startswith(
            (
                "indicator.counted",
                "indicator.measured_noun",
                "indicator.rate_noun_after",
                "indicator.added",
                "indicator.yearly_output",
            )
        ):
            end = place.right.end
            while end > place.quantity.end and shadow[end - 1] in " \n、，和与及　":
                end -= 1
        return Span(start, end)


def _title_time(title: str | None, published_on: date | None) -> TimeMention | None:
    found = (
        [time for time in find_times(Text(title), published_on) if time.kind != "basis" and time.period]
        if title
        else []
    )
    return found[0] if found else None
