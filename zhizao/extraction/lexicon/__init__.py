"""The reviewed term lists: CSV files in this folder, each with a `why` column, and a hash over all of them."""

import csv
import hashlib
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All lines of the term list `name` (the file name without `.csv`), in file order."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache
def lexicon_hash() -> str:
    """The identity of the whole lexicon, 12 hexadecimal digits: part of the key that decides on re-extraction."""
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
