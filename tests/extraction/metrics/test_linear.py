"""Linear time, by counted work: calls made grow with the length of hostile texts, and no pattern can backtrack far."""

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import zhizao.extraction.metrics
from zhizao.extraction.metrics import find_metrics
from zhizao.extraction.quantities import parse_quantities
from zhizao.extraction.text import Text

HOSTILE: dict[str, Callable[[int], str]] = {
    "digits without an end": lambda n: "9" * n,
    "digits with commas": lambda n: "1,234" * n,
    "digits with points": lambda n: "1.2" * n,
    "numerals in words": lambda n: "一二三万亿" * n,
    "clauses without a full stop": lambda n: "产值增长3%，" * n,
    "one clause without a sign": lambda n: "产值增长3%" * n,
    "list without an end": lambda n: "3、" * n + "个",
    "nested brackets": lambda n: "（" * n + "3个" + "）" * n,
    "nested quotation marks": lambda n: "“" * n + "3个" + "”" * n,
    "open title marks": lambda n: "《" * n + "3个",
    "times without an end": lambda n: "2020年至" * n,
    "years in a list": lambda n: "2020年、" * n + "分别为3个",
    "pronouns": lambda n: "全市公司我国" * n,
    "one value again and again": lambda n: "产值3亿元。" * n,
    "letters and digits": lambda n: "A1-" * n,
    "spaces": lambda n: "3 " * n,
    "line breaks": lambda n: "3\n" * n,
}


def calls_made(work: Callable[[], object]) -> int:
    """How many Python and C functions `work` calls."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", HOSTILE)
def test_work_grows_linearly_with_hostile_texts(shape: str) -> None:
    def work(size: int) -> int:
        text = HOSTILE[shape](size)
        find_metrics(Text("热身3个。"), None)  # fills the caches, which are no work of the text
        return calls_made(lambda: find_metrics(Text(text), None))

    small, large = work(400), work(1600)
    assert large <= 4.6 * small + 2000


def test_a_number_of_ten_thousand_digits_is_refused_not_read() -> None:
    assert parse_quantities("9" * 10_000 + "个") == []


def test_a_hundred_thousand_clauses_without_a_full_stop_are_read_to_the_end() -> None:
    found = find_metrics(Text("建成3个站，" + "产业升级，" * 100_000 + "建成5个厂"), None)
    assert [str(metric.value) for metric in found.metrics] == ["3", "5"]


def module_patterns() -> list[Any]:
    names = ["masks", "comparators", "numerals", "numbers", "quantities", "time_patterns", "units"]
    modules = [import_module(f"zhizao.extraction.{name}") for name in names]
    package = zhizao.extraction.metrics
    modules += [import_module(found.name) for found in walk_packages(package.__path__, f"{package.__name__}.")]
    return [
        pytest.param(value, id=f"{module.__name__.rpartition('.')[2]}.{name}")
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    ]


def repeats(parsed: Any, inside: bool = False) -> list[str]:  # noqa: FBT001, FBT002 — the depth of the walk
    """Unbounded backtracking repeats that lie inside another repeat: those can take exponential time."""
    faults = []
    for operation, argument in parsed:
        backtracks = operation in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
        if backtracks:
            low, high, body = argument
            unbounded = high is _constants.MAXREPEAT
            if unbounded and inside:
                faults.append(f"{low} or more inside a repeat")
            faults += repeats(body, inside or high > 1)
        else:
            faults += [fault for part in _parts(argument) for fault in repeats(part, inside)]
    return faults


def _parts(argument: Any) -> list[Any]:
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, (tuple, list)):
        return [part for item in argument for part in _parts(item)]
    return []


@pytest.mark.parametrize("pattern", module_patterns())
def test_no_pattern_nests_unbounded_repeats(pattern: re.Pattern[str]) -> None:
    assert repeats(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)) == []
