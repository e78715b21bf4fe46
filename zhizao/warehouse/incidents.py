"""Incidents: what is not well, each told once, with a word when it is well again."""

from psycopg2.extensions import connection as Connection


def claim(connection: Connection, subject: str, sentence: str) -> bool:
    """Note that this is not well; whether the caller is the one to tell it, since nobody has."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into ops.incidents (subject, sentence) values (%s, %s)
               on conflict (subject) where ended_at is null do update set sentence = excluded.sentence""",
            (subject, sentence),
        )
        cursor.execute(
            "update ops.incidents set told_at = now() where subject = %s and ended_at is null and told_at is null",
            (subject,),
        )
        return cursor.rowcount == 1


def give_back(connection: Connection, subject: str) -> None:
    """Take back a claim: it could not be told, and whoever meets it next is to try again."""
    with connection.cursor() as cursor:
        cursor.execute("update ops.incidents set told_at = null where subject = %s and ended_at is null", (subject,))


def end(connection: Connection, pattern: str) -> list[tuple[str, str]]:
    """Note that what fits the pattern of `like` is well again; subject and sentence of what people had been told."""
    with connection.cursor() as cursor:
        cursor.execute(
            """update ops.incidents set ended_at = now() where subject like %s and ended_at is null
               returning subject, sentence, told_at is not null""",
            (pattern,),
        )
        return sorted((subject, sentence) for subject, sentence, told in cursor if told)


def open_subjects(connection: Connection, pattern: str) -> set[str]:
    """The subjects that fit the pattern of `like` and are not well."""
    with connection.cursor() as cursor:
        cursor.execute("select subject from ops.incidents where subject like %s and ended_at is null", (pattern,))
        return {subject for (subject,) in cursor}
