"""A candidate's intermediate schema with only what resolution reads of it, over rows made by hand."""

from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

SCHEMA = "intermediate_candidate"

_STAND_INS = f"""
    create schema {SCHEMA};
    create view {SCHEMA}.int_articles_kept as
        select distinct on (article_key) article_key, load_id as extraction_load_id
        from ops.article_outcomes order by article_key, load_id desc;
    create table {SCHEMA}.int_articles_changed (article_key text primary key);
    create table {SCHEMA}.int_articles_syndicated
        (article_key text primary key, syndication_key text not null, is_first_copy boolean not null)"""


@pytest.fixture
def candidate(database: str) -> Iterator[Connection]:
    """A connection to a database with an empty candidate."""
    with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
        cursor.execute(_STAND_INS)
        connection.commit()
        yield connection
