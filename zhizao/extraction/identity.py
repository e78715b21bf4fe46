"""Which engine made a fact: a hash of its own source, so that a changed rule is never taken for the old one."""

import hashlib
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@lru_cache(maxsize=1)
def engine_version() -> str:
    """The identity of the rules, 12 hexadecimal digits; with `reviewed_hash` it decides on re-extraction."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py"), key=lambda p: p.relative_to(_PACKAGE).as_posix()):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
