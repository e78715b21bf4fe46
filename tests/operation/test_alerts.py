"""Incidents: told once, tried again when nobody took it, and well again; the watch over freshness."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from zhizao.errors import ZhizaoError
from zhizao.operation import alert_channels
from zhizao.operation.alert import Alert
from zhizao.operation.alert_settings import AlertSettings, alert_settings
from zhizao.operation.alerts import tell_failure, tell_recovery, tell_warnings
from zhizao.operation.watch import watch
from zhizao.settings import get_settings
from zhizao.source_status import show_sources
from zhizao.warehouse.connection import connect

NOW = datetime.now(UTC)


@pytest.fixture
def sent(module_warehouse: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Alert]]:  # noqa: ARG001
    """The alerts that were sent; the channel can be made to refuse."""
    told: list[Alert] = []

    def take(alert: Alert, _: AlertSettings) -> bool:
        told.append(alert)
        return True

    monkeypatch.setenv("ZHIZAO_ALERT_WEBHOOK", "hook")
    monkeypatch.setattr(alert_channels, "send", take)
    yield told
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "truncate ops.incidents, ops.source_visits, ops.publications, ops.check_results, ops.loads cascade"
        )


@pytest.fixture(scope="module")
def module_warehouse(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        (home / "sources.yml").write_text(
            "sources: [{name: feed, kind: folder, path: in, schedule: '0 * * * *', fresh_hours: 48}]", encoding="utf-8"
        )
        patch.setenv("ZHIZAO_DSN", module_database)
        patch.setenv("ZHIZAO_HOME", str(home))
        patch.setenv("ZHIZAO_SOURCES", str(home / "sources.yml"))
        get_settings.cache_clear()
        yield module_database
    get_settings.cache_clear()


def task(name: str = "land.visit_source", error: BaseException | None = None, **arguments: str) -> dict[str, Any]:
    """The context Airflow gives a callback."""

    def function(source: str = "", load_id: str = "") -> None: ...

    operator = SimpleNamespace(python_callable=function, op_args=(), op_kwargs=arguments)
    ti = SimpleNamespace(dag_id="some_dag", task_id=name, task=operator, log_url="http://127.0.0.1/log")
    return {"ti": ti, "exception": error}


def execute(sql: str) -> None:
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_source_that_fails_every_ten_minutes_is_told_once_and_again_when_it_is_well(sent: list[Alert]) -> None:
    failed = task(error=ZhizaoError("The feed did not answer: look at it."), source="feed")
    for _ in range(3):
        tell_failure(failed)
    tell_failure(task(error=ValueError("no\nsecond line"), source="other"))
    assert [(alert.kind, alert.sentence) for alert in sent] == [
        ("failure", "The feed did not answer: look at it."),
        ("failure", "ValueError: no."),
    ]
    assert sent[0].headline == "zhizao: some_dag.land.visit_source failed (feed)"
    tell_recovery(task(source="feed"))
    tell_recovery(task(source="feed"))
    assert [alert.kind for alert in sent[2:]] == ["recovery"]
    assert sent[2].headline == "zhizao: well again: some_dag.land.visit_source:feed"
    tell_failure(failed)
    assert len(sent) == 4


def test_what_nobody_took_is_tried_again(sent: list[Alert], monkeypatch: pytest.MonkeyPatch) -> None:
    failed = task(error=ZhizaoError("no"), source="feed")
    with monkeypatch.context() as patch:
        patch.setattr(alert_channels, "send", lambda *_: False)
        tell_failure(failed)
    tell_failure(failed)
    assert len(sent) == 1


def test_what_fails_on_a_load_is_well_when_the_load_is_published(sent: list[Alert]) -> None:
    for _ in range(2):
        tell_failure(task("extract.extract_batch", OSError("disk"), load_id="load-000003"))
    tell_recovery(task("extract.extract_batch", load_id="load-000003"))
    assert [alert.kind for alert in sent] == ["failure"]
    tell_recovery(task("publish.publish_candidate", load_id="load-000003"))
    assert [alert.kind for alert in sent] == ["failure", "recovery"]


def test_warnings_travel_in_one_summary_and_a_closed_gate_names_its_checks(sent: list[Alert]) -> None:
    from zhizao.errors import GateClosedError

    execute("""
        insert into ops.loads (load_id) values ('load-000001');
        insert into ops.check_results (load_id, suite, expectation, severity, success, reason) values
        ('load-000001', 'marts.a', 'x', 'warns', false, 'marts.a.x is low.'),
        ('load-000001', 'marts.a', 'y', 'warns', false, 'marts.a.y is low.'),
        ('load-000001', 'marts.b', 'z', 'warns', true, null)""")
    tell_warnings(task("publish.publish_candidate", load_id="load-000001"))
    (alert,) = sent
    assert (alert.kind, len(alert.details), alert.load_id) == ("warnings", 2, "load-000001")
    execute(
        "update ops.check_results set success = false, severity = 'blocks', reason = 'marts.b.z is wrong.' where expectation = 'z'"
    )
    tell_failure(task("audit.judge_candidate", GateClosedError("load-000001 is not published."), load_id="load-000001"))
    assert sent[1].kind == "gate"
    assert sent[1].details == ("marts.b.z: is wrong.",)
    assert set(sent[1].links) == {"report", "log"}


@pytest.mark.usefixtures("sent")
def test_without_a_channel_nothing_happens(sent: list[Alert], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHIZAO_ALERT_WEBHOOK")
    monkeypatch.setattr("zhizao.operation.alerts.tell_once", lambda *_: pytest.fail("nobody is to be told"))
    tell_failure(task(error=ZhizaoError("no"), source="feed"))
    assert sent == []


def test_a_wrong_setting_fails_no_run_and_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ZHIZAO_ALERT_WEBHOOK", "https://host/with-a-s3cret")
    with pytest.raises(ZhizaoError, match=r"^ZHIZAO_ALERT_WEBHOOK: the value cannot be used"):
        alert_settings()
    tell_failure(task(error=ZhizaoError("no")))
    assert "ZHIZAO_ALERT_WEBHOOK" in caplog.text
    assert "s3cret" not in caplog.text


def test_silence_is_told_once_and_so_is_its_end(sent: list[Alert]) -> None:
    assert watch(NOW) == {"stale": 0, "told": 0, "well_again": 0}
    execute("""
        insert into ops.loads (load_id, opened_at) values ('load-000001', now() - interval '9 days');
        insert into ops.publications (load_id, published_at, digest)
        values ('load-000001', now() - interval '3 days', '');
        insert into ops.source_visits (source_name, visited_at, seen, unchanged, received, error)
        values ('feed', now() - interval '9 days', 3, 0, 3, null), ('feed', now() - interval '8 hours', 3, 3, 0, null),
        ('feed', now() - interval '1 hour', 0, 0, 0, 'no answer')""")
    assert watch(NOW) == {"stale": 3, "told": 3, "well_again": 0}
    assert watch(NOW + timedelta(hours=1)) == {"stale": 3, "told": 0, "well_again": 0}
    assert [alert.headline for alert in sent] == [
        "zhizao: not fresh: publication",
        "zhizao: not fresh: visits of feed",
        "zhizao: not fresh: documents of feed",
    ]
    execute("""
        insert into ops.publications (load_id, digest) values ('load-000001', '');
        insert into ops.source_visits (source_name, seen, unchanged, received) values ('feed', 3, 2, 1)""")
    assert watch(NOW) == {"stale": 0, "told": 0, "well_again": 3}
    assert {alert.kind for alert in sent[3:]} == {"recovery"}


@pytest.mark.usefixtures("sent")
def test_the_list_of_sources_says_what_is_not_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    execute("""
        insert into ops.source_visits (source_name, visited_at, seen, unchanged, received)
        values ('feed', now() - interval '9 days', 3, 0, 3), ('feed', now(), 3, 3, 0)""")
    show_sources(Console(width=160))
    printed = capsys.readouterr().out
    assert "last new" in printed
    assert "The source feed gave nothing new since" in printed
    assert "not visited well" not in printed


@pytest.mark.usefixtures("sent")
def test_the_watch_without_a_channel_notes_no_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHIZAO_ALERT_WEBHOOK")
    execute("insert into ops.loads (load_id, opened_at) values ('load-000001', now() - interval '9 days')")
    assert watch(NOW) == {"stale": 1, "told": 0, "well_again": 0}
    monkeypatch.setenv("ZHIZAO_ALERT_WEBHOOK", "hook")
    assert watch(NOW)["told"] == 1


def test_a_source_says_how_fresh_it_is_meant_to_be(tmp_path: Path) -> None:
    from zhizao.sources.config import load_sources

    (tmp_path / "sources.yml").write_text("sources: [{name: a, kind: folder, fresh_hours: -1}]", encoding="utf-8")
    with pytest.raises(ZhizaoError, match="fresh_hours"):
        load_sources(tmp_path / "sources.yml")
