"""A web server on loopback that answers as told, and a clock that does not wait."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from zhizao.sources.limits import Clock, Limits

CAP = 100_000


class Handler(BaseHTTPRequestHandler):
    """Answers with what the web was told to answer at this path."""

    protocol_version = "HTTP/1.1"
    web: "Web"

    def do_GET(self) -> None:
        self.web.requests.append((self.path, dict(self.headers)))
        plan = self.web.plans.get(self.path)
        if plan is None:
            self.plain(404)
        else:
            plan(self)

    def plain(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Plan = Callable[[Handler], None]


@dataclass
class Web:
    """The server: what it answers by path, and what it was asked."""

    base: str
    plans: dict[str, Plan] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def page(self, path: str, body: str | bytes = "<p>正文</p>", status: int = 200, **headers: str) -> str:
        """Answer a path with these bytes; gives its address."""
        content = body.encode() if isinstance(body, str) else body
        headers = {"Content_Type": "text/html; charset=utf-8", **headers}
        self.plans[path] = lambda handler: handler.plain(status, content, **headers)
        return self.base + path

    def raw(self, path: str, *pieces: bytes, pause: float = 0.0) -> str:
        """Answer a path with these bytes as they are, a pause after each, then close the connection."""

        def answer(handler: Handler) -> None:
            handler.close_connection = True
            for piece in pieces:
                try:
                    handler.wfile.write(piece)
                    handler.wfile.flush()
                except OSError:
                    return
                time.sleep(pause)

        self.plans[path] = answer
        return self.base + path

    def turns(self, path: str, *plans: Plan) -> str:
        """Answer a path with each plan once, the last one for ever."""
        left = list(plans)

        def answer(handler: Handler) -> None:
            (left.pop(0) if len(left) > 1 else left[0])(handler)

        self.plans[path] = answer
        return self.base + path

    def asked(self, path: str | None = None) -> list[str]:
        """The paths asked for, without robots.txt unless it is named."""
        return [p for p, _ in self.requests if (p == path if path else p != "/robots.txt")]

    def headers(self, path: str) -> dict[str, str]:
        """What the last request for a path sent."""
        return [headers for asked, headers in self.requests if asked == path][-1]


@pytest.fixture
def web() -> Iterator[Web]:
    """A fresh server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Web(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Bound", (Handler,), {"web": served})
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


@dataclass
class Time:
    """A clock for a visit: sleeping only moves its hands."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=self.passed)

    def clock(self) -> Clock:
        """The clock as visits take it; what really passes counts too, so that deadlines hold."""
        return Clock(lambda: time.monotonic() + self.passed, self.sleep, self.now)


@pytest.fixture
def hands() -> Time:
    return Time()


@pytest.fixture
def limits(hands: Time) -> Limits:
    """Limits with a small cap and a clock that does not wait."""
    return Limits(CAP, clock=hands.clock())


WEB: dict[str, Any] = {"name": "web", "allow_private": True, "read_timeout": 0.5, "total_timeout": 1.0}
"""Fields for sources that ask the server."""
