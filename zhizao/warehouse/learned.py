"""The learned names the engine reads with: the latest frozen version in the warehouse."""

from psycopg2.extensions import connection as Connection

from zhizao.extraction.lexicon import use_learned


def read_with_learned_names(connection: Connection) -> None:
    """Let the engine of this process read with the latest frozen version."""
    with connection.cursor() as cursor:
        cursor.execute("select names from ops.lexicon_versions order by version desc limit 1")
        row = cursor.fetchone()
    use_learned(row[0] if row else ())
