"""Which loads a visit hands on, and which load a publishing run takes."""

import pytest

from zhizao.operation.hand_over import load_to_publish, loads_to_read

OPEN = ["load-000001", "load-000002", "load-000003"]


@pytest.mark.parametrize(
    ("landed", "publishing", "expected"),
    [
        ({"load-000003", None}, False, OPEN),
        (set(), False, OPEN),
        ({None, "load-000003"}, True, ["load-000003"]),
        ({None}, True, []),
    ],
)
def test_loads_to_read(landed: set[str | None], publishing: bool, expected: list[str]) -> None:  # noqa: FBT001
    assert loads_to_read(landed, OPEN, publishing=publishing) == expected


def test_nothing_open_is_nothing_to_read() -> None:
    assert loads_to_read(set(), [], publishing=False) == []


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("load-000009", set(), "load-000009"),
        ("load-000003", {"load-000001"}, "load-000003"),
        (None, {"load-000003", "load-000002"}, "load-000002"),
        (None, {"load-000009"}, None),
        (None, set(), "load-000001"),
    ],
)
def test_load_to_publish(asked: str | None, told: set[str], expected: str | None) -> None:
    assert load_to_publish(asked, told, OPEN) == expected


def test_nothing_open_is_nothing_to_publish() -> None:
    assert load_to_publish(None, set(), []) is None
