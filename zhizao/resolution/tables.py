"""The tables of resolution in the candidate's intermediate schema: made, rewritten for changed articles, compared.

They are twins of the marts they belong to (see docs/entities.md): each candidate continues from its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor
from psycopg2.extras import execute_values

from zhizao.resolution.forms import ArticleForm, Reference
from zhizao.warehouse.copy import copy_rows

DEFINITIONS = (
    """create table if not exists {schema}.article_forms (
        article_key text not null, kind text not null, normalised_form text not null, form text not null,
        is_name boolean not null, times_as_name integer not null, form_key text not null, load_id text not null,
        context text, employer_key text, primary key (article_key, kind, form))""",
    "create index if not exists article_forms_form_key on {schema}.article_forms (form_key)",
    """create index if not exists article_forms_alias on {schema}.article_forms (kind, normalised_form, form_key)
        where not is_name""",
    """create table if not exists {schema}.article_references (
        article_key text not null, role text not null, kind text not null, form_key text not null,
        normalised_form text not null, form text not null, context text,
        primary key (article_key, role, form_key))""",
    "create index if not exists article_references_form_key on {schema}.article_references (form_key)",
    """create table if not exists {schema}.entity_forms (
        form_key text primary key, kind text not null, name text not null, normalised_name text not null,
        context text, employer_key text, is_named boolean not null, entity_key text not null,
        entity_name text not null, entity_type text)""",
    "create index if not exists entity_forms_entity_key on {schema}.entity_forms (entity_key)",
    """create table if not exists {schema}.entity_merges (
        form_key text not null, entity_key text not null, into_form_key text not null, reason text not null,
        detail text not null, primary key (form_key, into_form_key, reason))""",
    """create table if not exists {schema}.entity_reviews (
        kind text not null, form_key_a text not null, form_key_b text not null, name_a text not null,
        name_b text not null, reason text not null, detail text not null,
        primary key (form_key_a, form_key_b, reason))""",
    "create table if not exists {schema}.articles_affected (article_key text primary key)",
)

_FORGET = """
    with deleted as (
        delete from {schema}.{table} where article_key in (select article_key from {schema}.int_articles_changed)
        returning form_key)
    select distinct form_key from deleted"""


class Tables:
    """One candidate's tables of resolution, behind an open cursor; the caller commits."""

    def __init__(self, cursor: Cursor, schema: str) -> None:
        """`schema` is the candidate's intermediate schema."""
        self.cursor = cursor
        self.schema = schema

    def create(self) -> None:
        """Make the tables that are missing."""
        for definition in DEFINITIONS:
            self.run(definition)

    def run(self, statement: str, *values: object, **names: sql.Composable) -> None:
        """Run a statement in which `{schema}` stands for the schema, and other names in braces for those given."""
        composed = sql.SQL(statement).format(schema=sql.Identifier(self.schema), **names)
        self.cursor.execute(composed, values or None)

    def rows(self, statement: str, *values: object, **names: sql.Composable) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, written as for `run`."""
        self.run(statement, *values, **names)
        yield from self.cursor

    def first_of(self, *relations: tuple[str, str]) -> sql.Identifier:
        """The first of these relations (schema and name) that exists; the last, when none does."""
        for schema, name in relations:
            self.cursor.execute("select to_regclass(format('%%I.%%I', %s::text, %s::text)) is not null", (schema, name))
            if self.cursor.fetchall() == [(True,)]:
                return sql.Identifier(schema, name)
        return sql.Identifier(*relations[-1])

    def forget_articles(self) -> set[str]:
        """Delete all rows of the changed articles; give the keys of the forms they held."""
        touched: set[str] = set()
        for table in ("article_forms", "article_references"):
            touched.update(key for (key,) in self.rows(_FORGET, table=sql.Identifier(table)))
        return touched

    def add(self, forms: Iterable[ArticleForm], references: Iterable[Reference]) -> None:
        """Append the forms and references of articles that have none."""
        self._copy("article_forms", ArticleForm, forms)
        self._copy("article_references", Reference, references)

    def _copy(self, table: str, kind: type[Any], rows: Iterable[Any]) -> None:
        columns = tuple(field.name for field in fields(kind))
        copy_rows(self.cursor, f"{self.schema}.{table}", columns, map(astuple, rows))

    def synchronise(
        self,
        table: str,
        key: Sequence[str],
        columns: Sequence[str],
        rows: Iterable[tuple[Any, ...]],
        held: Iterable[tuple[Any, ...]] | None = None,
    ) -> None:
        """Make a table hold exactly `rows`, writing only what differs; `columns` begin with those of `key`.

        `held` are the rows it holds, in case they are known already.
        """
        have = set(self.held(table, columns) if held is None else held)
        wanted = set(rows)
        superfluous = [row[: len(key)] for row in have - wanted]
        if superfluous:
            delete = sql.SQL("delete from {} where ({}) in (%s)").format(
                sql.Identifier(self.schema, table), sql.SQL(", ").join(map(sql.Identifier, key))
            )
            execute_values(self.cursor, delete.as_string(self.cursor), superfluous, page_size=5000)
        copy_rows(self.cursor, f"{self.schema}.{table}", columns, sorted(wanted - have, key=repr))

    def held(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """These columns of all rows of a table."""
        listed = sql.SQL(", ").join(map(sql.Identifier, columns))
        return self.rows("select {columns} from {schema}.{table}", columns=listed, table=sql.Identifier(table))


def normaliser(cursor: Cursor, names: Iterable[str]) -> Callable[[str], str]:
    """`ops.normalised_name` of all these names, asked of the server at once: dbt joins by what the server says."""
    cursor.execute(
        "select name, ops.normalised_name(name) from unnest(%s::text[]) as names (name)", (sorted(set(names)),)
    )
    return dict(cursor.fetchall()).__getitem__
