"""One page of the web as an item of a visit; feeds and lists of pages share it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from zhizao.sources.answers import Answer, PassingError, RefusedError
from zhizao.sources.document import Document, Item, Trouble, Unchanged, refused
from zhizao.sources.fetching import Fetcher
from zhizao.sources.memory import Memory

REFUSED_FOR = timedelta(days=1)
"""After this time a page that was refused is asked for again: it may be there by now."""

_TEXTS = ("text/", "application/xhtml+xml", "application/xml", "application/json", "application/ld+json")
_TAKEN = (*_TEXTS, "application/pdf", "application/octet-stream", "binary/octet-stream")


@dataclass(frozen=True)
class Wanted:
    """A page to have: its address, the key it is remembered by, and what is known of it beforehand.

    `stamp` is what the feed or sitemap says changes with the page. `again` tells when a page that was taken and whose
    stamp has not changed is asked for again: never, when the host gave a validator (so that an unchanged page costs no
    content), or always.
    """

    url: str
    key: str
    stamp: str | None = None
    again: Literal["never", "validated", "always"] = "never"
    metadata: Mapping[str, str] = field(default_factory=dict)


def take_page(fetcher: Fetcher, memory: Memory, wanted: Wanted) -> Iterator[Item]:
    """The page as one item; what became of it is remembered, unless its trouble may pass."""
    known: dict[str, Any] = memory.get(wanted.key) or {}
    now = fetcher.limits.clock.now()
    if not _worth_asking(known, wanted, now):
        yield Unchanged(wanted.url)
        return
    try:
        answer = fetcher.get(wanted.url, known.get("validators"))
        _check_type(answer)
    except PassingError as error:
        yield Trouble(wanted.url, f"{wanted.url} {error}")
        return
    except RefusedError as error:
        yield refused(wanted.url, error.code, f"{wanted.url} {error}")
        memory.set(wanted.key, {"stamp": wanted.stamp, "refused_at": now.isoformat()})
        return
    if answer.unchanged:
        yield Unchanged(wanted.url)
    else:
        yield Document(answer.url, answer.content, answer.media_type, wanted.metadata)
    memory.set(wanted.key, {"stamp": wanted.stamp, "validators": answer.validators or known.get("validators")})


def take_pages(fetcher: Fetcher, memory: Memory, pages: Iterator[Wanted]) -> Iterator[Item]:
    """Each page in turn, until the visit has fetched as many, or lasted as long, as it may."""
    fetched = 0
    for wanted in pages:
        if fetched >= fetcher.source.max_pages or fetcher.time_is_up:
            why = "its time was up" if fetcher.time_is_up else f"it had fetched {fetched:,} pages (`max_pages`)"
            yield Trouble(wanted.url, f"The visit ended because {why}; the next one goes on with {wanted.url}.")
            return
        for item in take_page(fetcher, memory, wanted):
            fetched += not isinstance(item, Unchanged)
            yield item


def _worth_asking(known: Mapping[str, Any], wanted: Wanted, now: datetime) -> bool:
    if not known or (wanted.stamp and wanted.stamp != known.get("stamp")):
        return True
    if refused_at := known.get("refused_at"):
        return now - datetime.fromisoformat(refused_at) >= REFUSED_FOR
    if wanted.stamp:
        return False
    return wanted.again == "always" or (wanted.again == "validated" and bool(known.get("validators")))


def _check_type(answer: Answer) -> None:
    """Refuse what is no text by its own word. The reader looks at the bytes of everything else."""
    kind = (answer.media_type or "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(_TAKEN) and not kind.endswith(("+xml", "+json")):
        raise RefusedError("wrong_content_type", f"is {kind}, not a page, a text or a PDF: leave it out.")
