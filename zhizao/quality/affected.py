"""Which rows of a candidate a judgement is about: those of the articles this build touched, or all."""

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.quality.suites import Candidate

_TABLE = "articles_affected"

# What the load brought must be among them, or they are not those of this build.
_MISSING = """
select from ops.article_outcomes as o
inner join {articles} as a on a.article_key = o.article_key
where o.load_id = %s and not exists (select from {affected} as f where f.article_key = o.article_key)
limit 1"""


def affected_articles(connection: Connection, candidate: Candidate) -> str | None:
    """The table of the articles that this build touched; None where it is absent or is not this build's.

    All rows are judged then: slower, and never less strict.
    """
    affected = sql.Identifier(candidate.intermediate, _TABLE)
    articles = sql.Identifier(candidate.schema, "dim_articles")
    told = affected.as_string(connection)
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass(%s), to_regclass(%s)", (told, articles.as_string(connection)))
        if None in (cursor.fetchone() or (None,)):
            return None
        cursor.execute(sql.SQL(_MISSING).format(articles=articles, affected=affected), (candidate.load_id,))
        return None if cursor.rowcount else told
