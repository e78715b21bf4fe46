"""Initiatives in sentences of our own, one for every shape that names come in."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhizao.extraction.initiatives import find_initiatives
from zhizao.extraction.text import Text

CASES = json.loads((Path(__file__).parents[1] / "golden" / "initiatives.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {case['shape']}" for n, case in enumerate(CASES)])
def test_names_types_statuses_dates_and_places(case: dict[str, Any]) -> None:
    found = {i.name: i for i in find_initiatives(Text(case["text"]), date.fromisoformat(case["published"]))}
    for wanted in case["initiatives"]:
        assert wanted["name"] in found
        initiative = found[wanted["name"]]
        assert {key: getattr(initiative, key) for key in wanted} == wanted
    assert not set(case.get("absent", ())) & set(found)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {case['shape']}" for n, case in enumerate(CASES)])
def test_every_quote_is_the_text_at_its_place(case: dict[str, Any]) -> None:
    text = case["text"]
    for initiative in find_initiatives(Text(text), date.fromisoformat(case["published"])):
        assert text[initiative.start : initiative.end] == initiative.quote
        assert 0 < initiative.confidence < 1
        assert initiative.rule.startswith("initiative.")
