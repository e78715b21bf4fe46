"""Initiatives, indicators and persons: what makes them one, and what keeps them apart."""

import pytest

from tests.resolution.telling import indicator, initiative, numbered, organization, person, resolved


def test_an_initiative_is_one_modulo_quotes_brackets_and_the_sign_of_a_year() -> None:
    names = ("“云枢”工业互联网平台", "云枢工业互联网平台", "《云枢行动方案（2025年）》", "云枢行动方案(2025)")
    found = resolved(numbered(*([initiative(name)] for name in names))).partition()
    assert len(found) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("2023云州智能装备博览会", "2024云州智能装备博览会", "云州智能装备博览会"),
        ("第三届云州智造大会", "第四届云州智造大会"),
        ("“云枢”工业互联网平台", "“云枢”工业互联网平台二期"),
        ("云州行动方案2.0", "云州行动方案3.0"),
    ],
)
def test_years_editions_and_phases_are_never_one(names: tuple[str, ...]) -> None:
    declaring = [initiative(names[0], *names[1:])]
    found = resolved(numbered(declaring, *([initiative(name)] for name in names)))
    assert found.groups("initiative") == {frozenset((name,)) for name in names}


def test_a_short_name_that_an_article_declares_is_known_elsewhere_when_it_is_a_name() -> None:
    declaring = [initiative("云谷云枢工业互联网平台", "云枢平台"), initiative("云谷算力中心", "算力中心")]
    found = resolved(numbered(declaring, [initiative("云枢平台")], [initiative("算力中心")]))
    assert frozenset(("云谷云枢工业互联网平台", "云枢平台")) in found.groups("initiative")
    assert frozenset(("算力中心",)) in found.groups("initiative")


def test_a_general_name_means_something_only_in_its_article_and_its_copies() -> None:
    stories = numbered([initiative("一期项目")], [initiative("一期项目")], [initiative("一期项目")])
    assert len(resolved(stories).partition()) == 3
    assert len(resolved(stories, story=["0", "2"]).partition()) == 2


def test_reviewed_short_forms_of_indicators_are_written_out() -> None:
    names = ("GDP同比增速", "地区生产总值同比增速", "规上工业增加值", "规模以上工业增加值", "工业增加值")
    found = resolved(numbered(*([indicator(name)] for name in names)))
    assert found.groups("indicator") == {frozenset(names[:2]), frozenset(names[2:4]), frozenset(names[4:])}


def test_a_person_is_a_name_and_an_employer_under_any_of_its_forms() -> None:
    found = resolved(
        numbered(
            [organization("工业和信息化部"), person("薛益", "工业和信息化部")],
            [person("薛益", "工信部")],
            [person("薛益", "云谷科技有限公司")],
        )
    )
    assert found.groups("person") == {
        frozenset(("薛益@工业和信息化部", "薛益@工信部")),
        frozenset(("薛益@云谷科技有限公司",)),
    }


def test_namesakes_at_a_body_and_its_part_are_for_a_person_to_decide() -> None:
    found = resolved(numbered([person("钱思齐", "云州大学")], [person("钱思齐", "云州大学信息学院")]))
    assert len(found.groups("person")) == 2
    assert found.reviewed() == {("related_employers", frozenset(("钱思齐@云州大学", "钱思齐@云州大学信息学院")))}


def test_a_name_without_employer_is_its_own_beside_one_namesake_a_person_decides() -> None:
    found = resolved(numbered([person("钱思齐")], [person("钱思齐", "云州大学")]))
    assert len(found.groups("person")) == 2
    assert found.reviewed() == {("only_namesake", frozenset(("钱思齐", "钱思齐@云州大学")))}


def test_a_name_without_employer_is_the_one_of_a_copy_of_the_story() -> None:
    found = resolved(numbered([person("钱思齐")], [person("钱思齐", "云州大学")]), story=["0", "1"])
    assert found.groups("person") == {frozenset(("钱思齐", "钱思齐@云州大学"))}


def test_whoever_holds_high_office_is_one_and_a_namesake_in_a_company_is_not() -> None:
    found = resolved(numbered([person("李克强", "国务院")], [person("李克强")], [person("李克强", "云谷科技有限公司")]))
    assert found.groups("person") == {
        frozenset(("李克强@国务院", "李克强")),
        frozenset(("李克强@云谷科技有限公司",)),
    }
