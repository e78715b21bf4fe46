"""What the DAGs tell people: a task that failed, a gate that closed, warnings that travelled, and all well again.

These are Airflow callbacks. They do nothing unless a channel is configured, and never raise: an alert that cannot be
sent fails no run.
"""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any

from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.operation.alert import Alert
from zhizao.operation.alert_settings import AlertSettings, alert_settings
from zhizao.operation.redaction import first_line, redact
from zhizao.wording import counted

log = logging.getLogger("zhizao.alerts")

Context = Mapping[str, Any]


def _told(callback: Callable[[Context, AlertSettings], object]) -> Callable[[Context], None]:
    """Call it when a channel is configured; whatever goes wrong in it is one line in the log."""

    @wraps(callback)
    def wrapped(context: Context) -> None:
        try:
            settings = alert_settings()
            if settings.configured:
                callback(context, settings)
        except Exception as error:  # noqa: BLE001 - alerting fails no run
            log.warning("No alert was sent: %s.", first_line(error))

    return wrapped


@_told
def tell_failure(context: Context, settings: AlertSettings) -> None:
    """A task has failed for good: tell of the closed gate, or of the failure unless it was told before."""
    from zhizao.operation.alert_channels import send

    error = context.get("exception")
    load_id = _argument(context, "load_id")
    if isinstance(error, GateClosedError) and load_id:
        send(_gate_alert(context, settings, load_id, str(error)), settings)
        return
    task = f"{context['ti'].dag_id}.{context['ti'].task_id}"
    about = _argument(context, "source") or load_id
    alert = Alert(
        kind="failure",
        headline=f"zhizao: {task} failed" + (f" ({about})" if about else ""),
        sentence=_sentence(error),
        load_id=load_id,
        links={"log": context["ti"].log_url},
    )
    tell_once(_subject(context), alert, settings)


@_told
def tell_recovery(context: Context, settings: AlertSettings) -> None:
    """A task that had failed has succeeded; one that works on a load is well again when that is published."""
    load_id = _argument(context, "load_id")
    if load_id is None:
        tell_well_again(as_pattern(_subject(context)), settings)
    elif context["ti"].task_id.endswith(".publish_candidate"):
        tell_well_again(f"task:%:{load_id}", settings)


@_told
def tell_warnings(context: Context, settings: AlertSettings) -> None:
    """A load was published with checks that failed: one summary of all of them."""
    from zhizao.operation.alert_channels import send
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.state import warnings

    load_id = str(_argument(context, "load_id"))
    with connect("zhizao alerts") as connection:
        found = warnings(connection, load_id)
    if found:
        alert = Alert(
            kind="warnings",
            headline=f"zhizao: {load_id} is published with {counted(len(found), 'warning')}",
            sentence=f"{load_id} is published; {counted(len(found), 'check')} did not hold.",
            load_id=load_id,
            details=tuple(f"{complaint.about}: {complaint.sentence}" for complaint in found),
            links={"report": settings.report, "log": context["ti"].log_url},
        )
        send(alert, settings)


def tell_once(subject: str, alert: Alert, settings: AlertSettings) -> bool:
    """Send the alert unless this subject's incident was told before; whether it was sent now.

    While the warehouse does not answer nobody knows what was told, so it is sent.
    """
    from zhizao.operation.alert_channels import send
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.incidents import claim, give_back

    try:
        with connect("zhizao alerts") as connection:
            if not claim(connection, subject, alert.sentence):
                return False
    except Exception as error:  # noqa: BLE001 - it may be the very thing the alert is about
        log.warning("Whether the alert was sent before is not known: %s.", first_line(error))
        return send(alert, settings)
    sent = send(alert, settings)
    if not sent:
        with connect("zhizao alerts") as connection:
            give_back(connection, subject)
    return sent


def tell_well_again(pattern: str, settings: AlertSettings) -> int:
    """End the incidents whose subject fits the pattern of `like`, and say so for each that was told; give how many."""
    from zhizao.operation.alert_channels import send
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.incidents import end

    with connect("zhizao alerts") as connection:
        ended = end(connection, pattern)
    for subject, sentence in ended:
        name = subject.partition(":")[2].rstrip(":")
        send(Alert(kind="recovery", headline=f"zhizao: well again: {name}", sentence=f"It was: {sentence}"), settings)
    return len(ended)


def _gate_alert(context: Context, settings: AlertSettings, load_id: str, sentence: str) -> Alert:
    return Alert(
        kind="gate",
        headline=f"zhizao: the gate is closed for {load_id}",
        sentence=redact(sentence),
        load_id=load_id,
        details=tuple(_failed_checks(load_id)),
        links={"report": settings.report, "log": context["ti"].log_url},
    )


def _failed_checks(load_id: str) -> list[str]:
    from zhizao.warehouse.connection import connect
    from zhizao.warehouse.state import failed_blocking

    try:
        with connect("zhizao alerts") as connection:
            return [f"{check.about}: {check.sentence}" for check in failed_blocking(connection, load_id)]
    except Exception as error:  # noqa: BLE001 - the sentence says the most important; the rest is in the report
        log.warning("The failed checks could not be read: %s.", first_line(error))
        return []


def _sentence(error: BaseException | str | None) -> str:
    """What went wrong, without secrets."""
    if isinstance(error, ZhizaoError):
        return redact(str(error))
    return f"{first_line(error)}." if isinstance(error, BaseException) else redact(str(error or "It gave no reason."))


def _subject(context: Context) -> str:
    """What is not well: the task, with its source or load; the batches of a load are one."""
    ti = context["ti"]
    about = _argument(context, "source") or _argument(context, "load_id") or ""
    return f"task:{ti.dag_id}.{ti.task_id}:{about}"


def as_pattern(subject: str) -> str:
    r"""The subject as a pattern of `like` that fits nothing else."""
    return subject.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _argument(context: Context, name: str) -> str | None:
    """An argument of the task's function, as it was called with."""
    task = context["ti"].task
    if not hasattr(task, "python_callable"):
        return None
    given = signature(task.python_callable).bind_partial(*task.op_args, **task.op_kwargs).arguments
    value = given.get(name)
    return value if isinstance(value, str) else None
