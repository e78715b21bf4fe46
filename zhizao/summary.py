"""What a person reads in the terminal after a run, and when asking for the state of the warehouse."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from zhizao.warehouse.connection import connect
from zhizao.warehouse.schemas import FACTS
from zhizao.warehouse.state import Complaint, LoadState, Published, loads, published, quarantined, warnings
from zhizao.wording import counted

_KINDS = {"dim_articles": "article", **{table: table.removeprefix("fct_").removesuffix("s") for table in FACTS}}
_MOST_COMPLAINTS = 8
_COLOURS = {"published": "green", "stopped": "red", "withdrawn": "red", "open": "yellow"}


def show_run(console: Console, load_ids: Sequence[str], where_next: Sequence[tuple[str, str]]) -> None:
    """Print what a run did: each load's documents, articles and checks, then what readers see and where to look."""
    with connect() as connection:
        states = (
            sorted(loads(connection, list(load_ids), len(load_ids) or 1), key=lambda s: s.load_id) if load_ids else []
        )
        for state in states:
            console.print(
                _load_panel(state, quarantined(connection, state.load_id), warnings(connection, state.load_id))
            )
        now = published(connection)
    if not states:
        console.print(
            "Nothing new: the inbox holds no document that is not known already, and what is published stays as it is."
        )
    console.print(_published_panel(now, where_next))


def show_status(console: Console) -> None:
    """Print the latest loads with their outcomes, and the last publication."""
    with connect() as connection:
        states, now = loads(connection), published(connection)
    if not states:
        console.print("No load yet: `zhizao run` lands and publishes the articles of the inbox.")
        return
    console.print(_loads_table(states))
    for state in states:
        if state.reason:
            console.print(Text(state.reason, style="red"))
    console.print(_published_panel(now, ()))


def _load_panel(state: LoadState, refused: Sequence[Complaint], warned: Sequence[Complaint]) -> Panel:
    grid = _grid()
    grid.add_row(
        "documents",
        f"{state.documents} received: {state.landed} landed, {state.duplicate} duplicate, "
        f"{state.quarantined} quarantined",
    )
    grid.add_row("articles", f"{state.articles} extracted" + (f", {state.failed} failed" if state.failed else ""))
    grid.add_row("checks", f"{state.checks - state.failed_checks} of {state.checks} passed, {len(warned)} to look at")
    parts: list[RenderableType] = [grid, *_complaints(refused), *_complaints(warned)]
    if state.reason:
        parts.append(Text(state.reason, style="red"))
    return Panel(
        Group(*parts),
        title=f"{state.load_id}: {state.outcome}",
        title_align="left",
        border_style=_COLOURS[state.outcome],
    )


def _complaints(complaints: Sequence[Complaint]) -> list[Text]:
    lines = [Text(f"  ! {c.about}: {c.sentence}", style="yellow") for c in complaints[:_MOST_COMPLAINTS]]
    if more := len(complaints) - _MOST_COMPLAINTS:
        lines += [Text(f"  … and {more} more", style="yellow")] if more > 0 else []
    return lines


def _published_panel(now: Published, where_next: Sequence[tuple[str, str]]) -> Panel:
    grid = _grid()
    if now.load_id and now.published_at:
        grid.add_row("published", f"{now.load_id}, {now.published_at:%Y-%m-%d %H:%M}, digest {now.digest}")
        grid.add_row("holds", ", ".join(counted(count, _KINDS[table]) for table, count in now.counts.items()))
    else:
        grid.add_row("published", "nothing yet")
    for name, hint in where_next:
        grid.add_row(name, hint)
    return Panel(grid, title="the warehouse", title_align="left", border_style="cyan")


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _loads_table(states: Sequence[LoadState]) -> Table:
    table = Table(
        "load",
        "outcome",
        "station",
        "documents",
        "quarantined",
        "articles",
        "checks",
        "opened",
        box=None,
        header_style="bold",
    )
    for s in states:
        table.add_row(
            s.load_id,
            Text(s.outcome, style=_COLOURS[s.outcome]),
            s.station,
            str(s.documents),
            str(s.quarantined),
            str(s.articles),
            f"{s.checks - s.failed_checks}/{s.checks}",
            f"{s.opened_at:%Y-%m-%d %H:%M}",
        )
    return table


def where_next(report: Path | None, ui: str) -> list[tuple[str, str]]:
    """The places a person may look at after a run."""
    hints = [("query it", ".venv/bin/zhizao db psql   (for other clients: .venv/bin/zhizao dsn)")]
    if report is not None:
        hints.append(("report", str(report)))
    return [*hints, ("UI", ui)]
