"""Pages as a source, against a server that answers well and badly."""

import gzip
from typing import Any

import pytest

from tests.sources.conftest import CAP, WEB, Handler, Time, Web
from zhizao.errors import ZhizaoError
from zhizao.sources.document import Document, Item, Refusal, Trouble, Unchanged
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.pages import Pages


def visit(limits: Limits, *urls: str, memory: Memory | None = None, **fields: Any) -> list[Item]:
    return list(Pages(kind="pages", urls=urls, **{**WEB, **fields}).visit(memory or Memory(), limits))


def only(items: list[Item], kind: type) -> Any:
    (item,) = items
    assert isinstance(item, kind), item
    return item


def test_a_page_comes_with_its_bytes_and_its_type(web: Web, limits: Limits) -> None:
    page = only(visit(limits, web.page("/a.html", "<p>投产</p>", Content_Type="text/html; charset=gbk")), Document)
    assert (page.uri, page.content, page.media_type) == (
        f"{web.base}/a.html",
        "<p>投产</p>".encode(),
        "text/html; charset=gbk",
    )


def test_we_say_who_we_are(web: Web, limits: Limits) -> None:
    visit(limits, web.page("/a"), user_agent="zhizao/9 (+mailto:desk@example.org)")
    assert web.headers("/a")["User-Agent"] == "zhizao/9 (+mailto:desk@example.org)"
    assert web.headers("/robots.txt")["User-Agent"] == "zhizao/9 (+mailto:desk@example.org)"


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "not_found"), (410, "not_found"), (403, "http_403"), (204, "http_204"), (302, "http_302")],
)
def test_what_a_host_does_not_hand_out_is_refused_and_asked_for_once(
    web: Web, limits: Limits, status: int, code: str
) -> None:
    refusal = only(visit(limits, web.page("/gone", b"", status)), Refusal)
    assert refusal.code == code
    assert str(status) in refusal.sentence
    assert web.asked() == ["/gone"]


def test_what_was_refused_is_asked_for_again_after_a_day(web: Web, limits: Limits, hands: Time) -> None:
    url, memory = web.base + "/late", Memory()
    first = only(visit(limits, url, memory=memory), Refusal)
    web.page("/late")
    assert isinstance(visit(limits, url, memory=memory)[0], Unchanged)
    hands.passed += 90_000
    assert only(visit(limits, url, memory=memory), Document).key != first.key


def test_redirects_are_followed_and_name_the_page(web: Web, limits: Limits) -> None:
    web.page("/new", "新")
    web.page("/old", status=301, Location="/middle")
    web.page("/middle", status=302, Location=f"{web.base}/new#part")
    assert only(visit(limits, f"{web.base}/old"), Document).uri == f"{web.base}/new"


def test_redirects_without_end_are_refused(web: Web, limits: Limits) -> None:
    url = web.page("/round", status=302, Location="/round")
    assert only(visit(limits, url, max_redirects=3), Refusal).code == "too_many_redirects"
    assert len(web.asked("/round")) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "//[", "http://x:99999/", "javascript:alert(1)"]
)
def test_redirects_out_of_the_web_are_refused(web: Web, limits: Limits, target: str) -> None:
    assert only(visit(limits, web.page("/out", status=302, Location=target)), Refusal).code == "bad_address"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f000001", "0.0.0.0"])  # noqa: S104
def test_private_addresses_are_not_asked(web: Web, limits: Limits, host: str) -> None:
    web.page("/secret")
    port = web.base.rpartition(":")[2]
    refusal = only(visit(limits, f"http://{host}:{port}/secret", allow_private=False), Refusal)
    assert refusal.code == "private_address"
    assert "allow_private" in refusal.sentence
    assert web.requests == []


