"""Re-extraction: only what is out of date, as a load of its own, with the newest result counting."""

from pathlib import Path

import pytest

from tests.road.driving import rows, taken_as_published
from zhizao.road import extract as extracting
from zhizao.road import reextract
from zhizao.road.extract import extract, plan
from zhizao.road.loads import open_loads
from zhizao.road.reextract import plan_reextraction
from zhizao.settings import CHECKOUT


@pytest.fixture
def published(warehouse: str, tmp_path: Path) -> str:  # noqa: ARG001 - the settings point at it
    """A load of two articles, extracted and taken as published."""
    for name in ("portal_news.txt", "plain_announcement.txt"):
        (tmp_path / name).write_bytes((CHECKOUT / "samples" / name).read_bytes())
    return taken_as_published(tmp_path)


@pytest.mark.usefixtures("published")
def test_nothing_is_done_while_engine_and_lexicon_are_the_same() -> None:
    assert plan_reextraction() == (None, 0)
    assert open_loads() == []


@pytest.mark.usefixtures("published")
def test_a_new_engine_extracts_every_article_once_in_one_load(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (extracting, reextract):
        monkeypatch.setattr(module, "engine_version", lambda: "new")
    load, count = plan_reextraction()
    assert (load, count) == ("load-000002", 2)
    assert plan_reextraction() == (None, 0)  # what is queued is not queued again
    (batch,) = plan("load-000002")
    extract("load-000002", batch)
    assert plan("load-000002") == []
    assert rows(
        "select engine_version, count(*) from ops.article_outcomes where load_id = 'load-000002' group by 1"
    ) == [("new", 2)]
    assert rows("select count(distinct load_id) from raw.metric_mentions") == [(2,)]


@pytest.mark.usefixtures("published")
def test_all_queues_what_is_up_to_date_too() -> None:
    assert plan_reextraction(everything=True) == ("load-000002", 2)
