"""Roles in sentences of our own, one for every frame and for every trap."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhizao.extraction.initiatives import find_initiatives
from zhizao.extraction.mentions import Participant, Role
from zhizao.extraction.roles import find_roles
from zhizao.extraction.text import Text

CASES = json.loads((Path(__file__).parents[1] / "golden" / "roles.json").read_text(encoding="utf-8"))


def participant(text: str, case: dict[str, Any]) -> Participant:
    forms = [case["name"], *case.get("aliases", ())]
    match = next(m for form in forms if (m := re.search(r"\s*".join(map(re.escape, form)), text)))
    return Participant(
        name=case["name"], aliases=tuple(case.get("aliases", ())), kind=case["kind"], title=case.get("title"),
        affiliation=case.get("affiliation"),
        organization_type=case.get("organization_type"), quote=match.group(), start=match.start(), end=match.end(),
        rule="test", confidence=1.0,
    )  # fmt: skip


def roles_of(case: dict[str, Any]) -> tuple[Role, ...]:
    text = Text(case["text"])
    initiatives = find_initiatives(text, date(2026, 3, 18))
    return find_roles(text, initiatives, [participant(case["text"], who) for who in case["participants"]])


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {case['shape']}" for n, case in enumerate(CASES)])
def test_who_has_which_part_in_what(case: dict[str, Any]) -> None:
    found = {(role.participant, role.role, role.initiative) for role in roles_of(case)}
    assert {tuple(wanted) for wanted in case["roles"]} <= found
    assert not found & {tuple(unwanted) for unwanted in case.get("absent", ())}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {case['shape']}" for n, case in enumerate(CASES)])
def test_every_role_has_its_own_quote_and_one_role_a_pair(case: dict[str, Any]) -> None:
    roles = roles_of(case)
    for role in roles:
        assert case["text"][role.start : role.end] == role.quote
        assert role.rule.startswith("role.")
    pairs = [(role.participant, role.kind, role.initiative) for role in roles]
    assert len(pairs) == len(set(pairs))


def test_no_roles_without_initiatives() -> None:
    case = {"text": "海岳集团去年增长8%。", "participants": [{"name": "海岳集团", "kind": "organization"}]}
    assert roles_of(case) == ()
