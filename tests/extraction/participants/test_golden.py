"""Every shape of a person's or organization's name, in sentences of our own, read from the golden files."""

import json
from pathlib import Path
from typing import Any

import pytest

from zhizao.extraction.mentions import Participant
from zhizao.extraction.participants import find_participants
from zhizao.extraction.text import Text

GOLDEN = Path(__file__).parents[1] / "golden"
FILES = sorted(GOLDEN.glob("participants_*.json"))
CASES = [
    pytest.param(case, id=f"{path.stem.removeprefix('participants_')}: {case['shape']}")
    for path in FILES
    for case in json.loads(path.read_text(encoding="utf-8"))
]


def of_kind(found: tuple[Participant, ...], kind: str) -> dict[str, Participant]:
    return {participant.name: participant for participant in found if participant.kind == kind}


@pytest.mark.parametrize("case", CASES)
def test_finds_exactly_the_participants_of_the_sentence(case: dict[str, Any]) -> None:
    found = find_participants(Text(case["text"]))
    persons, organizations = of_kind(found, "person"), of_kind(found, "organization")
    assert {n: {"title": p.title, "affiliation": p.affiliation} for n, p in persons.items()} == case["persons"]
    assert {n: {"type": o.organization_type, "aliases": list(o.aliases)} for n, o in organizations.items()} == case[
        "organizations"
    ]


def test_the_golden_files_cover_every_shape_once() -> None:
    shapes = [case.values[0]["shape"] for case in CASES]
    assert len(CASES) >= 150
    assert len(set(shapes)) == len(shapes)
