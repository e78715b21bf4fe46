"""The doctor says what is found, changes nothing, and has advice for what is not well."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from zhizao import doctor
from zhizao.doctor import Finding, diagnose
from zhizao.settings import get_settings
from zhizao.warehouse.embedded import EmbeddedServer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """ZHIZAO_HOME at a folder that is not there, and no external server."""
    monkeypatch.setenv("ZHIZAO_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ZHIZAO_DSN", raising=False)
    get_settings.cache_clear()
    yield tmp_path / "home"
    get_settings.cache_clear()


def found(name: str) -> Finding:
    """The one finding of this name."""
    (finding,) = (finding for finding in diagnose() if finding.name == name)
    return finding


def point_at(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    """Change a setting."""
    monkeypatch.setenv(name, str(value))
    get_settings.cache_clear()


def test_a_machine_that_is_well_needs_nothing_and_is_left_as_it_was(home: Path) -> None:
    findings = diagnose()
    assert [finding for finding in findings if not finding.ok] == []
    assert {finding.name for finding in findings} == {
        *("Python", "packages", "disk", "home", "embedded programs", "embedded server", "embedded port", "UI")
    }
    assert "PostgreSQL) 18" in found("embedded programs").detail
    assert not home.exists()


def test_the_server_is_reported_as_it_is(server: EmbeddedServer, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("embedded server").detail.startswith("does not run")
    assert "none yet" in found("embedded port").detail
    point_at(monkeypatch, "ZHIZAO_HOME", server.where().parent)
    assert found("embedded server").detail == f"runs; its data are in {server.where()}"
    assert found("embedded port").detail == f"127.0.0.1:{server.port()}"
    assert home != server.where().parent


def test_a_remembered_port_that_another_program_has(reachable_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHIZAO_DSN", raising=False)
    point_at(monkeypatch, "ZHIZAO_HOME", reachable_tmp)
    (reachable_tmp / "postgres").mkdir()
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        (reachable_tmp / "postgres" / "port").write_text(str(taken.getsockname()[1]))
        assert "taken by another program" in found("embedded port").detail
    get_settings.cache_clear()


@pytest.mark.usefixtures("home")
def test_versions_that_do_not_fit_are_named_with_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    project = {
        "requires-python": ">=4",
        "dependencies": ["psycopg2-binary>=2.9", "typer<0.1", "no-such-package", "apache-airflow[celery]>=3"],
    }
    monkeypatch.setattr(doctor, "_project", lambda: project)
    assert found("Python").ok is False
    assert found("Python").advice.startswith("Use a Python >=4")
    assert found("packages").detail.startswith("2 as pyproject.toml asks")
    assert found("package typer").detail.endswith("is installed, <0.1 is needed")
    missing = found("package no-such-package")
    assert (missing.ok, missing.detail, missing.advice) == (False, "not installed", doctor.INSTALL_AGAIN)


@pytest.mark.usefixtures("home")
def test_another_version_than_the_locks_is_told_but_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text('[[package]]\nname = "typer"\nversion = "0.0.1"\n')
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3"\ndependencies = ["typer", "rich"]\n')
    monkeypatch.setattr(doctor, "CHECKOUT", tmp_path)
    finding = found("packages")
    assert finding.ok
    assert finding.detail.startswith("2 as pyproject.toml asks; other than in uv.lock: typer ")
    assert finding.detail.endswith("(0.0.1)")


@pytest.mark.usefixtures("home")
def test_a_disk_almost_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_DISK", 1 << 60)
    assert (found("disk").ok, found("disk").advice[:15]) == (False, "Free some space")


def test_a_home_that_cannot_be_one(home: Path) -> None:
    home.write_text("a file")
    assert found("home").ok is False
    assert found("home").advice == f"Make {home} a folder you may write, or set ZHIZAO_HOME to one."


@pytest.mark.usefixtures("home")
def test_a_fault_in_one_check_leaves_the_others_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhizao.warehouse.embedded.engine.find_spec", lambda _: None)
    assert "is not installed" in found("embedded programs").detail
    assert found("embedded programs").ok is False
    assert found("UI")


def test_an_external_server_that_is_well(warehouse: str) -> None:
    assert warehouse
    assert found("warehouse").detail == "PostgreSQL 18.4 answers"
    assert [finding.name for finding in diagnose() if finding.name.startswith(("embedded", "warehouse"))] == [
        "warehouse"
    ]


@pytest.mark.usefixtures("home")
def test_an_external_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(monkeypatch, "ZHIZAO_DSN", "postgresql://me:s3cret@127.0.0.1:1/news")
    assert found("warehouse").ok is False
    assert "cannot be reached" in found("warehouse").detail
    assert "s3cret" not in found("warehouse").detail


def test_an_external_server_without_rights(warehouse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(psycopg2.connect(warehouse)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("create role guest_of_doctor login password 'guest'"))
    address = warehouse.partition("@")[2]
    point_at(monkeypatch, "ZHIZAO_DSN", f"postgresql://guest_of_doctor:guest@{address}")
    assert "grant create on database" in found("warehouse rights").advice


@pytest.mark.usefixtures("home")
def test_a_taken_port_of_the_ui_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        monkeypatch.setattr("zhizao.operation.standalone.FIRST_PORT", taken.getsockname()[1])
        assert found("UI").ok
        assert "is taken" in found("UI").detail
