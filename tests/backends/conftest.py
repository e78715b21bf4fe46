"""Fixtures for backends: the running service, a backend that asks it, and a port where nobody is."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.backends.service import KEY, Build, Handler, Service, Told, mentions, says
from zhizao.backends.openai_compatible import OpenAICompatible
from zhizao.backends.settings import BackendSettings
from zhizao.sources.limits import Clock


@pytest.fixture
def service() -> Iterator[Told]:
    """The running service; it knows nobody until told otherwise."""
    server = Service(("127.0.0.1", 0), Handler)
    server.told = Told(always=says(mentions()))
    server.told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.told
    server.told.end.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def closed_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def slept() -> list[float]:
    """The seconds that the backend would have slept."""
    return []


@pytest.fixture
def build(service: Told, slept: list[float]) -> Build:
    """Makes a backend that asks the service and sleeps in no time."""

    def made(clock: Callable[[], float] = time.monotonic, **changes: Any) -> OpenAICompatible:
        given = {"url": service.url, "model": "tester-1", "key": KEY, "timeout": 5, **changes}
        return OpenAICompatible(BackendSettings(**given), Clock(monotonic=clock, sleep=slept.append))

    return made
