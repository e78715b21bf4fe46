"""The golden files: expressions of our own with the quantities, times and metrics that must be read from them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhizao.extraction.metrics import Actor, find_metrics
from zhizao.extraction.quantities import parse_quantities
from zhizao.extraction.text import Text
from zhizao.extraction.times import find_times

GOLDEN = Path(__file__).parents[1] / "golden"


def cases(name: str) -> list[Any]:
    entries = json.loads((GOLDEN / f"metrics_{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(entry, id=f"{entry['shape']}: {entry['text'][:24]}") for entry in entries]


def actors_in(text: str, given: list[dict[str, Any]]) -> list[Actor]:
    found = []
    for actor in given:
        start = text.find(actor["name"])
        while start >= 0:
            found.append(Actor(start, start + len(actor["name"]), actor["name"], actor["kind"]))
            start = text.find(actor["name"], start + 1)
    return found


@pytest.mark.parametrize("case", cases("quantities"))
def test_quantities_are_read_with_their_spans(case: dict[str, Any]) -> None:
    found = [
        {
            "start": quantity.start,
            "end": quantity.end,
            "value": str(quantity.value),
            "value_max": None if quantity.value_max is None else str(quantity.value_max),
            "unit": quantity.unit,
            "comparator": quantity.comparator,
        }
        for quantity in parse_quantities(case["text"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("times"))
def test_times_are_resolved_with_their_spans(case: dict[str, Any]) -> None:
    published_on = date.fromisoformat(case["published_on"])
    found = [
        {"start": time.start, "end": time.end, "period": time.period and time.period.iso}
        for time in find_times(Text(case["text"]), published_on)
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("slots"))
def test_metrics_fill_every_slot(case: dict[str, Any]) -> None:
    text, published_on = Text(case["text"]), date.fromisoformat(case["published_on"])
    found = [
        {
            "start": metric.start,
            "end": metric.end,
            "indicator": metric.indicator,
            "subject": metric.subject,
            "value": str(metric.value),
            "value_max": None if metric.value_max is None else str(metric.value_max),
            "unit": metric.unit,
            "comparator": metric.comparator,
            "measure": metric.measure,
            "period": metric.period and metric.period.iso,
            "status": metric.status,
        }
        for metric in find_metrics(text, published_on, actors_in(case["text"], case["actors"])).metrics
    ]
    assert found == case["expected"]


def test_the_golden_files_hold_at_least_three_hundred_expressions() -> None:
    assert sum(len(cases(name)) for name in ("quantities", "times", "slots")) >= 300
