"""Organizations: forms of one body are one, and what only looks alike stays apart."""

import pytest

from tests.resolution.telling import article, numbered, organization, resolved


def together(*names: str) -> set[frozenset[str]]:
    return resolved(numbered(*([organization(name)] for name in names))).groups("organization")


@pytest.mark.parametrize(
    "names",
    [
        ("工信部", "工业和信息化部", "国家工信部"),
        ("重庆市经信委", "重庆市经济和信息化委员会", "重庆经信委"),
        ("国家发改委", "国家发展改革委", "国家发展和改革委员会"),
        ("重庆联通", "中国联通重庆分公司", "中国联合网络通信有限公司重庆市分公司", "联通重庆市分公司"),
        ("华为", "华为公司", "华为技术有限公司"),
        ("重庆市政府", "重庆市人民政府"),
        ("中共重庆市委", "重庆市委"),
        ("工信部装备工业司", "工业和信息化部装备工业司"),
        ("中国工业互联网研究院重庆分院", "工业互联网研究院重庆分院"),
        ("清华", "清华大学"),
        ("台達自動化（臨海）有限公司", "台达自动化(临海)有限公司"),
        ("澜芯微电子", "澜芯微电子股份有限公司"),
    ],
)
def test_forms_of_one_body_are_one(names: tuple[str, ...]) -> None:
    assert together(*names) == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ("中国工业互联网研究院", "中国工业互联网研究院重庆分院", "中国工业互联网研究院重庆分院分中心"),
        ("中国联通", "重庆联通", "四川联通"),
        ("重庆市经信委", "重庆市经信局", "成都市经信局"),
        ("环境保护部", "生态环境部"),
        ("格力电器", "格力电器（重庆）有限公司"),
        ("重庆大学", "重庆邮电大学", "大学"),
        ("工业和信息化部", "工业和信息化部装备工业司"),
        ("云州大学", "云州大学信息学院"),
        ("潍柴动力", "潍柴集团"),
    ],
)
def test_what_looks_alike_stays_apart(names: tuple[str, ...]) -> None:
    assert together(*names) == {frozenset((name,)) for name in names}


def test_every_form_but_the_fullest_has_a_reason() -> None:
    found = resolved(numbered([organization("重庆市经信委")], [organization("重庆市经济和信息化委员会")]))
    assert found.entity_name("重庆市经信委") == "重庆市经济和信息化委员会"
    assert found.reasons() == {"重庆市经信委": "grammar"}


def test_a_form_relative_to_a_place_is_of_the_place_of_its_publisher_or_its_article() -> None:
    found = resolved(
        [
            article("1", organization("市经信委"), publisher="重庆日报"),
            article("2", organization("市经信委"), organization("成都市人民政府")),
            article("3", organization("重庆市经济和信息化委员会")),
            article("4", organization("市经信委")),
        ]
    )
    assert found.groups("organization") == {
        frozenset(("市经信委", "重庆市经济和信息化委员会")),
        frozenset(("市经信委",)),
        frozenset(("成都市人民政府",)),
    }
    names = sorted(found.outcome.names.values())
    assert names == ["成都市经信委"]


def test_a_relative_form_without_a_place_is_one_per_article() -> None:
    found = resolved(numbered([organization("市经信委")], [organization("市经信委")], [organization("研究院")]))
    assert len(found.partition()) == 3


def test_publisher_and_names_at_odds_decide_nothing() -> None:
    found = resolved(
        [
            article("1", organization("市工信局"), organization("成都市人民政府"), publisher="重庆日报"),
            article("2", organization("重庆市工信局"), organization("成都市工信局")),
        ]
    )
    assert frozenset(("市工信局",)) in found.groups("organization")


def test_a_unit_in_an_article_of_its_one_parent_is_of_that_parent() -> None:
    found = resolved(
        numbered(
            [organization("重庆分院"), organization("中国工业互联网研究院")],
            [organization("中国工业互联网研究院重庆分院")],
            [organization("重庆分院")],
        )
    )
    assert frozenset(("重庆分院", "中国工业互联网研究院重庆分院")) in found.groups("organization")
    assert frozenset(("重庆分院",)) in found.groups("organization")


def test_a_declared_alias_is_known_where_it_is_not_declared() -> None:
    declaring = [organization("重庆宏岳电力器材有限责任公司", "宏岳电力")]
    found = resolved(numbered(declaring, [organization("宏岳电力")]))
    assert found.groups("organization") == {frozenset(("重庆宏岳电力器材有限责任公司", "宏岳电力"))}
    assert found.reasons() == {"宏岳电力": "declared_alias"}


def test_an_alias_of_two_bodies_is_a_bridge_between_none() -> None:
    found = resolved(
        numbered(
            [organization("重庆宏岳电力器材有限责任公司", "宏岳电力")],
            [organization("成都宏岳电力工程有限责任公司", "宏岳电力")],
            [organization("宏岳电力")],
        )
    )
    assert len(found.partition()) == 3


def test_a_general_word_is_no_alias_elsewhere() -> None:
    found = resolved(numbered([organization("云谷大数据研究院", "研究院")], [organization("研究院")]))
    assert len(found.partition()) == 2


def test_two_legal_forms_of_one_core_are_for_a_person_to_decide() -> None:
    names = ("澜芯微电子股份有限公司", "澜芯微电子集团有限公司", "澜芯微电子")
    found = resolved(numbered(*([organization(name)] for name in names)))
    assert found.groups("organization") == {frozenset((name,)) for name in names}
    assert found.reviewed() == {("legal_form", frozenset(names[:2]))}


def test_a_district_that_two_cities_have_is_neither_when_the_city_is_not_named() -> None:
    names = ("长春市朝阳区政府", "北京市朝阳区人民政府", "朝阳区政府")
    assert together(*names) == {frozenset((name,)) for name in names}
    assert together(*names[1:]) == {frozenset(names[1:])}
