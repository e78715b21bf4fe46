"""What a small load costs on a full warehouse, against the same load on an empty one: build, audit and publish apart.

    python -m benchmarks.load_cost
    python -m benchmarks.load_cost --articles 5000 --new 50

Articles are made, not written: eight figures, eight participants and three initiatives each, of names that are as
unevenly common as real ones. They go straight into raw, as if they had been read and extracted. Seconds are of CPU time
of this process and of the database's, so that other work on the machine does not count.
"""

import argparse
import hashlib
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psutil

from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect, warehouse_dsn
from zhizao.warehouse.copy import copy_rows
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.migrate import migrate

TARGET = 1.5
MENTION = ("load_id", "article_key", "mention_key", "quote", "char_start", "char_end", "confidence", "rule")
TABLES = {
    "raw.blobs": ("content_sha256", "content"),
    "raw.documents": (
        "document_key", "load_id", "source_name", "source_uri", "content_sha256", "byte_count",
    ),
    "ops.document_outcomes": ("document_key", "load_id", "outcome"),
    "raw.articles": (
        "article_key", "document_key", "load_id", "story_no", "title", "body", "published_on", "published_on_basis",
        "authors",
    ),
    "ops.article_outcomes": ("article_key", "load_id", "outcome", "engine_version", "lexicon_hash"),
    "raw.metric_mentions": (
        *MENTION, "indicator", "subject", "value", "unit", "comparator", "measure", "period", "period_start",
        "period_end", "status", "sentence",
    ),
    "raw.initiative_mentions": (*MENTION, "name", "aliases", "initiative_type", "status"),
    "raw.participant_mentions": (*MENTION, "name", "aliases", "kind", "organization_type", "title", "affiliation"),
    "raw.role_mentions": (*MENTION, "participant", "kind", "initiative", "role"),
}  # fmt: skip
NAMES = 500_000
"""How many names of a kind there are; the n-th is met 1/n as often as the first (Zipf)."""

SYLLABLES = "云星河海山川江湖天宇华新东方明远光大成安和平长春金玉石林木火水土风雷电气象龙凤麟"
Row = tuple[object, ...]


@dataclass
class Article:
    """One made article: its sentences so far, and the rows of what stands in them."""

    number: int
    load_id: str
    chance: random.Random
    body: str = ""

    @property
    def key(self) -> str:
        """Its key, as stable as that of a real article."""
        return _hash(f"article {self.number}")[:20]

    def says(self, quote: str) -> Row:
        """Add a sentence; gives the columns every mention has."""
        start = len(self.body)
        self.body += quote + "。"
        mention = _hash(f"{self.number} {start}")[:24]
        return (self.load_id, self.key, mention, quote, start, start + len(quote), 0.9, "made")

    def pick(self, kind: str) -> str:
        """A name of a kind: few of them common, most of them rare, and always new ones."""
        rank = int(NAMES ** self.chance.random())
        chance = random.Random(f"{kind} {rank}")  # noqa: S311 # made names, not secrets
        return "".join(chance.choices(SYLLABLES, k=4)) + str(rank % 97)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def rows_of(article: Article) -> Iterator[tuple[str, Row]]:
    """The rows of one article, table by table."""
    load_id, day = article.load_id, date(2015, 1, 1) + timedelta(days=article.number * 7919 % 4000)
    organizations = [f"{article.pick('organization')}科技有限公司" for _ in range(5)]
    initiatives = [f"{article.pick('initiative')}工业互联网平台" for _ in range(3)]
    mentions = [
        *(("raw.participant_mentions",
           (*article.says(name), name, [name[:4]], "organization", "enterprise", None, None))
          for name in organizations),
        *(("raw.participant_mentions", (*article.says(name), name, [], "person", None, "总经理", organizations[n]))
          for n, name in enumerate(article.pick("person")[:3] for _ in range(3))),
        *(("raw.initiative_mentions", (*article.says(name), name, [], "platform", "planned")) for name in initiatives),
        *(("raw.role_mentions", (*article.says(f"{name}建设"), name, "organization", initiatives[n], "lead"))
          for n, name in enumerate(organizations[:3])),
        *(_metric(article, organizations[n % 5]) for n in range(8)),
    ]  # fmt: skip
    article.body += "本报记者综合报道。" * 100
    document, sha256, content = _hash(f"document {article.number}")[:32], _hash(article.body), article.body.encode()
    yield "raw.blobs", (sha256, content)
    yield "raw.documents", (document, load_id, "made", f"made/{article.number}.txt", sha256, len(content))
    yield "ops.document_outcomes", (document, load_id, "landed")
    title = f"第{article.number}篇"
    yield "raw.articles", (article.key, document, load_id, 1, title, article.body, day, "stated", ["陈一"])
    yield "ops.article_outcomes", (article.key, load_id, "extracted", "1", "0")
    yield from mentions


