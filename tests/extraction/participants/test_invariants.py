"""What holds for participants and entities of any text whatever."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from zhizao.extraction.participants import find_entities, find_participants
from zhizao.extraction.text import Text

PIECES = st.sampled_from(
    [
        "新港市", "重庆", "北京大学", "有限公司", "集团", "科技", "董事长", "院士", "记者", "王晓岚", "欧阳靖", "表示", "与",
        "、", "，", "。", "\n", "（", "）", "(", ")", "“", "”", "等", "12家", "企业", "子公司", "签署", "公告", "经信委", "市",
        "局", "厅", "兼", "和", " ", "·", "阿卜杜拉", "Martin Keller", "600519", "摄", "：", "总经理", "研究院", "5G", "",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_participant_is_grounded_and_valid(text: str) -> None:
    for found in find_participants(Text(text), date(2025, 6, 1), publisher="新港日报"):
        assert text[found.start : found.end] == found.quote
        assert found.name
        assert 0 < found.confidence <= 1
        assert found.rule.startswith(found.kind)
        assert (found.organization_type is None) == (found.kind == "person")


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_entities_are_ordered_and_do_not_overlap(text: str) -> None:
    entities = find_entities(Text(text))
    assert all(before.end <= after.start for before, after in pairwise(entities))
    assert all(0 <= entity.start < entity.end <= len(text) for entity in entities)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_each_participant_is_named_once(text: str) -> None:
    names = [(found.kind, found.name) for found in find_participants(Text(text))]
    assert len(names) == len(set(names))


def test_every_occurrence_is_an_entity_under_the_fullest_name() -> None:
    text = "重庆宏图电力有限公司（下称“宏图电力”）投产。宏图电力总经理蒋一鸣说，宏图电力将扩产。蒋一鸣很高兴。"
    entities = find_entities(Text(text))
    organizations = [entity for entity in entities if entity.kind == "organization"]
    persons = [entity for entity in entities if entity.kind == "person"]
    assert {entity.canonical for entity in organizations} == {"重庆宏图电力有限公司"}
    assert [entity.name for entity in organizations] == ["重庆宏图电力有限公司", "宏图电力", "宏图电力", "宏图电力"]
    assert [entity.name for entity in persons] == ["蒋一鸣", "蒋一鸣"]


def test_authors_and_publisher_are_no_participants() -> None:
    text = Text("新港日报与新港市人民政府共同举办论坛。市长林泽远致辞。资深评论员钱若谷表示，方向对了。")
    names = {found.name for found in find_participants(text, authors=("钱若谷",), publisher="新港日报")}
    assert names == {"新港市人民政府", "林泽远"}


def test_a_text_without_names_has_no_participants() -> None:
    assert find_participants(Text("")) == ()
    assert find_participants(Text("产量同比增长百分之五，价格保持稳定。")) == ()


def test_the_same_text_gives_the_same_result() -> None:
    text = "晶拓光电、瑞驰精密等8家企业入选，海岳集团高级副总裁苏棠表示祝贺。"
    assert find_participants(Text(text)) == find_participants(Text(text))


def test_a_long_text_of_many_names_is_read_whole() -> None:
    names = [f"{a}{b}精工有限公司" for a in "甲乙丙丁戊己庚辛" for b in "山川河海湖岛林原"]
    text = "，".join(f"杭州{name}投产" for name in names) + "。"
    assert len(find_participants(Text(text))) == len(names)
