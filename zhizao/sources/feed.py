"""RSS and Atom feeds as a source: each entry's page, with what the entry says of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, Literal

from zhizao.errors import ZhizaoError
from zhizao.sources.answers import Answer, PassingError, RefusedError
from zhizao.sources.document import Document, Item, Trouble, Unchanged, storable
from zhizao.sources.fetching import Fetcher
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.web import Url, WebSource
from zhizao.sources.webpages import Wanted, take_pages

_FEED = "feed"
_WHOLE = "text/html; charset=utf-8"


class Feed(WebSource):
    """A feed. An entry is visited once, and again when its `updated` changes."""

    kind: Literal["feed"]
    url: Url
    publisher: str | None = None
    """Who publishes it, where neither page nor entry says so."""
    follow: bool = True
    """Whether the entry's page is fetched; otherwise the text in the feed is taken."""

    def addresses(self) -> list[str]:
        """The feed's own address."""
        return [self.url]

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        """The new and changed entries in the order of the feed; nothing when the feed itself did not change."""
        with Fetcher(self, limits) as fetcher:
            answer = self._fetch(fetcher, memory)
            if answer.unchanged:
                yield Unchanged(self.url)
                return
            missed = False
            for item in self._items(self._entries(answer), fetcher, memory):
                missed = missed or isinstance(item, Trouble)
                yield item
            # As long as an entry is missing, the feed must be read again although it did not change.
            memory.set(_FEED, None if missed else answer.validators)

    def _fetch(self, fetcher: Fetcher, memory: Memory) -> Answer:
        try:
            return fetcher.get(self.url, memory.get(_FEED), robots=False)
        except (PassingError, RefusedError) as error:
            raise ZhizaoError(f"Source '{self.name}': the feed {self.url} {error}") from error

    def _entries(self, answer: Answer) -> list[Mapping[str, Any]]:
        import feedparser

        headers = {"content-type": answer.media_type or "application/xml", "content-location": answer.url}
        parsed = feedparser.parse(answer.content, response_headers=headers)
        if not parsed.entries and (parsed.bozo or not parsed.get("version")):
            reason = f" ({str(parsed.bozo_exception).rstrip('.')})" if parsed.get("bozo_exception") else ""
            raise ZhizaoError(
                f"Source '{self.name}': {self.url} is no feed that can be read{reason}: see its address in a browser."
            )
        return list(parsed.entries)

    def _items(self, entries: Sequence[Mapping[str, Any]], fetcher: Fetcher, memory: Memory) -> Iterator[Item]:
        """First the entries whose pages are fetched, then those that are all there is."""
        linked = [entry for entry in entries if self.follow and entry.get("link")]
        yield from take_pages(fetcher, memory, map(self._wanted, linked))
        yield from self._inline([entry for entry in entries if not (self.follow and entry.get("link"))], memory)

    def _wanted(self, entry: Mapping[str, Any]) -> Wanted:
        return Wanted(storable(str(entry["link"])), _key(entry), _stamp(entry), metadata=self._metadata(entry))

    def _inline(self, entries: Sequence[Mapping[str, Any]], memory: Memory) -> Iterator[Item]:
        for entry in entries:
            uri = storable(str(entry.get("link") or f"{self.url}#{_identity(entry)}"))
            state = {"stamp": _stamp(entry)}
            if memory.get(_key(entry)) == state:
                yield Unchanged(uri)
                continue
            yield Document(uri, storable(_text(entry)).encode(), _WHOLE, self._metadata(entry))
            memory.set(_key(entry), state)

    def _metadata(self, entry: Mapping[str, Any]) -> dict[str, str]:
        """What the entry states, under the names the reader knows; dates as they are written."""
        source = entry.get("source")
        told = {
            "title": _plain(entry.get("title")),
            "published_on": entry.get("published") or _stamp(entry),
            "publisher": self.publisher or entry.get("publisher"),
            "original_source": source.get("title") if isinstance(source, Mapping) else None,
            "authors": "、".join(str(a["name"]) for a in entry.get("authors", ()) if a.get("name")),
            "feed": self.url,
        }
        return {name: storable(str(value)) for name, value in told.items() if value}


def _plain(markup: Any) -> str:
    """A title without the markup some feeds put into it."""
    return unescape(re.sub(r"<[^<>]{1,200}>", "", str(markup or ""))).strip()


def _identity(entry: Mapping[str, Any]) -> str:
    return str(entry.get("id") or entry.get("link") or entry.get("title") or "")


def _key(entry: Mapping[str, Any]) -> str:
    return storable(f"entry:{_identity(entry)}")


def _stamp(entry: Mapping[str, Any]) -> str | None:
    # Asked for what is not there, feedparser gives the day of publication in its place, and warns.
    updated = entry["updated"] if "updated" in entry else None  # noqa: SIM401
    return storable(str(updated)) if updated else None


def _text(entry: Mapping[str, Any]) -> str:
    """The longest text the entry carries."""
    texts = [str(content.get("value", "")) for content in entry.get("content", ())]
    return max([*texts, str(entry.get("summary", ""))], key=len)
