"""The explanation of an article: quotes highlighted, every fact with the ids of its rules."""

from datetime import date
from io import StringIO

from rich.console import Console, RenderableType

from zhizao.explain import explain, highlighted
from zhizao.extraction import extract
from zhizao.extraction.mentions import Extraction

BODY = "2025年，海川市数字经济增加值达到1200亿元。"


def extraction() -> Extraction:
    return extract(BODY, date(2026, 1, 5))


def printed(shown: RenderableType) -> str:
    console = Console(width=200, file=StringIO())
    with console.capture() as capture:
        console.print(shown)
    return capture.get()


def test_the_quote_of_a_metric_is_highlighted() -> None:
    text = highlighted(BODY, extraction())
    metric = extraction().metrics[0]
    assert (metric.start, metric.end) in {(span.start, span.end) for span in text.spans}


def test_every_fact_shows_its_value_and_its_rules() -> None:
    shown = printed(explain(BODY, extraction(), title="海川新闻"))
    assert "海川新闻" in shown
    assert "120000000000 元" in shown
    assert all(rule in shown for rule in extraction().metrics[0].rule.split("+"))


def test_rejections_are_shown_with_their_reasons() -> None:
    assert "no indicator 2" in printed(explain("", Extraction(rejected=(("no indicator", 2),))))
