"""The pages of the site that are not about one article: overview, checks and quarantine of loads, list and search."""

from dataclasses import dataclass
from pathlib import Path

from psycopg2.extensions import connection as Connection

from zhizao.errors import ZhizaoError
from zhizao.quality.suites import JUDGED, load_suite
from zhizao.report import charts
from zhizao.report.facts import KINDS, articles_of_facts
from zhizao.report.folder import Folder
from zhizao.report.loads import LOADS_SHOWN, Check, checks, facts_by_load, quarantine, stations
from zhizao.report.pages import page
from zhizao.report.quality import Quality
from zhizao.settings import get_settings
from zhizao.warehouse.schemas import CANDIDATE
from zhizao.warehouse.state import LoadState, loads, published

_OF_A_LOAD = ("index", "checks", "quarantine")


@dataclass(frozen=True, slots=True)
class _Site:
    """What the pages of every load share."""

    connection: Connection
    folder: Folder
    schema: str | None
    latest: list[LoadState]
    facts: dict[str, list[int]]
    reasons: dict[tuple[str, str], str]


def write_pages(
    connection: Connection, folder: Folder, subject: LoadState, schema: str | None, quality: Quality
) -> None:
    """Write the pages of the subject, of other latest loads that have none yet, and of the whole site."""
    latest = loads(connection, most=LOADS_SHOWN)
    facts = facts_by_load(connection, schema) if schema else {}
    site = _Site(connection, folder, schema, latest, facts, _reasons())
    shown = {load.load_id: load for load in (subject, *latest)}
    for load in shown.values():
        stands = (folder.root / "loads" / load.load_id / "index.html").is_file()
        if load == subject or not stands:
            _write_load(site, load, f"loads/{load.load_id}/", "../../")
    folder.keep_only("loads", [f"loads/{load_id}/{name}.html" for load_id in shown for name in _OF_A_LOAD])
    _write_overview(site, latest[0], "index", "")
    nav = latest[0].load_id
    folder.write("quality.html", page("quality", nav=nav, quality=quality))
    for name in ("articles", "article", "search"):
        folder.write(f"{name}.html", page(name, nav=nav, candidate=_candidate(site, subject)))


def _write_load(site: _Site, load: LoadState, place: str, root: str) -> None:
    _write_overview(site, load, f"{place}index", root)
    found = _checks(site, load)
    site.folder.write(f"{place}checks.html", page("checks", root, nav=load.load_id, load=load, checks=found))
    refused = quarantine(site.connection, load.load_id)
    site.folder.write(f"{place}quarantine.html", page("quarantine", root, nav=load.load_id, load=load, refused=refused))


def _write_overview(site: _Site, load: LoadState, name: str, root: str) -> None:
    failed = [check for check in _checks(site, load) if not check.success]
    data_docs = get_settings().data_docs / "index.html"
    content = page(
        "overview",
        root,
        nav=load.load_id,
        load=load,
        stations=stations(site.connection, load.load_id),
        brought=site.facts.get(load.load_id, [0] * len(KINDS)),
        failed=failed,
        published=published(site.connection),
        candidate=_candidate(site, load),
        latest=site.latest,
        charts=_charts(site),
        data_docs=_relative(data_docs, site.folder.root, root) if data_docs.is_file() else None,
    )
    site.folder.write(f"{name}.html", content)


def _checks(site: _Site, load: LoadState) -> list[Check]:
    """The checks of a load; failing facts with their articles, where these can be seen."""
    found = checks(site.connection, load.load_id, site.reasons)
    rows = [row for check in found for row in check.failing_keys if "article_key" not in row]
    for kind in KINDS if site.schema and rows else ():
        keys = [row[kind.key] for row in rows if kind.key in row]
        articles = articles_of_facts(site.connection, site.schema or "", kind, keys) if keys else {}
        for row in rows:
            if article := articles.get(row.get(kind.key, "")):
                row["article_key"] = article
    return found


def _charts(site: _Site) -> list[charts.Chart]:
    """The last loads in three charts, the oldest first."""
    loads_ = site.latest[::-1]
    none = [0] * len(KINDS)
    return [
        charts.stacked(
            "documents",
            "Documents received",
            ("landed", "duplicate", "quarantined"),
            [(_short(s), (s.landed, s.duplicate, s.quarantined)) for s in loads_],
        ),
        charts.stacked(
            "facts",
            "Facts brought, as they stand now",
            [f"{kind.name}s" for kind in KINDS],
            [(_short(s), site.facts.get(s.load_id, none)) for s in loads_],
        ),
        charts.stacked(
            "failed",
            "Checks that failed",
            ("warning", "blocking"),
            [(_short(s), (s.failed_checks - s.failed_blocking, s.failed_blocking)) for s in loads_],
        ),
    ]


def _short(load: LoadState) -> str:
    """A load's number: what stands below a bar."""
    return load.load_id.removeprefix("load-").lstrip("0")


def _candidate(site: _Site, load: LoadState) -> str | None:
    """The load whose unpublished candidate the article pages show, if they do."""
    return load.load_id if site.schema == CANDIDATE else None


def _relative(target: Path, folder: Path, root: str) -> str:
    """The way from a page to a file beside the report; an address of its own where they share no folder."""
    try:
        return f"{root}../{target.relative_to(folder.parent).as_posix()}"
    except ValueError:
        return target.as_uri()


def _reasons() -> dict[tuple[str, str], str]:
    """Why each check is there, by suite and name, as the suites say now."""
    found = {}
    for name in JUDGED:
        try:
            suite = load_suite(get_settings().expectations, name)
        except ZhizaoError:
            continue  # the gate has closed over it already; the page shows what it recorded
        for expectation in suite.expectations:
            meta = expectation["meta"]
            found[(name, meta["name"])] = meta["why"]
    return found
