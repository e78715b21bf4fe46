"""What the tests of the road share: looking into the warehouse, and taking a load as far as a published one."""

from pathlib import Path

from zhizao.road.extract import extract, plan
from zhizao.road.land import land
from zhizao.road.read import read
from zhizao.warehouse.connection import connect


def rows(sql: str) -> list[tuple[object, ...]]:
    """What a query of the test gives."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def extract_all(load: str) -> None:
    """Read and extract everything of a load."""
    read(load)
    for batch in plan(load):
        extract(load, batch)


def taken_as_published(folder: Path) -> str:
    """A load of what a folder holds, extracted, and marked as published without a candidate."""
    load = str(land("inbox", str(folder)))
    extract_all(load)
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("update ops.loads set outcome = 'published', station = 'publish'")
    return load
