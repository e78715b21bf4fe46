"""The command that takes the published marts out of the warehouse."""

from pathlib import Path
from typing import Annotated

import typer

from zhizao.cli_terminal import plain_errors, terminal

exporting = typer.Typer()


@exporting.command(epilog="Examples: `zhizao export marts` · `zhizao export --format csv marts`")
@plain_errors
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; made when it is not there.")],
    *,
    form: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write files anew that are there.")] = False,
) -> None:
    """Write the published marts as files, one per table, with a data dictionary."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from zhizao.warehouse.export import export as write

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("rows"))
    with Progress(*columns, console=terminal(), transient=True) as progress:
        task = progress.add_task("", total=None)

        def tell(name: str, rows: int) -> None:
            progress.update(task, description=name, advance=rows)

        counts = write(folder, form, overwrite=overwrite, tell=tell)
    typer.echo(f"{len(counts)} tables with {sum(counts.values())} rows are in {folder}, with data_dictionary.csv.")
