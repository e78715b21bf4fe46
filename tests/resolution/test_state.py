"""The resolved state is a function of the set of articles, and obeys what people decided."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolution.telling import Resolved, article, indicator, initiative, organization, person, resolved
from zhizao.resolution.clusters import Clusters, Edge
from zhizao.resolution.collect import collect
from zhizao.resolution.decisions import Decisions, Merged, Renamed, Retyped, Separated
from zhizao.resolution.forms import Article, Mention, form_key, normalised_name
from zhizao.resolution.readings import Reason

NAMES = [
    organization("工信部"), organization("工业和信息化部"), organization("市经信委"), organization("重庆市经信委"),
    organization("重庆市经济和信息化委员会", "市经信委"), organization("重庆联通", "联通"), organization("联通"),
    organization("中国联通重庆分公司"), organization("重庆宏岳电力器材有限责任公司", "宏岳电力"),
    organization("成都宏岳电力工程有限责任公司", "宏岳电力"), organization("宏岳电力"), organization("重庆分院"),
    organization("中国工业互联网研究院"), organization("澜芯微电子"), organization("澜芯微电子股份有限公司"),
    organization("澜芯微电子集团有限公司"), organization("朝阳区政府"), organization("北京市朝阳区人民政府"),
    person("薛益", "工信部"), person("薛益", "市经信委"), person("薛益"), person("薛益", "工业和信息化部"),
    initiative("“云枢”平台", "云枢"), initiative("云枢平台"), initiative("云枢"), initiative("一期项目"),
    initiative("第三届云州大会", "云州大会"), initiative("云州大会"), indicator("GDP"), indicator("地区生产总值"),
]  # fmt: skip
MENTIONS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6)
ARTICLES = st.lists(st.tuples(MENTIONS, st.sampled_from([None, "重庆日报", "央视网"])), min_size=1, max_size=8)


def told(drawn: list[tuple[list[Mention], str | None]]) -> list[Article]:
    return [article(str(number), *mentions, publisher=where) for number, (mentions, where) in enumerate(drawn)]


def state(found: Resolved) -> tuple[object, ...]:
    return found.outcome.entity_of, found.outcome.merges, found.outcome.reviews, found.outcome.names


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_of_their_mentions_changes_nothing(
    drawn: list[tuple[list[Mention], str | None]], chance: random.Random
) -> None:
    articles = told(drawn)
    shuffled = [
        article(one.key, *chance.sample(one.mentions, len(one.mentions)), publisher=one.publisher)
        for one in chance.sample(articles, len(articles))
    ]
    assert state(resolved(articles)) == state(resolved(shuffled))


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_every_form_has_an_entity_that_stands_for_itself_and_every_other_a_reason(
    drawn: list[tuple[list[Mention], str | None]],
) -> None:
    found = resolved(told(drawn))
    entity_of = found.outcome.entity_of
    assert entity_of.keys() == found.forms.keys()
    assert all(entity_of[entity] == entity for entity in entity_of.values())
    explained = [merge.form_key for merge in found.outcome.merges]
    assert sorted(explained) == sorted(key for key, entity in entity_of.items() if key != entity)
    assert all(entity_of[m.form_key] == entity_of[m.into_form_key] for m in found.outcome.merges)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.sampled_from(["organization", "initiative", "indicator", "person"]))
def test_no_name_however_odd_stops_resolution(name: str, kind: str) -> None:
    odd = Mention(kind, name, (name[1:], f"市{name}"), name[2:] or None)  # type: ignore[arg-type]
    assert resolved([article("1", odd), article("2", organization(f"市{name}"), publisher=name, body=name)])
    assert collect(article("1", odd)).forms


def key(name: str) -> str:
    return form_key("organization", normalised_name(name))


def test_people_merge_separate_rename_and_retype() -> None:
    articles = [
        article("1", organization("云谷科技有限公司"), organization("云谷数据")),
        article("2", organization("工信部"), organization("工业和信息化部")),
    ]
    decisions = Decisions(
        merges=(Merged(key("云谷数据"), key("云谷科技有限公司"), "renamed in 2024"),),
        separations=(Separated(key("工信部"), key("工业和信息化部"), "a test of patience"),),
        renames=(Renamed(key("云谷数据"), "云谷"),),
        retypes=(Retyped(key("云谷数据"), "research"),),
    )
    found = resolved(articles, decisions)
    assert found.groups("organization") == {
        frozenset(("云谷科技有限公司", "云谷数据")),
        frozenset(("工信部",)),
        frozenset(("工业和信息化部",)),
    }
    assert found.entity_name("云谷数据") == "云谷"
    assert found.outcome.types == {key("云谷科技有限公司"): "research"}
    assert found.reasons() == {"云谷数据": "decided"}


def test_all_forms_of_two_bodies_that_a_person_joins_are_one() -> None:
    names = ("环境保护部", "环保部", "生态环境部", "中国生态环境部")
    articles = [article(name, organization(name)) for name in names]
    decisions = Decisions(merges=(Merged(key("环境保护部"), key("生态环境部"), "one line of reports"),))
    assert resolved(articles, decisions).groups("organization") == {frozenset(names)}


def test_what_is_kept_apart_is_split_along_the_weakest_reason() -> None:
    clusters = Clusters({"a": (("place", "甲"),), "b": (), "c": (), "d": (("place", "乙"),)})
    clusters.follow(
        [
            Edge(Reason.declared_alias, "b", "c", ""),
            Edge(Reason.grammar, "a", "b", ""),
            Edge(Reason.reviewed_alias, "c", "d", ""),
        ]
    )
    assert {frozenset(members) for members in clusters.members()} == {frozenset("ab"), frozenset("cd")}
    assert [refused.edge.reason for refused in clusters.refused] == [Reason.declared_alias]
