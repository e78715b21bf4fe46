"""Encodings: declared, wrongly declared and not declared at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.portals import SENTENCES, TITLE, body
from zhizao.reading.decoding import decode
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document

PROSE = "\n".join(SENTENCES)
TRADITIONAL = "江州市日前公布的資料顯示，今年上半年全市智慧裝備產業實現產值一百八十六億元，較上年同期增長兩成。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_chinese_prose_is_read_without_a_declaration(encoding: str) -> None:
    decoded = decode(PROSE.encode(encoding))
    assert decoded.text == PROSE
    assert decoded.changes == ()


def test_traditional_prose_in_big5() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize(
    ("declared", "actual", "read"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("nonsense", "gb18030", "gb18030"),
    ],
)
def test_a_page_is_read_whatever_it_declares(declared: str, actual: str, read: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body()}</body></html>'
    reading = read_document(Document("a.html", page.encode(actual)))
    assert reading.encoding == read
    assert reading.articles[0].body == "\n".join(SENTENCES)


def test_a_contradiction_is_recorded() -> None:
    decoded = decode(b'<meta charset="gbk">' + PROSE.encode())
    assert decoded.changes == ("declared as gb18030, read as utf-8",)


def test_the_charset_of_the_transport_counts() -> None:
    reading = read_document(Document("a.txt", TRADITIONAL.encode("big5"), media_type="text/plain; charset=big5"))
    assert (reading.encoding, reading.articles[0].body) == ("big5", TRADITIONAL)


def test_broken_places_are_replaced_and_counted() -> None:
    content = PROSE.encode("gb18030")
    decoded = decode(content[:40] + b"\xff\xff" + content[40:])
    assert decoded.encoding == "gb18030"
    assert any("unreadable" in change for change in decoded.changes)
    assert decoded.text[-20:] == PROSE[-20:]


def test_bytes_in_no_encoding_are_refused() -> None:
    reading = read_document(
        Document("noise.txt", bytes(b for _ in range(40) for b in (0xFF, 0xFE, 0xFD, 0x81, 0x20))[2:])
    )
    assert reading.quarantine is not None
    assert reading.quarantine.code in {"undecodable", "no_article"}


@given(st.binary(max_size=300))
def test_any_bytes_give_text_without_control_characters(content: bytes) -> None:
    decoded = decode(content)
    assert "\0" not in decoded.text
    decoded.text.encode()
    assert decode(content) == decoded
