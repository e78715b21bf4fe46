"""What a person types: `zhizao` and its commands. Each only calls the package and prints."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from zhizao import __version__
from zhizao.cli_correct import correct
from zhizao.cli_export import exporting
from zhizao.cli_report import reporting
from zhizao.cli_terminal import plain_errors, terminal
from zhizao.cli_upkeep import upkeep
from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings

app = typer.Typer(
    name="zhizao",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Turn Chinese industrial-policy news into a warehouse people trust.",
    epilog="Start with `zhizao run`, then `zhizao status`. Settings: environment variables named ZHIZAO_…",
)
db = typer.Typer(no_args_is_help=True, help="The embedded PostgreSQL.")
app.add_typer(db, name="db")
app.add_typer(upkeep)
app.add_typer(correct, name="correct")
app.add_typer(reporting)
app.add_typer(exporting)
sources = typer.Typer(help="Where articles come from.")
app.add_typer(sources, name="sources")


@app.callback(invoke_without_command=True)
def version(*, show: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    """Turn Chinese industrial-policy news into a warehouse people trust."""
    if show:
        typer.echo(__version__)
        raise typer.Exit


@app.command(epilog="Examples: `zhizao run` · `zhizao run --inbox ~/articles`")
@plain_errors
def run(
    inbox: Annotated[
        Path | None,
        typer.Option(help="The folder of articles; default: the setting ZHIZAO_INBOX.", readable=False),
    ] = None,
) -> None:
    """Land, read, extract, build, audit and publish what is new in the inbox, by running the very DAGs here."""
    from zhizao.operation.progress import run_with_progress

    run_with_progress(terminal(), inbox)


@app.command(epilog="Example: `zhizao status`")
@plain_errors
def status() -> None:
    """Show the latest loads with their outcomes, and what is published."""
    from zhizao.summary import show_status

    _migrate()
    show_status(terminal())


@app.command(epilog='Examples: `psql "$(zhizao dsn)"` · `psql "$(zhizao dsn --reader)"`')
@plain_errors
def dsn(
    *,
    reader: Annotated[bool, typer.Option("--reader", help="That of bi_reader, who sees the published marts.")] = False,
) -> None:
    """Print the warehouse's connection string and nothing else."""
    from zhizao.warehouse.connection import warehouse_dsn
    from zhizao.warehouse.roles import reader_dsn

    typer.echo(reader_dsn() if reader else warehouse_dsn())


@app.command(epilog="Example: `zhizao digest`")
@plain_errors
def digest() -> None:
    """Print a digest of everything published: the same rows give the same digest."""
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.digest import digest as digest_of
    from zhizao.warehouse.schemas import MARTS

    _migrate()
    with connect() as connection:
        typer.echo(digest_of(connection, MARTS))


@app.command(epilog="Examples: `zhizao explain samples/portal_news.txt` · `zhizao explain page.html --kind metrics`")
@plain_errors
def explain(
    file: Annotated[
        Path,
        typer.Argument(help="An article in any form that is read: HTML, Markdown, text, JSON, PDF.", readable=False),
    ],
    kind: Annotated[str | None, typer.Option(help="Only metrics, initiatives or participants.")] = None,
) -> None:
    """Print an article with its facts highlighted, and the rule that made each."""
    from zhizao.explain import explain_file

    explain_file(terminal(), file, kind)


@app.command(epilog="Example: `zhizao doctor`")
@plain_errors
def doctor() -> None:
    """Check versions, ports, disk and permissions, and say what to do."""
    from zhizao.doctor import diagnose

    table = Table("", "what", "found", "what to do", box=None, header_style="bold")
    findings = diagnose()
    for finding in findings:
        mark = Text("ok", style="green") if finding.ok else Text("!!", style="bold red")
        table.add_row(mark, finding.name, finding.detail, finding.advice or "")
    terminal().print(table)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@app.command(epilog="Example: `zhizao up`, then open the address it prints; `zhizao down` ends it.")
