"""The candidate between two builds: whether it can be continued, what has to be built anew, and what was built.

A candidate is two schemas: the marts and their twin with the intermediate tables. It holds what some earlier build put
there, is compared with what it should hold, and catches up. Three tables of its twin keep the account:

- `articles_built`: the state in which each article was last built. Written when a build is whole, and only then.
- `articles_pending`: what builds that were not finished had to build anew, which the next one takes over.
- `entities_affected`: what the articles to be built anew name now or named before, written by the models themselves.

The comment of both schemas says which version of the project built them, and whether a build is under way.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from psycopg2 import sql
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT, get_settings
from zhizao.warehouse.digest import keep_digests
from zhizao.warehouse.schemas import intermediate_of

LOCK_PATIENCE = "60s"
"""How long the old candidate may stay locked by a reader who opened it while it was still published."""

BUILT = "Built by version {} of the project."
UNDER_WAY = "A build by version {} of the project is under way, or was broken off."

_ACCOUNT = """
    create table if not exists {twin}.articles_built (article_key text primary key, state text not null);
    create table if not exists {twin}.articles_pending (article_key text primary key);
    create table if not exists {twin}.articles_affected (article_key text primary key);
    create table if not exists {twin}.entities_affected (entity_key text primary key);"""

_TAKE_OVER = """
    insert into {twin}.articles_pending select article_key from {twin}.articles_affected on conflict do nothing"""

_ADD_PENDING = """
    insert into {twin}.articles_affected select article_key from {twin}.articles_pending on conflict do nothing"""

# What an article only refers to, as an employer or the subject of a figure, has a key when some article names it.
_SPREAD = """
    with
    named as (select distinct entity_key from {twin}.entity_forms where is_named),
    come_or_gone as (
        select coalesce(named.entity_key, before.entity_key) as entity_key
        from named full join {twin}.int_names_chosen as before on named.entity_key = before.entity_key
        where named.entity_key is null or before.entity_key is null
    )
    insert into {twin}.articles_affected
    select article_references.article_key
    from {twin}.article_references
    inner join {twin}.entity_forms on article_references.form_key = entity_forms.form_key
    inner join come_or_gone on entity_forms.entity_key = come_or_gone.entity_key
    on conflict do nothing"""

_WITHDRAW = "delete from {marts}.{table} where article_key in (select article_key from {twin}.articles_affected)"

# The same may be asserted by other articles, which then count one report less.
_NOTE_ASSERTIONS = """
    insert into {twin}.entities_affected select distinct assertion_key from {marts}.{table}
    where article_key in (select article_key from {twin}.articles_affected) on conflict do nothing"""

_WRITE_DOWN = """
    delete from {twin}.articles_built where article_key in (
        select article_key from {twin}.int_articles_changed where state is null);
    insert into {twin}.articles_built
    select article_key, state from {twin}.int_articles_changed where state is not null
    on conflict (article_key) do update set state = excluded.state;
    truncate {twin}.articles_pending;"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The two schemas of a candidate, and whether it continues from an earlier build instead of starting empty."""

    marts: str
    is_continued: bool

    @property
    def twin(self) -> str:
        """The schema of its intermediate tables."""
        return intermediate_of(self.marts)


