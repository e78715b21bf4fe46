"""Visits in the warehouse: what is remembered with what was stored, what is recorded, and what is due."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from zhizao.errors import ZhizaoError
from zhizao.road.land import land
from zhizao.road.visits import due_sources, load_memory
from zhizao.settings import get_settings
from zhizao.sources import config
from zhizao.sources.document import Document, Item, Trouble, Unchanged, refused
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.source import Source
from zhizao.warehouse.connection import connect

pytestmark = pytest.mark.usefixtures("warehouse")


class Counting(Source):
    """A source of five documents that breaks behind some of them, and begins behind what it remembers."""

    kind: Literal["counting"] = "counting"
    breaks_behind: int = 9
    batch_items = 2

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        assert limits.max_document_bytes > 0
        for number in range(memory.get("next") or 0, 5):
            if number == self.breaks_behind:
                raise ValueError("a fault nobody thought of")
            yield Document(f"x/{number}", str(number).encode())
            memory.set("next", number + 1)


def rows(sql: str) -> list[tuple[object, ...]]:
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def put(monkeypatch: pytest.MonkeyPatch, *sources: Source) -> None:
    monkeypatch.setattr(config, "load_sources", lambda: list(sources))
    monkeypatch.setattr("zhizao.road.visits.load_sources", lambda: list(sources))


@pytest.mark.parametrize("behind", range(5))
def test_a_visit_that_breaks_anywhere_loses_nothing_and_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch, behind: int
) -> None:
    put(monkeypatch, Counting(name="c", breaks_behind=behind))
    with pytest.raises(ValueError, match="nobody thought of"):
        land("c")
    stored = rows("select count(*) from raw.documents")[0][0]
    with connect() as connection:
        remembered = load_memory(connection, "c").get("next") or 0
    assert remembered <= int(str(stored)), "never ahead of what is stored"
    put(monkeypatch, Counting(name="c"))
    land("c")
    assert rows("select count(*), count(distinct load_id) from raw.documents") == [(5, 1)]
    assert rows("select error from ops.source_visits order by visited_at") == [
        ("ValueError: a fault nobody thought of",),
        (None,),
    ]


class Mixed(Source):
    """A source that meets everything a source can meet."""

    kind: Literal["mixed"] = "mixed"

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        assert memory is not None
        assert limits is not None
        yield Document("x/1", b"1", None, {"title": "t"})
        yield refused("x/2", "not_found", "x/2 is not there.")
        yield Unchanged("x/3")
        for number in range(5):
            yield Trouble(f"x/{number}", f"x/{number} did not answer.")


def test_refusals_have_outcomes_and_troubles_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, Mixed(name="m"))
    land("m")
    assert rows("select seen, unchanged, received, error from ops.source_visits") == [
        (3, 1, 2, "x/0 did not answer. x/1 did not answer. x/2 did not answer. And 2 more.")
    ]
    assert rows("select outcome, reason_code from ops.document_outcomes") == [("quarantined", "not_found")]
    land("m")
    assert rows("select count(*) from raw.documents") == [(2,)]


def test_what_is_forgotten_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetting(Counting):
        def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
            yield from super().visit(memory, limits)
            memory.set("next", None)

    put(monkeypatch, Forgetting(name="c"))
    land("c")
    assert rows("select * from ops.source_memory") == []


def test_what_is_due_follows_the_last_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    put(
        monkeypatch,
        Counting(name="hourly", schedule="0 * * * *"),
        Counting(name="always"),
        Counting(name="off", enabled=False),
    )
    now = datetime.now(UTC)
    assert due_sources(now) == ["hourly", "always"]
    land("hourly")
    assert due_sources(now - timedelta(minutes=1)) == ["always"]
    assert due_sources(now + timedelta(hours=1)) == ["hourly", "always"]


def test_a_visit_that_failed_waits_for_its_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, Counting(name="hourly", schedule="0 * * * *", breaks_behind=0))
    with pytest.raises(ValueError, match="nobody"):
        land("hourly")
    assert due_sources(datetime.now(UTC) - timedelta(minutes=1)) == []


def test_one_archive_landed_twice_or_forgotten_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "正文一"}\n{"text": "正文二"}\n[]\n', encoding="utf-8")
    (tmp_path / "sources.yml").write_text("sources: [{name: a, kind: archive, path: a.jsonl}]", encoding="utf-8")
    monkeypatch.setenv("ZHIZAO_SOURCES", str(tmp_path / "sources.yml"))
    get_settings.cache_clear()
    land("a")
    land("a")
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("delete from ops.source_memory")
    land("a")
    assert rows("select seen, unchanged, received from ops.source_visits order by visited_at") == [
        (3, 0, 3),
        (1, 1, 0),
        (3, 3, 0),
    ]
    with pytest.raises(ZhizaoError, match="holds no source named 'b'"):
        land("b")
