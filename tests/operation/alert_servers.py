"""A mail server and a web server that take alerts, each as well behaved as a test wants it."""

import email
import email.policy
import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SLOW = 3.0
"""Seconds a slow server takes; longer than a channel waits in the tests."""


class Inbox:
    """What a server received, and how it is to behave: well, slow, or failing."""

    def __init__(self) -> None:
        self.port = 0
        self.manner = "well"
        self.received: list[Any] = []

    def reset(self, manner: str) -> None:
        self.manner = manner
        self.received.clear()


@contextmanager
def mail_server() -> Iterator[Inbox]:
    """SMTP, as much of it as a client needs to hand over a message."""
    inbox = Inbox()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if inbox.manner == "slow":
                time.sleep(SLOW)
            self.say("220 ready")
            while line := self.rfile.readline().decode().strip().upper():
                if line.startswith("DATA"):
                    self.take()
                elif line.startswith("QUIT"):
                    return self.say("221 bye")
                elif line.startswith("MAIL") and inbox.manner == "failing":
                    self.say("550 no")
                else:
                    self.say("250 ok")
            return None

        def take(self) -> None:
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            inbox.received.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
            self.say("250 ok")

        def say(self, answer: str) -> None:
            self.wfile.write(f"{answer}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler), inbox):
        yield inbox


@contextmanager
def web_server() -> Iterator[Inbox]:
    """HTTP; what is posted as JSON is received."""
    inbox = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if inbox.manner == "slow":
                time.sleep(SLOW)
            if inbox.manner == "well":
                inbox.received.append((self.path, json.loads(body)))
            self.send_response(200 if inbox.manner == "well" else 500)
            self.end_headers()
            self.wfile.write(b"ok" if inbox.manner == "well" else b"internal: the token is s3cr3t-t0ken")

        def log_message(self, *_: object) -> None: ...

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler), inbox):
        yield inbox


@contextmanager
def _serving(server: socketserver.ThreadingTCPServer, inbox: Inbox) -> Iterator[None]:
    server.daemon_threads = True
    server.block_on_close = False
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that has waited enough goes away
    inbox.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
