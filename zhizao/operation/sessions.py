"""Processes by session: everything a program has started, also what has left its process group.

Airflow puts each task into a process group of its own, so that signalling one group leaves tasks behind. Nothing of it
leaves the session.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

STEP = 0.1
"""Seconds between two looks."""

GRACE = 5.0
"""Seconds that a process without its leader has to end by itself."""


def members(session: int) -> list[int]:
    """The living processes of a session; the dead that nobody has reaped do not count."""
    return [pid for pid in psutil.pids() if _session_of(pid) == session and _alive(pid)]


def end_session(session: int, patience: float) -> None:
    """Ask the session's leader to end what it started, and kill what is left when the leader has gone.

    The leader has `patience` seconds, and each of the others `GRACE` seconds more.
    """
    _signal([session], signal.SIGTERM)
    _wait(lambda: session not in members(session), patience)
    _signal(members(session), signal.SIGTERM)
    _wait(lambda: not members(session), GRACE)
    _wait(lambda: not _signal(members(session), signal.SIGKILL), GRACE)


def _signal(pids: list[int], number: signal.Signals) -> list[int]:
    """Send a signal to those that live; gives them back."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
    return pids


def _wait(done: Callable[[], bool], patience: float) -> None:
    deadline = time.monotonic() + patience
    while not done() and time.monotonic() < deadline:
        time.sleep(STEP)


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def _alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
