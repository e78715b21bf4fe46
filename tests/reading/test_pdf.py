"""PDF: columns in reading order, stories told apart, scans and locked files refused."""

import pytest

from tests.reading.pdfs import columns, pdf
from tests.reading.portals import SENTENCES, TITLE
from tests.reading.test_newspaper import FACTORY, MILL, PARK, PARK_HEAD, wrap
from zhizao.reading.pdf import PdfError, Word, pdf_text, regions
from zhizao.reading.reader import read_document, source_text
from zhizao.sources.document import Document


def _column(paragraphs: tuple[str, ...], lead: str = "", width: int = 20) -> list[str]:
    """Printed lines with the first of each paragraph indented by two signs."""
    lines = []
    for line, after in zip(
        ["", *wrap(paragraphs, width, lead).split("\n")], [*wrap(paragraphs, width, lead).split("\n"), ""], strict=True
    ):
        if after:
            lines.append(("　　" if not line else "") + after)
    return lines


def test_two_columns_are_read_one_after_the_other() -> None:
    lines = _column(FACTORY + PARK)
    half = len(lines) // 2
    page = [(50.0, 790.0, 18.0, MILL), *columns(lines[:half], lines[half:])]
    reading = read_document(Document("page.pdf", pdf([page])))
    assert (reading.format, reading.encoding) == ("pdf", "pdf")
    (article,) = reading.articles
    assert article.title == MILL
    assert article.body.split("\n") == [*FACTORY, *PARK]


def test_stories_of_a_page_are_told_apart() -> None:
    page = [
        (50.0, 800.0, 20.0, MILL), *columns(_column(FACTORY, "本报讯（记者 夏雨桐）"), top=770),
        (50.0, 400.0, 16.0, PARK_HEAD[0]), (50.0, 378.0, 16.0, PARK_HEAD[1]), *columns(_column(PARK, "本报讯（记者 温若兰）"), top=350),
    ]  # fmt: skip
    mill, park = read_document(Document("page.pdf", pdf([page]))).articles
    assert (mill.title, mill.authors) == (MILL, ("夏雨桐",))
    assert (park.title, park.authors) == (" ".join(PARK_HEAD), ("温若兰",))
    assert park.body.split("\n") == list(PARK)


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    lines = _column(FACTORY)
    pages = [[(50.0, 800.0, 18.0, MILL), *columns(lines[:5])], columns(lines[5:])]
    document = Document("two.pdf", pdf(pages))
    (article,) = read_document(document).articles
    assert article.body.split("\n") == list(FACTORY)
    source = source_text(document).text
    for segment in article.segments:
        end = segment.source_start + segment.length
        assert (
            source[segment.source_start : end] == article.body[segment.body_start : segment.body_start + segment.length]
        )


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (pdf([[]], picture=True), "pdf_scanned", "scanned"),
        (pdf([[]]), "pdf_scanned", "without text"),
        (pdf([[(50, 700, 12, SENTENCES[0])]])[:400], "pdf_broken", "damaged"),
        (b"%PDF-1.7\n" + TITLE.encode() * 50, "pdf_broken", "damaged"),
    ],
)
def test_what_holds_no_text_is_refused(content: bytes, code: str, words: str) -> None:
    with pytest.raises(PdfError, match=words) as caught:
        pdf_text(content)
    assert caught.value.code == code
    reading = read_document(Document("a/b.pdf", content))
    assert reading.quarantine is not None
    assert (reading.quarantine.code, reading.quarantine.sentence[:5]) == (code, "b.pdf")


def test_a_headline_over_two_columns_comes_before_both() -> None:
    words = [Word("题" * 10, 0, 0, 200, 20)]
    words += [
        Word(sign * 9, left, top, left + 90, top + 10)
        for sign, left in (("左", 0), ("右", 110))
        for top in (30, 42, 60)
    ]
    assert ["".join(word.text for word in region) for region in regions(words)] == ["题" * 10, "左" * 27, "右" * 27]
