"""How fast the whole engine reads, in characters a second on one core, and where the time goes.

    python benchmarks/engine_speed.py samples
    python benchmarks/engine_speed.py path/to/news.jsonl.xz --most 2000 --profile

A folder is read as documents; a JSON Lines file (plain or .xz) gives its `text` and `published` fields.
"""

import argparse
import cProfile
import json
import lzma
import pstats
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from zhizao.extraction import extract
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document
from zhizao.sources.folder import visit_folder

Work = list[tuple[str, date | None]]
CAP = 20_000_000


def articles(path: Path) -> Iterator[tuple[str, date | None]]:
    """Body and publication date of every article."""
    if path.is_dir():
        for item in visit_folder(path, CAP):
            if isinstance(item, Document):
                yield from ((article.body, article.published_on) for article in read_document(item).articles)
        return
    opening = lzma.open if path.suffix == ".xz" else open
    with opening(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            yield story["text"], date.fromisoformat(story["published"])


def run(work: Work) -> int:
    """Extract everything; the number of mentions."""
    found = (extract(body, day) for body, day in work)
    return sum(len(f.metrics) + len(f.initiatives) + len(f.participants) + len(f.roles) for f in found)


def main() -> None:
    """Measure, after a warm-up that loads the term lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--most", type=int, default=2000, help="how many articles")
    parser.add_argument("--profile", action="store_true", help="print the functions that take the most time")
    options = parser.parse_args()
    work = list(islice(articles(options.path), options.most))
    run(work[:20])
    began = time.process_time()
    mentions = run(work)
    seconds = time.process_time() - began
    characters = sum(len(body) for body, _ in work)
    print(f"{len(work)} articles, {characters:,} characters, {mentions:,} mentions")
    print(f"{characters / seconds:,.0f} characters a second of one core")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(run, work[:300])
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    main()
