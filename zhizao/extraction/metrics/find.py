"""Finds every metric of a text: quantities in their places, then the slots of each, then duplicates and validation."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhizao.extraction.mentions import Metric
from zhizao.extraction.metrics.actor_index import Actors
from zhizao.extraction.metrics.actors import Actor
from zhizao.extraction.metrics.around import Around
from zhizao.extraction.metrics.confidence import confidence_of
from zhizao.extraction.metrics.frame import Place, Sentence, sentences_of
from zhizao.extraction.metrics.indicator import in_parallel, name_indicator
from zhizao.extraction.metrics.indicator_name import Indicator
from zhizao.extraction.metrics.measure import Reading, read_measure
from zhizao.extraction.metrics.merge import merged
from zhizao.extraction.metrics.period import Times, outside_titles, settled_scope, time_scope, title_time
from zhizao.extraction.metrics.quote import quote_of
from zhizao.extraction.metrics.refuse import refused
from zhizao.extraction.metrics.status import status_of
from zhizao.extraction.metrics.subject import Subjects
from zhizao.extraction.metrics.validate import validated
from zhizao.extraction.quantities import scan_quantities
from zhizao.extraction.text import Span, Text
from zhizao.extraction.times import TimeMention, find_times

_MOST_QUANTITIES = 2000
"""Quantities read in one story: more are a table or a list, and would hold up the whole load."""
# An indicator taken over from another quantity gives way to what the clause before names.
_TAKEN_OVER = frozenset({"indicator.last", "indicator.growth_of_last", "indicator.share_inherited", "indicator.none"})


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
    if not quantities:
        return Found((), ())
    left_out = len(quantities) - _MOST_QUANTITIES
    quantities = quantities[:_MOST_QUANTITIES]
    times = outside_titles(text.shadow, times)
    finder = _Finder(text, published_on, Times(text.shadow, times), Actors(text.shadow, actors, title))
    finder.title = title_time(title, published_on)
    if left_out > 0:
        finder.rejected["too many quantities in one story"] = left_out
    sentences = sentences_of(text.shadow, quantities, times)
    candidates = [metric for sentence in sentences for metric in finder.of_sentence(sentence)]
    kept = validated(text, candidates, finder.rejected)
    return Found(tuple(merged(kept, finder.rejected)), tuple(sorted(finder.rejected.items())))


class _Finder:
    """Fills the slots of the quantities of one text, sentence by sentence."""

    def __init__(self, text: Text, published_on: date | None, times: Times, actors: Actors) -> None:
        self._text, self._published_on, self._times = text, published_on, times
        self._around, self._subjects = Around(text.shadow, actors), Subjects(text.shadow, actors)
        self.title: TimeMention | None = None
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
            reading, indicator = self._named(sentence, place, named)
            named.append(indicator)
            self._around.remember(sentence, indicator)
            metric = self._metric(sentence, place, reading, indicator, subject)
            subject = subject if indicator.owner else metric.subject
            yield metric

    def _named(self, sentence: Sentence, place: Place, named: Sequence[Indicator]) -> tuple[Reading, Indicator]:
        """The measure of a quantity and the name of what it measures."""
        around = self._around.of(sentence, place, named)
        reading = read_measure(around.left, around.right, place.quantity)
        indicator = name_indicator(around, place.quantity, reading)
        if not indicator.name or indicator.rule in _TAKEN_OVER:
            above = self._around.clause_before(sentence, place)
            if above:
                around = replace(around, left=above + around.left)
                reading = read_measure(around.left, around.right, place.quantity)
                indicator = name_indicator(around, place.quantity, reading)
        indicator = in_parallel(indicator, around.inherited)
        return reading, indicator if indicator.base else replace(indicator, base=around.inherited.base)

    def _metric(
        self, sentence: Sentence, place: Place, reading: Reading, named: Indicator, last_subject: str | None
    ) -> Metric:
        shadow, quantity = self._text.shadow, place.quantity
        scope = time_scope(shadow, sentence, place, self._times, self.title)
        status, status_rule = status_of(shadow, sentence, place, scope, self._published_on)
        scope = settled_scope(scope, (status, status_rule), place, named.name, self._published_on)
        subject, subject_rule = self._subject(sentence, place, named, last_subject)
        if subject_rule == "subject.part" and subject is not None:
            named = replace(named, name=named.name.removeprefix(subject))
        rules = (quantity.rule, reading.rule, named.rule, scope.rule, status_rule, subject_rule)
        span, sign = quote_of(shadow, place, named), -1 if reading.falls else 1
        return Metric(
            quote=self._text.slice(span), start=span.start, end=span.end, rule="+".join(rules),
            confidence=confidence_of(rules, named.name), indicator=named.name, subject=subject,
            value=sign * quantity.value, value_max=None if quantity.value_max is None else sign * quantity.value_max,
            unit=quantity.unit, comparator=quantity.comparator, measure=reading.measure, period=scope.period,
            status=status, sentence=self._text.slice(sentence.span).strip(),
        )  # fmt: skip

    def _subject(self, sentence: Sentence, place: Place, named: Indicator, last: str | None) -> tuple[str | None, str]:
        if named.owner:
            return named.owner, "subject.owner_after"
        return self._subjects.of(sentence, place, last)
