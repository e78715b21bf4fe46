"""Metadata may hold what no text has; a document like that is read like any other."""

import json

from zhizao.reading.reader import read_document
from zhizao.sources.document import Document

BODY = "3月1日，云州市工业和信息化局发布公告，全市新增智能工厂12家，累计达到40家。有关企业将获得专项资金支持。"


def test_half_a_surrogate_pair_and_nul_in_metadata_become_replacement_characters() -> None:
    page = {"title": "\ud800云州新增智能工厂", "publisher": "云州\0日报", "author": "记者\udc00林一", "content": BODY}
    reading = read_document(Document("inbox/odd.json", json.dumps(page).encode()))
    (article,) = reading.articles
    told = (article.title, article.publisher, article.body, *article.authors)
    assert "".join(filter(None, told)).encode()
    assert "\0" not in "".join(filter(None, told))
    assert BODY[:20] in article.body
