"""How fast the whole engine reads, in characters a second on one core, and where the time goes.

    python benchmarks/engine_speed.py samples
    python benchmarks/engine_speed.py path/to/news.jsonl.xz --most 2000 --profile

A folder is read as documents; a JSON Lines file (plain or .xz) gives its `text` and `published` fields. Articles are
taken evenly from the whole file. Time is that of the processor, not of the clock, and the best of several parts is
given beside the whole, since on a shared machine others only ever add to it.
"""

import argparse
import cProfile
import json
import lzma
import pstats
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zhizao.extraction import extract
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document
from zhizao.sources.folder import visit_folder

Work = list[tuple[str, date | None]]
CAP = 20_000_000
WARM_UP = 200
PARTS = 10
PROFILED = 300
STAGES = ("find_entities", "find_initiatives", "find_metrics", "find_roles")
TOP = 20


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


def sample(work: Work, most: int) -> Work:
    """At most `most` articles, spread evenly over all."""
    step = max(1, len(work) // most)
    return work[::step][:most]


def speed(work: Work) -> tuple[float, float]:
    """Characters a second over all of `work`, and over the fastest of its parts; each article is read once."""
    size = max(1, len(work) // PARTS)
    parts = [work[at : at + size] for at in range(0, len(work), size)]
    timed = [(sum(len(body) for body, _ in part), seconds(part)) for part in parts]
    return sum(n for n, _ in timed) / sum(t for _, t in timed), max(n / t for n, t in timed)


def seconds(work: Work) -> float:
    """Processor time that extraction takes."""
    began = time.process_time()
    run(work)
    return time.process_time() - began


def show_profile(work: Work) -> None:
    """The share of each stage, then the functions with the most time of their own, that of built-ins included."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(run, work)
    stats = pstats.Stats(profile)
    rows = [(own, whole, calls, where) for where, (_, calls, own, whole, _) in stats.stats.items()]  # type: ignore[attr-defined]
    total = sum(own for own, *_ in rows)
    for name in STAGES:
        print(f"{max(whole for _, whole, _, where in rows if where[2] == name) / total:6.1%} in {name}")
    for own, _, calls, (path, line, name) in sorted(rows, reverse=True)[:TOP]:
        place = path.rpartition("zhizao/")[2]
        print(f"{own / total:6.1%} own time, {calls / len(work):7.1f} calls an article: {place}:{line} {name}")


def main() -> None:
    """Measure, after a warm-up that loads the term lists and fills the memory of common words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--most", type=int, default=2000, help="how many articles")
    parser.add_argument("--profile", action="store_true", help="print the functions that take the most time")
    options = parser.parse_args()
    work = sample(list(articles(options.path)), options.most + WARM_UP)
    warm = sample(work, WARM_UP)
    work = [article for article in work if article not in warm] or work
    run(warm)
    whole, best = speed(work)
    print(f"{len(work)} articles, {sum(len(body) for body, _ in work):,} characters")
    print(f"{whole:,.0f} characters a second of one core; {best:,.0f} in the fastest of {PARTS} parts")
    if options.profile:
        show_profile(work[:PROFILED])


if __name__ == "__main__":
    main()
