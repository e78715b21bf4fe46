"""The OpenAI-compatible backend against a service that answers well, slowly, wrongly, maliciously and not at all."""

import gzip
import json
from typing import Any

import pytest

from tests.backends.service import KEY, Build, Handler, Told, completion, mentions, says, sends
from zhizao.backends import openai_compatible
from zhizao.backends.backend import BackendFaultError
from zhizao.backends.question import LONGEST_PART
from zhizao.extraction.proposals import Proposal

BODY = "星澜微芯昨日宣布投产。\n贺兰舟到场祝贺。"
GOOD = mentions(("organization", "星澜微芯"), ("person", "贺兰舟"))
NAMED = (Proposal("organization", "星澜微芯", "openai_compatible"), Proposal("person", "贺兰舟", "openai_compatible"))


def fault_of(backend: Any, body: str = BODY) -> BackendFaultError:
    with pytest.raises(BackendFaultError) as caught:
        backend.propose(body)
    assert KEY not in repr(caught.value)
    assert "127.0.0.1" not in str(caught.value)
    return caught.value


def test_a_good_answer_becomes_proposals_with_its_cost(service: Told, build: Build) -> None:
    service.always = says(GOOD)
    answer = build().propose(BODY)
    assert (answer.proposals, answer.unfit, answer.tokens) == (NAMED, 0, 1000)
    assert service.paths == ["/v1/chat/completions"]
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"


def test_the_question_is_structured_and_holds_the_article_as_data(service: Told, build: Build) -> None:
    build().propose(BODY)
    build().propose(BODY)
    first, second = service.requests
    assert first["response_format"]["json_schema"]["schema"]["required"] == ["mentions"]
    assert (first["temperature"], first["stream"], first["model"]) == (0, False, "tester-1")
    system, user = (message["content"] for message in first["messages"])
    mark = user.splitlines()[0]
    assert user == f"{mark}\n{BODY}\n{mark}"
    assert mark in system
    assert BODY not in system
    assert mark not in json.dumps(second)


def test_without_a_key_none_is_sent(service: Told, build: Build) -> None:
    build(key=None).propose(BODY)
    assert "authorization" not in service.headers[0]


@pytest.mark.parametrize(
    "content",
    [
        f"```json\n{GOOD}\n```",
        f"Here you are:\n{GOOD}\nAnything else?",
        f"<think>{{maybe {{ not</think> {GOOD}",
        json.dumps({"mentions": [{"kind": "person", "text": "贺兰舟", "start": 99, "why": "x"}]}),
    ],
)
def test_json_inside_text_is_found_and_foreign_offsets_are_ignored(service: Told, build: Build, content: str) -> None:
    service.always = says(content)
    assert NAMED[1] in build().propose(BODY).proposals


@pytest.mark.parametrize("status", [400, 415, 422])
def test_a_service_without_structured_answers_is_asked_plainly_from_then_on(
    service: Told, build: Build, status: int
) -> None:
    service.next = [sends(status)]
    service.always = says(f"```\n{GOOD}\n```")
    backend = build()
    assert backend.propose(BODY).proposals == NAMED
    backend.propose(BODY)
    assert ["response_format" in request for request in service.requests] == [True, False, False]
    assert set(service.requests[1]) == {"model", "messages", "stream"}


@pytest.mark.parametrize(
    "content",
    [
        "Sorry, I cannot help with that.",
        "",
        None,
        42,
        '{"mentions": "all of them"}',
        '{"mentions": [{"kind": "place", "text": "成都"}]}',
        '{"mentions": [{"kind": "person"}]}',
        '{"mentions": [{"kind": "person", "text": 7}]}',
        '{"mentions": [{"kind": "person", "text": "贺兰舟"}',
        '{"mentions": [' + ",".join(['{"kind": "person", "text": "贺"}'] * 501) + "]}",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"mentions": 1e99999}',
        "<html><body>Bad gateway</body></html>",
    ],
)
def test_an_answer_of_another_form_is_a_fault(service: Told, build: Build, content: object) -> None:
    service.always = says(content)
    backend = build()
    fault = fault_of(backend)
    assert fault.outcome == "bad_answer"
    assert fault.tokens == (1000 if isinstance(content, str) else backend.estimate(BODY))


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"\xff\xfe\x00", b'{"choices": []}', b"[" * 200_000, b'{"error": {"message": "busy"}}', b"null"],
)
def test_a_response_that_is_no_completion_is_a_fault(service: Told, build: Build, content: bytes) -> None:
    service.always = sends(200, content)
    assert fault_of(build()).outcome == "bad_answer"


@pytest.mark.parametrize(
    "usage", [None, [], {"total_tokens": -5}, {"total_tokens": "9"}, {"total_tokens": 10**30}, {"total_tokens": True}]
)
def test_an_absurd_bill_is_replaced_by_the_estimate(service: Told, build: Build, usage: object) -> None:
    service.always = says(GOOD, usage=usage)
    backend = build()
    assert backend.propose(BODY).tokens == backend.estimate(BODY)


def test_names_that_cannot_be_kept_are_counted_and_dropped(service: Told, build: Build) -> None:
    names = ["贺兰舟", "\x00贺", "贺\x1b[31m", "长" * 201, "", "  ", "贺\ue000"]
    service.always = says(mentions(*(("person", name) for name in names)))
    answer = build().propose(BODY)
    assert [proposal.surface for proposal in answer.proposals] == ["贺兰舟"]
    assert answer.unfit == 6


