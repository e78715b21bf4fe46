"""A candidate that is continued: load after load, over a stopped one, broken-off builds and publications."""

from collections.abc import Iterator

import pytest
from psycopg2.extensions import connection as Connection

from tests.conftest import copied
from tests.dbt import scene
from tests.dbt.conftest import LOAD, Build
from tests.dbt.raw_rows import execute, rows
from zhizao.errors import ZhizaoError
from zhizao.resolution import resolve
from zhizao.warehouse.connection import connect
from zhizao.warehouse.digest import digest, kept_digest
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.swap import rotate

OF_ONE_BUILD = (
    "int_articles_kept", "int_articles_changed", "articles_affected", "entities_affected", "articles_pending",
    "articles_built", "digests",
)  # fmt: skip
"""Tables that say when an article was extracted or what the last build did; all others are the resolved state."""

REFUSE = """
    create function ops.refuse() returns trigger language plpgsql as $$ begin raise 'the power has gone'; end $$;
    create trigger refuse before insert on marts_candidate.fct_participants execute function ops.refuse();"""


def publish_three_times(dsn: str) -> None:
    """Let the candidate go round once: published, previous, candidate again."""
    for _ in range(3):
        with connect(dsn=dsn) as connection:
            rotate(connection, candidate="marts_candidate", current="marts", previous="marts_previous")


def stop_before_dbt(connection: Connection, schema: str) -> None:
    """Resolve the entities, keep that, and go no further."""
    resolve(connection, schema)
    connection.commit()
    raise KeyboardInterrupt


@pytest.fixture(scope="module")
def continued(server: EmbeddedServer, template: str, build: Build) -> Iterator[str]:
    """The scene, built after each load; two builds of the last one are broken off, at different places."""
    with copied(server, template) as dsn:
        for load_id in scene.in_steps(dsn):
            if load_id == LOAD:
                with pytest.raises(KeyboardInterrupt):
                    build(dsn, load_id, stop_before_dbt, tested=False)
                execute(dsn, REFUSE)
                with pytest.raises(ZhizaoError, match="fct_participants"):
                    build(dsn, load_id, tested=False)
                execute(dsn, "drop function ops.refuse cascade")
            build(dsn, load_id, tested=load_id == LOAD)
            publish_three_times(dsn)
        yield dsn


def state(dsn: str) -> dict[str, str]:
    """A digest of each table of the candidate that holds resolved state."""
    schemas = ("marts_candidate", "intermediate_candidate")
    query = f"select schemaname, tablename from pg_tables where schemaname in {schemas} and tablename <> all(%s)"
    with connect(dsn=dsn) as connection, connection.cursor() as cursor:
        cursor.execute(query, (list(OF_ONE_BUILD),))
        return {f"{schema}.{table}": digest(connection, schema, table) for schema, table in cursor.fetchall()}


def test_continuing_gives_what_a_full_build_gives(continued: str, built: str) -> None:
    assert state(continued) == state(built)


def test_the_digest_that_is_kept_is_that_of_all_rows(continued: str) -> None:
    with connect(dsn=continued) as connection:
        assert kept_digest(connection, "marts_candidate") == digest(connection, "marts_candidate")


def test_a_continued_build_leaves_alone_what_did_not_change(continued: str) -> None:
    query = "select article_key from intermediate_candidate.articles_affected"
    assert scene.RATES.key not in {key for (key,) in rows(continued, query)}
