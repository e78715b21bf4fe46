"""Landing: each document once, into one load, with an outcome where it is already known."""

from pathlib import Path

import pytest

from tests.road.driving import rows
from zhizao.errors import ZhizaoError
from zhizao.road import land as landing
from zhizao.road.land import land
from zhizao.road.loads import arrive, open_loads
from zhizao.sources.document import Document
from zhizao.sources.folder import Folder
from zhizao.warehouse.connection import connect


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three files, two of them with the same content."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("甲", encoding="utf-8")
    (folder / "b.txt").write_text("乙", encoding="utf-8")
    (folder / "copy_of_a.txt").write_text("甲", encoding="utf-8")
    return folder


@pytest.mark.usefixtures("warehouse")
def test_new_documents_open_one_load_and_duplicates_are_named(inbox: Path) -> None:
    assert land("inbox", str(inbox)) == "load-000001"
    assert rows("select count(*) from raw.documents") == [(3,)]
    assert rows("select count(*) from raw.blobs") == [(2,)]
    ((outcome, original),) = rows("""
        select o.outcome, d.source_uri from ops.document_outcomes o
        join raw.documents d on d.document_key = o.duplicate_of""")
    assert (outcome, Path(str(original)).name) == ("duplicate", "a.txt")


@pytest.mark.usefixtures("warehouse")
def test_a_second_visit_receives_nothing(inbox: Path) -> None:
    load = land("inbox", str(inbox))
    with connect() as connection:
        arrive(connection, str(load), "read")
    assert land("inbox", str(inbox)) is None
    assert open_loads() == ["load-000001"]
    assert rows("select seen, unchanged, received from ops.source_visits order by visited_at") == [(3, 0, 3), (3, 3, 0)]


@pytest.mark.usefixtures("warehouse")
def test_a_visit_that_broke_off_is_continued_in_the_same_load(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path, *_: object) -> object:
        yield Document(str(folder / "a.txt"), (folder / "a.txt").read_bytes())
        raise ZhizaoError("The disk went away: put it back.")

    monkeypatch.setattr(Folder, "batch_items", 1)
    with monkeypatch.context() as patch:
        patch.setattr("zhizao.sources.folder.visit_folder", broken)
        with pytest.raises(ZhizaoError, match="put it back"):
            land("inbox", str(inbox))
    assert rows("select load_id, error from ops.source_visits") == [("load-000001", "The disk went away: put it back.")]
    assert land("inbox", str(inbox)) == "load-000001"
    assert rows("select count(*) from raw.documents") == [(3,)]


@pytest.mark.usefixtures("warehouse")
def test_what_arrives_while_a_load_is_read_goes_into_the_next(inbox: Path) -> None:
    first = land("inbox", str(inbox))
    with connect() as connection:
        arrive(connection, str(first), "read")
    (inbox / "late.txt").write_text("丙", encoding="utf-8")
    assert land("inbox", str(inbox)) == "load-000002"
    assert rows("select source_uri like '%late.txt' from raw.documents where load_id = 'load-000002'") == [(True,)]


@pytest.mark.usefixtures("warehouse")
def test_a_changed_file_is_received_again(inbox: Path) -> None:
    first = land("inbox", str(inbox))
    with connect() as connection:
        arrive(connection, str(first), "read")
    (inbox / "b.txt").write_text("乙二", encoding="utf-8")
    assert land("inbox", str(inbox)) == "load-000002"
    assert rows("select count(distinct content_sha256) from raw.documents where source_uri like '%b.txt'") == [(2,)]


@pytest.mark.usefixtures("warehouse")
def test_a_refused_file_is_quarantined_once_with_its_reason(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_MAX_DOCUMENT_BYTES", "3")
    landing.get_settings.cache_clear()
    (inbox / "long.txt").write_text("长文章", encoding="utf-8")
    load = land("inbox", str(inbox))
    assert rows(
        "select reason_code, reason like 'long.txt holds 9 bytes%' from ops.document_outcomes where outcome = 'quarantined'"
    ) == [("too_large", True)]
    with connect() as connection:
        arrive(connection, str(load), "read")
    assert land("inbox", str(inbox)) is None


@pytest.mark.usefixtures("warehouse")
def test_a_page_that_goes_back_to_what_it_was_is_noted_once_in_a_load(inbox: Path) -> None:
    for text in ("乙", "乙二"):
        (inbox / "b.txt").write_text(text, encoding="utf-8")
        passed_on(land("inbox", str(inbox)))
    (inbox / "b.txt").write_text("乙", encoding="utf-8")
    assert passed_on(land("inbox", str(inbox))) == "load-000003"
    assert rows("""
        select r.load_id, d.source_uri like '%b.txt', d.load_id
        from raw.document_returns r join raw.documents d using (document_key)""") == [
        ("load-000003", True, "load-000001")
    ]
    assert land("inbox", str(inbox)) is None
    (inbox / "b.txt").write_text("乙二", encoding="utf-8")
    assert passed_on(land("inbox", str(inbox))) == "load-000004"
    assert land("inbox", str(inbox)) is None


@pytest.mark.usefixtures("warehouse")
def test_a_place_met_twice_in_a_visit_returns_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Folder, "batch_items", 1)
    monkeypatch.setattr(
        "zhizao.sources.folder.visit_folder", lambda *_: iter([Document("a", b"1"), Document("a", b"2")])
    )
    passed_on(land("inbox", str(tmp_path)))
    assert land("inbox", str(tmp_path)) is None


def passed_on(load: str | None) -> str | None:
    """The load, no longer landing."""
    with connect() as connection:
        arrive(connection, str(load), "read")
    return load
