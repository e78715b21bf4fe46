"""The report site of one load: what is written, in which order, and from which state of the warehouse."""

import logging
from dataclasses import dataclass
from pathlib import Path

from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.report.folder import Folder
from zhizao.report.library import write_library
from zhizao.report.load_pages import write_pages
from zhizao.report.pages import STATIC
from zhizao.report.quality import assess
from zhizao.settings import get_settings
from zhizao.warehouse.connection import advisory_lock, connect
from zhizao.warehouse.schemas import CANDIDATE, MARTS
from zhizao.warehouse.state import LoadState, loads, published

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """What one run wrote: the page to open, the number of files new or changed, and of articles in the site."""

    page: Path
    files: int
    articles: int


def write_report(load_id: str | None = None) -> Written:
    """Write the report on a load, by default the latest.

    Raises ZhizaoError when there is no such load, or the folder cannot be written.
    """
    folder = Folder(get_settings().report_folder)
    with connect("zhizao report lock") as lock, advisory_lock(lock, "report", wait=True), connect() as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        subject = _subject(connection, load_id)
        schema = schema_of(connection, subject)
        for asset in STATIC.iterdir():
            folder.write(f"static/{asset.name}", asset.read_text("utf-8"))
        articles = write_library(connection, schema, folder)
        load = subject.load_id if schema == CANDIDATE else published(connection).load_id
        quality = assess(connection, lock, schema, load, get_settings().gold)
        write_pages(connection, folder, subject, schema, quality)
    return Written(load_page(subject.load_id), len(folder.written), articles)


def write_report_or_warn(load_id: str | None = None) -> None:
    """As `write_report`; whatever goes wrong is logged as a warning, since a load is not to suffer from its report."""
    try:
        written = write_report(load_id)
    except Exception as error:  # noqa: BLE001 - the load has ended as it did, whatever became of the pages on it
        _LOG.warning("The report was not written: %s", error)
    else:
        _LOG.info("The report on %s: %d files written, %s", load_id, written.files, written.page)


def load_page(load_id: str) -> Path:
    """Where the overview of a load stands, or will."""
    return get_settings().report_folder / "loads" / load_id / "index.html"


def schema_of(connection: Connection, load: LoadState) -> str | None:
    """Where articles are read from: what readers see, or for a load they do not see its candidate while it stands.

    None before the first publication.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select load_id, to_regclass(%s) is not null, to_regclass(%s) is not null from ops.candidate",
            (f"{CANDIDATE}.fct_participants", f"{MARTS}.fct_participants"),
        )
        candidate_of, has_candidate, has_marts = cursor.fetchone() or (None, False, False)
    if load.outcome != "published" and has_candidate and candidate_of == load.load_id:
        return CANDIDATE
    return MARTS if has_marts else None


def _subject(connection: Connection, load_id: str | None) -> LoadState:
    """The load the report is about."""
    found = loads(connection, [load_id] if load_id else None, 1)
    if not found and load_id:
        raise ZhizaoError(f"There is no load called {load_id}: `zhizao status` lists the loads.")
    if not found:
        raise ZhizaoError(
            "There is no load to report on yet: `zhizao run` lands and publishes the articles of the inbox."
        )
    return found[0]
