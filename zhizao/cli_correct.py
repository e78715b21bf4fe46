"""`zhizao correct`: what a reviewer types to correct facts and entities."""

import getpass
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from zhizao.cli_terminal import plain_errors, terminal
from zhizao.corrections.requests import Request, parse_fields

correct = typer.Typer(
    no_args_is_help=True,
    help="Correct facts and entities: an append-only ledger that survives every re-extraction.",
    epilog="Keys are those of the tables in marts. `zhizao run` publishes what was entered. See docs/corrections.md.",
)

Reason = Annotated[str, typer.Option(help="Why; readers of the ledger see it.")]
Fact = Annotated[str, typer.Argument(help="A metric_key, initiative_mention_key or participation_key.")]
Entity = Annotated[str, typer.Argument(help="The key of an organization, person, initiative or indicator.")]
Fields = Annotated[list[str], typer.Argument(help="field=value, as many as needed; an empty value means none.")]
By = Annotated[str | None, typer.Option("--by", help="Who corrects; default: the user of this machine.")]


@correct.command(epilog='Example: `zhizao correct change 1f0c… value=141 status=actual --reason "misread table"`')
@plain_errors
def change(fact: Fact, fields: Fields, reason: Reason, by: By = None) -> None:
    """Change fields of a fact."""
    _enter(Request(action="change", key=fact, fields=parse_fields(fields), reason=reason, by=_who(by)))


@correct.command(epilog='Example: `zhizao correct reject 1f0c… --reason "an advertisement, not a fact"`')
@plain_errors
def reject(fact: Fact, reason: Reason, by: By = None) -> None:
    """Take a fact out."""
    _enter(Request(action="reject", key=fact, reason=reason, by=_who(by)))


@correct.command(
    epilog="Example: `zhizao correct add metric ARTICLE_KEY 新增智能车间12个 "
    'indicator=新增智能车间数 value=12 unit=个 --reason "missed"`'
)
@plain_errors
def add(  # noqa: PLR0913, PLR0917 # what is typed is what is passed
    kind: Annotated[str, typer.Argument(help="metric, initiative, participant or role.")],
    article: Annotated[str, typer.Argument(help="An article_key.")],
    quote: Annotated[str, typer.Argument(help="The words of the body that say it, exactly.")],
    fields: Fields,
    reason: Reason,
    by: By = None,
) -> None:
    """Add a fact that was missed; its quote must stand in the article."""
    request = Request(
        action="add", kind=kind, key=article, quote=quote, fields=parse_fields(fields), reason=reason, by=_who(by)
    )
    _enter(request)


@correct.command(epilog='Example: `zhizao correct merge KEY OTHER_KEY --reason "its former name"`')
@plain_errors
def merge(entity: Entity, other: Entity, reason: Reason, by: By = None) -> None:
    """State that two entities are one."""
    _enter(Request(action="merge", key=entity, other_key=other, reason=reason, by=_who(by)))


@correct.command(epilog='Example: `zhizao correct separate KEY OTHER_KEY --reason "parent and branch"`')
@plain_errors
def separate(entity: Entity, other: Entity, reason: Reason, by: By = None) -> None:
    """State that two forms are two entities, whatever speaks for one."""
    _enter(Request(action="separate", key=entity, other_key=other, reason=reason, by=_who(by)))


@correct.command(epilog='Example: `zhizao correct rename KEY 云州市大数据局 --reason "name since 2024"`')
@plain_errors
def rename(entity: Entity, name: str, reason: Reason, by: By = None) -> None:
    """Give an entity the name it is shown by; its key stays."""
    _enter(Request(action="rename", key=entity, fields={"name": name}, reason=reason, by=_who(by)))


@correct.command(epilog='Example: `zhizao correct retype KEY research --reason "an institute, not a firm"`')
@plain_errors
def retype(entity: Entity, to: str, reason: Reason, by: By = None) -> None:
    """Give an organization or an initiative another type."""
    _enter(Request(action="retype", key=entity, fields={"type": to}, reason=reason, by=_who(by)))


@correct.command(epilog='Example: `zhizao correct undo 12 --reason "the source was right"`')
@plain_errors
def undo(line: str, reason: Reason, by: By = None) -> None:
    """Take an earlier line back, by a later one."""
    _enter(Request(action="undo", key=line, reason=reason, by=_who(by)))


@correct.command(epilog="Example: `zhizao correct load corrections.csv`")
@plain_errors
def load(
    file: Annotated[Path, typer.Argument(help="Columns: action, kind, key, other_key, quote, set, reason, by.")],
    by: By = None,
) -> None:
    """Enter the lines of a CSV file, all or none."""
    from zhizao.road.correct import correct_from

    _tell(*correct_from(file, _who(by)))


@correct.command("list", epilog="Example: `zhizao correct list`")
@plain_errors
def show() -> None:
    """Print the ledger; marts.corrections tells besides which lines found their anchor."""
    from zhizao.road.correct import ledger_lines

    table = Table("no", "by", "action", "kind", "what", "reason", "in force", box=None, header_style="bold")
    for line in ledger_lines():
        in_force = "yes" if line.in_force else "" if line.action == "undo" else "no"
        table.add_row(
            str(line.correction_no), line.made_by, line.action, line.kind or "", line.what, line.reason, in_force
        )
    terminal().print(table)


def _enter(request: Request) -> None:
    from zhizao.road.correct import correct as enter

    _tell(*enter([(None, request)]))


def _tell(numbers: list[int], load_id: str | None) -> None:
    if load_id is None:
        typer.echo("The file holds no correction.")
        return
    lines = f"line {numbers[0]}" if len(numbers) == 1 else f"lines {numbers[0]} to {numbers[-1]}"
    typer.echo(f"Entered as {lines}: {load_id} carries it, `zhizao run` publishes it.")


def _who(by: str | None) -> str:
    return by or getpass.getuser()
