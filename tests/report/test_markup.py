"""Overlapping facts: the runs of a text join to the text, and each says exactly which facts cover it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zhizao.report.markup import Segment, segments

SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=12)


@settings(deadline=None)
@given(st.text(max_size=40), SPANS)
def test_the_runs_join_to_the_text_whatever_the_spans(body: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(segment.text for segment in segments(body, spans)) == body


@settings(deadline=None)
@given(st.text(max_size=40), SPANS)
def test_every_sign_is_marked_by_the_facts_whose_span_it_is_in(body: str, spans: list[tuple[int, int]]) -> None:
    at = 0
    for segment in segments(body, spans):
        for place in range(at, at + len(segment.text)):
            assert set(segment.facts) == {n for n, (start, end) in enumerate(spans) if start <= place < end}
        at += len(segment.text)


def test_the_shortest_fact_comes_first_and_equal_ones_in_their_order() -> None:
    assert segments("云州新增工厂3家", [(0, 8), (2, 8), (2, 8), (6, 8)]) == [
        Segment("云州", (0,)),
        Segment("新增工厂", (1, 2, 0)),
        Segment("3家", (3, 1, 2, 0)),
    ]


def test_a_text_without_facts_is_one_run() -> None:
    assert segments("没有事实。", []) == [Segment("没有事实。", ())]
    assert segments("", [(0, 3)]) == []