@plain_errors
def up() -> None:
    """Start scheduled operation on this machine: Airflow with its UI, and the warehouse."""
    from zhizao.operation.standalone import up as start

    grid = Table.grid(padding=(0, 2))
    for name, value in start().as_rows():
        grid.add_row(Text(name, style="bold"), value)
    terminal().print(grid)


@app.command(epilog="Example: `zhizao down`")
@plain_errors
def down() -> None:
    """End scheduled operation and the embedded server; nothing is lost."""
    from zhizao.operation.standalone import down as end

    typer.echo(end())
    _stop_server()


@sources.callback(invoke_without_command=True, epilog="Examples: `zhizao sources` · `zhizao sources check`")
@plain_errors
def show_sources(context: typer.Context) -> None:
    """List the sources with their schedules and their last visits."""
    if context.invoked_subcommand is None:
        from zhizao.source_status import show_sources as show

        _migrate()
        show(terminal())


@sources.command("check", epilog="Example: `zhizao sources check`")
@plain_errors
def check_sources() -> None:
    """Say what is wrong with the file of sources, or that nothing is."""
    from zhizao.source_status import check_sources as check

    check(terminal())


@db.command("start", epilog="Example: `zhizao db start`")
@plain_errors
def db_start() -> None:
    """Start the embedded server, if it does not run."""
    from zhizao.warehouse.connection import describe
    from zhizao.warehouse.embedded import EmbeddedServer

    if dsn := get_settings().dsn:
        typer.echo(
            f"ZHIZAO_DSN names a server of your own ({describe(dsn)}): the embedded one is not used nor started."
        )
        return
    server = EmbeddedServer(get_settings().home)
    server.start()
    typer.echo(f"The embedded server runs; its data are in {server.where()}.")


@db.command("migrate", epilog="Example: `zhizao db migrate`")
@plain_errors
def db_migrate() -> None:
    """Bring the warehouse to the state this version expects."""
    applied = _migrate()
    typer.echo(f"Applied {', '.join(applied)}." if applied else "Nothing to apply: the warehouse is up to date.")


def _migrate() -> list[str]:
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.migrate import migrate

    with connect() as connection:
        return migrate(connection)


@db.command("roles", epilog="Examples: `zhizao db roles` · `zhizao db roles --print | psql ...`")
@plain_errors
def db_roles(
    *,
    printed: Annotated[bool, typer.Option("--print", help="Only print the SQL, for an administrator.")] = False,
) -> None:
    """Make the roles with least rights: a loader, a transformer, and bi_reader for BI tools."""
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.roles import reader_password, roles_as_sql, set_up_roles

    _migrate()
    with connect() as connection:
        if printed:
            typer.echo(roles_as_sql(connection), nl=False)
            return
        made = set_up_roles(connection, reader_password())
    typer.echo(f"Made {', '.join(made)}." if made else "Every role is there; its rights were granted anew.")


@db.command("stop", epilog="Example: `zhizao db stop`")
@plain_errors
def db_stop() -> None:
    """Stop the embedded server; nothing is lost."""
    _stop_server()


def _stop_server() -> None:
    from zhizao.warehouse.embedded import EmbeddedServer

    server = EmbeddedServer(get_settings().home)
    was_running = server.running()
    server.stop()
    typer.echo("The embedded server is stopped." if was_running else "The embedded server did not run.")


@db.command("psql", epilog="Example: `zhizao db psql` · `zhizao db psql -- -c 'table marts.fct_metrics limit 5'`")
@plain_errors
def db_psql(arguments: Annotated[list[str] | None, typer.Argument(help="Passed on to psql.")] = None) -> None:
    """Open psql on the warehouse."""
    from zhizao.warehouse.connection import client_call

    command, environment = client_call("psql")
    try:
        os.execvpe(command[0], [*command, *(arguments or [])], environment)  # noqa: S606 - our own program, no shell
    except FileNotFoundError:
        message = "psql is not installed: install the PostgreSQL client, or use another one with `zhizao dsn`."
        raise ZhizaoError(message) from None


def main() -> None:
    """The entry point of the `zhizao` program."""
    app()
