"""From what a person points at, a fact or an entity of the marts, to what a correction is keyed by."""

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.corrections.ledger import Anchor
from zhizao.errors import ZhizaoError
from zhizao.extraction.text import Text
from zhizao.warehouse.schemas import MARTS, intermediate_of

# How each kind of fact is found by its key: the table, its key, and what tells two facts at one place apart.
_FACTS = {
    "metric": ("fct_metrics", "metric_key", "fact.subject", "true"),
    "initiative": ("fct_initiatives", "initiative_mention_key", "fact.name", "true"),
    "participant": ("fct_participants", "participation_key", "fact.name", "fact.role is null"),
    "role": ("fct_participants", "participation_key", "fact.name", "fact.role is not null"),
}

_FACT = """
    select article.content_sha256, article.story_no, fact.char_start, fact.char_end, fact.quote, {about}
    from {table} as fact join {articles} as article using (article_key)
    where fact.{key} = %s and {condition}"""

# A participant that has roles only is anchored where the engine found it, not where its roles stand.
_PARTICIPANT = """
    select article.content_sha256, article.story_no, mention.char_start, mention.char_end, mention.quote, mention.name
    from {table} as fact
    join {articles} as article using (article_key)
    join raw.participant_mentions as mention
        on (mention.article_key, mention.load_id, mention.name) = (fact.article_key, fact.load_id, fact.name)
    where fact.participation_key = %s
    order by mention.char_start limit 1"""

_STORY = """
    select content_sha256, story_no, (strpos(body, %(quote)s) - 1)::int, body
    from {articles} where article_key = %(article)s"""

# Every key that was ever published is that of some form, and leads to the entity it belongs to now.
_ENTITY = "select kind, entity_name from {forms} where form_key = %s"


def fact(connection: Connection, key: str) -> tuple[str, Anchor]:
    """The kind and the anchor of a published fact.

    Raises ZhizaoError when no fact has the key.
    """
    for kind, (table, column, about, condition) in _FACTS.items():
        query = sql.SQL(_FACT).format(
            about=sql.SQL(about),
            table=sql.Identifier(MARTS, table),
            articles=sql.Identifier(MARTS, "dim_articles"),
            key=sql.Identifier(column),
            condition=sql.SQL(condition),
        )
        with connection.cursor() as cursor:
            cursor.execute(query, (key,))
            if row := cursor.fetchone():
                return kind, _anchor(row)
    raise ZhizaoError(
        f"No published fact has the key {key}: take a metric_key, initiative_mention_key or participation_key of marts."
    )


def participant(connection: Connection, key: str) -> Anchor:
    """The anchor of the participant of a published participation, whatever its role.

    Raises ZhizaoError when no participation has the key.
    """
    query = sql.SQL(_PARTICIPANT).format(
        table=sql.Identifier(MARTS, "fct_participants"), articles=sql.Identifier(MARTS, "dim_articles")
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (key,))
        if row := cursor.fetchone():
            return _anchor(row)
    raise ZhizaoError(f"No published participation has the key {key}: take a participation_key of marts.")


def place(connection: Connection, article: str, quote: str) -> tuple[Anchor, str]:
    """The anchor of a quote in a published article, for a fact that is to be added, and the sentence it stands in.

    Raises ZhizaoError when there is no such article, or the quote stands in it not at all or more than once.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(_STORY).format(articles=sql.Identifier(MARTS, "dim_articles")), {"quote": quote, "article": article}
        )
        row = cursor.fetchone()
    if row is None:
        raise ZhizaoError(f"No published article has the key {article}: take an article_key of marts.dim_articles.")
    content, story_no, start, body = row
    if not quote or start < 0:
        raise ZhizaoError("The quote does not stand in that article: copy it from marts.dim_articles.body, exactly.")
    if body.count(quote) > 1:
        raise ZhizaoError("The quote stands in that article more than once: take a longer one, so that it is unique.")
    anchor = _anchor((content, story_no, start, start + len(quote), quote, None))
    text = Text(body)
    return anchor, text.slice(text.sentence_at(start))


def entity(connection: Connection, key: str) -> tuple[str, str]:
    """The kind and the name of a published entity, by its key or one that leads to it.

    Raises ZhizaoError when no entity has the key.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_ENTITY).format(forms=sql.Identifier(intermediate_of(MARTS), "entity_forms")), (key,))
        if row := cursor.fetchone():
            return str(row[0]), str(row[1])
    raise ZhizaoError(f"No published entity has the key {key}: take the key of a row of marts.dim_….")


def _anchor(row: tuple[object, ...]) -> Anchor:
    names = ("content_sha256", "story_no", "char_start", "char_end", "quote", "about")
    return Anchor(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type] # the columns of our own query
