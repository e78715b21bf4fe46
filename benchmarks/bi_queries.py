"""How long the questions of docs/bi.md and the analytical views take as `bi_reader`, and which facts they read whole.

    python -m benchmarks.bi_queries --articles 20000

Builds a warehouse of made articles in a folder of its own, publishes it, and explains each query as PostgreSQL runs it.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2

from docs.answers import PAGE, QUESTION
from zhizao.resolution import resolve
from zhizao.settings import CHECKOUT, get_settings
from zhizao.warehouse.connection import connect, warehouse_dsn
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.migrate import migrate
from zhizao.warehouse.roles import reader_dsn
from zhizao.warehouse.schemas import CANDIDATE, MARTS, PREVIOUS
from zhizao.warehouse.swap import rotate
from zhizao.warehouse.transform import build_candidate

VIEWS = ("promises", "contradictions", "momentum", "network", "evidence")
NAMES = {"云州大学": f"单位7{'司' * 21}", "“云枢”工业互联网平台": f"平台7{'号' * 21}", "长川新区": "第7市"}
"""What the questions ask for, and what stands in its place among the made articles."""


def main() -> None:
    """Build, ask, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory(prefix="zhizao-bench-") as home:
        Path(home).chmod(0o711)  # the embedded server's own user must pass, when root measures
        os.environ["ZHIZAO_HOME"] = home
        try:
            fill(articles)
            measure(reader_dsn())
        finally:
            EmbeddedServer(get_settings().home).stop()


def fill(articles: int) -> None:
    """Make the articles and publish what dbt builds of them."""
    with connect() as connection, connection.cursor() as cursor:
        migrate(connection)
        cursor.execute((CHECKOUT / "benchmarks" / "many_articles.sql").read_text("utf-8").format(articles=articles))
    began = time.perf_counter()
    results = build_candidate(warehouse_dsn(), "load-000001", resolve)
    print(f"built from {articles} articles in {time.perf_counter() - began:.0f} s")
    slowest = sorted(results, key=lambda result: -result.seconds)[:8]
    print("slowest:", ", ".join(f"{result.name} {result.seconds:.1f} s" for result in slowest))
    with connect() as connection:
        rotate(connection, candidate=CANDIDATE, current=MARTS, previous=PREVIOUS)


def measure(dsn: str) -> None:
    """Print milliseconds, rows, and the facts and dimensions that were read whole, for each query."""
    connection = psycopg2.connect(dsn)
    for name, sql in queries():
        with connection.cursor() as cursor:
            cursor.execute(f"explain (analyze, format json) {sql}")
            plan = cursor.fetchall()[0][0]
        plan = (json.loads(plan) if isinstance(plan, str) else plan)[0]
        whole = sorted({node["Relation Name"] for node in nodes(plan["Plan"]) if node["Node Type"] == "Seq Scan"})
        print(f"{plan['Execution Time']:8.0f} ms {plan['Plan']['Actual Rows']:8.0f} rows  {name}  whole: {whole}")
    connection.close()


def queries() -> Iterator[tuple[str, str]]:
    """The questions of the page, and each view as a whole."""
    for question in QUESTION.finditer(PAGE.read_text("utf-8")):
        sql = question["sql"]
        for written, made in NAMES.items():
            sql = sql.replace(written, made)
        yield question["name"], sql
    yield from ((view, f"table marts.{view}") for view in VIEWS)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan and all its parts."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


if __name__ == "__main__":
    main()
