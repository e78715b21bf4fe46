"""Backfill: the articles of a range of days, in loads of a size, each article once."""

from datetime import date
from pathlib import Path

import pytest

from tests.road.driving import rows, taken_as_published
from zhizao.errors import ZhizaoError
from zhizao.road.backfill import plan_backfill
from zhizao.road.loads import open_loads

DAYS = ("2025-03-01", "2025-04-02", "2025-05-03", None)


@pytest.fixture
def published(warehouse: str, tmp_path: Path) -> str:  # noqa: ARG001 - the settings point at it
    """Four published stories, one of them without a day."""
    for number, day in enumerate(DAYS):
        said = f"{day}\n\n" if day else ""
        text = f"第{number}条消息\n\n{said}云州市第{number}条产线建成，总投资{number + 2}亿元，年产值超过{number + 3}亿元。\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return taken_as_published(tmp_path)


@pytest.mark.usefixtures("published")
def test_a_range_becomes_loads_of_the_size_in_the_order_of_days() -> None:
    assert plan_backfill(date(2025, 3, 1), date(2025, 5, 3), 2) == ["load-000002", "load-000003"]
    assert rows("""
        select w.load_id, published_on::text from ops.load_articles w join raw.articles using (article_key)
        order by 1, 2""") == [
        ("load-000002", "2025-03-01"),
        ("load-000002", "2025-04-02"),
        ("load-000003", "2025-05-03"),
    ]
    assert open_loads() == ["load-000002", "load-000003"]
    assert plan_backfill(date(2025, 3, 1), None, 9) == ["load-000004"], "what is queued is passed over"
    assert rows("select count(*) from ops.load_articles where load_id = 'load-000004'") == [(1,)], "received today"


@pytest.mark.usefixtures("published")
def test_a_range_without_articles_opens_nothing() -> None:
    assert plan_backfill(date(2019, 1, 1), date(2019, 12, 31), 2) == []
    assert open_loads() == []


@pytest.mark.parametrize(
    ("begin", "end", "sentence"),
    [(None, None, "needs a first or a last day"), (date(2025, 2, 1), date(2025, 1, 1), "No day lies between")],
)
def test_a_range_that_says_nothing_is_refused(begin: date | None, end: date | None, sentence: str) -> None:
    with pytest.raises(ZhizaoError, match=sentence):
        plan_backfill(begin, end, 2)
