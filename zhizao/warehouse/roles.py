"""Who may do what in the warehouse: a loader, a transformer, and `bi_reader`, who sees `marts` and nothing else.

Roles belong to the whole server, so that on a server of the user's own they are made only on request, by `zhizao db
roles`; the embedded server gets them with its first publication. What may be read is granted where schemas trade
places (`zhizao/warehouse/swap.py`), inside that transaction: a grant stays with a schema that is renamed, and the
candidate's tables are new.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit

from psycopg2 import sql
from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect, describe, warehouse_dsn
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.schemas import CANDIDATE, MARTS, PREVIOUS

LOADER, TRANSFORMER, READER = "zhizao_loader", "zhizao_transformer", "bi_reader"

_CREATE = """
create role {loader} nologin;
comment on role {loader} is 'zhizao: writes raw and ops';
create role {transformer} nologin;
comment on role {transformer} is 'zhizao: reads raw, writes ops, owns what dbt builds';
create role {reader} login;
comment on role {reader} is 'zhizao: reads the published marts';"""

# An idle transaction would keep the tables of an earlier state from being dropped, and so the next build waiting.
_LIMITS = """
alter role {reader} in database {database} set default_transaction_read_only = on;
alter role {reader} in database {database} set statement_timeout = '60s';
alter role {reader} in database {database} set idle_in_transaction_session_timeout = '60s';
alter role {reader} in database {database} set search_path = {marts};"""

_OPENING = """
grant usage on schema {schema} to {reader};
grant select on all tables in schema {schema} to {reader};"""

_GRANTS = """
grant connect on database {database} to {loader}, {transformer}, {reader};
grant create, temporary on database {database} to {transformer};
grant usage on schema raw, ops to {loader}, {transformer};
grant select, insert on all tables in schema raw to {loader};
grant select on all tables in schema raw to {transformer};
grant select, insert, update, delete on all tables in schema ops to {loader}, {transformer};
grant usage on all sequences in schema raw, ops to {loader}, {transformer};
alter default privileges in schema raw grant select, insert on tables to {loader};
alter default privileges in schema raw grant select on tables to {transformer};
alter default privileges in schema ops grant select, insert, update, delete on tables to {loader}, {transformer};
alter default privileges in schema raw, ops grant usage on sequences to {loader}, {transformer};"""


def set_up_roles(connection: Connection, password: str | None = None) -> list[str]:
    """Make the roles that are missing and grant what each may do; safe to repeat. Returns the names of those made.

    `password` becomes that of the reader. Raises ZhizaoError when this user may not create roles.
    """
    missing = [name for name in (LOADER, TRANSFORMER, READER) if not _exists(connection, name)]
    try:
        with connection.cursor() as cursor:
            for statement in _creating(missing):
                cursor.execute(_filled(statement, connection))
            if missing:
                cursor.execute(_filled(_LIMITS, connection))
            if password:
                cursor.execute(sql.SQL("alter role {} password %s").format(sql.Identifier(READER)), (password,))
            cursor.execute(_filled(_GRANTS, connection))
    except InsufficientPrivilege:
        raise ZhizaoError(
            f"User {connection.info.user} may not make roles in {describe(connection.dsn)}: let an administrator run "
            "what `zhizao db roles --print` prints."
        ) from None
    if _schema_exists(connection, MARTS):
        open_to_readers(connection, MARTS, closed=(CANDIDATE, PREVIOUS))
    return missing


def roles_as_sql(connection: Connection) -> str:
    """The statements that make the roles and grant what each may do, for an administrator to read and run."""
    statements = [*_creating([LOADER, TRANSFORMER, READER]), _LIMITS, _GRANTS, _OPENING]
    return "".join(f"{_filled(text, connection).strip()}\n" for text in statements)


def open_to_readers(connection: Connection, schema: str, *, closed: Sequence[str]) -> None:
    """Let the reader read every table and view of a schema, and nothing in the others; inside the caller's transaction.

    Does nothing on a server without the role.
    """
    if not _exists(connection, READER):
        return
    with connection.cursor() as cursor:
        cursor.execute(_filled(_OPENING, connection, schema))
        for name in closed:
            if _schema_exists(connection, name):
                words = sql.SQL("revoke all on schema {} from {}")
                cursor.execute(words.format(sql.Identifier(name), sql.Identifier(READER)))


def set_up_embedded_roles(connection: Connection) -> None:
    """On the embedded server make the roles when the reader is missing; on another server do nothing."""
    settings = get_settings()
    if settings.dsn is None and not _exists(connection, READER):
        set_up_roles(connection, reader_password())


def reader_password() -> str | None:
    """The reader's password: kept beside the embedded server's data, a setting for a server of the user's own."""
    settings = get_settings()
    if settings.dsn is None:
        return EmbeddedServer(settings.home).reader_password()
    return settings.reader_password.get_secret_value() if settings.reader_password else None


def reader_dsn() -> str:
    """The connection string of the reader. On a server of the user's own the password is that of the setting, if any.

    Raises ZhizaoError when the server has no such role.
    """
    dsn = warehouse_dsn()
    with connect() as connection:
        set_up_embedded_roles(connection)
        if not _exists(connection, READER):
            raise ZhizaoError(f"There is no role {READER} in {describe(dsn)}: make it with `zhizao db roles`.")
    parts, password = urlsplit(dsn), reader_password()
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ZhizaoError("ZHIZAO_DSN must be written as postgresql://user:password@host:5432/database for this.")
    user = f"{READER}:{quote(password, safe='')}" if password else READER
    return urlunsplit(parts._replace(netloc=f"{user}@{parts.netloc.rpartition('@')[2]}"))


def _creating(names: Sequence[str]) -> list[str]:
    """The statements that make these roles."""
    places = {LOADER: "{loader}", TRANSFORMER: "{transformer}", READER: "{reader}"}
    return [f"\n{line}" for line in _CREATE.split("\n") if any(f"role {places[name]} " in line for name in names)]


def _filled(statements: str, connection: Connection, schema: str = MARTS) -> str:
    names = {"loader": LOADER, "transformer": TRANSFORMER, "reader": READER, "marts": MARTS, "schema": schema}
    names["database"] = connection.info.dbname
    parts = {part: sql.Identifier(name) for part, name in names.items()}
    return sql.SQL(statements).format(**parts).as_string(connection)


def _exists(connection: Connection, role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select from pg_roles where rolname = %s", (role,))
        return cursor.rowcount == 1


def _schema_exists(connection: Connection, schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select to_regnamespace(%s) is not null", (schema,))
        return cursor.fetchall() == [(True,)]
