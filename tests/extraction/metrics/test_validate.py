"""The validator, merging of repeated facts and confidence."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import Metric
from zhizao.extraction.metrics import find_metrics
from zhizao.extraction.metrics.confidence import confidence_of
from zhizao.extraction.metrics.validate import validated
from zhizao.extraction.quantities import parse_quantities
from zhizao.extraction.text import Text

BODY = "2022年，海川市机器人产量达到1.2万台，同比下降3.5%，出口额超过8亿元。"


def metrics_of(body: str) -> tuple[Metric, ...]:
    return find_metrics(Text(body), date(2023, 6, 15)).metrics


def test_every_quote_parsed_alone_gives_its_value_again() -> None:
    metrics = metrics_of(BODY)
    assert len(metrics) == 3
    for metric in metrics:
        keys = [quantity.key for quantity in parse_quantities(metric.quote)]
        assert (abs(metric.value), metric.value_max, metric.unit, metric.comparator) in keys


def test_every_quote_is_the_slice_of_the_body() -> None:
    assert all(BODY[metric.start : metric.end] == metric.quote for metric in metrics_of(BODY))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": Decimal(13000)}, "quote parses otherwise"),
        ({"unit": "辆"}, "quote parses otherwise"),
        ({"comparator": "~"}, "quote parses otherwise"),
        ({"quote": "产量达到1.3万台"}, "quote is not the slice"),
        ({"indicator": ""}, "no indicator"),
    ],
)
def test_a_metric_that_its_quote_does_not_support_is_rejected_and_counted(
    change: dict[str, object], reason: str
) -> None:
    metric = replace(metrics_of(BODY)[0], **change)  # type: ignore[arg-type]
    rejected: Counter[str] = Counter()
    assert validated(Text(BODY), [metric], rejected) == []
    assert rejected == {reason: 1}


def test_a_fact_stated_twice_is_one_row_and_the_more_precise_statement_wins() -> None:
    found = find_metrics(Text("产业基地年产值250亿元\n产业基地建成后，年产值将超过250亿元。"), date(2023, 6, 15))
    assert [(str(m.value), m.comparator) for m in found.metrics] == [("25000000000", ">")]
    assert dict(found.rejected)["stated twice"] == 1


def test_one_value_of_two_indicators_stays_two_rows() -> None:
    assert len(metrics_of("钢材产量增长5%。水泥销售收入增长5%。")) == 2


def test_a_fall_is_negative_in_growth_and_change() -> None:
    values = {metric.measure: str(metric.value) for metric in metrics_of("能耗下降4.5%，企业数减少12家。")}
    assert values == {"growth": "-4.5", "change": "-12"}


def test_confidence_falls_with_every_doubtful_rule() -> None:
    sure = confidence_of(("quantity.arabic", "indicator.before", "period.at"), "产量")
    inferred = confidence_of(("quantity.inferred_unit", "indicator.before", "period.at"), "产量")
    inherited = confidence_of(("quantity.inferred_unit", "indicator.last", "period.at"), "产量")
    assert 1 > sure > inferred > inherited > 0


def test_a_name_that_has_swallowed_a_sentence_is_doubted() -> None:
    assert confidence_of((), "产" * 30) < confidence_of((), "产量")


def test_every_doubt_names_a_reason_and_lies_between_nought_and_one() -> None:
    for row in rows("metric_confidence"):
        assert row["why"]
        assert 0 < float(row["doubt"]) < 1


def test_one_monstrous_story_is_read_up_to_a_bound_and_the_rest_is_counted() -> None:
    text = "。".join(f"海川市第{n}类企业{n + 3}家" for n in range(2100))
    found = find_metrics(Text(text), None)
    assert len(found.metrics) <= 2000
    assert dict(found.rejected)["too many quantities in one story"] == 100
