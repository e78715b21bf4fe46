"""Building a candidate in tests whose subject are its rows: without the tests of dbt, which take most of the time."""

from typing import Any

import pytest

from zhizao.warehouse.transform import _Project


def leave_out_dbt_tests(patch: pytest.MonkeyPatch) -> None:
    """Let every build make seeds and models only, until the patch is undone."""
    whole = _Project.invoke

    def invoke(project: _Project, command: str, *arguments: str) -> Any:
        left_out = ("--exclude-resource-type", "test") if command == "build" else ()
        return whole(project, command, *arguments, *left_out)

    patch.setattr(_Project, "invoke", invoke)
