"""The site on a small warehouse: what stands on its pages, what is written again, and what becomes of hostile texts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.quality.candidate import run
from tests.report.conftest import HOSTILE, Made
from zhizao.errors import ZhizaoError
from zhizao.report import site
from zhizao.report.site import load_page, write_report, write_report_or_warn
from zhizao.settings import get_settings


@pytest.fixture(scope="module", autouse=True)
def written(made: Made) -> Made:
    """The report on the published load, written once for the module."""
    write_report("load-000001")
    return made


def text(made: Made, page: str) -> str:
    return made.folder.joinpath(page).read_text("utf-8")


def shard(made: Made, name: str) -> Any:
    content = text(made, f"data/{name}.js")
    return json.loads(content[content.index(",") + 1 : content.rindex(")")])


def test_the_overview_accounts_for_every_document_and_article(made: Made) -> None:
    words = " ".join(re.sub(r"<[^>]*>", " ", text(made, "loads/load-000001/index.html")).split())
    assert "4 documents received = 2 landed + 1 duplicate + 1 quarantined" in words
    assert "3 articles = 3 extracted + 0 empty + 0 failed" in words
    assert "5 metrics" in words
    assert "1 of 2 passed" in words


def test_failed_checks_come_first_with_their_reason_and_a_way_to_the_article(made: Made) -> None:
    page = text(made, "loads/load-000001/checks.html")
    assert page.index("a known unit") < page.index("facts are grounded")
    assert "&lt;b&gt;units&lt;/b&gt; are reviewed" in page
    assert 'href="../../article.html?key=a1#metric-m1"' in page
    assert "Every quote must stand in its article" in page, "a check that holds says why it is there"


def test_the_quarantine_says_what_and_why(made: Made) -> None:
    page = text(made, "loads/load-000001/quarantine.html")
    assert "noise.bin" in page
    assert "The file is no text." in page


def test_facts_that_were_quarantined_one_by_one_are_listed(made: Made) -> None:
    run(
        made.dsn,
        """insert into ops.quarantined_mentions (load_id, mention_table, article_key, mention_key, rule, reason)
           values ('load-000001', 'raw.metric_mentions', 'a1', 'm9', 'counted', 'The value <i>3</i> is not in the quote.')""",
    )
    write_report("load-000001")
    page = text(made, "loads/load-000001/quarantine.html")
    assert "m9" in page
    assert "The value &lt;i&gt;3&lt;/i&gt; is not in the quote." in page


def test_every_article_is_in_a_shard_whole_with_its_facts_at_their_places(made: Made) -> None:
    articles = {article["key"]: article for article in shard(made, "articles/0")}
    assert set(articles) == {"a1", "a2", "a3"}
    runs = articles["a1"]["text"]
    assert "".join(run[0] for run in runs).startswith("江北市去年培育智能工厂128家。今年5月")
    by_key = {
        fact[1]: "".join(run[0] for run in runs if at in run[1:]) for at, fact in enumerate(articles["a1"]["facts"])
    }
    assert by_key["metric-m1"] == "128家"
    assert by_key["participation-p2"] == "李望山"
    assert [copy[0] for copy in articles["a3"]["copies"]] == ["a1"]


def test_a_hostile_text_is_data_and_its_address_no_link(made: Made) -> None:
    article = next(each for each in shard(made, "articles/0") if each["key"] == "a2")
    assert "".join(run[0] for run in article["text"]).endswith(HOSTILE)
    assert article["link"] is None
    for path in made.folder.rglob("*"):
        if path.suffix in (".html", ".js") and path.parent.name != "static":
            assert "<script>window" not in path.read_text("utf-8"), path
            assert "<img src=x" not in path.read_text("utf-8"), path


def test_every_page_forbids_what_is_not_a_file_of_the_report(made: Made) -> None:
    pages = sorted(made.folder.rglob("*.html"))
    assert {path.name for path in pages} == {
        *(f"{name}.html" for name in ("index", "checks", "quarantine", "quality", "articles", "article", "search"))
    }
    for path in pages:
        page = path.read_text("utf-8")
        assert "default-src &#39;none&#39;; script-src &#39;self&#39;" in page
        assert "unsafe" not in page
        assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=|(?:src|href)=\"(?:https?:)?//", page), path


def test_nothing_is_written_again_without_a_change() -> None:
    write_report("load-000001")
    assert write_report("load-000001").files == 0


def test_a_changed_fact_writes_its_shard_and_its_facts_only(made: Made) -> None:
    write_report("load-000001")
    run(made.dsn, "update marts.fct_metrics set indicator = '智能工厂总数' where metric_key = 'metric-m1'")
    before = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*.*")}
    written = write_report("load-000001")
    changed = {str(path.relative_to(made.folder)) for path in before if path.stat().st_mtime_ns != before[path]}
    assert {"data/articles/0.js", "data/facts/0.js"} <= changed
    assert changed <= {"data/articles/0.js", "data/facts/0.js", "data/signatures.js", "memory.json"}
    assert written.files == len(changed)
    assert "智能工厂总数" in text(made, "data/facts/0.js")


def test_what_was_removed_or_damaged_is_written_again(made: Made) -> None:
    made.folder.joinpath("data/articles/0.js").unlink()
    made.folder.joinpath("memory.json").write_text("{", "utf-8")
    made.folder.joinpath("data/articles/77.js").write_text("old", "utf-8")
    write_report("load-000001")
    assert shard(made, "articles/0")
    assert not made.folder.joinpath("data/articles/77.js").exists()


def test_a_load_that_was_stopped_has_pages_of_its_own(made: Made) -> None:
    written = write_report("load-000002")
    assert written.page == load_page("load-000002")
    page = text(made, "loads/load-000002/index.html")
    assert "stopped" in page
    assert "candidate is judged" in page


def test_a_candidate_that_was_stopped_is_shown_and_said_to_be_one(made: Made) -> None:
    run(
        made.dsn,
        """create schema marts_candidate; create table marts_candidate.dim_articles as table marts.dim_articles;
           create table marts_candidate.fct_metrics as select * from marts.fct_metrics where article_key = 'a1';
           create table marts_candidate.fct_initiatives as table marts.fct_initiatives;
           create table marts_candidate.fct_participants as table marts.fct_participants;
           update ops.candidate set load_id = 'load-000002'""",
    )
    write_report("load-000002")
    assert "candidate of load-000002, which was not published" in text(made, "article.html")
    assert [fact for fact in shard(made, "facts/0")["facts"] if fact[1] == 0 and fact[0] == 1] == []
    write_report("load-000001")
    assert "which was not published" not in text(made, "article.html")


def test_an_unknown_load_is_one_sentence() -> None:
    with pytest.raises(ZhizaoError, match="There is no load called load-000099"):
        write_report("load-000099")


def test_a_load_never_suffers_from_its_report(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(site, "write_library", lambda *_: 1 / 0)
    write_report_or_warn("load-000001")
    assert "The report was not written: division by zero" in caplog.text


GOLD = {
    "article": {"file": "page.txt"},
    "metrics": [
        {"quote": "128家", "indicator": "智能工厂数", "subject": "江北市", "value": 128, "value_max": None, "unit": "家",
         "comparator": "=", "measure": "level", "period": "2020", "status": "actual"},
        {"quote": "无", "indicator": "从未有过", "subject": "江北市", "value": 7, "value_max": None, "unit": "家",
         "comparator": "=", "measure": "level", "period": "2020", "status": "actual"},
    ],
    "initiatives": [
        {"id": "i1", "name": "云帆工业互联网平台", "aliases": [], "type": "platform", "status": "in_operation"}
    ],
    "participants": [
        {"name": "李望山", "aliases": [], "kind": "person", "title": "总经理", "roles": [{"initiative": "i1", "role": "speaker"}]}
    ],
}  # fmt: skip


def _with_gold(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("ZHIZAO_GOLD", str(folder))
    get_settings.cache_clear()
    write_report("load-000001")


def test_without_gold_the_page_says_how_to_configure_it(made: Made) -> None:
    assert "ZHIZAO_GOLD=path/to/gold" in text(made, "quality.html")


def test_gold_facts_are_measured_kept_and_shown(made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run(made.dsn, "update marts.dim_articles set source_uri = '/in/page.txt' where article_key = 'a2'")
    run(made.dsn, "update marts.fct_metrics set indicator = '智能工厂数' where metric_key = 'metric-m1'")
    tmp_path.joinpath("page.json").write_text(json.dumps(GOLD), "utf-8")
    tmp_path.joinpath("absent.json").write_text(json.dumps(GOLD | {"article": {"file": "absent.txt"}}), "utf-8")
    _with_gold(monkeypatch, tmp_path)
    page = text(made, "quality.html")
    assert "Measured on 1 document with gold facts" in page
    assert "从未有过" in page, "what was missed is named"
    import psycopg2

    connection = psycopg2.connect(made.dsn)
    with connection, connection.cursor() as cursor:
        cursor.execute("select kind, found, fully_right, extra, missed, f1 from ops.extraction_scores order by kind")
        scores = {kind: (*counts, float(f1)) for kind, *counts, f1 in cursor}
    connection.close()
    assert scores["metric"] == (1, 1, 4, 1, 0.2857)
    assert scores["participant"] == (1, 1, 1, 0, 0.6667)
    assert scores["role"] == (1, 1, 0, 0, 1.0)


def test_gold_that_cannot_be_read_is_one_sentence_on_the_page(
    made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmp_path.joinpath("broken.json").write_text('{"article": {}}', "utf-8")
    _with_gold(monkeypatch, tmp_path)
    assert "broken.json cannot be read as gold facts" in text(made, "quality.html")


@pytest.fixture(autouse=True)
def _settings_as_before(monkeypatch: pytest.MonkeyPatch) -> Any:
    yield
    monkeypatch.undo()
    get_settings.cache_clear()
