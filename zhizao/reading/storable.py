"""Text as a database can hold it: metadata may write characters that no text has, such as half a surrogate pair."""

import re
from dataclasses import replace

from zhizao.reading.article import Article

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_UNKNOWN = "\ufffd"


def storable(text: str) -> str:
    """The text with a replacement character for what PostgreSQL and UTF-8 cannot hold; its length stays the same."""
    return _NOT_TEXT.sub(_UNKNOWN, text)


def storable_article(article: Article) -> Article:
    """The article with all its text storable; spans into the body stay right."""

    def known(text: str | None) -> str | None:
        return storable(text) if text is not None else None

    return replace(
        article,
        body=storable(article.body),
        title=known(article.title),
        publisher=known(article.publisher),
        original_source=known(article.original_source),
        authors=tuple(map(storable, article.authors)),
    )
