"""Pages from templates; whatever is put into one is escaped."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zhizao import __version__
from zhizao.report.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from zhizao.report.facts import KINDS, words
from zhizao.report.gold import told

_HERE = Path(__file__).parent
STATIC = _HERE / "static"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types zhizao-shards"
)
"""Only files of the report are loaded, nothing in a page runs, and no text can become a script."""


def page(name: str, root: str = "", **content: Any) -> str:
    """The page of a template; `root` leads from its folder to that of the report."""
    return _templates().get_template(f"{name}.html").render(page=name, root=root, **content)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "policy": CONTENT_SECURITY_POLICY,
        "version": __version__,
        "kinds": KINDS,
        "chart_size": {
            "width": WIDTH,
            "height": HEIGHT,
            "left": LEFT,
            "right": WIDTH - RIGHT,
            "top": TOP,
            "bottom": HEIGHT - BOTTOM,
        },
    }
    environment.filters |= {
        "moment": moment,
        "duration": duration,
        "count": count,
        "words": words,
        "file_name": file_name,
        "pairs": pairs,
        "told": told,
        "place": place,
    }
    return environment


def moment(at: datetime | None) -> str:
    """A point in time in the zone it is given in, to the minute."""
    return "–" if at is None else f"{at:%Y-%m-%d %H:%M}"


def duration(seconds: float | None) -> str:
    """A span of time in its two largest units."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{seconds:.1f} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"


def count(number: int) -> str:
    """A number with thousands apart."""
    return f"{number:,}"


def file_name(uri: str) -> str:
    """The last segment of a path or an address, or all of it where that is empty."""
    return uri.rstrip("/").rpartition("/")[2] or uri


def place(row: Mapping[str, Any]) -> str | None:
    """The page of the article a failing row belongs to, and of its fact in it; None where the row names no article."""
    if not row.get("article_key"):
        return None
    fact = next((row[kind.key] for kind in KINDS if kind.key in row), None)
    return f"article.html?key={quote(str(row['article_key']))}" + (f"#{quote(str(fact))}" if fact else "")


def pairs(row: Mapping[str, Any]) -> str:
    """A failing row's keys on one line."""
    return ", ".join(f"{name} = {value}" for name, value in row.items())
