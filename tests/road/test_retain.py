"""Retention: old bytes move to an archive, verified, and are read from there when they are needed again."""

from pathlib import Path

import pytest

from tests.dags import airflow_in_tests  # noqa: F401 - archives are opened by Airflow, which is told where it lives
from tests.road.driving import rows, taken_as_published
from zhizao.errors import ZhizaoError
from zhizao.road.contents import fetch
from zhizao.road.land import land
from zhizao.road.read import read
from zhizao.road.retain import Retained, retain
from zhizao.settings import CHECKOUT
from zhizao.warehouse.connection import connect

SAMPLES = ("portal_news.txt", "plain_announcement.txt")


@pytest.fixture
def published(warehouse: str, tmp_path: Path) -> str:  # noqa: ARG001 - the settings point at it
    """A published load of two documents that were received long ago."""
    (tmp_path / "inbox").mkdir()
    for name in SAMPLES:
        (tmp_path / "inbox" / name).write_bytes((CHECKOUT / "samples" / name).read_bytes())
    load = taken_as_published(tmp_path / "inbox")
    execute("update raw.documents set landed_at = now() - interval '400 days'")
    return load


def execute(sql: str) -> None:
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("published")
def test_without_apply_it_only_counts(tmp_path: Path) -> None:
    size = sum(len((CHECKOUT / "samples" / name).read_bytes()) for name in SAMPLES)
    assert retain(365, str(tmp_path / "archive"), apply=False) == Retained(2, size, 0)
    assert rows("select count(*) from raw.blobs") == [(2,)]
    assert not (tmp_path / "archive").exists()
    assert retain(500, None, apply=False).contents == 0
    with pytest.raises(ZhizaoError, match="needs an archive"):
        retain(365, None, apply=True)


def test_what_is_archived_leaves_the_warehouse_and_can_be_read_again(published: str, tmp_path: Path) -> None:
    facts = rows("select count(*) from raw.metric_mentions")
    before = rows("select title, body from raw.articles order by 1")
    assert retain(365, str(tmp_path / "archive"), apply=True).archived == 2
    assert rows("select count(*) from raw.blobs") == [(0,)]
    assert rows("select count(*) from raw.metric_mentions") == facts
    assert retain(365, str(tmp_path / "archive"), apply=True) == Retained(0, 0, 0)
    assert land("inbox", str(tmp_path / "inbox")) is None, "it is known as before"

    execute(f"""
        truncate raw.articles, raw.metric_mentions, raw.initiative_mentions, raw.participant_mentions,
            raw.role_mentions cascade;
        delete from ops.document_outcomes; update ops.loads set outcome = 'open' where load_id = '{published}'""")
    assert read(published)["articles"] == 2
    assert rows("select title, body from raw.articles order by 1") == before


@pytest.mark.usefixtures("published")
def test_what_does_not_read_back_as_it_was_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from airflow.sdk import ObjectStoragePath

    monkeypatch.setattr(ObjectStoragePath, "read_bytes", lambda _: b"something else")
    with pytest.raises(ZhizaoError, match="does not hold the bytes that were archived there"):
        retain(365, str(tmp_path / "archive"), apply=True)
    assert rows("select count(*) from raw.blobs") == [(2,)]
    assert rows("select count(*) from raw.archived_contents") == [(0,)]


@pytest.mark.usefixtures("published")
def test_what_an_unfinished_load_received_too_is_kept(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "copy.txt").write_bytes((CHECKOUT / "samples" / SAMPLES[0]).read_bytes())
    land("inbox", str(tmp_path / "inbox"))
    execute("update raw.documents set landed_at = now() - interval '400 days'")
    assert retain(365, str(tmp_path / "archive"), apply=True).archived == 1


def test_an_archive_that_is_gone_says_where(tmp_path: Path) -> None:
    with pytest.raises(ZhizaoError, match=r"gone/ab did not answer \(FileNotFoundError\)"):
        fetch(str(tmp_path / "gone" / "ab"), "ab", None)
