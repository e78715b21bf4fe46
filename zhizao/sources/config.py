"""`sources.yml`: which sources there are, of which kind, and when they are visited."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings
from zhizao.sources.archive import Archive
from zhizao.sources.feed import Feed
from zhizao.sources.folder import Folder
from zhizao.sources.pages import Pages
from zhizao.sources.source import Source

KINDS = (Folder, Archive, Feed, Pages)
"""Every kind of source; a new one is a module and a name here and in the line below."""

AnySource = Annotated[Folder | Archive | Feed | Pages, Field(discriminator="kind")]

INBOX = "inbox"
"""The source whose folder a run may name another of."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: list[AnySource]


def load_sources(path: Path | None = None) -> list[Source]:
    """The sources of a file, by default that of the setting ZHIZAO_SOURCES, in its order.

    Raises ZhizaoError with one sentence that names the file, the source, the field and what to do.
    """
    file = path or get_settings().sources
    parsed = _parse(file)
    try:
        sources = _File.model_validate(parsed, context={"folder": file.absolute().parent}).sources
    except ValidationError as error:
        raise ZhizaoError(f"{file}: {_sentence(error, parsed)}") from None
    for name, times in Counter(source.name for source in sources).items():
        if times > 1:
            raise ZhizaoError(f"{file}: {times} sources are named '{name}'; give each a name of its own.")
    return list(sources)


def find_source(name: str, inbox: str | None = None) -> Source:
    """The source of this name; with `inbox`, a folder takes the place of what the file says of it.

    Raises ZhizaoError when there is none of this name, or the file has a mistake.
    """
    if inbox is not None:
        return Folder(kind="folder", name=name, path=str(Path(inbox).expanduser().absolute()))
    sources = {source.name: source for source in load_sources()}
    if name not in sources:
        known = ", ".join(sources) or "none"
        raise ZhizaoError(f"{get_settings().sources} holds no source named '{name}' (it holds: {known}); add it there.")
    return sources[name]


def _parse(file: Path) -> Any:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{file} cannot be read ({error.strerror}); restore it or name another file with ZHIZAO_SOURCES."
        raise ZhizaoError(message) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or "it is not UTF-8"
        raise ZhizaoError(f"{file} is not YAML{where}: {reason}; correct it there.") from None


def _sentence(error: ValidationError, parsed: Any) -> str:
    """The first mistake in words for a person."""
    first = error.errors(include_url=False)[0]
    location, kind = list(first["loc"]), first["type"]
    if location[:1] != ["sources"] or len(location) < 2:  # noqa: PLR2004 - the list and a place in it
        return "write `sources:` and below it a list of sources, each beginning with `- name:`."
    who = _who(parsed, int(location[1]))
    # Behind its number, a source's place names its kind, which is not part of the file.
    field = ".".join(str(part) for part in location[3:])
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        kinds = ", ".join(str(model.model_fields["kind"].annotation.__args__[0]) for model in KINDS)  # type: ignore[union-attr]
        return f"{who} needs the field 'kind' with one of: {kinds}."
    if kind == "missing":
        return f"{who} lacks the field '{field}'; add it."
    if kind == "extra_forbidden":
        return f"{who} has the field '{field}', which its kind does not know; correct its spelling or remove it."
    told = first["msg"].removeprefix("Value error, ")
    return f"{who}, field '{field}': {told}." if field else f"{who} {told}."


def _who(parsed: Any, place: int) -> str:
    entry = parsed["sources"][place]
    name = entry.get("name") if isinstance(entry, dict) else None
    return f"source '{name}'" if name else f"source number {place + 1}"
