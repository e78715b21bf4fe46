"""The command that writes the report site."""

from typing import Annotated

import typer

from zhizao.cli_terminal import plain_errors

reporting = typer.Typer()


@reporting.command(epilog="Examples: `zhizao report --open` · `zhizao report --load load-000007`")
@plain_errors
def report(
    *,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    load: Annotated[str | None, typer.Option(help="The load it is about; default: the latest.")] = None,
) -> None:
    """Write the report site: checks, quarantine, quality, articles with their facts; only what changed."""
    from zhizao.report.site import write_report
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.migrate import migrate

    with connect() as connection:
        migrate(connection)
    written = write_report(load)
    typer.echo(f"{written.page}  ({written.articles} articles; {written.files} files new or changed)")
    if show:
        typer.launch(written.page.as_uri())
