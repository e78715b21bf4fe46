"""Places named in `sources.yml`: a local path, counted from the folder of that file, or the URL of an object store."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo


def _absolute(place: str, info: ValidationInfo) -> str:
    """A local path made absolute; URLs stay as they are."""
    if not place.strip():
        raise ValueError("is empty, name a path or leave the field out")
    base = (info.context or {}).get("folder", Path.cwd())
    return place if "://" in place else str(base / Path(place).expanduser())


Place = Annotated[str, AfterValidator(_absolute)]
