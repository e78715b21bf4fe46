"""Pages in the shape of well-known portals: every sentence kept, furniture gone, credits told."""

import pytest

from tests.reading.portals import PORTALS, SENTENCES, TITLE, Portal
from tests.reading.posts import POSTS
from zhizao.reading.article import Article
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document


def _read(portal: Portal) -> Article:
    reading = read_document(Document(portal.uri, portal.page.encode(), metadata=portal.metadata))
    assert reading.quarantine is None
    assert len(reading.articles) == 1
    return reading.articles[0]


@pytest.mark.parametrize("portal", PORTALS + POSTS, ids=lambda portal: portal.name)
def test_the_text_is_kept_and_the_furniture_is_not(portal: Portal) -> None:
    body = _read(portal).body
    assert [sentence for sentence in SENTENCES if sentence not in body] == []
    assert [junk for junk in portal.gone if junk in body] == []
    assert len(body) < sum(map(len, SENTENCES)) + 80


@pytest.mark.parametrize("portal", PORTALS + POSTS, ids=lambda portal: portal.name)
def test_the_credits_are_told(portal: Portal) -> None:
    article = _read(portal)
    assert article.title == TITLE
    assert str(article.published_on) == str(portal.published)
    assert article.publisher == portal.publisher
    assert article.original_source == portal.source
    assert set(article.authors) == set(portal.authors)
