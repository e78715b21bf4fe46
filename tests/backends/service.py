"""A local service that speaks the protocol of chat completions, and misbehaves as a test tells it to."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from zhizao.backends.openai_compatible import OpenAICompatible

KEY = "sk-test-7d1f"
Behaviour = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One request, answered by the next behaviour the test has lined up, or by the standing one."""

    server: "Service"

    def do_POST(self) -> None:
        """Read the request, note it, behave."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.requests.append(body)
        self.server.told.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.server.told.paths.append(self.path)
        behaviour = self.server.told.next.pop(0) if self.server.told.next else self.server.told.always
        try:
            behaviour(self, body)
        except OSError:
            self.close_connection = True

    def send(self, status: int, content: bytes, **headers: str) -> None:
        """A plain response."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Told:
    """What the service was asked, and what it is told to do."""

    always: Behaviour
    next: list[Behaviour] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""
    end: threading.Event = field(default_factory=threading.Event)


class Service(ThreadingHTTPServer):
    """The server; its threads die with the test."""

    daemon_threads = True
    block_on_close = False
    told: Told


def completion(content: object, **more: object) -> bytes:
    """A well-formed completion around `content`."""
    usage = {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage, **more}).encode()


def mentions(*pairs: tuple[str, str]) -> str:
    """The agreed JSON for pairs of kind and name."""
    return json.dumps({"mentions": [{"kind": kind, "text": text} for kind, text in pairs]}, ensure_ascii=False)


def says(content: object, **more: object) -> Behaviour:
    """A behaviour: answer with this content."""
    return lambda handler, _: handler.send(200, completion(content, **more))


def sends(status: int, content: bytes = b"{}", **headers: str) -> Behaviour:
    """A behaviour: answer with this status and these bytes."""
    return lambda handler, _: handler.send(status, content, **headers)


Build = Callable[..., OpenAICompatible]