def test_a_redirect_to_a_private_address_is_not_followed(
    web: Web, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host counts as public, the one it points to is a machine of the local network."""
    from zhizao.sources import network

    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    web.page("/in", status=302, Location="http://10.0.0.1/admin")
    assert only(visit(limits, f"{web.base}/in", allow_private=False), Refusal).code == "private_address"


def test_a_page_over_the_cap_is_refused_before_it_is_held(web: Web, limits: Limits) -> None:
    assert only(visit(limits, web.page("/huge", b"x" * (CAP + 1))), Refusal).code == "too_large"


def test_a_page_without_end_is_cut_off(web: Web, limits: Limits) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    assert only(visit(limits, web.raw("/endless", head, *[b"x" * 60_000] * 50)), Refusal).code == "too_large"


def test_a_packed_page_is_unpacked_and_a_bomb_is_not(web: Web, limits: Limits) -> None:
    web.page("/packed", gzip.compress("正文".encode()), Content_Encoding="gzip")
    web.page("/bomb", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    web.page("/odd", b"\x28\xb5\x2f\xfd", Content_Encoding="zstd")
    web.page("/broken", b"no gzip", Content_Encoding="gzip")
    packed, *others = visit(limits, *(web.base + path for path in ("/packed", "/bomb", "/odd", "/broken")))
    assert isinstance(packed, Document)
    assert packed.content == "正文".encode()
    codes = [item.code for item in others if isinstance(item, Refusal)]
    assert codes == ["too_large", "unknown_compression", "broken_compression"]


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("text/plain", True), ("application/pdf", True), ("application/xhtml+xml", True), ("", True),
        ("image/png", False), ("video/mp4", False), ("application/zip", False),
    ],
)  # fmt: skip
def test_only_what_may_be_an_article_is_taken(web: Web, limits: Limits, kind: str, taken: bool) -> None:  # noqa: FBT001
    (item,) = visit(limits, web.page("/x", b"bytes", Content_Type=kind))
    assert isinstance(item, Document) == taken
    assert taken or (isinstance(item, Refusal) and item.code == "wrong_content_type")


def failing(status: int, **headers: str) -> Any:
    return lambda handler: handler.plain(status, **headers)


def well(handler: Handler) -> None:
    handler.plain(200, b"well")


def test_a_fault_that_passes_is_tried_again(web: Web, limits: Limits) -> None:
    url = web.turns("/shaky", failing(500), failing(503), well)
    assert only(visit(limits, url), Document).content == b"well"


def test_429_is_heard_and_its_time_kept(web: Web, limits: Limits, hands: Time) -> None:
    url = web.turns("/busy", failing(429, Retry_After="17"), well)
    assert only(visit(limits, url, delay_seconds=0), Document)
    assert hands.slept == [17.0]


def test_a_host_that_asks_for_hours_is_left_alone_until_the_next_visit(web: Web, limits: Limits, hands: Time) -> None:
    busy, other = web.turns("/busy", failing(429, Retry_After="7200")), web.page("/other")
    items = visit(limits, busy, other, delay_seconds=0)
    assert [type(item) for item in items] == [Trouble, Trouble]
    assert web.asked() == ["/busy"]
    assert sum(hands.slept) == 0


def test_trouble_is_no_document_and_the_next_visit_asks_again(web: Web, limits: Limits) -> None:
    url, memory = web.turns("/down", failing(500)), Memory()
    trouble = only(visit(limits, url, memory=memory), Trouble)
    assert "answered 500" in trouble.sentence
    assert len(web.asked()) == 3
    web.page("/down")
    assert only(visit(limits, url, memory=memory), Document)


def test_a_host_that_fails_three_pages_is_not_asked_for_the_rest(web: Web, limits: Limits) -> None:
    urls = [web.turns(f"/{number}", failing(500)) for number in range(6)]
    items = visit(limits, *urls, attempts=1)
    assert all(isinstance(item, Trouble) for item in items)
    assert web.asked() == ["/0", "/1", "/2"]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    ("pieces", "pause", "said"),
    [
        ([HEAD, b"half"], 0.0, "could not be fetched"),
        ([b"no HTTP at all\r\n\r\n"], 0.0, "could not be fetched"),
        ([], 0.0, "could not be fetched"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: ", b"9\r\n\r\n"], 0.8, "did not answer in time"),
        ([HEAD, *[b"x"] * 99], 0.1, "did not answer in time"),
        ([b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 99], 0.1, "did not answer in time"),
    ],
    ids=["truncated", "no HTTP", "nothing", "silent", "drop by drop", "headers drop by drop"],
)
def test_broken_and_slow_answers_are_trouble(
    web: Web, limits: Limits, pieces: list[bytes], pause: float, said: str
) -> None:
    assert said in only(visit(limits, web.raw("/bad", *pieces, pause=pause), attempts=1), Trouble).sentence


def test_a_host_that_is_not_there_is_trouble(limits: Limits) -> None:
    assert "could not be fetched" in only(visit(limits, "http://127.0.0.1:1/x"), Trouble).sentence
    assert "cannot be resolved" in only(visit(limits, "http://no.such.name.invalid/"), Trouble).sentence


def test_an_unchanged_page_costs_no_content(web: Web, limits: Limits) -> None:
    memory = Memory()
    url = web.page("/a", ETag='"1"', Last_Modified="Sun, 01 Mar 2026 00:00:00 GMT")
    assert only(visit(limits, url, memory=memory), Document)
    web.page("/a", b"", 304)
    assert only(visit(limits, url, memory=memory), Unchanged)
    sent = web.headers("/a")
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"1"', "Sun, 01 Mar 2026 00:00:00 GMT")
    web.page("/a", "neu", ETag='"2"')
    assert only(visit(limits, url, memory=memory), Document).content == b"neu"


def test_a_page_nobody_dates_is_asked_for_again_only_when_told_so(web: Web, limits: Limits) -> None:
    url, memory = web.page("/a"), Memory()
    visit(limits, url, memory=memory)
    assert only(visit(limits, url, memory=memory), Unchanged)
    assert only(visit(limits, url, memory=memory, revisit=True), Document)


def test_a_host_is_asked_once_in_its_time(web: Web, limits: Limits, hands: Time) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\nDisallow: /no")
    visit(limits, *(web.page(path) for path in ("/a", "/b", "/c")), delay_seconds=2)
    assert [round(seconds) for seconds in hands.slept] == [2, 7, 7]


def test_robots_are_heard_also_on_the_way(web: Web, limits: Limits) -> None:
    web.page("/robots.txt", "User-agent: zhizao\nDisallow: /closed*.html\nUser-agent: *\nDisallow: /")
    web.page("/way", status=302, Location="/closed/1.html")
    closed, way, free = visit(limits, web.page("/closed/1.html"), f"{web.base}/way", web.page("/free.html"))
    assert [item.code for item in (closed, way) if isinstance(item, Refusal)] == ["robots_disallowed"] * 2
    assert isinstance(free, Document)
    assert web.asked() == ["/way", "/free.html"]


def test_a_host_whose_robots_cannot_be_had_is_not_asked(web: Web, limits: Limits) -> None:
    web.turns("/robots.txt", failing(503))
    trouble = only(visit(limits, web.page("/a")), Trouble)
    assert "robots.txt of its host answered 503" in trouble.sentence
    assert web.asked() == []


def test_secrets_go_to_their_host_only(web: Web, limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_TOKEN", "Bearer x")
    port = web.base.rpartition(":")[2]
    web.page("/elsewhere")
    url = web.page("/a", status=302, Location=f"http://localhost:{port}/elsewhere")
    assert only(visit(limits, url, secret_headers={"Authorization": "DESK_TOKEN"}), Document)
    assert web.headers("/a")["Authorization"] == "Bearer x"
    assert "Authorization" not in web.headers("/elsewhere")
    monkeypatch.delenv("DESK_TOKEN")
    with pytest.raises(ZhizaoError, match="DESK_TOKEN for the header Authorization is not set"):
        visit(limits, url, secret_headers={"Authorization": "DESK_TOKEN"})


def test_a_visit_takes_so_many_pages_and_the_next_goes_on(web: Web, limits: Limits) -> None:
    urls, memory = [web.page(f"/{number}") for number in range(3)], Memory()
    assert [type(item) for item in visit(limits, *urls, memory=memory, max_pages=2)] == [Document, Document, Trouble]
    assert [type(item) for item in visit(limits, *urls, memory=memory, max_pages=2)] == [Unchanged, Unchanged, Document]


def test_a_visit_ends_in_its_time(web: Web, hands: Time) -> None:
    limits = Limits(CAP, visit_seconds=5, clock=hands.clock())
    items = visit(limits, *(web.page(f"/{number}") for number in range(9)), delay_seconds=2)
    assert isinstance(items[-1], Trouble)
    assert "time was up" in items[-1].sentence
    assert 1 <= len(items) < 6
