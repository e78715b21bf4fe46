"""Which system user the embedded PostgreSQL runs as, and what that user can reach.

PostgreSQL refuses to run as root. When root starts it, it runs as the owner of its data, or as `nobody` when there
are none yet; no user is created and no folder that is not the server's own changes its mode.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from zhizao.errors import ZhizaoError


class RunAs(TypedDict, total=False):
    """The arguments of `subprocess.run` that start a program as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A system user, by number."""

    uid: int
    gid: int

    @property
    def is_self(self) -> bool:
        """Whether this process already runs as this user."""
        return self.uid == os.geteuid()

    @property
    def name(self) -> str:
        """The user's name, or its number when it has none."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    def run_as(self) -> RunAs:
        """What makes `subprocess.run` start a program as this user; nothing when this process is that user."""
        return RunAs() if self.is_self else RunAs(user=self.uid, group=self.gid, extra_groups=[])

    def give(self, path: Path) -> None:
        """Make this user the owner of a file or folder of ours. Raises OSError when the machine forbids it."""
        if not self.is_self:
            os.chown(path, self.uid, self.gid)

    def can_pass(self, folder: Path) -> bool:
        """Whether this user can step into the folder, or into its nearest ancestor that exists."""
        while not os.path.exists(folder):  # noqa: PTH110 - that of pathlib raises when the way is barred
            folder = folder.parent
        command = ["/bin/sh", "-c", 'test -x "$0"', os.fspath(folder)]
        return subprocess.run(command, cwd="/", check=False, **self.run_as()).returncode == 0


def account_for(data: Path) -> Account:
    """The user who owns the data, or who is to own them.

    Raises ZhizaoError when they belong to somebody this process may not act as, or PostgreSQL may not run as.
    """
    try:
        status = data.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _account_for_new()
    except OSError as error:
        raise ZhizaoError(
            f"{data} cannot be reached ({error.strerror}); run as its owner, or set ZHIZAO_HOME."
        ) from error
    owner = Account(status.st_uid, status.st_gid)
    if os.geteuid() != 0 and not owner.is_self:
        message = f"The data in {data} belong to user {owner.name}; run as that user or as root, or set ZHIZAO_HOME."
        raise ZhizaoError(message)
    if owner.uid == 0:
        message = f"The data in {data} belong to root, as whom PostgreSQL does not run; give them to another user."
        raise ZhizaoError(message)
    return owner


def _account_for_new() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        message = "PostgreSQL does not run as root and this machine has no user 'nobody'; run as an ordinary user."
        raise ZhizaoError(message) from None
    return Account(nobody.pw_uid, nobody.pw_gid)
