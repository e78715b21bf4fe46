"""Writes the results below the questions of docs/bi.md anew, from a real run on samples/: `make answers`."""

import os
import re
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import psycopg2

from zhizao.operation.inprocess import run_road
from zhizao.settings import CHECKOUT, get_settings
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.roles import reader_dsn

PAGE = CHECKOUT / "docs" / "bi.md"
QUESTION = re.compile(r"^(### (?P<name>.+)\n\n```sql\n(?P<sql>(?:.*\n)+?)```\n)\n(?P<result>(?:\|.*\n)*)", re.MULTILINE)
"""A heading, its query, and the table below it, which is empty in a question that was never asked."""


def main() -> None:
    """Run the road in a warehouse of its own, ask, and save the page."""
    with tempfile.TemporaryDirectory(prefix="zhizao-answers-") as home:
        Path(home).chmod(0o711)  # the embedded server's own user must pass, when root asks
        os.environ["ZHIZAO_HOME"] = home
        try:
            run_road()
            dsn = reader_dsn()
            PAGE.write_text(answered(PAGE.read_text("utf-8"), lambda sql: ask(dsn, sql)), encoding="utf-8")
        finally:
            EmbeddedServer(get_settings().home).stop()


def answered(page: str, answer: Callable[[str], str]) -> str:
    """The page with the result of each question below it."""
    return QUESTION.sub(lambda found: f"{found[1]}\n{answer(found['sql'])}", page)


def ask(dsn: str, sql: str) -> str:
    """The result of a query as a table of Markdown."""
    connection = psycopg2.connect(dsn)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            names = [column.name for column in cursor.description or ()]
            rows = [[written(value) for value in row] for row in cursor]
    finally:
        connection.close()
    return "".join(f"| {' | '.join(row)} |\n" for row in (names, ["---"] * len(names), *rows))


def written(value: object) -> str:
    """A value as the page shows it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return (", ".join(value) if isinstance(value, list) else str(value)).replace("|", "\\|")


if __name__ == "__main__":
    main()
