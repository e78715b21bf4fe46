"""What a person is asked when the gate has stopped a load, and what the answer does."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zhizao.errors import ZhizaoError
from zhizao.operation.alert_settings import alert_settings
from zhizao.operation.redaction import redact
from zhizao.warehouse.connection import connect
from zhizao.warehouse.state import failed_blocking, loads

RELEASE = "Release"
KEEP = "Keep stopped"
OPTIONS = (RELEASE, KEEP)

NOBODY = "nobody (the time was up)"


def stopped_load(asked: str | None, told: Sequence[str]) -> str | None:
    """The load to ask about: the one a person named, else the first of the announced that is still stopped."""
    with connect() as connection:
        stopped = [load.load_id for load in loads(connection, [asked] if asked else list(told)) if _stands(load)]
    if asked and not stopped:
        raise ZhizaoError(f"{asked} is no load that the gate has stopped: `zhizao status` lists those that are.")
    return min(stopped, default=None)


def _stands(load: Any) -> bool:
    return bool(load.outcome == "stopped" and load.station == "audit")


def question(load_id: str) -> str:
    """The failing checks and where to look, as Markdown in which no sentence of an article acts as markup."""
    with connect() as connection:
        failed = failed_blocking(connection, load_id)
    checks = "\n".join(f"- **{plain(check.about)}**: {plain(redact(check.sentence))}" for check in failed)
    return (
        f"The gate has stopped **{load_id}**; readers keep what they had.\n\n{checks}\n\n"
        f"Report: {alert_settings().report}\n\n"
        f"**{RELEASE}** publishes it all the same, for the reason you name, on record with your name. "
        f"**{KEEP}** leaves it as it is; `zhizao retry {load_id}` puts it back on the road once it is mended."
    )


def plain(text: str) -> str:
    """The text so that Markdown shows its signs and follows none of them."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~&-])", r"\\\1", " ".join(text.split()))


def answered(answer: Mapping[str, Any]) -> tuple[bool, str, str]:
    """Whether a person said yes, the reason, and who answered."""
    user = answer.get("responded_by_user") or {}
    by = str(user.get("name") or user.get("id") or NOBODY)
    reason = str((answer.get("params_input") or {}).get("reason") or "")
    return list(answer.get("chosen_options") or ()) == [RELEASE] and by != NOBODY, reason, by
