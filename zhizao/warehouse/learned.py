"""The learned names the engine reads with: the latest frozen version, and what changed since others."""

from collections.abc import Iterable

from psycopg2.extensions import connection as Connection

from zhizao.extraction.lexicon import use_learned


def read_with_learned_names(connection: Connection) -> int:
    """Let the engine of this process read with the latest frozen version; give its number, 0 when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("select names, version from ops.lexicon_versions order by version desc limit 1")
        names, version = cursor.fetchone() or ((), 0)
    use_learned(names)
    return int(version)


def names_changed_since(connection: Connection, version: int) -> list[str]:
    """The names that came in or went out between a version and the latest, in order; 0 is before the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select version, names from ops.lexicon_versions where version >= %s order by version", (version,)
        )
        frozen = {0: frozenset[str]()} | {number: _known(names) for number, names in cursor}
    return sorted(frozen.get(version, frozenset()) ^ frozen[max(frozen)])


def _known(names: Iterable[dict[str, str]]) -> frozenset[str]:
    return frozenset(row["name"] for row in names)
