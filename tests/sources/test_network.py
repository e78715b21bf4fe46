"""The guarded network: a name is resolved once, and what was checked is what is connected to."""

import socket
from typing import Any

import pytest

from tests.sources.conftest import WEB, Web
from zhizao.sources import network
from zhizao.sources.document import Document, Refusal
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.pages import Pages


def resolving(*answers: list[str]) -> Any:
    """A name server that gives one answer after the other; addresses themselves are what they are."""
    left = list(answers)
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host != "news.example":
            return real(host, port, *rest, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in left.pop(0)]

    return resolve


@pytest.fixture
def named(web: Web) -> Pages:
    web.page("/a")
    web.page("/robots.txt", "")
    port = web.base.rpartition(":")[2]
    fields = {**WEB, "kind": "pages", "urls": [f"http://news.example:{port}/a"], "allow_private": False, "attempts": 1}
    return Pages.model_validate(fields)


def test_a_name_that_changes_its_mind_gains_nothing(
    web: Web, named: Pages, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the name resolved again to connect, it would lead elsewhere; there is no second question."""
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolving(["127.0.0.1"], ["10.0.0.1"]))
    (page,) = named.visit(Memory(), limits)
    assert isinstance(page, Document)
    assert web.headers("/a")["Host"].startswith("news.example:")


def test_one_private_address_among_public_ones_is_enough(
    web: Web, named: Pages, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving(["93.184.216.34", "127.0.0.1"]))
    (refusal,) = named.visit(Memory(), limits)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "private_address"
    assert web.requests == []


def test_the_next_address_is_tried_when_one_does_not_answer(
    web: Web, named: Pages, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "is_public", lambda _: True)
    monkeypatch.setattr(socket, "getaddrinfo", resolving(["127.0.0.9", "127.0.0.1"]))
    (page,) = named.visit(Memory(), limits)
    assert isinstance(page, Document)
    assert web.asked() == ["/a"]
