"""The files of the embedded PostgreSQL: where its folder is, and what is in it.

```
ZHIZAO_HOME/
  postgres.lock   held while a process starts or stops the server
  postgres/       or a link to a folder below /var/lib, when root starts the server and its user cannot come here
    data/         PostgreSQL's own
    server.log    what the server says
    port          the port that is remembered
    password      mode 0600
    bi_reader.password  mode 0600; of the role that reads the published marts
    home          the ZHIZAO_HOME this belongs to
    engine-…/     a copy of the programs, when root starts the server and its user cannot come to the environment
```
"""

import fcntl
import hashlib
import itertools
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded.account import Account, account_for

ELSEWHERE = Path("/var/lib")
"""Where root keeps the data of a ZHIZAO_HOME that the server's user cannot pass to."""

LONGEST_PATH = 800
"""Bytes the folder's path may have: PostgreSQL holds paths in 1,024 and appends file names of its own."""

UNQUOTABLE = frozenset('"$`\\\n\r')
"""initdb and pg_ctl hand paths to a shell between double quotes."""

LOG_LIMIT = 10_000_000
"""A log larger than this, in bytes, is set aside at the next start; one such is kept."""

LOCK_PATIENCE = 180.0
"""How long to wait, in seconds, for another process that is starting or stopping the server."""


class ServerFiles:
    """The folder of one embedded server."""

    def __init__(self, home: Path) -> None:
        """`home` is ZHIZAO_HOME; nothing is created before `prepare`."""
        self.home = home.expanduser().absolute()
        self._inside = self.home / "postgres"

    @property
    def folder(self) -> Path:
        """Where everything is: below `home`, or where `postgres` there links to; before the first start, will be.

        Raises ZhizaoError when the link was copied here from another home.
        """
        if self._inside.is_symlink():
            return self._linked()
        if os.geteuid() != 0 or self._inside.is_dir() or account_for(self._inside / "data").can_pass(self.home):
            return self._inside
        return next(folder for folder in self._elsewhere() if not folder.exists())

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def account(self) -> Account:
        """Who the server runs as; raises as `account_for`."""
        return account_for(self.data)

    def _linked(self) -> Path:
        folder = self._inside.resolve()
        try:
            owner = Path((folder / "home").read_text().rstrip("\n"))
        except OSError:
            return folder
        if owner != self.home.resolve() and (owner / "postgres").is_symlink():
            message = (
                f"{self._inside} is a copy of the link from {owner} to its data; remove it to have data of your own."
            )
            raise ZhizaoError(message)
        return folder

    def abandoned(self) -> list[Path]:
        """Folders elsewhere that an earlier ZHIZAO_HOME at this place has left behind, without a link to them now."""
        left = itertools.takewhile(Path.exists, self._elsewhere())
        return [folder for folder in left if folder != self.folder]

    def _elsewhere(self) -> Iterator[Path]:
        name = hashlib.sha256(os.fsencode(self.home.resolve())).hexdigest()[:12]
        return (ELSEWHERE / f"zhizao-{name}{f'-{number}' if number > 1 else ''}" for number in itertools.count(1))

    def prepare(self) -> None:
        """Create the folder, open to nobody but its owner and, for root, passable for the server's user.

        Raises ZhizaoError for a path that PostgreSQL cannot work with, OSError when nothing can be written.
        """
        folder, account = self.folder, self.account
        refuse_path(folder)
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o700 if account.is_self else 0o711)
        if folder.parent == ELSEWHERE and not self._inside.is_symlink():
            self._inside.symlink_to(folder)
        self.write_private("home", str(self.home.resolve()))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from starting or stopping this server.

        Raises ZhizaoError when that takes longer than LOCK_PATIENCE, and in place of an OSError met meanwhile.
        """
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.home / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                self._lock(handle)
                yield
            finally:
                os.close(handle)
        except OSError as error:
            where, reason = error.filename or self.home, error.strerror or error
            message = f"{where} cannot be used ({reason}); mend that, or set ZHIZAO_HOME to another folder."
            raise ZhizaoError(message) from error

    def _lock(self, handle: int) -> None:
        deadline = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    message = (
                        f"Another process is starting or stopping PostgreSQL in {self.home}; wait for it or end it."
                    )
                    raise ZhizaoError(message) from None
                time.sleep(0.05)

    def password(self) -> str:
        """The superuser's password. Raises ZhizaoError when there is none yet."""
        return self._read("password")

    def new_password(self, name: str = "password") -> str:
        """Generate the password and keep it, in the file of this name."""
        password = secrets.token_urlsafe(24)
        self.write_private(name, password)
        return password

    def reader_password(self) -> str:
        """The password of the role that reads the published marts; made when there is none yet."""
        name = "bi_reader.password"
        return self._read(name) if (self.folder / name).exists() else self.new_password(name)

    def remembered_port(self) -> int | None:
        """The port the server listened on last, if it ever did."""
        try:
            return int(self._read("port"))
        except (ZhizaoError, ValueError):
            return None

    def remember_port(self, port: int) -> None:
        """Keep the port for the next start."""
        if port != self.remembered_port():
            self.write_private("port", str(port))

    def _read(self, name: str) -> str:
        path = self.folder / name
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            message = f"There is no {name} of a server in {self.folder}; start it with `zhizao db start`."
            raise ZhizaoError(message) from None
        except OSError as error:
            message = f"{path} cannot be read ({error.strerror}); run as its owner, or set ZHIZAO_HOME."
            raise ZhizaoError(message) from error

    def write_private(self, name: str, text: str, owner: Account | None = None) -> Path:
        """Write a file of mode 0600 so that it is there whole or not at all; its owner is the folder's unless given."""
        path, new = self.folder / name, self.folder / f"{name}.new"
        status = self.folder.stat()
        new.unlink(missing_ok=True)
        new.touch(mode=0o600, exist_ok=False)
        new.write_text(f"{text}\n")
        (owner or Account(status.st_uid, status.st_gid)).give(new)
        return new.replace(path)

    def open_log(self) -> int:
        """Make the log ready for the server's user; returns its size in bytes, where this start's words begin."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.folder / "server.log.1")
        self.log.touch(mode=0o600)
        self.account.give(self.log)
        return self.log.stat().st_size


def refuse_path(path: Path) -> None:
    """Raise ZhizaoError for a path that PostgreSQL's programs cannot work with."""
    if UNQUOTABLE & set(str(path)):
        message = f'PostgreSQL cannot live in {path}: the signs " $ ` \\ and line ends must not be in the path.'
        raise ZhizaoError(message)
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise ZhizaoError(f"The path {path} is too long for PostgreSQL; set ZHIZAO_HOME to a shorter one.")
