"""Sitemaps: what is read of them, and pages taken from them."""

import gzip

import pytest

from tests.sources.conftest import WEB, Web
from zhizao.errors import ZhizaoError
from zhizao.sources.document import Document, Trouble, Unchanged
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.pages import Pages
from zhizao.sources.sitemap import SitemapError, read_sitemap

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(*entries: tuple[str, str]) -> str:
    urls = "".join(f"<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>" for url, changed in entries)
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset {NS}>{urls}</urlset>"


def index(*urls: str) -> str:
    maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex {NS}>{maps}</sitemapindex>"


def source(url: str, **fields: object) -> Pages:
    return Pages.model_validate({"kind": "pages", "sitemap": url, **WEB, **fields})


def test_the_extension_for_news_states_title_day_and_publisher() -> None:
    (entry,) = read_sitemap(
        f"""<urlset {NS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> http://a.example/1 </loc>
        <n:news><n:publication><n:name>江州日报</n:name></n:publication><n:title>电池厂投产</n:title>
        <n:publication_date>2026-02-03</n:publication_date></n:news></url></urlset>""".encode()
    )
    assert entry.url == "http://a.example/1"
    assert entry.metadata == {"title": "电池厂投产", "published_on": "2026-02-03", "publisher": "江州日报"}


@pytest.mark.parametrize(
    "content",
    [
        b"<html></html>", b"", b"<urlset>", b"\x1f\x8bno", gzip.compress(bytes(53_000_000)),
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset>&a;</urlset>", b"<?xml version='1.0' encoding='nope'?><urlset/>",
    ],
    ids=["html", "empty", "cut", "damaged", "bomb", "entities", "encoding"],
)  # fmt: skip
def test_what_is_no_sitemap_is_told(content: bytes) -> None:
    with pytest.raises(SitemapError):
        read_sitemap(content)


def test_only_changed_pages_are_fetched_again(web: Web, limits: Limits) -> None:
    a, b, memory = web.page("/a"), web.page("/b"), Memory()
    pages = source(web.page("/map.xml", sitemap((a, "2026-01-01"), (b, "2026-01-01"))))
    assert [type(item) for item in pages.visit(memory, limits)] == [Document, Document]
    web.page("/map.xml", sitemap((a, "2026-01-01"), (b, "2026-02-02")))
    assert [type(item) for item in pages.visit(memory, limits)] == [Unchanged, Document]
    assert web.asked() == ["/map.xml", "/a", "/b", "/map.xml", "/b"]


def test_a_sitemap_of_packed_sitemaps_is_followed_and_patterns_choose(web: Web, limits: Limits) -> None:
    wanted = web.page("/policy/1.html")
    packed = gzip.compress(sitemap((wanted, "1"), (web.page("/sport/1.html"), "1"), (wanted, "1")).encode())
    web.page("/map.xml", index(web.page("/1.xml.gz", packed, Content_Type="application/gzip"), f"{web.base}/gone.xml"))
    items = list(source(f"{web.base}/map.xml", include=["*/policy/*"]).visit(Memory(), limits))
    assert [item.uri for item in items] == [wanted, f"{web.base}/gone.xml"]
    assert isinstance(items[1], Trouble)


def test_a_sitemap_that_names_itself_ends(web: Web, limits: Limits) -> None:
    items = list(source(web.page("/map.xml", index(f"{web.base}/map.xml"))).visit(Memory(), limits))
    assert [type(item) for item in items] == [Trouble]
    assert len(web.asked("/map.xml")) == 3


@pytest.mark.parametrize("body", ["<html>", "Nicht XML"])
def test_a_source_without_its_sitemap_is_one_sentence(web: Web, limits: Limits, body: str) -> None:
    with pytest.raises(ZhizaoError, match="Source 'web': the sitemap http"):
        list(source(web.page("/map.xml", body)).visit(Memory(), limits))
    with pytest.raises(ZhizaoError, match=r"is not there \(404\)"):
        list(source(f"{web.base}/none.xml").visit(Memory(), limits))
