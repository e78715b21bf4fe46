"""Shards: plain data whatever the texts hold; what the search compares; addresses a browser may follow."""

import base64
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhizao.report.articles import Article, Copy, Listed
from zhizao.report.facts import KINDS, Fact, quantity
from zhizao.report.shards import article_data, list_data, script, search_data, searched, signature, source_link

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028__proto__"


def fact(key: str, start: int, end: int, *details: str) -> Fact:
    return Fact(key, "a1", start, end, "引文", 0.9, "rule.one", details)


def article(body: str, **facts: list[Fact]) -> Article:
    row: dict[str, Any] = {
        "article_key": "a1",
        "title": "标题",
        "body": body,
        "published_on": date(2025, 6, 18),
        "published_on_basis": "stated",
        "publisher": "江北晚报",
        "original_source": None,
        "authors": ["陆远航"],
        "source_uri": "/in/page.txt",
        "story_no": 1,
        "load_id": "load-000001",
    }
    copies = (Copy("a2", "转载", "江北在线", None, is_first_copy=False),)
    return Article(row, {kind.name: facts.get(kind.name, []) for kind in KINDS}, copies)


def data_of(text: str, name: str) -> Any:
    head, tail = f"__shard({json.dumps(name)},", ");\n"
    assert text.startswith(head)
    assert text.endswith(tail)
    return json.loads(text[len(head) : -len(tail)])


@settings(deadline=None)
@given(st.text())
def test_a_shard_is_one_call_with_json_and_holds_every_text_unchanged(text: str) -> None:
    assert data_of(script("articles/1", [text]), "articles/1") == [text]


def test_no_text_in_a_shard_can_end_a_script_or_a_line_of_one() -> None:
    shard = script("articles/1", [HOSTILE])
    assert "<" not in shard
    assert "\u2028" not in shard
    assert data_of(shard, "articles/1") == [HOSTILE]


def test_an_articles_runs_join_to_its_body_and_point_to_its_facts() -> None:
    body = f"𠮷林省新增工厂3家。{HOSTILE}"
    data = article_data(article(body, metric=[fact("m1", 3, 9, "工厂数")], participant=[fact("p1", 0, 3, "吉林省")]))
    assert "".join(run[0] for run in data["text"]) == body
    assert [(run[0], data["facts"][run[1]][1]) for run in data["text"] if len(run) > 1] == [
        ("𠮷林省", "p1"),
        ("新增工厂3家", "m1"),
    ]
    assert data["copies"] == [["a2", "转载", "江北在线", None, False]]
    assert data["published"] == "2025-06-18"


def test_what_is_searched_has_the_article_the_quote_and_the_details_of_every_fact() -> None:
    data = search_data([article("正文", initiative=[fact("i1", 0, 2, "云帆平台", "platform")])])
    assert data["articles"] == [["a1", "标题", "2025-06-18", "江北晚报"]]
    assert data["facts"] == [[0, 1, "i1", "引文", 0.9, "云帆平台", "platform"]]


def test_the_list_names_the_shard_of_each_article_and_begins_with_the_latest() -> None:
    listed = [Listed(key, f"题{key}", None, None, is_first_copy=True, facts=(1, 2, 3), digest="d") for key in "abc"]
    rows = list_data([listed[:2], listed[2:]])
    assert [(row[0], row[1]) for row in rows] == [("c", 1), ("b", 0), ("a", 0)]


@settings(deadline=None)
@given(st.text("云州ABab１２ 3%𠮷，", max_size=30), st.data())
def test_the_signature_has_all_bits_of_whatever_stands_in_a_text(text: str, data: st.DataObject) -> None:
    plain = searched(text)
    start = data.draw(st.integers(0, len(plain)))
    part = plain[start : data.draw(st.integers(start, len(plain)))]
    whole, wanted = (base64.b64decode(signature([each])) for each in (plain, part))
    assert all(have & want == want for have, want in zip(whole, wanted, strict=True))


def test_the_signature_tells_texts_without_common_signs_apart() -> None:
    assert signature(["氢能产业园"]) != signature(["智能工厂"])


@pytest.mark.parametrize(
    ("uri", "link"),
    [
        ("https://example.org/新闻?id=1", "https://example.org/新闻?id=1"),
        ("/in/第一 页.txt", "file:///in/%E7%AC%AC%E4%B8%80%20%E9%A1%B5.txt"),
        ("javascript:alert(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("s3://bucket/page.html", None),
    ],
)
def test_only_addresses_a_browser_may_follow_become_links(uri: str, link: str | None) -> None:
    assert source_link(uri) == link


@pytest.mark.parametrize(
    ("value", "value_max", "unit", "comparator", "words"),
    [
        ("4800000000", None, "元", "=", "4,800,000,000 元"),
        ("26.50", None, "%", "~", "≈ 26.5 %"),
        ("3", "5", "个", "range", "3–5 个"),
        ("100", None, "", ">=", "≥ 100"),
    ],
)
def test_a_quantity_is_shown_with_sign_thousands_and_unit(
    value: str, value_max: str | None, unit: str, comparator: str, words: str
) -> None:
    upper = Decimal(value_max) if value_max else None
    assert quantity({"value": Decimal(value), "value_max": upper, "unit": unit, "comparator": comparator}) == words
