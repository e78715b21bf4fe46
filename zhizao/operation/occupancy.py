"""One at a time: a run in a terminal or scheduled operation, never both, since both would move the same loads."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhizao.errors import ZhizaoError

FILE = "occupied"


@contextmanager
def occupy(folder: Path, what: str) -> Iterator[int]:
    """Hold `folder` for as long as the context lasts or the process lives; `what` tells others who holds it.

    Gives the file descriptor that holds it: a process it is passed on to holds the folder too, until that has ended.
    Raises ZhizaoError, with what the holder says of itself, when it is held.
    """
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ZhizaoError(_refusal(os.read(handle, 4096))) from None
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps({"pid": os.getpid(), "what": what}).encode())
        yield handle
    finally:
        os.close(handle)


def _refusal(said: bytes) -> str:
    try:
        holder = json.loads(said)
        return f"{holder['what']} (process {holder['pid']})."
    except (ValueError, KeyError):
        return "Another run has just begun: wait until it has ended and try again."
