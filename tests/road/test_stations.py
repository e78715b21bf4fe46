"""The stations after landing: read, extract, build, audit and publish, on real articles and a real database."""

from pathlib import Path

import pytest

from tests.building import leave_out_dbt_tests
from tests.road.driving import extract_all, rows
from tests.road.small_loads import on_the_road
from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.extraction import Extraction
from zhizao.road import extract as extracting
from zhizao.road.audit import audit
from zhizao.road.build import build
from zhizao.road.extract import extract, plan
from zhizao.road.land import land
from zhizao.road.loads import open_loads, reopen
from zhizao.road.publish import publish
from zhizao.road.read import read
from zhizao.settings import CHECKOUT
from zhizao.warehouse.connection import connect

SAMPLES = CHECKOUT / "samples"
FEW = ("portal_news.txt", "government_site.html", "government_site_copy.html")


def count(table: str) -> int:
    return int(str(rows(f"select count(*) from {table}")[0][0]))


@pytest.fixture
def load(warehouse: str, tmp_path: Path) -> str:  # noqa: ARG001 - the settings point at it
    """A landed load of three articles, one of them a copy, and three documents that hold none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in FEW:
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    (folder / "empty.txt").touch()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    return str(land("inbox", str(folder)))


def test_every_document_ends_in_an_outcome_with_its_reason(load: str) -> None:
    assert read(load) == {"articles": 3, "quarantined": 2}
    assert rows("select outcome, count(*) from ops.document_outcomes group by 1 order by 1") == [
        ("landed", 3),
        ("quarantined", 2),
    ]
    reasons = [
        str(reason)
        for (reason,) in rows("select reason from ops.document_outcomes where outcome = 'quarantined' order by 1")
    ]
    assert [name for name, reason in zip(("empty.txt", "photo.jpg"), reasons, strict=True) if name in reason] == [
        "empty.txt",
        "photo.jpg",
    ]
    assert count("raw.documents") == count("ops.document_outcomes")


def test_a_copy_is_tied_to_its_original(load: str) -> None:
    read(load)
    assert count("raw.copy_pairs") == 1


def test_reading_again_adds_nothing(load: str) -> None:
    read(load)
    assert read(load) == {"articles": 0, "quarantined": 0}
    assert count("raw.articles") == 3


def test_batches_hold_what_is_not_extracted_yet(load: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_BATCH_ARTICLES", "2")
    extracting.get_settings.cache_clear()
    read(load)
    first, second = plan(load)
    assert (len(first), len(second)) == (2, 1)
    extract(load, first)
    assert plan(load) == [second]
    mentions = count("raw.metric_mentions")
    assert extract(load, first) == {}
    assert count("raw.metric_mentions") == mentions


def test_an_article_the_engine_fails_on_stops_no_other(load: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read(load)
    whole = extracting.extract_mentions

    def fails_on_one(body: str, *arguments: object, **context: object) -> Extraction:
        if "氢能" in body:
            raise RecursionError("too deep")
        return whole(body, *arguments, **context)  # type: ignore[arg-type]

    monkeypatch.setattr(extracting, "extract_mentions", fails_on_one)
    (batch,) = plan(load)
    counts = extract(load, batch)
    assert (counts["failed"], counts["extracted"]) == (1, 2)
    ((reason,),) = rows("select reason from ops.article_outcomes where outcome = 'failed'")
    assert "RecursionError: too deep" in str(reason)


def _spoil_quotes(load: str, share: float) -> int:
    """Make so many of a load's metrics quote what their articles do not say there; give their number."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            """update raw.metric_mentions set quote = quote || '？' where load_id = %(load)s and mention_key in (
                   select mention_key from raw.metric_mentions where load_id = %(load)s order by 1
                   limit ceil(%(share)s * (select count(*) from raw.metric_mentions where load_id = %(load)s)))""",
            {"load": load, "share": share},
        )
        return cursor.rowcount


def _to_candidate(load: str, spoilt: float = 0) -> None:
    extract_all(load)
    _spoil_quotes(load, spoilt)
    build(load)


def test_single_bad_rows_are_set_aside_and_a_load_full_of_them_changes_nothing(
    load: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _to_candidate(load, spoilt=0.01)
    quarantined = rows("select mention_table, rule from ops.quarantined_mentions")
    assert quarantined == [("metric_mentions", "quote_is_grounded")]
    with pytest.raises(ZhizaoError, match="not the audited one"):
        publish(load)
    assert audit(load)["checks"] > 50
    digest = publish(load)["digest"]
    assert count("marts.dim_articles") == 3
    assert count("marts.fct_metrics") > 20
    assert rows("select count(*) from marts.dim_articles where is_first_copy") == [(2,)]
    assert open_loads() == []

    (tmp_path / "inbox" / "late.txt").write_bytes((SAMPLES / "plain_announcement.txt").read_bytes())
    leave_out_dbt_tests(monkeypatch)
    second = str(land("inbox", str(tmp_path / "inbox")))
    _to_candidate(second, spoilt=0.3)
    rows_before = count("marts.fct_metrics")
    with pytest.raises(
        GateClosedError, match=r"ops\.quarantined_mentions\.ungrounded_share: 0\.3\d* is outside 0 to 0\.05"
    ):
        audit(second)
    with pytest.raises(ZhizaoError, match="not an open load"):
        publish(second)
    assert count("marts.fct_metrics") == rows_before
    assert rows("select outcome, station from ops.loads order by load_id") == [
        ("published", "publish"),
        ("stopped", "audit"),
    ]
    assert rows("select digest from ops.publications") == [(digest,)]

    reopen(second)
    assert open_loads() == [second]
    _to_candidate(second)
    audit(second)
    publish(second)
    assert count("marts.fct_metrics") > rows_before
    with pytest.raises(ZhizaoError, match="neither stopped nor withdrawn"):
        reopen(second)


@pytest.mark.usefixtures("warehouse")
def test_a_gate_that_cannot_judge_stays_closed() -> None:
    load = on_the_road()
    with pytest.raises(GateClosedError, match=r"could not be judged.* \(\d+ more blocking checks failed"):
        audit(load)
    assert open_loads() == []
