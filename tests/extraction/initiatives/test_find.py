"""Merging, settings and robustness of the finder of initiatives."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhizao.extraction.entities import Entity
from zhizao.extraction.initiatives import find_initiatives
from zhizao.extraction.mentions import Initiative
from zhizao.extraction.text import Text

PUBLISHED = date(2026, 3, 18)


def find(text: str) -> dict[str, Initiative]:
    return {i.name: i for i in find_initiatives(Text(text), PUBLISHED)}


def test_short_forms_become_aliases_of_the_fullest_name() -> None:
    found = find("云河海岳新能源产业园开工。海岳新能源产业园占地千亩。")
    assert list(found) == ["云河海岳新能源产业园"]
    assert found["云河海岳新能源产业园"].aliases == ("海岳新能源产业园",)


def test_the_mention_whose_verb_says_most_gives_status_and_quote() -> None:
    found = find("通过“质信码”平台，企业可以溯源。公司将建设“质信码”平台。")["“质信码”平台"]
    assert found.status == "planned"
    assert found.quote == "建设“质信码”平台"


def test_two_unlike_names_with_one_head_stay_apart() -> None:
    assert set(find("云岭氢能产业园开工，滨江光电产业园投产。")) == {"云岭氢能产业园", "滨江光电产业园"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026云岭算力大会将于9月10-11日在成都召开。", "2026-09-10"),
        ("2018年，云岭氢能产业园开工。", "2018"),
        ("云岭氢能产业园去年5月投产。", "2025-05"),
        ("云岭氢能产业园占地千亩。", None),
    ],
)
def test_date_is_the_time_of_the_verb(text: str, expected: str | None) -> None:
    (initiative,) = find(text).values()
    assert initiative.date == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("云岭氢能产业园在宁波开工。", "宁波"), ("宁波氢能产业园开工。", "宁波"), ("氢能产业园开工。", None)],
)
def test_place_is_said_or_opens_the_name(text: str, expected: str | None) -> None:
    (initiative,) = find(text).values()
    assert initiative.place == expected


def test_an_organization_is_one_word_of_a_name() -> None:
    text = "宁安海融化工有限公司涂料中间体项目开工。"
    firm = Entity(0, 10, "宁安海融化工有限公司", "宁安海融化工有限公司", "organization", "enterprise")
    (initiative,) = find_initiatives(Text(text), PUBLISHED, (firm,))
    assert initiative.name == "宁安海融化工有限公司涂料中间体项目"


def test_nothing_in_an_empty_text() -> None:
    assert find_initiatives(Text(""), PUBLISHED) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="建设云岭平台产业园项目将在由的“”《》（），。、：\n2026AI和与召开印发", max_size=60))
def test_any_text_is_read_and_grounded(text: str) -> None:
    for initiative in find_initiatives(Text(text), PUBLISHED):
        assert text[initiative.start : initiative.end] == initiative.quote
        assert initiative.name


def test_same_text_gives_the_same_answer() -> None:
    text = Text("云岭市印发《云岭市算力规划》，开展“百企进校园”“千岗送到家”等活动，云岭氢能产业园投产。")
    assert find_initiatives(text, PUBLISHED) == find_initiatives(text, PUBLISHED)
