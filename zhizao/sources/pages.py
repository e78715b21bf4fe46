"""Pages of the web as a source: a list of addresses, or all that a sitemap names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from zhizao.errors import ZhizaoError
from zhizao.sources.answers import PassingError, RefusedError
from zhizao.sources.document import Item, Trouble, storable
from zhizao.sources.fetching import Fetcher
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.sitemap import MAX_BYTES, Entry, SitemapError, read_sitemap
from zhizao.sources.source import Selective
from zhizao.sources.web import Url, WebSource
from zhizao.sources.webpages import Wanted, take_pages

_DEEPEST = 3
"""Sitemaps of sitemaps of sitemaps are followed, no deeper."""


class Pages(Selective, WebSource):
    """Pages by their addresses; `include` and `exclude` choose among those of the sitemap."""

    kind: Literal["pages"]
    urls: tuple[Url, ...] = ()
    sitemap: Url | None = None
    revisit: bool = False
    """Whether pages that neither sitemap nor host dates are fetched at every visit."""
    max_sitemaps: Annotated[int, Field(gt=0)] = 500

    @model_validator(mode="after")
    def _has_pages(self) -> Self:
        if not self.urls and not self.sitemap:
            raise ValueError("names no page, give it `urls` or a `sitemap`")
        return self

    def addresses(self) -> list[str]:
        """The pages and the sitemap it names."""
        return [*self.urls, *([self.sitemap] if self.sitemap else [])]

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        """The new and changed pages: first those listed, then those of the sitemap."""
        with Fetcher(self, limits) as fetcher:
            troubles: list[Trouble] = []
            yield from take_pages(fetcher, memory, self._wanted(fetcher, troubles))
            yield from troubles

    def _wanted(self, fetcher: Fetcher, troubles: list[Trouble]) -> Iterator[Wanted]:
        again: Literal["always", "validated"] = "always" if self.revisit else "validated"
        seen: set[str] = set()
        for entry in self._entries(fetcher, troubles):
            url = storable(entry.url)
            if url not in seen:
                seen.add(url)
                yield Wanted(url, f"page:{url}", entry.changed, again, entry.metadata)

    def _entries(self, fetcher: Fetcher, troubles: list[Trouble]) -> Iterator[Entry]:
        yield from (Entry(url, None) for url in self.urls)
        if self.sitemap:
            walk = _Walk(self, fetcher, troubles)
            yield from (entry for entry in walk.below(self.sitemap, 1) if self.selects(entry.url))


@dataclass
class _Walk:
    """One walk through the sitemaps of a site."""

    source: Pages
    fetcher: Fetcher
    troubles: list[Trouble]
    fetched: int = 0

    def below(self, url: str, depth: int) -> Iterator[Entry]:
        """The pages of a sitemap and of those it names. Raises ZhizaoError when the first cannot be had."""
        self.fetched += 1
        for entry in self._read(url, first=depth == 1):
            if not entry.is_map:
                yield entry
            elif depth >= _DEEPEST or self.fetched >= self.source.max_sitemaps:
                self.troubles.append(Trouble(entry.url, f"{entry.url} was not read: sitemaps too many or too deep."))
            else:
                yield from self.below(entry.url, depth + 1)

    def _read(self, url: str, *, first: bool) -> list[Entry]:
        try:
            return read_sitemap(self.fetcher.get(url, robots=False, most=MAX_BYTES).content)
        except (PassingError, RefusedError, SitemapError) as error:
            if first:
                raise ZhizaoError(f"Source '{self.source.name}': the sitemap {url} {error}") from error
            self.troubles.append(Trouble(url, f"{url} {error}"))
            return []
