"""Things that are named: one key over their forms, a canonical name, and the links between them."""

import csv
from typing import Any

import pytest

from tests.dbt import scene
from tests.dbt.raw_rows import rows
from zhizao.settings import CHECKOUT


def mart(built: str, table: str, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    return sorted(rows(built, f"select {columns} from marts_candidate.{table} where {where}"))


def test_forms_that_differ_in_spaces_are_one_organization(built: str) -> None:
    found = mart(built, "dim_organizations", "name, aliases, organization_type, article_count", "name like '云谷%'")
    assert found == [("云谷科技有限公司", ["云谷科技有限 公司"], "enterprise", 3)]


def test_a_declared_alias_is_an_alias_and_never_the_name(built: str) -> None:
    ((name, aliases),) = mart(built, "dim_organizations", "name, aliases", "organization_type = 'government'")
    assert name == "渝州市经济和信息化委员会"
    assert aliases == ["市经信委", "渝州市 经济和信息化委员会"]


def test_quotation_marks_do_not_make_another_initiative(built: str) -> None:
    found = mart(built, "dim_initiatives", "name, aliases, latest_status, latest_status_date, article_count")
    assert found == [("“品控码”平台", ["品控码", "品控码平台"], "in_operation", "2021-03", 3)]


def test_the_course_of_an_initiative_is_told_step_by_step_and_copies_count_once(built: str) -> None:
    found = rows(
        built,
        """select step_no, status, status_date, first_stated_on::text, article_count, report_count
           from marts_candidate.fct_initiative_status order by step_no""",
    )
    assert found == [(1, "planned", None, "2020-06-29", 2, 1), (2, "in_operation", "2021-03", "2021-03-01", 1, 1)]


def test_a_name_is_known_from_the_first_to_the_last_article_about_it(built: str) -> None:
    ((first, last, load),) = mart(
        built, "dim_initiatives", "first_published_on::text, last_published_on::text, load_id"
    )
    assert (first, last, load) == ("2020-06-29", "2021-03-01", "load-000005")


def test_the_same_name_with_another_employer_is_another_person(built: str) -> None:
    found = mart(built, "dim_persons", "name, affiliation, titles, organization_key is not null")
    assert found == [
        ("薛益", "云谷科技有限公司", ["总经理"], True),
        ("薛益", "渝州市经济和信息化委员会", ["主任"], True),
    ]


def test_an_employer_written_as_an_alias_is_the_organization_it_means(built: str) -> None:
    joined = "dim_persons p join marts_candidate.dim_organizations o using (organization_key)"
    assert ("市经信委", "渝州市经济和信息化委员会") in rows(
        built,
        f"""select f.affiliation, o.name from marts_candidate.fct_participants f
            join marts_candidate.{joined} using (person_key)""",
    )


def test_a_participant_has_a_row_for_each_part_and_one_without_a_part(built: str) -> None:
    found = mart(
        built, "fct_participants", "name, role, initiative_name, quote", f"article_key = '{scene.ORIGINAL.key}'"
    )
    assert found == [
        ("云谷科技有限公司", "supplier", "“品控码”平台", "云谷科技有限公司提供技术"),
        ("星河大学", "partner", "没有提到的计划", "星河大学"),
        ("渝州市经济和信息化委员会", "lead", "“品控码”平台", "市经信委将建设“品控码”平台"),
        ("薛益", None, None, "主任薛益"),
    ]


def test_a_part_stated_twice_in_an_article_is_one_row_with_the_earlier_quote(built: str) -> None:
    where = f"article_key = '{scene.LATER.key}' and role = 'lead'"
    assert mart(built, "fct_participants", "name, quote", where) == [("云谷科技有限 公司", "云谷科技有限 公司")]


def test_a_participant_is_an_organization_or_a_person(built: str) -> None:
    wrong = """participant_key <> coalesce(organization_key, person_key)
        or (kind = 'person') <> (person_key is not null) or (kind = 'organization') <> (organization_key is not null)"""
    assert mart(built, "fct_participants", "name", wrong) == []


def test_roles_lead_to_one_initiative_over_its_forms(built: str) -> None:
    query = (
        "select count(distinct initiative_key), count(*) from marts_candidate.fct_participants where role is not null"
    )
    assert rows(built, query) == [(1, 4)]


def test_a_role_in_an_initiative_that_is_not_mentioned_has_no_key(built: str) -> None:
    found = mart(built, "fct_participants", "name, role", "initiative_key is null and initiative_name is not null")
    assert found == [("星河大学", "partner")]


def test_an_initiative_of_an_article_lists_its_other_forms_there(built: str) -> None:
    found = mart(built, "fct_initiatives", "name, aliases, place_key is not null")
    assert found == [("“品控码”平台", [], False), ("“品控码”平台", ["品控码"], True), ("品控码平台", [], False)]


@pytest.mark.parametrize(
    ("indicator", "kind", "name"),
    [
        ("工业互联网规模", "place", "重庆市"),
        ("接入企业数", "initiative", "“品控码”平台"),
        ("接入设备数", "organization", "云谷科技有限公司"),
        ("市场份额", None, None),
    ],
)
def test_a_subject_is_the_place_organization_or_initiative_of_that_name(
    built: str, indicator: str, kind: str | None, name: str | None
) -> None:
    found = rows(
        built,
        f"""select distinct subject_kind, coalesce(p.name, o.name, i.name) from marts_candidate.fct_metrics f
            left join marts_candidate.dim_places p on p.place_key = subject_place_key
            left join marts_candidate.dim_organizations o on o.organization_key = subject_organization_key
            left join marts_candidate.dim_initiatives i on i.initiative_key = subject_initiative_key
            where indicator = '{indicator}' and subject is not null""",
    )
    assert found == [(kind, name)]


def test_an_indicator_is_one_over_articles_with_its_most_frequent_unit(built: str) -> None:
    joined = "dim_indicators join marts_candidate.dim_units on unit_key = main_unit_key"
    assert mart(built, joined, "name, unit, metric_count", "name = '用电量'") == [("用电量", "千瓦时", 1)]


def test_a_unit_that_is_not_reviewed_is_there_and_flagged(built: str) -> None:
    found = mart(built, "dim_units", "unit, dimension, is_reviewed, load_id", "unit = '台㎡'")
    assert found == [("台㎡", "unknown", False, "load-000005")]


@pytest.mark.parametrize(
    ("unit", "dimension", "numerator", "denominator"),
    [
        ("千瓦时", "energy", "千瓦时", None),
        ("辆/年", "count per time", "辆", "年"),
        ("件/万人", "count per count", "件", "万人"),
        ("件/旬", "unknown", "件", "旬"),
        ("", "index", "", None),
    ],
)
def test_a_unit_has_the_dimension_of_the_list_or_of_its_two_parts(
    built: str, unit: str, dimension: str, numerator: str, denominator: str | None
) -> None:
    found = mart(built, "dim_units", "dimension, numerator, denominator, is_reviewed", f"unit = '{unit}'")
    assert found == [(dimension, numerator, denominator, dimension != "unknown")]


def test_every_base_unit_of_the_lexicon_is_there_with_its_other_forms(built: str) -> None:
    forms = {unit: {unit, *aliases} for unit, aliases in mart(built, "dim_units", "unit, aliases")}
    lexicon = (CHECKOUT / "zhizao" / "extraction" / "lexicon" / "units.csv").read_text("utf-8").splitlines()
    assert [row for row in csv.DictReader(lexicon) if row["unit"] not in forms.get(row["base"], ())] == []


def test_the_calendar_knows_quarters_halves_and_plans(built: str) -> None:
    columns = "quarter_name, half_name, month_name, weekday_name, five_year_plan, five_year_plan_year"
    assert mart(built, "dim_dates", columns, "date_key = '2021-03-01'") == [
        ("2021-Q1", "2021-H1", "2021-03", "星期一", "十四五", 1)
    ]
    assert mart(built, "dim_dates", columns, "date_key = '1964-12-31'") == [
        ("1964-Q4", "1964-H2", "1964-12", "星期四", None, None)
    ]
    assert mart(built, "dim_dates", "min(date_key)::text, max(date_key)::text, count(*)") == [
        ("1949-01-01", "2060-12-31", 40908)
    ]


def test_every_place_lies_in_one_of_the_level_above(built: str) -> None:
    assert mart(built, "dim_places", "place_level, count(*)", "true group by 1") == [
        ("country", 1),
        ("county", 2843),
        ("prefecture", 333),
        ("province", 34),
    ]
    joined = "dim_places c left join marts_candidate.dim_places p on p.place_key = c.parent_place_key"
    levels = mart(built, joined, "distinct c.place_level, p.place_level", "c.place_level <> 'country'")
    # Counties of municipalities, and those that a province governs itself.
    county = [("county", "prefecture"), ("county", "province")]
    assert levels == [*county, ("prefecture", "province"), ("province", "country")]
    misplaced = """c.place_level in ('prefecture', 'county') and left(c.place_code, 4) <> left(p.place_code, 4)
        and p.place_code <> left(c.place_code, 2) || '0000'"""
    assert mart(built, joined, "c.name", misplaced) == []


def test_a_county_knows_its_prefecture_and_its_province(built: str) -> None:
    columns = "place_code, short_name, prefecture_name, province_name"
    assert mart(built, "dim_places", columns, "name in ('昆山市', '南岸区', '仙桃市', '石柱土家族自治县')") == [
        ("320583", "昆山", "苏州市", "江苏省"),
        ("429004", "仙桃", None, "湖北省"),
        ("500108", "南岸", None, "重庆市"),
        ("500240", "石柱", None, "重庆市"),
    ]


def test_there_are_as_many_counties_of_each_kind_as_the_ministry_counts() -> None:
    with (CHECKOUT / "dbt_project" / "seeds" / "administrative_divisions.csv").open(encoding="utf-8") as seed:
        names = [row["name"] for row in csv.DictReader(seed) if row["level"] == "county"]
    special = {"自治县": 117, "自治旗": 3, "六枝特区": 1, "神农架林区": 1}
    found = {end: sum(name.endswith(end) for name in names) for end in ("区", "市", "县", "旗", *special)}
    # 区 977, 县级市 394, 县 1301, 自治县 117, 旗 49, 自治旗 3, 特区 1, 林区 1: the ministry's figures for the end of 2021.
    assert found == {"区": 977 + 2, "市": 394, "县": 1301 + 117, "旗": 49 + 3, **special}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("鼓楼区", None),
        ("南京市鼓楼区", "320106"),
        ("福州鼓楼区", "350102"),
        ("朝阳区", None),
        ("北京市朝阳区", "110105"),
        ("河北省新华区", None),
        ("昆山", "320583"),
        ("江苏昆山", "320583"),
        ("长沙县", "430121"),
        ("长沙", "430100"),
        ("渝北区", "500112"),
        ("重庆渝北", "500112"),
        ("合作", None),
        ("资源", None),
    ],
)
def test_a_county_is_meant_only_where_no_other_can_be(built: str, name: str, code: str | None) -> None:
    found = rows(
        built,
        f"""select place_code from intermediate_candidate.int_place_names_collected
            join marts_candidate.dim_places using (place_key) where normalised_name = '{name}'""",
    )
    assert found == ([(code,)] if code else [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("海南", "460000"),
        ("海南州", "632500"),
        ("全国", "100000"),
        ("襄樊市", "420600"),
    ],
)
def test_a_name_alone_means_the_place_of_the_highest_level(built: str, name: str, code: str) -> None:
    found = rows(
        built,
        f"""select place_code from intermediate_candidate.int_place_names_collected
            join marts_candidate.dim_places using (place_key) where normalised_name = '{name}'""",
    )
    assert found == [(code,)]
