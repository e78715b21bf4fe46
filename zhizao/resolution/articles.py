"""Reads the changed articles and their mentions from the warehouse, a batch at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from zhizao.batching import batches
from zhizao.resolution.forms import Article, Mention
from zhizao.resolution.tables import Tables

BATCH = 500
"""Articles held in memory at a time, with their bodies."""

_ARTICLES = """
    select kept.article_key, kept.extraction_load_id, articles.publisher, articles.title, articles.body
    from {schema}.int_articles_kept kept join raw.articles articles using (article_key)
    where kept.article_key = any(%s) and kept.extraction_load_id is not null order by kept.article_key"""

_CURRENT = """
    from {mentions} mentions join {schema}.int_articles_kept kept
    on kept.article_key = mentions.article_key and kept.extraction_load_id = mentions.load_id
    where mentions.article_key = any(%s) and not exists (
        select from ops.quarantined_mentions quarantined
        where (quarantined.article_key, quarantined.load_id, quarantined.mention_key)
            = (mentions.article_key, mentions.load_id, mentions.mention_key) and quarantined.mention_table = %s)"""

_MENTIONS = {
    "participant": "select mentions.article_key, kind, name, aliases, affiliation, null::text",
    "initiative": "select mentions.article_key, 'initiative', name, aliases, null::text, place",
}
_METRICS = "select mentions.article_key, indicator, subject"


def changed_articles(tables: Tables) -> Iterator[list[Article]]:
    """The changed articles that are kept, in batches; vanished ones have nothing to read."""
    keys = [key for (key,) in tables.rows("select article_key from {schema}.int_articles_changed order by 1")]
    for batch in batches(keys, BATCH):
        yield list(_read(tables, batch))


def _read(tables: Tables, keys: Sequence[str]) -> Iterator[Article]:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    subjects: dict[str, list[str]] = defaultdict(list)
    for what, selected in _MENTIONS.items():
        for key, kind, name, aliases, affiliation, place in _current(tables, what, selected, keys):
            mentions[key].append(Mention(kind, name, tuple(alias for alias in aliases if alias), affiliation, place))
    for key, indicator, subject in _current(tables, "metric", _METRICS, keys):
        mentions[key].append(Mention("indicator", indicator))
        subjects[key] += [subject] if subject else []
    for key, load_id, publisher, title, body in tables.rows(_ARTICLES, list(keys)):
        yield Article(key, load_id, tuple(mentions[key]), tuple(subjects[key]), publisher, title, body)


def _current(tables: Tables, what: str, selected: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The mentions in force: with corrections, where the candidate holds these, and without what is quarantined."""
    mentions = tables.first_of((tables.schema, f"int_{what}s_corrected"), ("raw", f"{what}_mentions"))
    return tables.rows(selected + _CURRENT, list(keys), f"{what}_mentions", mentions=mentions)


def names_in(articles: Sequence[Article]) -> Iterator[str]:
    """Every string of these articles that a form is made of."""
    for article in articles:
        yield from article.subjects
        for mention in article.mentions:
            yield mention.name
            yield from mention.aliases
            if mention.affiliation is not None:
                yield mention.affiliation