@lru_cache(maxsize=1)
def project_version() -> str:
    """A hash of all that decides how mentions become marts; the candidate of another version is built in full.

    That is the dbt project with its seeds, the resolution of entities, and what the latter takes from the extraction.
    """
    project, package = get_settings().dbt_project, CHECKOUT / "zhizao"
    folders = [project / part for part in ("macros", "models", "seeds")] + [
        package / "resolution",
        package / "extraction",
    ]
    files = [project / "dbt_project.yml", *(path for folder in folders for path in sorted(folder.rglob("*.*")))]
    digest = hashlib.sha256()
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(CHECKOUT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def prepare(connection: Connection, marts: str) -> Candidate:
    """Make the candidate ready to be built on: as it stands when this version built it, else empty.

    What an unfinished build of this version left is taken over. Raises ZhizaoError when a reader keeps the old
    candidate locked.
    """
    found = {_comment(connection, schema) for schema in (marts, intermediate_of(marts))}
    done, broken_off = BUILT.format(project_version()), UNDER_WAY.format(project_version())
    is_ours = found in ({done}, {broken_off}) and _holds_articles(connection, marts)
    candidate = Candidate(marts, is_continued=_staging_is_ours(connection) and is_ours)
    if not candidate.is_continued:
        _drop(connection, candidate)
    run(connection, _ACCOUNT, candidate)
    if found == {broken_off}:
        run(connection, _TAKE_OVER, candidate)
    else:
        run(connection, "truncate {twin}.entities_affected, {twin}.articles_affected", candidate)
    _mark(connection, candidate, UNDER_WAY)
    connection.commit()
    return candidate


def note_staging(connection: Connection) -> None:
    """Write down that the views and seeds in staging are those of this version."""
    with connection.cursor() as cursor:
        cursor.execute("update ops.candidate set staging_version = %s", (project_version(),))


def _staging_is_ours(connection: Connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select staging_version = %s from ops.candidate", (project_version(),))
        return cursor.fetchall() == [(True,)]


def make_room(connection: Connection, candidate: Candidate, made_anew: Sequence[str]) -> None:
    """Complete the articles that must be built anew, now that the entities are resolved, and withdraw their facts.

    The marts that are `made_anew` in every build go whole. So no row holds the key of a thing that the dimensions are
    about to lose.
    """
    run(connection, _ADD_PENDING, candidate)
    if candidate.is_continued:
        run(connection, _SPREAD, candidate)
        for fact in _tables_with(connection, candidate, "assertion_key"):
            run(connection, _NOTE_ASSERTIONS, candidate, table=fact)
        for fact in _tables_with(connection, candidate, "article_key"):
            run(connection, _WITHDRAW, candidate, table=fact)
        for table in made_anew:
            run(connection, "drop table if exists {marts}.{table} cascade", candidate, table=table)
    run(connection, "analyze {twin}.articles_affected", candidate)
    connection.commit()


def finish(connection: Connection, candidate: Candidate) -> None:
    """Write down what was built; from here on the candidate can be judged, published and continued."""
    run(connection, _WRITE_DOWN, candidate)
    keep_digests(connection, candidate.marts)
    _mark(connection, candidate, BUILT)
    connection.commit()


def run(connection: Connection, statement: str, candidate: Candidate, table: str = "") -> None:
    """Run SQL in which `{marts}` and `{twin}` stand for the schemas of the candidate, and `{table}` for one table."""
    names = {"marts": candidate.marts, "twin": candidate.twin, "table": table}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**{word: sql.Identifier(name) for word, name in names.items()}))


def _tables_with(connection: Connection, candidate: Candidate, column: str) -> list[str]:
    """The tables of facts the candidate has that have this column."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = %s
               where relnamespace = %s::regnamespace and relkind = 'r' and relname ~ '^fct_' order by relname""",
            (column, candidate.marts),
        )
        return [table for (table,) in cursor]


def _mark(connection: Connection, candidate: Candidate, comment: str) -> None:
    said = comment.format(project_version())
    with connection.cursor() as cursor:
        for schema in (candidate.marts, candidate.twin):
            cursor.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(schema)))
            cursor.execute(sql.SQL("comment on schema {} is {}").format(sql.Identifier(schema), sql.Literal(said)))


def _comment(connection: Connection, schema: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("select obj_description(to_regnamespace(%s), 'pg_namespace')", (schema,))
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] is not None else None


def _holds_articles(connection: Connection, marts: str) -> bool:
    """Whether some build was ever finished here; a first one that was broken off is quicker begun anew."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass(%s)", (f"{intermediate_of(marts)}.articles_built",))
        if cursor.fetchone() == (None,):
            return False
        cursor.execute(
            sql.SQL("select exists (select from {})").format(sql.Identifier(intermediate_of(marts), "articles_built"))
        )
        return bool((cursor.fetchone() or (False,))[0])


def _drop(connection: Connection, candidate: Candidate) -> None:
    """Drop the old candidate, and what earlier builds left in the schema of the staging views."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", (LOCK_PATIENCE,))
        try:
            for schema in (candidate.marts, candidate.twin):
                cursor.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))
                cursor.execute(sql.SQL("create schema {}").format(sql.Identifier(schema)))
        except LockNotAvailable:
            raise ZhizaoError(
                f"The schema {candidate.marts} is still being read by a query that began before the last publication; "
                "wait until it has ended, or end it, and build again."
            ) from None
    if not _staging_is_ours(connection):
        _drop_staging(connection)


def _drop_staging(connection: Connection) -> None:
    with connection.cursor() as cursor:
        # By name, since on a server of the user's own this schema may hold what is not ours.
        cursor.execute("""
            select relname, relkind = 'v' from pg_class
            where relkind in ('r', 'v') and relnamespace = to_regnamespace('staging') and relname ~ '^stg_'""")
        for name, is_view in cursor.fetchall():
            drop = sql.SQL("drop view if exists {} cascade" if is_view else "drop table if exists {} cascade")
            cursor.execute(drop.format(sql.Identifier("staging", name)))
