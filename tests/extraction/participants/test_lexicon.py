"""The term lists behind participants: every line reviewed, typed and named once."""

from typing import get_args

import pytest

from zhizao.extraction import lexicon
from zhizao.extraction.mentions import OrganizationType

LISTS = {
    "organizations": "name",
    "organization_heads": "head",
    "organization_words": "word",
    "government_domains": "form",
    "learned_organizations": "name",
    "list_closers": "word",
    "titles": "title",
    "surnames": "surname",
    "transliteration": "sign",
    "person_follow_words": "word",
    "not_names": "word",
    "places": "name",
    "brand_tails": "word",
}


@pytest.mark.parametrize(("name", "column"), LISTS.items())
def test_every_line_says_why_and_stands_once(name: str, column: str) -> None:
    rows = lexicon.rows(name)
    terms = [row[column] for row in rows]
    assert all(row["why"].strip() for row in rows)
    assert all(term == term.strip() and term for term in terms)
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("name", ["organizations", "organization_heads", "government_domains", "list_closers"])
def test_every_type_is_one_of_the_guideline(name: str) -> None:
    assert {row["type"] for row in lexicon.rows(name)} <= set(get_args(OrganizationType))


def test_every_canonical_name_of_the_gazetteer_is_itself_listed() -> None:
    rows = lexicon.rows("organizations")
    names = {row["name"] for row in rows}
    assert {row["canonical"] for row in rows} <= names


def test_titles_have_known_classes() -> None:
    known = {"enterprise", "post", "rank", "occupation", "reporter", "honorific", "modifier"}
    assert {row["class"] for row in lexicon.rows("titles")} == known


def test_places_know_their_level_and_official_name() -> None:
    levels = {"country", "province", "province_abbreviation", "city", "county", "new_area", "region", "blocked"}
    rows = lexicon.rows("places")
    assert {row["level"] for row in rows} == levels
    assert all(row["canonical"] for row in rows)
