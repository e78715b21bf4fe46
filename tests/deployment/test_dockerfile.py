"""The image: built in two stages from the lock, run without rights, holding what the services need and no more."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from zhizao.operation.airflow_home import QUIET


@pytest.fixture(scope="module")
def stages(checkout: Path) -> list[list[str]]:
    """The instructions of each stage, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (checkout / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    starts = [number for number, line in enumerate(lines) if line.startswith("FROM ")]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def instructions(stage: list[str], name: str) -> list[str]:
    return [line.removeprefix(f"{name} ") for line in stage if line.startswith(f"{name} ")]


def test_both_stages_stand_on_one_pinned_python_that_is_supported(stages: list[list[str]], checkout: Path) -> None:
    images = [instructions(stage, "FROM")[0].partition(" AS ")[0] for stage in stages]
    assert len(stages) == 2
    assert len(set(images)) == 1
    version = re.fullmatch(r"python:(3\.\d+)\.\d+-slim-[a-z]+", images[0])
    assert version
    project = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">=3.11,<3.13"
    assert version[1] in {"3.11", "3.12"}


def test_it_installs_the_lock_with_the_uv_of_the_makefile(stages: list[list[str]], checkout: Path) -> None:
    syncs = [line for line in instructions(stages[0], "RUN") if line.startswith("uv sync")]
    assert syncs
    assert all("--frozen" in line and "--no-dev" in line and "--compile-bytecode" in line for line in syncs)
    pinned = re.search(r"^UV_VERSION := (\S+)$", (checkout / "Makefile").read_text(), re.MULTILINE)
    assert pinned
    assert instructions(stages[0], "ARG") == [f"UV_VERSION={pinned[1]}"]
    assert not any("pip" in line or "uv " in line for line in instructions(stages[1], "RUN")), "no builder in the image"


def test_it_runs_as_a_user_without_rights(stages: list[list[str]]) -> None:
    assert instructions(stages[1], "USER") == ["zhizao"]
    after = stages[1][stages[1].index("USER zhizao") :]
    assert not instructions(after, "RUN")
    assert not instructions(after, "COPY")
    assert all("--chown" not in line for line in instructions(stages[1], "COPY")), "the code belongs to root"


def test_everything_that_is_copied_exists_and_passes_dockerignore(stages: list[list[str]], checkout: Path) -> None:
    rules = (checkout / ".dockerignore").read_text().splitlines()
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = [
        name
        for stage in stages
        for line in instructions(stage, "COPY")
        if "--from" not in line
        for name in line.split()[:-1]
    ]
    assert copied
    assert "*" in rules
    for name in copied:
        assert (checkout / name).exists(), name
        assert name in allowed, f"{name} does not pass .dockerignore"
    assert allowed == set(copied), "nothing passes that is not copied"
    assert not any(fnmatch(".env", pattern) for pattern in allowed)


def test_the_code_finds_what_lies_beside_it(stages: list[list[str]]) -> None:
    """Everything is looked for beside the package, so all is in one folder."""
    targets = {line.split()[-2]: line.split()[-1] for line in instructions(stages[1], "COPY") if "--from" not in line}
    assert targets == {name: f"/opt/zhizao/{name}" for name in ("dags", "dbt_project", "expectations", "sources.yml")}
    assert instructions(stages[0], "WORKDIR") == ["/opt/zhizao"]


def test_it_is_as_quiet_as_on_one_machine(stages: list[list[str]]) -> None:
    settings = dict(pair.split("=", 1) for line in instructions(stages[1], "ENV") for pair in line.split())
    assert settings.items() >= QUIET.items()
    assert settings["AIRFLOW__CORE__LOAD_EXAMPLES"] == "False"
