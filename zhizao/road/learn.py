"""Learn: names of organizations that several stories show become a new lexicon version, and what it touches is queued.

A step of its own, never part of a load: a load reads with the version that was frozen before it began, so the same
articles and the same version give the same facts.
"""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.errors import ZhizaoError
from zhizao.extraction.learning import Sighting, judge_names
from zhizao.road.reextract import queue_articles
from zhizao.warehouse.connection import advisory_lock, connect
from zhizao.warehouse.migrate import migrate

# Only first copies count, so that a story that was copied ten times speaks once.
_SIGHTINGS = """
    select p.name, p.organization_type, p.rule, p.confidence, p.quote, p.article_key
    from raw.participant_mentions p
    join ops.visible_loads using (load_id)
    where p.kind = 'organization'
        and not exists (select from raw.copy_pairs c where p.article_key in (c.article_key, c.copy_of)
            and least(c.article_key, c.copy_of) <> p.article_key)
    order by p.article_key collate "C", p.char_start"""

_FREEZE = """
    insert into ops.lexicon_versions (version, names)
    select coalesce(max(version), 0) + 1, %s from ops.lexicon_versions
    returning version"""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a step of learning did: the version in force, the names it added, and the load that reads them anew."""

    version: int
    added: tuple[str, ...]
    load_id: str | None
    articles: int


def learn() -> Learned:
    """Take in new names, freeze a version if there are any, and queue the articles that hold one of them."""
    with connect() as connection:
        migrate(connection)
        with advisory_lock(connection, "learn"):
            added = _take_in(connection)
            return _freeze(connection, added) if added else Learned(_version(connection), (), None, 0)


def reject(name: str, by: str) -> Learned:
    """Take a learned name out, as a person's decision that learning respects; freeze and queue as `learn` does.

    Raises ZhizaoError when the name was not learned.
    """
    with connect() as connection, advisory_lock(connection, "learn"):
        with connection.cursor() as cursor:
            cursor.execute(
                """update ops.learned_names set decision = 'rejected', decided_by = %s
                   where name = %s and decision = 'accepted'""",
                (by, name),
            )
            if cursor.rowcount != 1:
                raise ZhizaoError(f"{name} is no learned name in force: `zhizao learn --list` shows those that are.")
        return _freeze(connection, (name,))


def learned_names() -> list[tuple[str, str, int, str, str]]:
    """The learned names with type, number of stories, decision and an example, the most frequent first."""
    with connect() as connection:
        migrate(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                """select name, organization_type, stories, decision, example_quote from ops.learned_names
                   order by stories desc, name collate "C" """
            )
            return cursor.fetchall()


def _take_in(connection: Connection) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_SIGHTINGS)
        candidates = judge_names(Sighting(*row) for row in cursor.fetchall())
        cursor.execute("select name from ops.learned_names")
        known = {name for (name,) in cursor}
        new = [candidate for candidate in candidates if candidate.name not in known]
        for c in new:
            cursor.execute(
                """insert into ops.learned_names
                   (name, organization_type, needs_frame, stories, rules, example_quote, example_article_key)
                   values (%s, %s, %s, %s, %s, %s, %s)""",
                (c.name, c.organization_type, c.needs_frame, c.stories, list(c.rules), c.quote, c.article_key),
            )
    return tuple(candidate.name for candidate in new)


def _freeze(connection: Connection, touched: tuple[str, ...]) -> Learned:
    with connection.cursor() as cursor:
        cursor.execute("""
            select name, organization_type, needs_frame from ops.learned_names
            where decision = 'accepted' order by name collate "C" """)
        lines = [
            {"name": name, "canonical": name, "type": kind, "why": "learned", "needs_frame": "yes" if frame else ""}
            for name, kind, frame in cursor
        ]
        cursor.execute(_FREEZE, (Json(lines),))
        (version,) = cursor.fetchone() or (0,)
    patterns = [f"%{name}%" for name in touched]
    load_id, count = queue_articles(
        connection, "select article_key from raw.articles where body like any(%s)", (patterns,)
    )
    return Learned(version, touched, load_id, count)


def _version(connection: Connection) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(version), 0) from ops.lexicon_versions")
        (version,) = cursor.fetchone() or (0,)
    return int(version)
