"""A digest of a schema: the same rows give the same digest, whatever their physical order."""

import hashlib

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

# A sum over rows needs no sort and no memory; two 60-bit halves of MD5 keep it from being met by chance.
_TABLE = """
    select count(*),
        coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0),
        coalesce(sum(('x' || substr(md5(t::text), 16, 15))::bit(60)::bigint), 0)
    from {} as t"""


def digest(connection: Connection, schema: str) -> str:
    """Sixteen hexadecimal digits over the columns and rows of every table of a schema; nothing is left out."""
    whole = hashlib.sha256()
    with connection.cursor() as cursor:
        for table, columns in _tables(connection, schema):
            cursor.execute(sql.SQL(_TABLE).format(sql.Identifier(schema, table)))
            whole.update(f"{table}({columns}){cursor.fetchone()}\n".encode())
    return whole.hexdigest()[:16]


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
