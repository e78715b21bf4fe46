"""One data folder of PostgreSQL: created, started on a port, stopped."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded.account import account_for
from zhizao.warehouse.embedded.engine import MAJOR, engine, fault_in, run_program
from zhizao.warehouse.embedded.files import ServerFiles

USER = "zhizao"
DATABASES = ("zhizao", "airflow")
"""The warehouse, and the metadata of Airflow."""

PATIENCE = 300
"""Seconds a start or a stop may take: after a crash PostgreSQL first replays its log."""

NO_PROCESS = 2**31 - 2
"""A process number that no system gives."""

SETTINGS = (
    "listen_addresses=127.0.0.1",
    # A socket's path may have 107 bytes; the data folder's is often longer.
    "unix_socket_directories=",
    "max_connections=100",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
)
FOR_THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Cluster:
    """The programs of PostgreSQL, applied to one data folder. Callers hold the lock of its files."""

    def __init__(self, files: ServerFiles, *, durable: bool) -> None:
        """`durable=False` gives up safety against a crash of the machine."""
        self._files = files
        self._durable = durable

    def create(self) -> None:
        """Make the data folder with its databases, whole or not at all, and stop what abandoned ones still run.

        Raises ZhizaoError when that is impossible, for example because the disk is full.
        """
        for folder in self._files.abandoned():
            _stop_abandoned(folder)
        folder, account = self._files.folder, self._files.account
        for left in folder.glob("data.new*"):
            shutil.rmtree(left, ignore_errors=True)
        # A name of its own: the initdb of a process that was killed may still be writing into the one it had.
        new = Path(tempfile.mkdtemp(prefix="data.new.", dir=folder))
        handed_over = self._files.write_private("initdb.password", self._files.new_password(), account)
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        access = ("--auth=scram-sha-256", f"--username={USER}", f"--pwfile={handed_over}")
        haste = () if self._durable else ("--no-sync",)
        try:
            account.give(new)
            self._run("initdb", *locale, *access, *haste, "--no-instructions", "-D", new)
        finally:
            handed_over.unlink(missing_ok=True)
        words = "".join(f"create database {name};\n" for name in DATABASES)
        self._run("postgres", "--single", "-D", new, *self._options(), "--exit_on_error=on", "postgres", words=words)
        new.rename(self._files.data)

    def refuse_unusable(self) -> None:
        """Raise ZhizaoError when the server's user cannot come to the data, or cannot read this version of them."""
        data, account = self._files.data, self._files.account
        if not account.can_pass(data):
            message = f"User {account.name} cannot pass to {data}; give the folders above it the x permission again."
            raise ZhizaoError(message)
        mark = data / "PG_VERSION"
        found = mark.read_text().strip() if mark.exists() else "an unknown version"
        if found != str(MAJOR):
            message = (
                f"The data in {data} are of PostgreSQL {found}, the programs of {MAJOR}; "
                "move that folder away and run the articles again, or install the project's earlier version."
            )
            raise ZhizaoError(message)

    def disown_process(self) -> None:
        """Free `postmaster.pid` from a process that is not our server; only for when no server of ours answers.

        PostgreSQL refuses to start while the recorded process lives, but after a crash its number may belong to
        another program, or to a dead process that nobody has reaped (usual in containers). Only the number is
        changed, so that PostgreSQL's own check for processes still at the old shared memory stays in force.
        """
        record = self._files.data / "postmaster.pid"
        with suppress(FileNotFoundError):
            lines = record.read_text().splitlines(keepends=True)
            record.write_text("".join([f"{NO_PROCESS}\n", *lines[1:]]))

    def start_on(self, port: int) -> str:
        """Start the server on this port; returns why it did not start, or nothing."""
        begin = self._files.open_log()
        options = " ".join([*self._options(), f"--port={port}"])
        wait = ("-w", "-t", str(PATIENCE))
        try:
            self._run("pg_ctl", "start", "-D", self._files.data, "-l", self._files.log, "-o", options, *wait)
        except ZhizaoError as error:
            return fault_in(self._files.log.read_bytes()[begin:].decode(errors="replace")) or str(error)
        return ""

    def stop(self) -> None:
        """Stop the running server; clients are disconnected. Raises ZhizaoError when it does not end."""
        self._run("pg_ctl", "stop", "-D", self._files.data, "-m", "fast", "-w", "-t", str(PATIENCE))

    def _options(self) -> list[str]:
        chosen = SETTINGS if self._durable else (*SETTINGS, *FOR_THROW_AWAY)
        return [f"--{setting}" for setting in chosen]

    def _run(self, program: str, *arguments: str | Path, words: str = "") -> None:
        account, folder = self._files.account, self._files.folder
        try:
            run_program(engine(account, folder) / "bin" / program, arguments, account, words)
        except ZhizaoError as error:
            raise ZhizaoError(f"PostgreSQL in {folder} cannot work, {program}: {str(error).rstrip('.')}.") from error


def _stop_abandoned(folder: Path) -> None:
    """Stop the server of a ZHIZAO_HOME that was deleted; its data stay. It is no reason to fail if that fails."""
    with suppress(ZhizaoError, OSError):
        account = account_for(folder / "data")
        run_program(engine(account, folder) / "bin" / "pg_ctl", ("stop", "-D", folder / "data", "-m", "fast"), account)
