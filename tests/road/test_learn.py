"""Learning: a step of its own that freezes a version and queues what it touches."""

from pathlib import Path

import pytest

from tests.road.driving import rows, taken_as_published
from zhizao.errors import ZhizaoError
from zhizao.extraction.lexicon import lexicon_hash, use_learned
from zhizao.road.extract import extract, plan
from zhizao.road.learn import learn, reject
from zhizao.road.loads import stop
from zhizao.road.reextract import plan_reextraction
from zhizao.warehouse.connection import connect
from zhizao.warehouse.learned import read_with_learned_names

STORIES = {
    "first.txt": "云州大学与星帆动力签约\n\n2025-03-01\n\n3月1日，云州大学与星帆动力签署战略合作协议，共建实验室。双方将在三年内投入2亿元。\n",
    "second.txt": "示范线开通\n\n2025-04-02\n\n4月2日，长川市政府与星帆动力签署投资协议，建设示范线。项目总投资5亿元，年内开工。\n",
    "third.txt": "又一条线\n\n2025-05-03\n\n业内人士认为，星帆动力的产品正在走向市场，订单增长两成。\n",
}


@pytest.fixture
def published(warehouse: str, tmp_path: Path) -> str:  # noqa: ARG001 - the settings point at it
    """Three stories that name one brand, extracted and taken as published."""
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    yield taken_as_published(tmp_path)
    use_learned(())


@pytest.mark.usefixtures("published")
def test_a_brand_of_two_stories_is_learned_and_its_articles_are_queued() -> None:
    before = lexicon_hash()
    learned = learn()
    assert "星帆动力" in learned.added
    assert learned.version == 1
    assert rows(f"select count(*) from ops.load_articles where load_id = '{learned.load_id}'") == [(3,)]
    assert lexicon_hash() == before  # what is under way reads on as it began
    with connect() as connection:
        read_with_learned_names(connection)
    assert lexicon_hash() != before


@pytest.mark.usefixtures("published")
def test_after_learning_only_the_articles_that_hold_a_name_are_out_of_date() -> None:
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("update raw.articles set body = replace(body, '星帆动力', '某公司') where body like '%订单%'")
    learned = learn()
    assert learned.articles == 2
    with connect() as connection:
        stop(connection, str(learned.load_id), "for the test")
    assert plan_reextraction() == ("load-000003", 2)
    (batch,) = plan("load-000003")
    extract("load-000003", batch)
    assert rows("select load_id, learned_version, count(*) from ops.article_outcomes group by 1, 2 order by 1") == [
        ("load-000001", 0, 3),
        ("load-000003", 1, 2),
    ]
    assert plan_reextraction() == (None, 0)


@pytest.mark.usefixtures("published")
def test_learning_again_adds_nothing() -> None:
    first = learn()
    again = learn()
    assert (again.version, again.added, again.load_id) == (first.version, (), None)


@pytest.mark.usefixtures("published")
def test_a_rejected_name_is_out_and_not_learned_again() -> None:
    learn()
    out = reject("星帆动力", "reviewer")
    assert out.version == 2
    assert rows("select decision, decided_by from ops.learned_names where name = '星帆动力'") == [
        ("rejected", "reviewer")
    ]
    assert rows("select names::text like '%星帆动力%' from ops.lexicon_versions where version = 2") == [(False,)]
    assert learn().added == ()
    with pytest.raises(ZhizaoError, match="no learned name in force"):
        reject("星帆动力", "reviewer")
