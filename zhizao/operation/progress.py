"""A run as the terminal shows it: a line for each station, a bar while batches are extracted, then the summary."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.operation.inprocess import run_road
from zhizao.operation.steps import Step
from zhizao.settings import get_settings
from zhizao.summary import show_run, where_next

_DOING = {
    "prepare": "making the warehouse ready",
    "land": "landing documents",
    "read": "reading articles",
    "extract": "extracting facts",
    "build": "building the candidate",
    "audit": "auditing the candidate",
    "publish": "publishing",
}
_ENDED = {"finished", "skipped"}


class _Bars:
    """For a terminal: a bar for each station that was reached."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._lines: dict[tuple[str | None, str], TaskID] = {}

    def show(self, step: Step) -> None:
        """Begin, advance or end the bar of the step's station."""
        line = self._line(step)
        if step.state == "retrying":
            self._progress.console.print(_again(step))
        elif step.state in _ENDED and step.batches:
            self._progress.update(line, total=step.batches, advance=1)
        elif step.state in _ENDED and (self._progress.tasks[line].total or 0) <= 1:
            self._progress.update(line, total=1, completed=1)

    def _line(self, step: Step) -> TaskID:
        """The station's bar; a new one ends those before it, since stations follow one another."""
        key = (step.load_id, step.station)
        if key not in self._lines:
            for line in self._lines.values():
                total = self._progress.tasks[line].total or 1
                self._progress.update(line, total=total, completed=total)
            self._lines[key] = self._progress.add_task(_doing(step), total=None)
        return self._lines[key]


class _Lines:
    """For a file or a pipe: one line when a station is reached."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._said: set[str] = set()

    def show(self, step: Step) -> None:
        """Say what is going on, once."""
        said = _again(step) if step.state == "retrying" else _doing(step)
        if said not in self._said:
            self._said.add(said)
            self._console.print(said)


def _doing(step: Step) -> str:
    doing = _DOING.get(step.station, step.station)
    return f"{doing} ({step.load_id})" if step.load_id else doing


def _again(step: Step) -> str:
    return f"{step.station}: trying again. {step.sentence or ''}"


def run_with_progress(console: Console, inbox: Path | None) -> None:
    """Run the road on an inbox, showing where it is, and print what it did.

    Raises ZhizaoError with the sentence of the station that failed, or after all of the sources that were not visited.
    """
    columns = (SpinnerColumn(finished_text="[green]✓"), TextColumn("{task.description}"), BarColumn(bar_width=24))
    page = get_settings().report_folder / "index.html"
    try:
        if console.is_terminal:
            with Progress(*columns, MofNCompleteColumn(), TimeElapsedColumn(), console=console) as progress:
                report = run_road(inbox, _Bars(progress).show)
        else:
            report = run_road(inbox, _Lines(console).show)
    except GateClosedError as error:
        raise GateClosedError(f"{error} Report: {page}") from None
    ui = "make up   (Airflow's UI on this machine; prints the address and the login)"
    show_run(console, report.load_ids, [*where_next(page if page.exists() else None, ui), ("log", str(report.log))])
    if report.fault:
        raise ZhizaoError(report.fault)
