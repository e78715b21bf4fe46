"""Draws the pictures of the README from a real run on samples/: `make pictures`."""

import html
import os
import re
import tempfile
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from zhizao.explain import explain_file
from zhizao.operation.inprocess import run_road
from zhizao.settings import CHECKOUT, get_settings
from zhizao.summary import show_run, where_next
from zhizao.warehouse.embedded import EmbeddedServer

DOCS = CHECKOUT / "docs"
CELL = 12.2  # the width of a cell in rich's picture
SAMPLE = CHECKOUT / "samples" / "portal_news.txt"


def main() -> None:
    """Run the road in a warehouse of its own and save what the terminal shows."""
    with tempfile.TemporaryDirectory(prefix="zhizao-pictures-") as home:
        Path(home).chmod(0o711)  # the embedded server's own user must pass, when root draws
        os.environ["ZHIZAO_HOME"] = home
        try:
            picture_of_a_run()
            picture_of_an_article()
        finally:
            EmbeddedServer(get_settings().home).stop()


def picture_of_a_run() -> None:
    """What `make run` ends with."""
    console = recorder()
    report = run_road()
    console.print("$ make run", style="bold")
    show_run(console, report.load_ids, where_next(None, "make up   (Airflow's UI on this machine)"))
    save(console, "run.svg", "make run")


def picture_of_an_article() -> None:
    """What `zhizao explain` prints."""
    console = recorder()
    console.print(f"$ zhizao explain {SAMPLE.relative_to(CHECKOUT)}", style="bold")
    explain_file(console, SAMPLE, None)
    save(console, "explain.svg", "zhizao explain")


def recorder() -> Console:
    """A console that remembers what it printed, and shows nothing."""
    return Console(record=True, width=110, force_terminal=True, file=Path(os.devnull).open("w"))


def save(console: Console, name: str, title: str) -> None:
    """Save as SVG, with the reader's own fixed-width font instead of one that would be fetched."""
    svg = console.export_svg(title=title)
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("Fira Code", "ui-monospace")
    svg = re.sub(r'textLength="[^"]*"([^>]*>)([^<]*)', _with_room, svg)
    (DOCS / name).write_text(svg, encoding="utf-8")


def _with_room(text: re.Match[str]) -> str:
    """The room for a text by the cells it takes: rich counts signs, of which a Chinese one takes two cells."""
    cells = cell_len(html.unescape(text[2]))
    return f'textLength="{cells * CELL:.1f}"{text[1]}{text[2]}'


if __name__ == "__main__":
    main()
