"""The term lists of initiatives and roles: reviewed, explained, without contradictions."""

import re
from collections import Counter
from typing import get_args

import pytest

from zhizao.extraction import lexicon
from zhizao.extraction.mentions import InitiativeStatus, InitiativeType, RoleName

LISTS = (
    "initiative_heads", "initiative_frames", "initiative_words", "initiative_slogans", "initiative_generic",
    "role_verbs", "role_frames", "role_speech",
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_line_says_why(name: str) -> None:
    assert all(row["why"].strip() for row in lexicon.rows(name))


@pytest.mark.parametrize("name", LISTS)
def test_no_line_stands_twice(name: str) -> None:
    keys = [tuple(value for key, value in row.items() if key != "why") for row in lexicon.rows(name)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_heads_have_known_types_and_strengths() -> None:
    strengths = {"name", "strong", "weak", "area", "institution", "ware", "paper", "signed", "title"}
    for row in lexicon.rows("initiative_heads"):
        assert row["type"] in get_args(InitiativeType)
        assert row["strength"] in strengths


def test_frames_have_known_sides_and_statuses() -> None:
    for row in lexicon.rows("initiative_frames"):
        assert row["side"] in {"before", "after"}
        assert row["status"] in get_args(InitiativeStatus)


def test_roles_are_known() -> None:
    for name in ("role_verbs", "role_frames"):
        assert all(row["role"] in (*get_args(RoleName), "none") for row in lexicon.rows(name))


def test_patterns_of_roles_name_their_participants_first() -> None:
    for row in lexicon.rows("role_frames"):
        assert re.compile(row["pattern"]).groups >= 1
        assert row["target"] in {"near", "all"}
        assert "(P)" in row["pattern"]


def test_cue_patterns_compile_and_need_a_sign() -> None:
    for row in lexicon.rows("initiative_words"):
        if row["class"] in {"future", "propose"}:
            assert not re.compile(row["word"]).match(""), f"{row['word']} is found everywhere"
