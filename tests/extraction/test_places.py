"""Places: gazetteer, short forms, abbreviations in their frames, lower levels, and words that only look like places."""

import pytest

from zhizao.extraction.places import find_places, place_names
from zhizao.extraction.text import Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆市出台措施", [("重庆市", "重庆市")]),
        ("苏州的企业", [("苏州", "苏州市")]),
        ("会议在渝召开", [("渝", "重庆市")]),
        ("渝企走出去", []),
        ("重庆市北碚区的园区", [("重庆市北碚区", "北碚区")]),
        ("四川成都举行论坛", [("四川成都", "成都市")]),
        ("绍兴市未名县建厂", [("绍兴市未名县", "未名县")]),
        ("重庆市高新区建厂", [("重庆市", "重庆市")]),
        ("位于重庆两江新区", [("重庆两江新区", "两江新区")]),
        ("中国与美国、德国签约", [("中国", "中国"), ("美国", "美国"), ("德国", "德国")]),
        ("我国产业规模", [("我国", "中国")]),
        ("粤港澳大湾区和长三角", [("粤港澳大湾区", "粤港澳大湾区"), ("长三角", "长三角")]),
        ("29日本报讯", []),
        ("社会长治久安", []),
        ("产量提高", []),
    ],
)
def test_finds_places_with_their_official_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(place.name, place.canonical) for place in find_places(Text(text))] == expected


def test_spans_hold_what_they_name() -> None:
    text = Text("江苏省苏州市相城区与四川成都结对")
    places = find_places(text)
    assert [text.raw[place.start : place.end] for place in places] == [place.name for place in places]
    assert [place.level for place in places] == ["county", "city"]


def test_a_text_without_places_has_none() -> None:
    assert find_places(Text("")) == ()


def test_official_names_by_every_form() -> None:
    names = place_names()
    assert names["内蒙古"] == "内蒙古自治区"
    assert names["恩施"] == "恩施土家族苗族自治州"
    assert "渝" not in names
