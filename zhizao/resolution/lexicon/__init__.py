"""The reviewed lists of resolution: CSV files in this folder, each line with its source."""

from functools import lru_cache
from pathlib import Path

from zhizao.extraction.lexicon import read_list

_FOLDER = Path(__file__).parent


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All lines of the list `name` (the file name without `.csv`), in file order."""
    return read_list(_FOLDER / f"{name}.csv")
