"""Charts: bars stand on one another and on the ground, round values lie across, every figure is in the table."""

from zhizao.report.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, lines, stacked


def test_the_parts_of_a_bar_stand_on_one_another_and_on_the_ground() -> None:
    chart = stacked("c", "t", ("a", "b", "c"), [("1", (6, 0, 3)), ("2", (1, 1, 1))])
    first = [bar for bar in chart.bars if bar.title.startswith("1:")]
    assert [bar.series for bar in first] == [0, 2], "what is nothing has no bar"
    assert first[0].y + first[0].height == HEIGHT - BOTTOM
    assert abs(first[1].y + first[1].height - first[0].y) < 0.2
    assert abs(first[0].height - 2 * first[1].height) < 0.2
    assert chart.rows == (("6", "0", "3"), ("1", "1", "1"))


def test_everything_is_drawn_inside_the_frame() -> None:
    chart = stacked("c", "t", ("a",), [(str(n), (n * 997,)) for n in range(20)])
    assert all(bar.y >= TOP - 0.1 and bar.x >= LEFT and bar.x + bar.width <= WIDTH - RIGHT for bar in chart.bars)
    assert [tick.label for tick in chart.across] == ["0", "5,000", "10,000", "15,000", "20,000"]
    assert len(chart.below) <= 8
    assert chart.below[-1].label == "19"


def test_a_chart_without_anything_still_stands() -> None:
    assert stacked("c", "t", ("a",), []).bars == ()
    assert [tick.label for tick in stacked("c", "t", ("a",), [("1", (0,))]).across] == ["0", "1"]


def test_a_line_passes_over_what_was_not_measured() -> None:
    chart = lines("c", "t", ("a", "b"), [("1", (0.5, None)), ("2", (1.0, 0.25))])
    assert [len(line) for line in chart.lines] == [2, 1]
    assert chart.lines[0][0].y > chart.lines[0][1].y == TOP
    assert chart.rows[0] == ("0.500", "–")