def test_half_a_character_is_no_answer(service: Told, build: Build) -> None:
    service.always = says('{"mentions": [{"kind": "person", "text": "\\ud83d"}]}')
    assert fault_of(build()).outcome == "bad_answer"


def test_busy_services_are_asked_again_with_growing_patience(service: Told, build: Build, slept: list[float]) -> None:
    service.next = [sends(500), sends(503)]
    service.always = says(GOOD)
    assert build(retries=2).propose(BODY).proposals == NAMED
    assert slept == [1, 2]


def test_a_service_says_how_long_to_wait_but_not_for_ever(service: Told, build: Build, slept: list[float]) -> None:
    service.next = [sends(429, Retry_After="7"), sends(429, Retry_After="999999")]
    service.always = says(GOOD)
    build(retries=2).propose(BODY)
    assert slept == [7, 60]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_service_that_stays_busy_is_a_fault(service: Told, build: Build, status: int) -> None:
    service.always = sends(status, b"secret: " + KEY.encode())
    assert fault_of(build(retries=3)).outcome == "overloaded"
    assert len(service.requests) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 409, 413])
def test_a_refusal_is_a_fault_at_once_that_repeats_nothing_of_the_service(
    service: Told, build: Build, status: int
) -> None:
    service.always = sends(status, b'{"error": "Incorrect API key: ' + KEY.encode() + b'"}')
    fault = fault_of(build())
    assert (fault.outcome, fault.tokens, len(service.requests)) == ("refused", 0, 1)
    assert str(status) in str(fault)


def test_redirects_are_not_followed(service: Told, build: Build) -> None:
    service.next = [sends(307, Location=f"{service.url}/elsewhere")]
    assert fault_of(build()).outcome == "refused"
    assert len(service.requests) == 1


def test_nobody_there_is_a_fault(build: Build, closed_port: int) -> None:
    assert fault_of(build(url=f"http://127.0.0.1:{closed_port}/v1")).outcome == "unreachable"
    assert fault_of(build(url="http://nowhere.invalid/v1")).outcome == "unreachable"


def test_a_connection_that_breaks_is_a_fault(service: Told, build: Build) -> None:
    def breaks(handler: Handler, _: object) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{")
        handler.close_connection = True

    service.always = breaks
    assert fault_of(build()).outcome == "unreachable"


def test_a_service_that_never_answers_is_left_in_time(service: Told, build: Build) -> None:
    service.always = lambda handler, _: handler.server.told.end.wait(10)  # type: ignore[assignment]
    fault = fault_of(build(timeout=0.2))
    assert fault.outcome == "timeout"
    assert fault.tokens > 0


@pytest.mark.parametrize("opening", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Drip: "])
def test_an_endless_trickle_is_left_in_time(service: Told, build: Build, opening: bytes) -> None:
    def trickles(handler: Handler, _: object) -> None:
        handler.wfile.write(opening)
        while not handler.server.told.end.wait(0.02):
            handler.wfile.write(b" ")

    service.always = trickles
    assert fault_of(build(timeout=0.3)).outcome == "timeout"


def test_a_huge_answer_is_cut_off(service: Told, build: Build) -> None:
    def floods(handler: Handler, _: object) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not handler.server.told.end.is_set():
            handler.wfile.write(b" " * 65536)

    service.always = floods
    assert fault_of(build()).outcome == "too_large"


def test_a_packed_bomb_does_not_unfold(service: Told, build: Build) -> None:
    service.always = sends(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")
    assert fault_of(build()).outcome == "too_large"


def test_a_fault_of_our_own_is_a_fault_too(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(openai_compatible, "read_reply", fails)
    assert fault_of(build()).outcome == "failed"


def test_long_articles_are_asked_about_by_paragraphs(service: Told, build: Build) -> None:
    body = "".join(f"第{number}段，星澜微芯扩产。{'。' * 900}\n" for number in range(12))
    answer = build().propose(body)
    sent = ["\n".join(request["messages"][1]["content"].split("\n")[1:-1]) for request in service.requests]
    assert "".join(sent) == body
    assert len(sent) == 2
    assert answer.tokens == 2000
    assert all(len(part) <= LONGEST_PART for part in sent)


def test_when_a_part_fails_the_article_fails_and_both_are_paid(service: Told, build: Build) -> None:
    service.next = [says(GOOD), says("nonsense")]
    fault = fault_of(build(), "星澜微芯。\n" * 1500)
    assert (fault.outcome, fault.tokens) == ("bad_answer", 2000)


def test_an_article_of_many_parts_is_left_in_time(service: Told, build: Build) -> None:
    seconds = [0.0]

    def takes_long(handler: Handler, _: object) -> None:
        seconds[0] += 4.5
        handler.send(200, completion(GOOD))

    service.always = takes_long
    fault = fault_of(build(timeout=5, clock=lambda: seconds[0]), "星澜微芯。\n" * 30_000)
    assert (fault.outcome, len(service.requests)) == ("timeout", 6)


def test_the_key_is_in_no_text_of_the_backend(build: Build) -> None:
    backend = build()
    assert KEY not in f"{backend!r} {vars(backend)} {backend.identity}"
    assert backend.identity.startswith("openai_compatible:tester-1:")
