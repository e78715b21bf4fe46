"""What of the raw rows counts: visible loads, the latest content of a place, the latest extraction; and copies."""

from tests.dbt import scene
from tests.dbt.raw_rows import rows


def articles(built: str) -> set[str]:
    return {key for (key,) in rows(built, "select article_key from marts_candidate.dim_articles")}


def values(built: str, story: scene.Story) -> list[float]:
    query = f"select value from marts_candidate.fct_metrics where article_key = '{story.key}' order by value"
    return [float(value) for (value,) in rows(built, query)]


def test_exactly_the_stories_of_visible_loads_are_there(built: str) -> None:
    kept = (
        scene.ORIGINAL, scene.COPY, scene.COPY_OF_COPY, scene.LATER, scene.UPDATED, scene.SHARED,
        scene.REPLACING_SHARED, scene.EXTRACTED_TWICE, scene.RATES, scene.BACK_AGAIN,
    )  # fmt: skip
    assert articles(built) == {story.key for story in kept}


def test_a_place_received_again_with_other_content_holds_only_the_latest(built: str) -> None:
    assert scene.OUTDATED.key not in articles(built)
    assert values(built, scene.UPDATED) == [5]


def test_a_later_content_that_cannot_be_read_supersedes_nothing(built: str) -> None:
    assert scene.UNREADABLE.key not in articles(built)
    assert scene.UPDATED.key in articles(built)


def test_a_place_that_went_back_holds_what_it_held_before(built: str) -> None:
    assert scene.BACK_BETWEEN.key not in articles(built)
    assert values(built, scene.BACK_AGAIN) == [11]


def test_an_extraction_that_failed_leaves_the_facts_of_the_one_before(built: str) -> None:
    assert values(built, scene.RATES) == [3, 4, 5, 6]


def test_a_superseded_content_stays_while_another_place_holds_it(built: str) -> None:
    assert values(built, scene.SHARED) == [9]
    query = f"select source_uri from marts_candidate.dim_articles where article_key = '{scene.SHARED.key}'"
    assert rows(built, query) == [(scene.SHARED_ELSEWHERE.uri,)]


def test_the_latest_visible_extraction_of_an_article_counts_alone(built: str) -> None:
    assert values(built, scene.EXTRACTED_TWICE) == [15, 20]
    wrong = "select count(*) from marts_candidate.dim_organizations where name = '误认的机构'"
    assert rows(built, wrong) == [(0,)]


def test_a_mention_found_again_keeps_its_key_and_takes_the_new_load(built: str) -> None:
    query = """
        select count(*), min(f.load_id) from marts_candidate.fct_metrics f
        join raw.metric_mentions m using (article_key) where m.load_id = 'load-000001' and m.indicator = '用电量'
        and f.metric_key = md5(concat_ws(chr(31), 'metric', m.article_key, m.mention_key))"""
    assert rows(built, query) == [(1, "load-000005")]


def test_copies_of_copies_share_the_key_of_the_earliest(built: str) -> None:
    tied = (scene.ORIGINAL, scene.COPY, scene.COPY_OF_COPY)
    keys = ", ".join(f"'{story.key}'" for story in tied)
    query = f"select syndication_key, is_first_copy from marts_candidate.dim_articles where article_key in ({keys})"
    found = rows(built, query)
    assert {key for key, _ in found} == {scene.ORIGINAL.key}
    assert sorted(first for _, first in found) == [False, False, True]


def test_a_story_without_copies_is_its_own_first(built: str) -> None:
    query = f"select is_first_copy, syndication_key from marts_candidate.dim_articles where article_key = '{scene.LATER.key}'"
    assert rows(built, query) == [(True, scene.LATER.key)]
