"""Precision, recall and F1 of facts against gold facts, by hand-made cases of every definition."""

from typing import Any

import pytest

from zhizao.report.scoring import MEASURES, Score, compare, same_name

MEASURE = {each.kind: each for each in MEASURES}


def metric(**given: Any) -> dict[str, Any]:
    standing = {
        "indicator": "总投资",
        "subject": "云州市",
        "value": 48,
        "value_max": None,
        "unit": "亿元",
        "comparator": "=",
        "measure": "level",
        "period": "2025",
        "status": "actual",
    }
    return standing | given


@pytest.mark.parametrize(
    ("fact", "gold", "found", "right"),
    [
        (metric(), metric(), 1, 1),
        (metric(comparator=">="), metric(comparator=">"), 1, 1),
        (metric(indicator="项目总投资额"), metric(indicator="总投资"), 1, 1),
        (metric(period="2024"), metric(), 1, 0),
        (metric(status="target"), metric(), 1, 0),
        (metric(indicator="面积"), metric(), 1, 0),
        (metric(unit="元"), metric(), 0, 0),
        (metric(value_max=50), metric(), 0, 0),
        (metric(value=-3.5, measure="growth"), metric(value=3.5, measure="growth"), 1, 1),
        (metric(value=-3.5), metric(value=3.5), 0, 0),
    ],
)
def test_a_metric_is_found_by_value_and_unit_and_right_by_its_attributes(
    fact: dict[str, Any], gold: dict[str, Any], found: int, right: int
) -> None:
    score, _ = compare(MEASURE["metric"], [fact], [gold])
    assert (score.found, score.fully_right) == (found, right)
    assert (score.extra, score.missed) == (1 - found, 1 - found)


def test_equal_values_are_paired_by_their_attributes_first() -> None:
    facts = [metric(period="2024"), metric(period="2025")]
    score, differences = compare(MEASURE["metric"], facts, [metric(period="2025"), metric(period="2024")])
    assert score.fully_right == 2
    assert differences == []


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("“云帆”平台", "云帆平台", True),
        ("ＡＩ赋能券", "ai赋能券", True),
        ("启明氢能装备集团", "启明氢能装备集团有限公司", True),
        ("启明", "启明氢能装备集团有限公司", False),
        ("云州市人民政府", "江北市人民政府", False),
        ("", "云州市", False),
    ],
)
def test_names_are_the_same_or_not(name: str, other: str, same: bool) -> None:  # noqa: FBT001 - a case's answer
    assert bool(same_name(name, [other])) is same


def test_an_alias_of_the_gold_counts_as_its_name() -> None:
    fact = {"name": "飞云平台", "initiative_type": "platform", "status": "in_operation"}
    gold = {"name": "东湖飞云工业互联网平台", "aliases": ["飞云平台"], "type": "platform", "status": "planned"}
    score, differences = compare(MEASURE["initiative"], [fact], [gold])
    assert (score.found, score.fully_right) == (1, 0)
    assert [difference.what for difference in differences] == ["not fully right"]


def test_a_person_is_found_to_the_letter_an_organization_by_a_name_like_it() -> None:
    person = {"name": "何秉文", "kind": "person", "title": "主任"}
    assert compare(MEASURE["participant"], [person], [person | {"title": "管委会主任"}])[0].fully_right == 1
    assert compare(MEASURE["participant"], [person], [person | {"name": "何秉文等"}])[0].found == 0
    assert compare(MEASURE["participant"], [person], [person | {"kind": "organization"}])[0].found == 0


def test_a_role_needs_both_its_ends() -> None:
    fact = {"name": "云州市人民政府", "kind": "organization", "initiative_name": "云帆平台", "role": "lead"}
    gold = {
        "participant": {"name": "云州市人民政府", "kind": "organization"},
        "initiative": {"name": "云帆平台"},
        "role": "partner",
    }
    assert compare(MEASURE["role"], [fact], [gold])[0] == Score("role", found=1, fully_right=0)
    assert compare(MEASURE["role"], [fact | {"initiative_name": "质量码"}], [gold])[0].found == 0


def test_optional_gold_counts_neither_for_nor_against() -> None:
    optional = metric(optional=True)
    for facts in ([], [metric()], [metric(), metric()]):
        assert compare(MEASURE["metric"], facts, [optional])[0] == Score("metric")


def test_the_shares_follow_from_the_counts() -> None:
    score = Score("metric", found=6, fully_right=3, extra=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 / 3)
    assert score.strict_f1 == pytest.approx(1 / 3)
    assert Score("metric").f1 is None
    assert (score + score).found == 12
