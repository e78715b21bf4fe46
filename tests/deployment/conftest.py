"""The deployment's files as their readers see them: the compose file as written and interpolated, the example of .env."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dags import airflow_in_tests  # noqa: F401 - Airflow is told where it lives before it is imported
from zhizao.settings import CHECKOUT

VARIABLE = re.compile(r"\$(?:(?P<escaped>\$)|\{(?P<name>[A-Z_]+)(?:(?P<sign>:[?-])(?P<rest>[^}]*))?\})")


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def written() -> str:
    return (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def example() -> dict[str, str]:
    """The names and values of .env.example."""
    lines = (CHECKOUT / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value for name, _, value in pairs}


@pytest.fixture(scope="session")
def filled(example: dict[str, str]) -> dict[str, str]:
    """As `example`, with a value for everything that is left empty."""
    return {name: value or f"the-{name.lower()}" for name, value in example.items()}


@pytest.fixture(scope="session")
def compose(written: str, filled: dict[str, str]) -> dict[str, Any]:
    """The compose file as Docker Compose understands it, with `filled` for .env."""
    tree = interpolate(yaml.safe_load(written), filled)
    assert isinstance(tree, dict)
    return tree


@pytest.fixture(scope="session")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found = compose["services"]
    assert isinstance(found, dict)
    return found


def interpolate(tree: Any, values: dict[str, str]) -> Any:
    """Replace variables in all values, as the specification says: after parsing, `$$` is a dollar sign."""
    if isinstance(tree, dict):
        return {key: interpolate(value, values) for key, value in tree.items()}
    if isinstance(tree, list):
        return [interpolate(value, values) for value in tree]
    return VARIABLE.sub(lambda found: _value(found, values), tree) if isinstance(tree, str) else tree


def _value(found: re.Match[str], values: dict[str, str]) -> str:
    if found["escaped"]:
        return "$"
    value = values.get(found["name"], "")
    if not value and found["sign"] == ":?":
        raise ValueError(f"required variable {found['name']} is missing a value: {found['rest']}")
    return value or (found["rest"] if found["sign"] == ":-" else "")
