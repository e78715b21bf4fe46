"""Keeping secrets out of what is told and logged, also when they come in the message of a foreign error."""

import os
import re

_IN_URL = re.compile(r"(?<=://)[^\s/@:]*:\S*@")
_NAMED = re.compile(
    r"(?i)\b(password|passwd|pwd|token|secret|api_?key|authorization)(\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|\S+)"
)
_SECRET_NAME = re.compile(r"PASSWORD|SECRET|TOKEN|(?:^|_)KEY$|FERNET|_DSN$|^AIRFLOW_CONN_")
_SHORTEST = 6
"""A shorter value is no secret worth the name, and would blot out words."""


def redact(text: str) -> str:
    """The text without credentials in addresses, values named as secrets, and secrets of the environment."""
    for name, value in os.environ.items():
        if _SECRET_NAME.search(name) and len(value) >= _SHORTEST:
            text = text.replace(value, "…")
    return _NAMED.sub(r"\1\2…", _IN_URL.sub("…@", text))


def first_line(error: BaseException) -> str:
    """The error in one line, without secrets."""
    said = (str(error).strip().splitlines() or [""])[0].rstrip(".")
    return redact(f"{type(error).__name__}: {said}" if said else type(error).__name__)
