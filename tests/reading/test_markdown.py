"""Markdown: front matter, links, emphasis, headings and embedded HTML."""

import pytest

from tests.reading.portals import SENTENCES, TITLE
from zhizao.reading.article import Article
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document


def read(text: str, name: str = "a.md") -> Article:
    reading = read_document(Document(name, text.encode()))
    assert reading.format == "markdown"
    return reading.articles[0]


def test_marks_are_taken_off_and_their_text_is_kept() -> None:
    first = (
        SENTENCES[0].replace("智能装备产业", "**智能装备产业**").replace("江州市", "[江州市](https://example.com/jz)")
    )
    article = read(f"# {TITLE}\n\n{first}\n\n![工厂](a.png)\n\n> {SENTENCES[1]}\n\n## 行动方案\n\n- {SENTENCES[2]}\n")
    assert article.title == TITLE
    assert article.body.split("\n")[:3] == [SENTENCES[0], SENTENCES[1], "行动方案"]
    assert SENTENCES[2] in article.body
    assert "http" not in article.body
    assert "png" not in article.body


@pytest.mark.parametrize("front", ["title: [", "title: {a: b", "- a\n- b", "x: &a [*a, *a]", "title: 'no end"])
def test_broken_front_matter_does_not_matter(front: str) -> None:
    article = read(f"---\n{front}\n---\n# {TITLE}\n\n" + "\n\n".join(SENTENCES))
    assert article.body.endswith(SENTENCES[-1])


def test_lists_in_front_matter() -> None:
    article = read(
        f"---\ntitle: {TITLE}\nauthor: [周启明, 吴晓兰]\nsource: 江州日报\ndate: 2021-08-17\n---\n"
        + "\n\n".join(SENTENCES)
    )
    assert (article.authors, article.original_source, str(article.published_on)) == (
        ("周启明", "吴晓兰"),
        "江州日报",
        "2021-08-17",
    )


def test_a_date_in_the_text_comes_before_the_crawler_s() -> None:
    article = read(
        f"---\ntitle: {TITLE}\ndate: 2023-01-01 00:00:00\n---\n\n发布时间：2021-08-17 来源：江州网\n\n"
        + "\n\n".join(SENTENCES)
    )
    assert (str(article.published_on), article.published_on_basis) == ("2021-08-17", "stated")


def test_a_deck_under_the_headline_of_the_front_matter_is_text() -> None:
    article = read(
        f"---\ntitle: {TITLE}\n---\n\n**江州智能装备产业观察之三**\n\n来源：江州网\n\n" + "\n\n".join(SENTENCES)
    )
    assert article.body.split("\n")[0] == "江州智能装备产业观察之三"
    assert article.original_source == "江州网"


def test_markdown_is_known_without_its_name() -> None:
    assert read(f"---\ntitle: {TITLE}\n---\n\n{SENTENCES[0]}\n", name="post.txt").title == TITLE
