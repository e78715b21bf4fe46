"""Patterns that are searched only where a cue stands find what they find anywhere."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhizao.extraction
from zhizao.extraction.cued import Cued

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "samples").glob("*.txt"), *(ROOT / "tests/extraction/golden").rglob("*.*")])


def cued_patterns() -> Iterator[tuple[str, Cued]]:
    """All of the package, by the name of their module and their own."""
    for module in pkgutil.walk_packages(zhizao.extraction.__path__, "zhizao.extraction."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Cued):
                yield f"{module.name}.{name}", value


@pytest.mark.parametrize("cued", [pytest.param(cued, id=name) for name, cued in cued_patterns()])
def test_cues_change_no_result(cued: Cued) -> None:
    """Every match of the pattern in our own texts holds a cue or stands beside one."""
    for path in TEXTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            found = [match.span() for match in cued.finditer(line)]
            assert found == [match.span() for match in cued.pattern.finditer(line)], line


def test_a_text_without_a_cue_is_not_searched() -> None:
    """That is the point of a cue."""
    assert list(Cued("[一二]期", "三期").finditer("某园二期")) == []
