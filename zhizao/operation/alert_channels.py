"""Sending an alert through Airflow's notifiers to every channel that is configured; a channel that fails stops nothing.

The notifiers' `notify` is called directly: calling the notifier would render the texts as Jinja templates, and they
hold sentences of articles.
"""

import logging
import smtplib
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from zhizao.operation.alert import Alert
from zhizao.operation.alert_settings import AlertSettings

log = logging.getLogger("zhizao.alerts")

_MUTE = logging.Logger("mute", logging.CRITICAL + 1)  # noqa: LOG001 - see below
"""In no hierarchy, so that no configuration gives it a voice."""

_STATUS_DIGITS = 3


def send(alert: Alert, settings: AlertSettings) -> bool:
    """Send to every channel; whether at least one took it. Never raises; a failure is one line in the log."""
    sent = [_sent(channel, make, alert, settings) for channel, make in _channels(settings)]
    return any(sent)


def _channels(settings: AlertSettings) -> Iterator[tuple[str, Callable[[Alert, AlertSettings], Any]]]:
    if settings.email_to:
        yield "mail", _mail
    if settings.webhook:
        yield "webhook", _webhook
    if settings.slack:
        yield "Slack", _slack


def _sent(channel: str, make: Callable[[Alert, AlertSettings], Any], alert: Alert, settings: AlertSettings) -> bool:
    try:
        notifier = make(alert, settings)
        _mute(notifier.hook)
        notifier.notify({})
    except Exception as error:  # noqa: BLE001 - whatever a channel raises, the run it tells of goes on
        log.warning("The alert '%s' could not be sent by %s (%s).", alert.headline, channel, _why(error))
        return False
    log.info("The alert '%s' was sent by %s.", alert.headline, channel)
    return True


def _mute(hook: Any) -> None:
    """Let a hook say nothing: it would log addresses, which may hold a token, and whole answers."""
    hook._log = _MUTE  # noqa: SLF001 - where Airflow's mixin keeps the logger of an object; it has no setter
    if hasattr(hook, "extra_client_args"):  # Slack's hook has handed its logger on already
        hook.extra_client_args["logger"] = _MUTE


def _why(error: BaseException) -> str:
    """The kind of error and the status it tells, never its message: that repeats addresses and tokens."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    said = str(error)
    status = said[:_STATUS_DIGITS] if said[:_STATUS_DIGITS].isdigit() else ""
    if type(error).__name__ == "AirflowNotFoundException" or said == "SMTP connection is not found.":
        return "the Airflow connection it names is not defined"
    return f"{type(error).__name__} {status}".rstrip()


def _mail(alert: Alert, settings: AlertSettings) -> Any:
    from airflow.providers.smtp.hooks.smtp import SmtpHook
    from airflow.providers.smtp.notifications.smtp import SmtpNotifier

    class PromptHook(SmtpHook):  # type: ignore[misc] # Airflow is not read by mypy
        """A hook that asks once and waits no longer than the setting: a task is waiting for it."""

        timeout = settings.timeout
        smtp_retry_limit = 0

    class PromptNotifier(SmtpNotifier):  # type: ignore[misc] # the same
        """A notifier with that hook."""

        @cached_property
        def hook(self) -> SmtpHook:
            """The hook."""
            return PromptHook(smtp_conn_id=self.smtp_conn_id, auth_type=self.auth_type)

    to = [address.strip() for address in (settings.email_to or "").split(",") if address.strip()]
    subject = " ".join(alert.headline.split())
    return PromptNotifier(
        to=to,
        from_email=settings.email_from,
        subject=subject,
        html_content=alert.html,
        smtp_conn_id=settings.smtp,
    )


def _webhook(alert: Alert, settings: AlertSettings) -> Any:
    from airflow.providers.http.notifications.http import HttpNotifier

    return HttpNotifier(
        http_conn_id=str(settings.webhook), json=alert.fields, extra_options={"timeout": settings.timeout}
    )


def _slack(alert: Alert, settings: AlertSettings) -> Any:
    from airflow.providers.slack.notifications.slack_webhook import SlackWebhookNotifier

    return SlackWebhookNotifier(
        slack_webhook_conn_id=str(settings.slack), text=alert.text, timeout=settings.timeout, retry_handlers=[]
    )
