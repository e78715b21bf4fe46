"""Alerts over Airflow's notifiers, to local servers that answer well, slowly, with an error and not at all."""

import json
import logging
from collections.abc import Iterator

import pytest

from tests.dags import airflow_in_tests  # noqa: F401 - Airflow is told where it lives before it is imported
from tests.operation.alert_servers import Inbox, mail_server, web_server
from zhizao.operation.alert import Alert
from zhizao.operation.alert_channels import send
from zhizao.operation.alert_settings import AlertSettings

SECRET = "s3cr3t-t0ken"
ALERT = Alert(
    kind="gate",
    headline="zhizao: the gate is closed for load-000007",
    sentence="load-000007 is not published: {{ 7 * 7 }} <b>3</b> quotes are not in their article.",
    load_id="load-000007",
    details=tuple(f"marts.fct_metrics.check_{number}: no" for number in range(12)),
    links={"report": "https://reports.example.org/index.html"},
)


@pytest.fixture(scope="module")
def mail() -> Iterator[Inbox]:
    with mail_server() as inbox:
        yield inbox


@pytest.fixture(scope="module")
def web() -> Iterator[Inbox]:
    with web_server() as inbox:
        yield inbox


@pytest.fixture
def settings(mail: Inbox, web: Inbox, monkeypatch: pytest.MonkeyPatch) -> AlertSettings:
    """All three channels at the local servers, with a secret in each connection."""
    plain = {"disable_tls": True, "disable_ssl": True}
    connections = {
        "SMTP_DEFAULT": {"conn_type": "smtp", "host": "127.0.0.1", "port": mail.port, "extra": plain},
        "HOOK": {"conn_type": "http", "host": f"http://127.0.0.1:{web.port}/{SECRET}", "password": SECRET},
        "CHAT": {"conn_type": "slackwebhook", "password": f"http://127.0.0.1:{web.port}/chat/{SECRET}"},
    }
    connections["HOOK"]["extra"] = {"X-Token": SECRET}
    for name, value in connections.items():
        monkeypatch.setenv(f"AIRFLOW_CONN_{name}", json.dumps(value))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    mail.reset("well")
    web.reset("well")
    return AlertSettings(email_to="a@example.org, b@example.org", webhook="hook", slack="chat", timeout=1)


def test_every_channel_gets_the_load_the_checks_and_the_link(mail: Inbox, web: Inbox, settings: AlertSettings) -> None:
    assert send(ALERT, settings)
    (message,) = mail.received
    assert message["subject"] == ALERT.headline
    assert message["to"] == "a@example.org, b@example.org"
    body = message.get_body(("html",)).get_content()
    assert "{{ 7 * 7 }} &lt;b&gt;3&lt;/b&gt; quotes" in body, "texts are neither templates nor markup"
    (hook_path, told), (chat_path, chat) = web.received
    assert (hook_path, chat_path) == (f"/{SECRET}", f"/chat/{SECRET}")
    assert told["load_id"] == "load-000007"
    assert told["links"] == ALERT.links
    assert chat["text"] == told["text"]
    assert "{{ 7 * 7 }}" in told["text"]
    assert "… and 2 more" in told["text"]


@pytest.fixture(params=["failing", "slow", "gone"])
def behaving(
    request: pytest.FixtureRequest, mail: Inbox, web: Inbox, settings: AlertSettings, monkeypatch: pytest.MonkeyPatch
) -> AlertSettings:
    """The channels at servers that behave badly, or at none."""
    mail.reset(request.param)
    web.reset(request.param)
    if request.param == "gone":
        gone = f"http://127.0.0.1:9/{SECRET}"
        monkeypatch.setenv("AIRFLOW_CONN_HOOK", json.dumps({"conn_type": "http", "host": gone}))
        monkeypatch.setenv("AIRFLOW_CONN_CHAT", json.dumps({"conn_type": "slackwebhook", "password": gone}))
        monkeypatch.delenv("AIRFLOW_CONN_SMTP_DEFAULT")
    return settings


def test_a_channel_that_fails_is_one_line_without_secrets(
    behaving: AlertSettings, mail: Inbox, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO):
        assert send(ALERT, behaving) is False
    printed = "".join(capfd.readouterr())
    assert [record.message.partition(" could not be sent by ")[2].split()[0] for record in caplog.records] == [
        "mail",
        "webhook",
        "Slack",
    ]
    assert all("\n" not in record.message for record in caplog.records)
    assert SECRET not in caplog.text + printed
    assert mail.received == []


def test_one_channel_that_fails_keeps_no_other_from_sending(mail: Inbox, web: Inbox, settings: AlertSettings) -> None:
    mail.reset("failing")
    assert send(ALERT, settings)
    assert len(web.received) == 2


def test_without_a_channel_nothing_is_sent_or_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert send(ALERT, AlertSettings()) is False
    assert caplog.records == []
