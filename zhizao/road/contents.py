"""The bytes as received, wherever they are kept: in the warehouse, or in an archive of old ones."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from psycopg2.extensions import connection as Connection

from zhizao.errors import UnavailableError, ZhizaoError


def load_contents(connection: Connection, hashes: Iterable[str]) -> dict[str, bytes]:
    """The bytes by hash. Raises ZhizaoError when an archive does not answer, or holds other bytes than it was given."""
    wanted = list(set(hashes))
    with connection.cursor() as cursor:
        cursor.execute("select content_sha256, content from raw.blobs where content_sha256 = any(%s)", (wanted,))
        found = {sha: bytes(content) for sha, content in cursor}
        missing = [sha for sha in wanted if sha not in found]
        if missing:
            cursor.execute(
                "select content_sha256, place, connection from raw.archived_contents where content_sha256 = any(%s)",
                (missing,),
            )
            found |= {sha: fetch(place, sha, opened_by) for sha, place, opened_by in cursor.fetchall()}
    return found


def fetch(place: str, sha256: str, connection: str | None) -> bytes:
    """The bytes of an archived content, verified."""
    try:
        content = bytes(_path(place, connection).read_bytes())
    except Exception as error:
        told = f"The archive at {place} did not answer ({type(error).__name__}): check the place and its connection."
        raise UnavailableError(told) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ZhizaoError(f"{place} does not hold the bytes that were archived there: restore it from a backup.")
    return content


def deposit(contents: Mapping[str, bytes], archive: str, connection: str | None) -> dict[str, str]:
    """Write contents into an archive and read each back; the place of each by its hash.

    Raises ZhizaoError when one cannot be written, or reads back otherwise.
    """
    places = {}
    for sha, content in contents.items():
        places[sha] = f"{archive.rstrip('/')}/{sha[:2]}/{sha}"
        path = _path(places[sha], connection)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except Exception as error:
            told = f"The archive at {archive} cannot be written ({type(error).__name__}): check place and rights."
            raise UnavailableError(told) from error
        fetch(places[sha], sha, connection)
    return places


def _path(place: str, connection: str | None) -> Any:
    from airflow.sdk import ObjectStoragePath

    return ObjectStoragePath(place, conn_id=connection)
