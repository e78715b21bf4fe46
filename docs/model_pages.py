"""Writes dbt's pages on every model, column, test and exposure into one file that needs no network: `make docs`."""

import os
import sys
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.connection import connect
from zhizao.warehouse.schemas import MARTS
from zhizao.warehouse.transform import dbt_environment


def main() -> None:
    """Describe the published warehouse; print where the page is."""
    try:
        page = write(get_settings().home / "reports" / "models")
    except ZhizaoError as error:
        sys.exit(f"error: {error}")
    sys.stdout.write(f"The pages are in {page}.\n")


def write(folder: Path) -> Path:
    """Let dbt read the project and the published tables, and write the page into a folder; give its path.

    Raises ZhizaoError with dbt's own words when it cannot.
    """
    from dbt.cli.main import dbtRunner

    project = str(get_settings().dbt_project)
    with connect("zhizao docs") as connection:
        os.environ.update(dbt_environment(connection, MARTS))
    outcome = dbtRunner().invoke(
        [
            *("--quiet", "--log-level", "none", "--log-path", str(folder), "--no-send-anonymous-usage-stats"),
            *("docs", "generate", "--static", "--project-dir", project, "--profiles-dir", project),
            *("--target-path", str(folder)),
        ]
    )
    if not outcome.success:
        raise ZhizaoError(f"dbt could not write its pages: {outcome.exception}; the log is {folder / 'dbt.log'}.")
    return folder / "static_index.html"


if __name__ == "__main__":
    main()
