"""What could keep the project from working on this machine, and what to do about it."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT, Settings, get_settings
from zhizao.warehouse.connection import connect
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.embedded.server import port_is_free

LEAST_DISK = 1 << 30
"""Bytes that should be free: an empty warehouse with its log takes a tenth of it, Airflow's logs grow."""

INSTALL_AGAIN = "Install again with `make install`, which takes the versions of uv.lock."


OLDEST_SERVER = 150_000
"""The oldest PostgreSQL that its makers still maintain, as `server_version_num`."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what to do (empty when nothing)."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


Check = Callable[[Settings], Iterator[Finding]]


def diagnose() -> list[Finding]:
    """Look at everything; nothing is started or changed, and no fault of one check keeps another from its turn."""
    settings = get_settings()
    embedded = {"embedded programs": _programs, "embedded server": _server, "embedded port": _port}
    checks: dict[str, Check] = {"Python": _python, "packages": _packages, "disk": _disk, "home": _home}
    checks |= {"warehouse": _external} if settings.dsn else embedded
    checks |= {"UI": _ui}
    return [finding for name, check in checks.items() for finding in _guarded(name, check, settings)]


def _guarded(name: str, check: Check, settings: Settings) -> Iterator[Finding]:
    try:
        yield from check(settings)
    except (ZhizaoError, OSError, subprocess.SubprocessError) as error:
        yield Finding(name, ok=False, detail=str(error))


def _python(_: Settings) -> Iterator[Finding]:
    wanted = SpecifierSet(_project()["requires-python"])
    found = ".".join(map(str, sys.version_info[:3]))
    ok = wanted.contains(found)
    yield Finding(
        "Python", ok, f"{found} in {sys.prefix}", "" if ok else f"Use a Python {wanted}, then `make install`."
    )


def _packages(_: Settings) -> Iterator[Finding]:
    """One finding for all packages that are as asked for, and one for each that is not."""
    wanted = [Requirement(line) for line in _project()["dependencies"]]
    faults = {requirement.name: fault for requirement in wanted if (fault := _fault(requirement))}
    if well := len(wanted) - len(faults):
        yield Finding("packages", ok=True, detail=f"{well} as pyproject.toml asks{_differing_from_lock(wanted)}")
    for name, fault in faults.items():
        yield Finding(f"package {name}", ok=False, detail=fault, advice=INSTALL_AGAIN)


def _fault(requirement: Requirement) -> str:
    """What is wrong with an installed package; empty when nothing."""
    installed = _installed(requirement.name)
    if installed is None:
        return "not installed"
    if requirement.specifier.contains(installed, prereleases=True):
        return ""
    return f"{installed} is installed, {requirement.specifier} is needed"


def _differing_from_lock(wanted: list[Requirement]) -> str:
    """Other versions than the lock's may do as well, but are not what the tests ran with."""
    lock = CHECKOUT / "uv.lock"
    if not lock.exists():
        return ""
    locked = {package["name"]: package.get("version") for package in tomllib.loads(lock.read_text())["package"]}
    pairs = [(name, _installed(name), locked.get(name)) for name in (requirement.name for requirement in wanted)]
    other = [
        f"{name} {found} ({expected})" for name, found, expected in pairs if found and expected not in {found, None}
    ]
    return f"; other than in uv.lock: {', '.join(other)}" if other else ""


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def _disk(settings: Settings) -> Iterator[Finding]:
    places = [settings.home] if settings.dsn else [settings.home, EmbeddedServer(settings.home).where()]
    disks = {place.stat().st_dev: place for place in map(_existing, places)}
    for place in disks.values():
        free = shutil.disk_usage(place).free
        advice = "" if free >= LEAST_DISK else "Free some space, or set ZHIZAO_HOME to a folder on another disk."
        yield Finding("disk", not advice, f"{free / (1 << 30):.1f} GB free for {place}", advice)


def _home(settings: Settings) -> Iterator[Finding]:
    existing = _existing(settings.home)
    ok = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    advice = "" if ok else f"Make {existing} a folder you may write, or set ZHIZAO_HOME to one."
    state = "there" if existing == settings.home else "will be made"
    yield Finding("home", ok, f"{settings.home} ({state if ok else 'cannot be written'})", advice)


def _existing(path: Path) -> Path:
    """The path, or its nearest ancestor that exists."""
    return next(place for place in (path, *path.parents) if os.path.exists(place))  # noqa: PTH110 - of pathlib raises


def _programs(settings: Settings) -> Iterator[Finding]:
    program = EmbeddedServer(settings.home).program("postgres")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout.strip()
    yield Finding("embedded programs", ok=True, detail=said)


def _server(settings: Settings) -> Iterator[Finding]:
    server = EmbeddedServer(settings.home)
    state = "runs" if server.running() else "does not run; it starts when it is needed"
    yield Finding("embedded server", ok=True, detail=f"{state}; its data are in {server.where()}")


def _port(settings: Settings) -> Iterator[Finding]:
    server = EmbeddedServer(settings.home)
    port = server.port()
    if port is None:
        yield Finding("embedded port", ok=True, detail="none yet; a free one is taken at the first start")
    elif server.running() or port_is_free(port):
        yield Finding("embedded port", ok=True, detail=f"127.0.0.1:{port}")
    else:
        detail = f"127.0.0.1:{port} is taken by another program"
        advice = "Nothing: another port is taken at the next start; ask for it anew with `zhizao dsn`."
        yield Finding("embedded port", ok=True, detail=detail, advice=advice)


def _external(settings: Settings) -> Iterator[Finding]:
    """The server of ZHIZAO_DSN: reachable, in UTF-8, and ours to make schemas in."""
    question = """
        select current_setting('server_version'), current_setting('server_version_num')::int,
               current_setting('server_encoding'), has_database_privilege(current_database(), 'create')
    """
    with connect("zhizao doctor", settings.dsn) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        version, number, encoding, may_create = cursor.fetchall()[0]
    yield Finding("warehouse", ok=True, detail=f"PostgreSQL {version} answers")
    told = partial(Finding, ok=False)
    if encoding != "UTF8":
        yield told("warehouse encoding", detail=encoding, advice="Make the database anew with `encoding 'UTF8'`.")
    if not may_create:
        advice = "Have `grant create on database … to …` done by its owner."
        yield told("warehouse rights", detail="this user may not make schemas", advice=advice)
    if number < OLDEST_SERVER:
        yield told("warehouse version", detail=version, advice="Use PostgreSQL 15 or later.")


def _ui(_: Settings) -> Iterator[Finding]:
    from zhizao.operation.standalone import FIRST_PORT, status

    operation = status()
    if operation and operation.up:
        yield Finding("UI", ok=True, detail=f"{operation.url} answers")
    elif operation:
        yield Finding(
            "UI", ok=False, detail="Airflow runs but does not answer", advice="`zhizao down`, then `zhizao up`."
        )
    elif port_is_free(FIRST_PORT):
        yield Finding("UI", ok=True, detail=f"not up; port {FIRST_PORT} is free for it")
    else:
        yield Finding("UI", ok=True, detail=f"not up; port {FIRST_PORT} is taken, `zhizao up` takes one after it")
