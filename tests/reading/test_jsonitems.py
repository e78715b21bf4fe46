"""JSON: objects, lists and lines under the field names crawlers use, with exact places."""

import json

import pytest

from tests.reading.portals import SENTENCES, TITLE, body
from zhizao.reading.reader import read_document, source_text
from zhizao.sources.document import Document

RECORD = {
    "id": 7,
    "title": TITLE,
    "published": "2021-08-17",
    "source": "江州日报",
    "author": ["周启明"],
    "text": "\n".join(SENTENCES),
}


def _read(content: str, name: str = "a.jsonl") -> list[object]:
    reading = read_document(Document(name, content.encode()))
    assert reading.format == "json"
    return [(a.story_no, a.title, str(a.published_on), a.original_source, a.authors, a.body) for a in reading.articles]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_an_object_is_an_article(*, ascii_only: bool) -> None:
    expected = (1, TITLE, "2021-08-17", "江州日报", ("周启明",), "\n".join(SENTENCES))
    assert _read(json.dumps(RECORD, ensure_ascii=ascii_only)) == [expected]
    assert _read(json.dumps([RECORD, RECORD], ensure_ascii=ascii_only, indent=1)) == [expected, (2, *expected[1:])]
    assert _read("\n".join(json.dumps(RECORD, ensure_ascii=ascii_only) for _ in range(3)))[2] == (3, *expected[1:])


def test_other_field_names_and_html_inside() -> None:
    record = {
        "标题": TITLE,
        "发布时间": "2021年8月17日",
        "媒体": "江州网",
        "url": "https://www.example.cn/1.html",
        "content": f"<div>{body()}<p>（责任编辑：陆然）</p></div>",
    }
    reading = read_document(Document("a.json", json.dumps(record, ensure_ascii=False).encode()))
    article = reading.articles[0]
    assert (article.title, article.publisher, str(article.published_on)) == (TITLE, "江州网", "2021-08-17")
    assert article.body == "\n".join(SENTENCES)
    text = source_text(Document("a.json", json.dumps(record, ensure_ascii=False).encode())).text
    assert all(text[s.source_start] == article.body[s.body_start] for s in article.segments)


def test_a_broken_line_does_not_stop_the_others() -> None:
    lines = [
        json.dumps(RECORD, ensure_ascii=False),
        '{"title": "cut off, "text',
        "not json at all",
        json.dumps({"title": TITLE}),
        json.dumps(RECORD, ensure_ascii=False),
    ]
    reading = read_document(Document("a.jsonl", "\n".join(lines).encode()))
    assert len(reading.articles) == 2
    assert any("left out" in change for change in reading.changes)


def test_lone_surrogates_and_nul_do_not_reach_the_body() -> None:
    content = json.dumps({"title": TITLE, "text": SENTENCES[0]}).replace("\\u6c5f", "\\ud800\\u0000\\u6c5f", 1)
    for line in (content, content.replace('"text": "', '"text": "\\ud83d\\ude00')):
        article = read_document(Document("a.json", line.encode())).articles[0]
        article.body.encode()
        assert "\0" not in article.body
