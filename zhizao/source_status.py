"""What a person reads about the sources: when each is visited, and how its last visit ended."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhizao.road.visits import LastVisit, last_visits
from zhizao.sources.config import load_sources
from zhizao.sources.source import Source
from zhizao.sources.web import WebSource
from zhizao.warehouse.connection import connect
from zhizao.wording import counted


def show_sources(console: Console) -> None:
    """Print every source of the file with its schedule and its last visit, then what troubled the visits."""
    sources = load_sources()
    with connect() as connection:
        visits = last_visits(connection)
    table = Table("source", "kind", "schedule", "last visit", "seen", "new", "result", box=None, header_style="bold")
    for source in sources:
        table.add_row(*_row(source, visits.get(source.name)))
    console.print(table)
    for source in sources:
        if (visit := visits.get(source.name)) and visit.error:
            console.print(Text.assemble((source.name, "bold"), ": ", visit.error))


def check_sources(console: Console) -> None:
    """Print what the file holds when nothing in it, and no secret it names, is missing or wrong.

    Raises ZhizaoError at the first mistake.
    """
    sources = load_sources()
    for source in sources:
        if source.enabled and isinstance(source, WebSource):
            source.secrets()
    enabled = [source.name for source in sources if source.enabled]
    console.print(
        f"{counted(len(sources), 'source is', 'sources are')} well described; enabled: {', '.join(enabled) or 'none'}."
    )


def _row(source: Source, visit: LastVisit | None) -> tuple[str | Text, ...]:
    schedule = (source.schedule or "every run") if source.enabled else "switched off"
    begin = (source.name, str(getattr(source, "kind", "")), schedule)
    if visit is None:
        return (*begin, "never", "", "", "")
    result = Text("with trouble", style="yellow") if visit.error else Text("well", style="green")
    return (*begin, f"{visit.began_at:%Y-%m-%d %H:%M}", f"{visit.seen:,}", f"{visit.received:,}", result)
