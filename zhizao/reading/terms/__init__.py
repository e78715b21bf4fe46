"""The reviewed term lists of reading: text files, one term a line, and CSV files with a column that says why."""

import csv
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@lru_cache
def lines(name: str) -> tuple[str, ...]:
    """The terms of `name`.txt in file order; lines that begin with # are remarks."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of `name`.csv in file order."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache
def field_names(where: str, what: str) -> tuple[str, ...]:
    """The names under which records, pages and posts say something, the most trusted first."""
    return tuple(row["name"] for row in rows("field_names") if (row["where"], row["what"]) == (where, what))
