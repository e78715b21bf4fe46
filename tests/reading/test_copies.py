"""Copies of a story are tied together; reports of one event are not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zhizao.reading.copies import (
    CopyPair,
    are_copies,
    containment,
    copy_pairs,
    normalised,
    sentence_hash,
    sentence_hashes,
)

STORY = "江州临港产业园三期昨天开园，首批签约项目二十三个。项目总投资八十七亿元，涉及三个领域。全部投产后年产值可达一百五十亿元。园区负责人说标准厂房已经建成。"
EDITED = "【本网快讯】江州临港产业园三期昨天开园，首批签约项目二十三个！项目总投资８７亿元。全部投产后，年产值可达一百五十亿元；园区负责人说标准厂房已经建成"
OTHER = "江州临港又添新园区，三期工程正式投入使用。全部投产后年产值可达一百五十亿元。市民刘先生说家门口的工作机会更多了。公交线路也将延长到园区北门。"


def _hashes(**bodies: str) -> dict[str, frozenset[int]]:
    return {key: sentence_hashes(body) for key, body in bodies.items()}


def test_punctuation_width_and_spaces_make_no_difference() -> None:
    assert normalised("ＡＩ＋ 制造， “智能” 工厂（5G）") == normalised("ai制造智能工厂5g")
    assert sentence_hashes("产值达到一百五十亿元，创历史新高。") == sentence_hashes("产值达到 一百五十亿元,创历史新高!")


def test_a_figure_makes_a_difference() -> None:
    assert sentence_hashes("全市产业产值同比增长一成，创新高。") != sentence_hashes(
        "全市产业产值同比增长两成，创新高。"
    )
    assert sentence_hashes("全市产业产值同比增长12%，创新高。") != sentence_hashes("全市产业产值同比增长12，创新高。")


def test_hashes_are_the_same_on_every_machine() -> None:
    assert sentence_hash("江州临港产业园三期昨天开园") == sentence_hash(normalised("江州临港产业园，三期昨天开园。"))
    assert sentence_hash("江州临港产业园三期昨天开园") == -4_941_266_881_140_206_810
    assert -(2**63) <= sentence_hash(STORY) < 2**63


def test_a_copy_with_edits_is_a_copy() -> None:
    assert are_copies(
        sentence_hashes(STORY), sentence_hashes(STORY + "（记者 周启明）责任编辑：陆然，联系电话请见本网首页。")
    )
    short = STORY.split("。")
    assert are_copies(sentence_hashes(STORY), sentence_hashes("。".join(short[1:])))
    assert containment(sentence_hashes(STORY), sentence_hashes(EDITED)) >= 0.5


def test_two_reports_of_one_event_are_none() -> None:
    assert not are_copies(sentence_hashes(STORY), sentence_hashes(OTHER))


def test_one_sentence_is_a_copy_of_itself_only() -> None:
    flash = "财讯：恒远机床上半年净利润同比增长百分之三十。"
    assert are_copies(sentence_hashes(flash), sentence_hashes(f"{flash}（完）"))
    assert not are_copies(sentence_hashes(flash), sentence_hashes(flash + STORY))


def test_a_digest_does_not_tie_its_items_together() -> None:
    digest = STORY + "".join(
        f"第{number}件事发生在江州的另一个地方。参加的人有{number}千名左右的志愿者。" for number in "一二三四五六七八九"
    )
    assert not are_copies(sentence_hashes(STORY), sentence_hashes(digest))


def test_nothing_is_no_copy() -> None:
    assert sentence_hashes("") == frozenset()
    assert not are_copies(frozenset(), frozenset())
    assert not are_copies(frozenset(), sentence_hashes(STORY))


def test_formulas_of_ceremonies_do_not_make_copies() -> None:
    formula = (
        "仪式在江州大会堂东门外广场隆重举行。市长陪同来宾检阅了仪仗队并观看了分列式。有关部门负责同志参加上述活动。"
    )
    spring, autumn = (
        f"四月二日江州举行仪式欢迎来自南湖的代表团。{formula}",
        f"十月九日江州举行仪式欢迎来自北山的代表团。{formula}",
    )
    hashes = _hashes(a=spring, b=autumn)
    assert copy_pairs(hashes, {}, {"a": date(2023, 4, 2), "b": date(2025, 10, 9)}) == []
    assert len(copy_pairs(hashes, {}, {"a": date(2023, 4, 2), "b": date(2023, 4, 3)})) == 1
    assert len(copy_pairs(hashes, {}, {"a": None})) == 1
    assert not are_copies(
        sentence_hashes(spring.split("有关", maxsplit=1)[0]), sentence_hashes(autumn.split("有关", maxsplit=1)[0])
    )


def test_pairs_are_found_once_and_say_what_is_shared() -> None:
    new = _hashes(b=STORY, c=STORY, d=OTHER)
    known = _hashes(a=STORY, e=OTHER[:20])
    pairs = copy_pairs(new, known)
    assert {(pair.article, pair.copy_of) for pair in pairs} == {("b", "a"), ("b", "c"), ("c", "a")}
    assert CopyPair("b", "a", 4, 1.0) in pairs
    assert copy_pairs({}, known) == []


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_articles_does_not_matter(order: list[str]) -> None:
    bodies = {"a": STORY, "b": EDITED, "c": OTHER, "d": STORY + OTHER}
    expected = copy_pairs(_hashes(**bodies), {})
    assert copy_pairs(_hashes(**{key: bodies[key] for key in order}), {}) == expected


@given(st.text(max_size=200))
def test_any_text_has_hashes_that_a_database_holds(text: str) -> None:
    found = sentence_hashes(text)
    assert found == sentence_hashes(text)
    assert all(-(2**63) <= number < 2**63 for number in found)
