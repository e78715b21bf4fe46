"""A digest of a schema: the same rows give the same digest, whatever their physical order.

It is a sum over rows, so that it can be kept while rows come and go: a table of marts has triggers that do so once its
build is finished, and the sums stand in the twin schema. `digest` reads everything, `kept_digest` reads the sums.
"""

import hashlib
from collections.abc import Callable

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from zhizao.warehouse.schemas import intermediate_of

# A sum over rows needs no sort and no memory; two 60-bit halves of MD5 keep it from being met by chance.
_TABLE = """
    select count(*),
        coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0),
        coalesce(sum(('x' || substr(md5(t::text), 16, 15))::bit(60)::bigint), 0)
    from {} as t"""

_SUMS = """
    create table if not exists {}.digests (
        table_name text primary key, row_count bigint not null,
        first_half numeric not null, second_half numeric not null
    )"""

# A trigger that sees all rows of a statement has one kind of statement only; a merge sets off those of its parts.
_TRIGGERS = """
    create trigger digest_insert after insert on {table} referencing new table as changed_rows
    for each statement execute function ops.keep_digest('added');
    create trigger digest_delete after delete on {table} referencing old table as changed_rows
    for each statement execute function ops.keep_digest('removed');
    create trigger digest_update_old after update on {table} referencing old table as changed_rows
    for each statement execute function ops.keep_digest('removed');
    create trigger digest_update_new after update on {table} referencing new table as changed_rows
    for each statement execute function ops.keep_digest('added');"""

_IS_KEPT = """
    select from pg_trigger
    where tgrelid = format('%%I.%%I', %s::text, %s::text)::regclass and tgname = 'digest_insert'"""

_KEPT_SUMS = "select row_count, first_half, second_half from {}.digests where table_name = {}"

Sums = tuple[object, ...]


def digest(connection: Connection, schema: str, *only: str) -> str:
    """Sixteen hexadecimal digits over the columns and rows of every table of a schema, or only of those named."""
    return _digest(connection, schema, lambda table: _sums(connection, schema, table), only)


def kept_digest(connection: Connection, schema: str) -> str:
    """The same as `digest` of a schema of marts, from the sums that are kept; a table without them is read."""

    def sums(table: str) -> Sums:
        if not _is_kept(connection, schema, table):
            return _sums(connection, schema, table)
        statement = sql.SQL(_KEPT_SUMS).format(sql.Identifier(intermediate_of(schema)), sql.Literal(table))
        return _row(connection, statement)

    return _digest(connection, schema, sums, ())


def keep_digests(connection: Connection, schema: str) -> None:
    """From now on keep the sums of every table of a schema of marts; inside the caller's transaction."""
    twin = intermediate_of(schema)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_SUMS).format(sql.Identifier(twin)))
        for table, _ in _tables(connection, schema):
            if _is_kept(connection, schema, table):
                continue
            cursor.execute(sql.SQL(_TRIGGERS).format(table=sql.Identifier(schema, table)))
            cursor.execute(
                sql.SQL("""insert into {}.digests values (%s, %s, %s, %s) on conflict (table_name) do update set
                    row_count = excluded.row_count, first_half = excluded.first_half,
                    second_half = excluded.second_half""").format(sql.Identifier(twin)),
                (table, *_sums(connection, schema, table)),
            )


def _digest(connection: Connection, schema: str, sums: Callable[[str], Sums], only: tuple[str, ...]) -> str:
    whole = hashlib.sha256()
    for table, columns in _tables(connection, schema):
        if not only or table in only:
            whole.update(f"{table}({columns}){sums(table)}\n".encode())
    return whole.hexdigest()[:16]


def _sums(connection: Connection, schema: str, table: str) -> Sums:
    return _row(connection, sql.SQL(_TABLE).format(sql.Identifier(schema, table)))


def _is_kept(connection: Connection, schema: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_IS_KEPT, (schema, table))
        return bool(cursor.rowcount)


def _row(connection: Connection, statement: sql.Composable) -> Sums:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() or ()


def _tables(connection: Connection, schema: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select table_name::text, string_agg(column_name, ',' order by ordinal_position)
               from information_schema.columns join information_schema.tables using (table_schema, table_name)
               where table_schema = %s and table_type = 'BASE TABLE'
               group by table_name order by table_name::text collate "C" """,
            (schema,),
        )
        return cursor.fetchall()
