"""The articles in the report: shards with their texts and facts, shards to search, and the list of all."""

import hashlib
from pathlib import Path

from psycopg2.extensions import connection as Connection

from zhizao.report.articles import articles_of, listed, shards_of
from zhizao.report.folder import Folder
from zhizao.report.shards import article_data, list_data, script, search_data, signature_of

_DATA = "data"
_HERE = Path(__file__).parent


def write_library(connection: Connection, schema: str | None, folder: Folder) -> int:
    """Write the shards that have changed since the last run, and the list of all articles; give the number of these.

    A shard is read from the warehouse only if the digest of its articles is another than last time.
    """
    shards = shards_of(listed(connection, schema)) if schema else []
    made_by = _maker()
    before = _before(folder, made_by)
    memory = []
    for number, (shard, digest) in enumerate(shards):
        known = before.get(number, {})
        if schema and (known.get("digest") != digest or not _stands(folder, number)):
            known = {"digest": digest, "signature": _write(connection, schema, folder, number, [a.key for a in shard])}
        memory.append(known)
    folder.write(f"{_DATA}/list.js", script("list", list_data([shard for shard, _ in shards])))
    folder.write(f"{_DATA}/signatures.js", script("signatures", [known["signature"] for known in memory]))
    named = [name for number in range(len(shards)) for name in _names(number)]
    folder.keep_only(_DATA, [f"{_DATA}/{name}.js" for name in ("list", "signatures", *named)])
    folder.remember({"made_by": made_by, "shards": memory})
    return sum(len(shard) for shard, _ in shards)


def _write(connection: Connection, schema: str, folder: Folder, number: int, keys: list[str]) -> str:
    """Write one shard of articles and its facts to search; give its signature."""
    articles = articles_of(connection, schema, keys)
    texts, facts = _names(number)
    folder.write(f"{_DATA}/{texts}.js", script(texts, [article_data(article) for article in articles]))
    folder.write(f"{_DATA}/{facts}.js", script(facts, search_data(articles)))
    return signature_of(articles)


def _names(number: int) -> tuple[str, str]:
    return f"articles/{number}", f"facts/{number}"


def _stands(folder: Folder, number: int) -> bool:
    return all((folder.root / _DATA / f"{name}.js").is_file() for name in _names(number))


def _before(folder: Folder, made_by: str) -> dict[int, dict[str, str]]:
    """The shards of the last run by number, if the same program wrote them."""
    memory = folder.remembered()
    return dict(enumerate(memory.get("shards", ()))) if memory.get("made_by") == made_by else {}


def _maker() -> str:
    """A digest of the modules that shape shards: what an earlier version wrote is written anew."""
    parts = (_HERE / f"{name}.py" for name in ("articles", "facts", "library", "markup", "shards"))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:16]
