"""What a person reads about the sources: when each is visited, how its last visit ended, and whether it is fresh."""

from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhizao.operation.alert_settings import alert_settings
from zhizao.road.freshness import SourceFreshness, source_freshness, stale_source
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
        visits, freshness = last_visits(connection), source_freshness(connection)
    names = ("source", "kind", "schedule", "last visit", "seen", "new", "last new", "result")
    table = Table(*names, box=None, header_style="bold")
    for source in sources:
        table.add_row(*_row(source, visits.get(source.name), freshness.get(source.name)))
    console.print(table)
    for source in sources:
        if (visit := visits.get(source.name)) and visit.error:
            console.print(Text.assemble((source.name, "bold"), ": ", visit.error))
        for sentence in _stale(source, freshness.get(source.name)):
            console.print(Text(sentence, style="yellow"))


def _stale(source: Source, seen: SourceFreshness | None) -> list[str]:
    """What of a source has been quiet for too long, as the watch over freshness would tell it."""
    if seen is None or not source.enabled:
        return []
    visit_within = timedelta(hours=alert_settings().visit_hours)
    return [found.sentence for found in stale_source(source, seen, datetime.now(UTC), visit_within)]


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


def _row(source: Source, visit: LastVisit | None, fresh: SourceFreshness | None) -> tuple[str | Text, ...]:
    schedule = (source.schedule or "every run") if source.enabled else "switched off"
    begin = (source.name, str(getattr(source, "kind", "")), schedule)
    if visit is None or fresh is None:
        return (*begin, "never", "", "", "", "")
    new = f"{fresh.last_new:%Y-%m-%d %H:%M}" if fresh.last_new else "never"
    result = Text("with trouble", style="yellow") if visit.error else Text("well", style="green")
    return (*begin, f"{visit.began_at:%Y-%m-%d %H:%M}", f"{visit.seen:,}", f"{visit.received:,}", new, result)
