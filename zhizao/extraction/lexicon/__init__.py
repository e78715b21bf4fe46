"""The reviewed term lists: CSV files in this folder, each with a `why` column, and a hash over all of them."""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_LEARNED = "learned_organizations"
_learned: tuple[dict[str, str], ...] = ()


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All lines of the term list `name` (the file name without `.csv`), in file order."""
    return read_list(_FOLDER / f"{name}.csv")


def read_list(path: Path) -> tuple[dict[str, str], ...]:
    """All lines of a term list, in file order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def learned_organizations() -> tuple[dict[str, str], ...]:
    """The names a warehouse has learned: those of the list in this folder, and those of `use_learned`."""
    return (*rows(_LEARNED), *_learned)


def use_learned(names: Iterable[Mapping[str, str]]) -> None:
    """Let this process read with the frozen names of a warehouse, from now on; the columns are those of the list.

    Called between texts, never while one is read; the same names give the same `lexicon_hash`.
    """
    global _learned  # noqa: PLW0603 - one lexicon holds for a whole process, as the lists in this folder do
    _learned = tuple(dict(sorted(name.items())) for name in sorted(names, key=lambda row: row["name"]))
    lexicon_hash.cache_clear()


@lru_cache(maxsize=1)
def lexicon_hash() -> str:
    """The identity of the whole lexicon, 12 hexadecimal digits: the same hash, the same facts."""
    return _digest(json.dumps(_learned, ensure_ascii=False).encode() if _learned else b"")


@lru_cache(maxsize=1)
def reviewed_hash() -> str:
    """The identity of the term lists in this folder, 12 hexadecimal digits: part of the key of re-extraction.

    Without what a warehouse has learned, since a learned name changes nothing where it does not stand.
    """
    return _digest(b"")


def _digest(more: bytes) -> str:
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(more)
    return digest.hexdigest()[:12]
