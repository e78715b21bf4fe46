"""Feeds as a source, against a server on loopback."""

from typing import Any

import pytest

from tests.sources.conftest import WEB, Web
from zhizao.errors import ZhizaoError
from zhizao.sources.document import Document, Item, Refusal, Trouble, Unchanged
from zhizao.sources.feed import Feed
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory


def rss(*items: str, head: str = "", encoding: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>news</title>{head}{"".join(items)}</channel></rss>'
    return text.encode(encoding)


def item(path: str, title: str = "电池项目投产", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{path}</link><guid>{path}</guid>{more}</item>"


def feed(web: Web, **fields: Any) -> Feed:
    return Feed.model_validate({"kind": "feed", "url": f"{web.base}/feed.xml", **WEB, **fields})


def visit(source: Feed, limits: Limits, memory: Memory | None = None) -> list[Item]:
    return list(source.visit(memory or Memory(), limits))


def test_an_entry_gives_its_page_and_what_it_states(web: Web, limits: Limits) -> None:
    more = "<pubDate>Tue, 03 Feb 2026 08:00:00 +0800</pubDate><author>李某</author><source url='http://o.example'>江州日报</source>"
    web.page("/feed.xml", rss(item(web.page("/1.html", "<p>正文</p>"), "电池 &lt;b&gt;项目&lt;/b&gt;投产", more)))
    (page,) = visit(feed(web, publisher="某网"), limits)
    assert isinstance(page, Document)
    assert (page.uri, page.content) == (f"{web.base}/1.html", "<p>正文</p>".encode())
    assert page.metadata == {
        "title": "电池 项目投产",
        "published_on": "Tue, 03 Feb 2026 08:00:00 +0800",
        "publisher": "某网",
        "original_source": "江州日报",
        "authors": "李某",
        "feed": f"{web.base}/feed.xml",
    }


def test_atom_and_relative_links_are_read(web: Web, limits: Limits) -> None:
    web.page("/news/1.html")
    web.page(
        "/feed.xml",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a:1</id><title>题</title><link href='news/1.html'/>"
        "<updated>2026-02-03T00:00:00Z</updated></entry></feed>",
        Content_Type="application/atom+xml",
    )
    (page,) = visit(feed(web), limits)
    assert isinstance(page, Document)
    assert page.uri == f"{web.base}/news/1.html"
    assert page.metadata["published_on"] == "2026-02-03T00:00:00Z"


@pytest.mark.parametrize("declared", ["gb18030", "gb2312", "big5"])
def test_other_encodings_are_read(web: Web, limits: Limits, declared: str) -> None:
    title = "電池投產" if declared == "big5" else "电池投产"
    web.page("/feed.xml", rss(item(web.page("/1"), title), encoding=declared), Content_Type="text/xml")
    (page,) = visit(feed(web), limits)
    assert isinstance(page, Document)
    assert page.metadata["title"] == title


def test_a_wrong_declaration_loses_no_entry(web: Web, limits: Limits) -> None:
    content = rss(item(web.page("/1"), "电池投产")).replace(b"utf-8", b"ascii")
    web.page("/feed.xml", content, Content_Type="text/xml; charset=iso-8859-1")
    assert [type(found) for found in visit(feed(web), limits)] == [Document]


def test_a_feed_that_did_not_change_is_one_question(web: Web, limits: Limits) -> None:
    memory = Memory()
    web.page("/feed.xml", rss(item(web.page("/1"))), ETag='"f"')
    visit(feed(web), limits, memory)
    web.page("/feed.xml", b"", 304)
    assert [type(found) for found in visit(feed(web), limits, memory)] == [Unchanged]
    assert web.headers("/feed.xml")["If-None-Match"] == '"f"'
    assert web.asked() == ["/feed.xml", "/1", "/feed.xml"]


def test_only_new_and_updated_entries_are_visited(web: Web, limits: Limits) -> None:
    def entry(path: str, updated: str) -> str:
        return f"<entry><id>{path}</id><link href='{web.page(path)}'/><updated>{updated}</updated></entry>"

    def publish(*entries: str) -> None:
        web.page("/feed.xml", f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(entries)}</feed>")

    memory = Memory()
    publish(entry("/1", "2026-01-01T00:00:00Z"), entry("/2", "2026-01-01T00:00:00Z"))
    visit(feed(web), limits, memory)
    web.requests.clear()
    publish(
        entry("/3", "2026-01-02T00:00:00Z"), entry("/1", "2026-01-02T00:00:00Z"), entry("/2", "2026-01-01T00:00:00Z")
    )
    visit(feed(web), limits, memory)
    assert web.asked() == ["/feed.xml", "/3", "/1"]


def test_an_entry_in_trouble_comes_with_the_next_visit_although_the_feed_did_not_change(
    web: Web, limits: Limits
) -> None:
    memory = Memory()
    web.page("/feed.xml", rss(item(web.page("/1", status=500)), item(web.page("/2"))), ETag='"f"')
    assert [type(found) for found in visit(feed(web), limits, memory)] == [Trouble, Document]
    web.page("/1")
    assert [type(found) for found in visit(feed(web), limits, memory)] == [Document, Unchanged]
    assert "If-None-Match" not in web.headers("/feed.xml")


def test_a_dead_link_is_refused_and_the_others_come(web: Web, limits: Limits) -> None:
    web.page("/feed.xml", rss(item(f"{web.base}/dead"), item("mailto:desk@a.example"), item(web.page("/1"))))
    found = visit(feed(web), limits)
    assert [entry.code for entry in found if isinstance(entry, Refusal)] == ["not_found", "bad_address"]
    assert isinstance(found[2], Document)


def test_texts_in_the_feed_itself(web: Web, limits: Limits) -> None:
    memory = Memory()
    more = "<description>短</description>"
    web.page("/feed.xml", rss(item("http://a.example/1", more=more), "<item><title>无链接</title></item>"))
    source = feed(web, follow=False)
    first, second = visit(source, limits, memory)
    assert isinstance(first, Document)
    assert (first.uri, first.content.decode()) == ("http://a.example/1", "短")
    assert isinstance(second, Document)
    assert second.uri == f"{web.base}/feed.xml#无链接"
    assert [type(found) for found in visit(source, limits, memory)] == [Unchanged, Unchanged]


def test_what_is_broken_in_a_feed_loses_only_itself(web: Web, limits: Limits) -> None:
    cut = rss(item(web.page("/1")), item(web.page("/2")))[:-30]
    web.page("/feed.xml", cut.replace(b"<title>", b"<title>&nbsp;&<b>", 1))
    assert len(visit(feed(web), limits)) == 2


@pytest.mark.parametrize("body", [b"<html><body>404</body></html>", b"", b"\0\1\2", b"{}"], ids=repr)
def test_what_is_no_feed_is_one_sentence(web: Web, limits: Limits, body: bytes) -> None:
    web.page("/feed.xml", body, Content_Type="application/xml")
    with pytest.raises(ZhizaoError, match=r"Source 'web': http://\S+/feed.xml is no feed that can be read"):
        visit(feed(web), limits)


def test_entities_do_not_unfold(web: Web, limits: Limits) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "x">{entities}]>{rss(item("/1", "&e11;")).decode()[38:]}'
    web.page("/feed.xml", bomb)
    (entry,) = visit(feed(web, follow=False), limits)
    assert len(str(entry)) < 1000


def test_a_feed_that_does_not_answer_fails_the_source(web: Web, limits: Limits) -> None:
    web.page("/feed.xml", status=500)
    with pytest.raises(ZhizaoError, match=r"Source 'web': the feed \S+ answered 500"):
        visit(feed(web), limits)
