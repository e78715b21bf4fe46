"""How psql is called: the embedded server's own, or the one on the PATH for an external warehouse."""

import os
import shutil
from collections.abc import Sequence

from psycopg2.extensions import make_dsn, parse_dsn

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.warehouse.embedded import EmbeddedServer


def psql_command(dsn: str, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The command line and environment of psql; the password travels in the environment, where `ps` cannot show it.

    Raises ZhizaoError when the warehouse is an external one and no psql is installed.
    """
    settings = get_settings()
    program = shutil.which("psql") if settings.dsn else str(EmbeddedServer(settings.home).program("psql"))
    if program is None:
        raise ZhizaoError("psql is not installed: install the PostgreSQL client, or use any other with `zhizao dsn`.")
    parts = parse_dsn(dsn)
    password = parts.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    return [program, "--dbname", make_dsn(**parts), *arguments], environment
