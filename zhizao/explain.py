"""Shows an article in the terminal with its facts highlighted, and why each was made: the ids of its rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from zhizao.errors import ZhizaoError
from zhizao.extraction import extract
from zhizao.extraction.mentions import Extraction, Grounded, Initiative, Metric, Participant, Role
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document

_STYLES = {"metrics": "black on yellow", "initiatives": "black on green", "participants": "black on cyan"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One fact as a line of the table."""

    mention: Grounded
    kind: str
    fact: str


def explain(body: str, extraction: Extraction, *, title: str | None = None) -> RenderableType:
    """The article with quotes highlighted by kind, a table of all facts with rule ids, and what was rejected."""
    parts: list[RenderableType] = [Text(title, style="bold")] if title else []
    parts += [highlighted(body, extraction), Text(), _legend(), _table(_rows(extraction))]
    if extraction.rejected:
        parts.append(Text("rejected: " + ", ".join(f"{reason} {count}" for reason, count in extraction.rejected)))
    return Group(*parts)


def highlighted(body: str, extraction: Extraction) -> Text:
    """The body with every quote in the colour of its kind; metrics lie on top where quotes overlap."""
    text = Text(body)
    for kind in ("participants", "initiatives", "metrics"):
        for mention in getattr(extraction, kind):
            text.stylize(_STYLES[kind], mention.start, mention.end)
    return text


def _legend() -> Text:
    return Text("  ").join(Text(f" {kind} ", style=style) for kind, style in _STYLES.items())


def _rows(extraction: Extraction) -> Iterator[_Row]:
    """All facts in the order of the text."""
    rows = [_Row(metric, "metric", _metric(metric)) for metric in extraction.metrics]
    rows += [_Row(item, "initiative", _initiative(item)) for item in extraction.initiatives]
    rows += [_Row(item, "participant", _participant(item)) for item in extraction.participants]
    rows += [_Row(role, "role", _role(role)) for role in extraction.roles]
    return iter(sorted(rows, key=lambda row: (row.mention.start, row.mention.end)))


def _metric(metric: Metric) -> str:
    upper = f"–{metric.value_max}" if metric.value_max is not None else ""
    period = metric.period.iso if metric.period else "no period"
    value = f"{metric.comparator} {metric.value}{upper} {metric.unit}".strip()
    facts = (metric.indicator, metric.subject or "no subject", value, metric.measure, period, metric.status)
    return " · ".join(facts)


def _initiative(item: Initiative) -> str:
    return f"{item.name} · {item.type} · {item.status} · {item.date or 'no date'}"


def _participant(item: Participant) -> str:
    details = (item.organization_type, item.title, item.affiliation)
    return " · ".join([item.name, *(detail for detail in details if detail)])


def _role(role: Role) -> str:
    return f"{role.participant} · {role.role} · {role.initiative}"


def _table(rows: Iterable[_Row]) -> Table:
    table = Table("from", "to", "kind", "fact", "sure", "rule")
    for column in table.columns:
        column.overflow = "fold"  # a number that is cut is another number
    for row in rows:
        mention = row.mention
        rule = mention.rule.replace("+", "\n")
        table.add_row(str(mention.start), str(mention.end), row.kind, row.fact, f"{mention.confidence:.2f}", rule)
    return table


def explain_file(console: Console, file: Path, kind: str | None = None) -> None:
    """Read a file as the road does and print each of its articles with its facts, or only those of one kind.

    Raises ZhizaoError when the file cannot be read, holds no article, or the kind is unknown.
    """
    if kind not in (None, *_STYLES):
        raise ZhizaoError(f"There is no kind of fact called {kind}: choose one of {', '.join(_STYLES)}.")
    try:
        reading = read_document(Document(file.name, file.read_bytes()))
    except OSError as error:
        raise ZhizaoError(f"{file} cannot be read ({error.strerror}): check the path.") from error
    if reading.quarantine:
        raise ZhizaoError(reading.quarantine.sentence)
    for article in reading.articles:
        found = extract(
            article.body,
            article.published_on,
            title=article.title,
            publisher=article.publisher,
            authors=article.authors,
        )
        if kind:
            found = replace(Extraction(), **{kind: getattr(found, kind)})
        console.print(explain(article.body, found, title=article.title))