def _metric(article: Article, subject: str) -> tuple[str, Row]:
    value, year = article.chance.randint(1, 100_000), article.chance.randint(2015, 2025)
    indicator = f"{article.pick('indicator')}产值"
    said = article.says(f"{indicator}{value}元")
    period = (str(year), date(year, 1, 1), date(year, 12, 31))
    return "raw.metric_mentions", (*said, indicator, subject, value, "元", "=", "level", *period, "actual", said[3])


def fill(load_id: str, numbers: range) -> None:
    """A load of made articles, ready to be built."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("insert into ops.loads (load_id, station) values (%s, 'build')", (load_id,))
        for first in range(numbers.start, numbers.stop, 2000):
            batch: dict[str, list[Row]] = {table: [] for table in TABLES}
            for number in numbers[first - numbers.start : first - numbers.start + 2000]:
                for table, row in rows_of(Article(number, load_id, random.Random(number))):  # noqa: S311
                    batch[table].append(row)
            for table, columns in TABLES.items():
                copy_rows(cursor, table, columns, batch[table])


def cpu_seconds() -> float:
    """CPU time of this process and of all server processes, those that have ended among them."""
    with connect() as connection:
        server = psutil.Process(connection.info.backend_pid).parent() or psutil.Process()
    spent = time.process_time()
    for process in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # one that has just ended is among what its parent counts
            spent += process.cpu_times().user + process.cpu_times().system
    return spent + server.cpu_times().children_user + server.cpu_times().children_system


def measure(load_id: str) -> dict[str, float]:
    """Build, audit and publish a load; CPU seconds of each."""
    from zhizao.road.audit import audit
    from zhizao.road.build import build
    from zhizao.road.publish import publish

    stations: dict[str, Callable[[str], object]] = {"build": build, "audit": audit, "publish": publish}
    seconds = {}
    for name, station in stations.items():
        began = cpu_seconds()
        station(load_id)
        seconds[name] = cpu_seconds() - began
    return seconds


def use(database: str) -> None:
    """Let the settings point at a fresh database of the embedded server."""
    os.environ.pop("ZHIZAO_DSN", None)
    get_settings.cache_clear()
    with connect() as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"create database {database}")
    os.environ["ZHIZAO_DSN"] = EmbeddedServer(get_settings().home).dsn(database)
    get_settings.cache_clear()
    with connect(dsn=warehouse_dsn()) as connection:
        migrate(connection)


def main() -> None:
    """Measure both and print the ratio; the exit code is 1 when it is above the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="how many articles the full warehouse holds")
    parser.add_argument("--new", type=int, default=100, help="how many articles the load brings")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhizao-bench-") as home:
        Path(home).chmod(0o711)  # the embedded server's own user must pass, when root measures
        os.environ["ZHIZAO_HOME"] = home
        try:
            ratio = compare(options.articles, options.new)
        finally:
            os.environ.pop("ZHIZAO_DSN", None)
            get_settings.cache_clear()
            EmbeddedServer(get_settings().home).stop()
    raise SystemExit(ratio > TARGET)


def compare(articles: int, new: int) -> float:
    """The ratio of the two costs, printed with their parts."""
    use("warm_up")  # what a process does once is done: imports, and the parse of the dbt project
    fill("load-000001", range(new))
    measure("load-000001")
    use("empty_one")
    fill("load-000001", range(new))
    empty = measure("load-000001")
    use("full_one")
    # Three publications, so that the candidate has been round once.
    for number, numbers in enumerate(
        (range(articles), range(articles, articles + 1), range(articles + 1, articles + 2))
    ):
        fill(f"load-{number + 1:06}", numbers)
        spent = sum(measure(f"load-{number + 1:06}").values())
        print(f"filling, load {number + 1} of {len(numbers)} articles: {spent:.1f} s", flush=True)
    fill("load-000004", range(articles + 2, articles + 2 + new))
    full = measure("load-000004")
    print(f"{new} articles, CPU seconds     empty  {articles} articles  ratio")
    for phase, seconds in full.items():
        print(f"  {phase:24} {empty[phase]:9.2f} {seconds:12.2f} {seconds / empty[phase]:9.2f}")
    ratio = sum(full.values()) / sum(empty.values())
    print(f"  {'in all':24} {sum(empty.values()):9.2f} {sum(full.values()):12.2f} {ratio:9.2f} (target {TARGET})")
    return ratio


if __name__ == "__main__":
    main()
