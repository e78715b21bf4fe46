"""The folder of the report: files are written whole or not at all, and only where their content has changed."""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhizao.errors import ZhizaoError

_MEMORY = "memory.json"
"""What the next run must know of this one, beside the pages."""


@dataclass(slots=True)
class Folder:
    """Where the pages stand; counts what it wrote."""

    root: Path
    written: list[str] = field(default_factory=list)

    def write(self, name: str, text: str) -> None:
        """Put a file in its place at once, unless it holds this text already.

        Raises ZhizaoError when the folder cannot be written.
        """
        path = self.root / name
        content = text.encode()
        try:
            if path.is_file() and path.read_bytes() == content:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as room:
                room.write(content)
            # A temporary file is its owner's alone; the report is for everyone who may enter the folder.
            Path(room.name).chmod(0o644)
            os.replace(room.name, path)  # noqa: PTH105 - the same as Path.replace, which hides that it is atomic
        except OSError as error:
            raise ZhizaoError(
                f"The report cannot be written to {path} ({error.strerror}); set ZHIZAO_REPORT to a folder of yours."
            ) from error
        self.written.append(name)

    def keep_only(self, below: str, names: Iterable[str]) -> None:
        """Remove the files below a folder that are none of these, and folders that are empty then."""
        kept = {self.root / name for name in names}
        top = self.root / below
        for path in sorted(top.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
            elif path.is_file() and path not in kept:
                path.unlink()

    def remember(self, what: dict[str, Any]) -> None:
        """Keep this for the next run."""
        self.write(_MEMORY, json.dumps(what, separators=(",", ":")))

    def remembered(self) -> dict[str, Any]:
        """What the last run kept; nothing when there was none, or its file cannot be read."""
        try:
            found = json.loads((self.root / _MEMORY).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
