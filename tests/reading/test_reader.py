"""The entry point: it never raises, maps back exactly, is deterministic, and says in a sentence what it refuses."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.portals import PORTALS, SENTENCES, TITLE, Portal, body
from zhizao.reading.article import Reading
from zhizao.reading.reader import file_name, read_document, source_text
from zhizao.sources.document import Document

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<table>",
                "<td>",
                "</td>",
                "<a href='x'>",
                "</a>",
                "<!--",
                "-->",
                "<br/>",
            ]
        ),
        st.sampled_from(
            [
                "<script>",
                "</script>",
                "<h1>",
                "</h1>",
                "&nbsp;",
                "&ldquo;",
                "&#8220;",
                "<%",
                "%>",
                "\n",
                "　　",
                "---\n",
                "# ",
            ]
        ),
        st.sampled_from(
            [
                *SENTENCES,
                TITLE,
                "来源：江州日报",
                "2021年8月17日",
                "（记者 周启明）",
                "本报讯",
                "相关阅读",
                "责任编辑：陆然",
                "周启明 摄",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=60,
).map("".join)


def _check(document: Document) -> Reading:
    """Everything that must hold of any reading."""
    reading = read_document(document)
    assert bool(reading.articles) != bool(reading.quarantine)
    if reading.quarantine:
        assert reading.quarantine.code != "reading_failed"
        assert reading.quarantine.sentence.startswith(file_name(document.uri))
        assert reading.quarantine.sentence.endswith(".")
        return reading
    source = source_text(document).text
    for number, article in enumerate(reading.articles, 1):
        assert article.story_no == number
        assert article.body.strip()
        assert "\0" not in article.body
        article.body.encode()
        for segment in article.segments:
            part = article.body[segment.body_start : segment.body_start + segment.length]
            assert part == source[segment.source_start : segment.source_start + segment.length]
    assert read_document(document) == reading
    return reading


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.html", "b.md", "c.txt", "d.json", "e.pdf", "f"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    _check(Document(name, content))


@settings(max_examples=250, deadline=None)
@given(MARKUP, st.sampled_from(["a.html", "b.md", "c.txt", "d.json"]), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_mixture_of_markup_is_read_or_refused(text: str, name: str, encoding: str) -> None:
    _check(Document(name, text.encode(encoding, "replace")))


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["title", "text", "date", "author", "x"]), inner, max_size=4)
        ),
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    _check(Document("a.json", json.dumps(value).encode()))


@pytest.mark.parametrize("portal", PORTALS, ids=lambda portal: portal.name)
def test_a_page_maps_back_nearly_whole(portal: Portal) -> None:
    reading = _check(Document(portal.uri, portal.page.encode()))
    article = reading.articles[0]
    mapped = sum(segment.length for segment in article.segments)
    assert mapped >= len(article.body) - article.body.count("\n")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"PK\x03\x04rest of an archive", "binary"),
        (b"\x89PNG\r\n\x1a\nrest", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"{\\rtf1 text}", "binary"),
        (b"%PDF-1.4 nothing more", "pdf_broken"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "unsupported_format"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no_article"),
        (("<div>" * 5000 + SENTENCES[0]).encode(), "html_bomb"),
        (("<i></i>" * 250_000 + SENTENCES[0]).encode(), "html_bomb"),
        (b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><p>&c;</p>', "html_bomb"),
        (b'{"title": "only a title"}', "no_article"),
        (b'{"title": "a title", "content": "half a sen', "damaged"),
        (b'{"title": "a title",\n "content" oops}', "damaged"),
    ],
)
def test_what_is_refused_says_why(content: bytes, code: str) -> None:
    reading = _check(Document("/data/in/page.dat", content))
    assert reading.quarantine is not None
    assert reading.quarantine.code == code


def test_a_document_over_the_limit_is_refused() -> None:
    reading = read_document(Document("big.txt", b"x" * 1001), max_bytes=1000)
    assert reading.quarantine is not None
    assert reading.quarantine.code == "too_large"
    assert "1,001" in reading.quarantine.sentence


def test_nul_bytes_and_control_characters_are_cleaned_and_recorded() -> None:
    page = f"<html><body><h1>{TITLE}</h1>{body()}</body></html>".replace("智能工厂", "智能\0工厂\x07", 1)
    reading = _check(Document("a.html", page.encode()))
    assert any("control characters" in change for change in reading.changes)


def test_the_source_completes_what_the_text_does_not_say() -> None:
    metadata = {"title": TITLE, "published_on": "2021-03-12", "publisher": "江州网", "authors": "周启明、吴晓兰"}
    reading = _check(Document("feed:1", "\n".join(SENTENCES).encode(), metadata=metadata))
    article = reading.articles[0]
    assert (article.title, str(article.published_on), article.published_on_basis) == (TITLE, "2021-03-12", "metadata")
    assert (article.publisher, article.authors) == ("江州网", ("周启明", "吴晓兰"))


@pytest.mark.parametrize(
    ("uri", "basis", "day"),
    [
        ("https://www.example.cn/n1/2021/0312/c1-2.html", "metadata", "2021-03-12"),
        ("https://www.example.cn/202103/t20210312_1234.htm", "metadata", "2021-03-12"),
        ("in/2021-03-12-jiangzhou.txt", "file_name", "2021-03-12"),
        ("in/page_20210312.txt", "file_name", "2021-03-12"),
        ("in/page_20211312.txt", None, "None"),
        ("in/0312.txt", None, "None"),
    ],
)
def test_the_day_may_stand_in_the_address(uri: str, basis: str | None, day: str) -> None:
    article = _check(Document(uri, "\n".join(SENTENCES).encode())).articles[0]
    assert (article.published_on_basis, str(article.published_on)) == (basis, day)


def test_the_sentence_names_the_last_segment_only() -> None:
    assert file_name("https://user@host/a/%E6%96%87.html?x=1") == "文.html"
    assert file_name("/data/b.txt") == "b.txt"
    assert file_name("http://[broken/c.html") == "c.html"
