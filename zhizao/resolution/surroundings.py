"""What a form is relative to in its article: a place, a parent body, or the article itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from zhizao.extraction.participants.aliases import is_only_common
from zhizao.extraction.places import find_places
from zhizao.extraction.text import Text
from zhizao.resolution.enterprises import is_distinctive, is_only_unit, without_legal_form
from zhizao.resolution.forms import ARTICLE, Article, Kind
from zhizao.resolution.government import authority, relative_level
from zhizao.resolution.initiatives import is_relative
from zhizao.resolution.organizations import listed
from zhizao.resolution.persons import high_offices, public_persons
from zhizao.resolution.places import country_of, leading, level_of, place_of
from zhizao.resolution.readings import spelled

_LOCAL_PRESS = re.compile(r"([一-龥]{2,3})(?:日报|晚报|晨报|早报|都市报|发布|新闻网|广播电视台|电视台|融媒体中心)")
_PARENT_OF = {
    "分院": ("院",), "分中心": ("中心", "院"), "分行": ("银行",), "分所": ("所",), "分会": ("会",), "分联盟": ("联盟",),
    "分公司": ("公司", "集团"), "分校": ("大学", "学院"), "分社": ("社",), "研究院": ("大学",),
}  # fmt: skip
_WIDE = re.compile("中国|中华|中央|国家|全国|国际|世界")
"""Words at the head of names of which there is one in the country, or in the world."""

_MAJORITY = 2 / 3
"""Share of the mentions of places of a level from which on a place is the one an article is about."""


class Surroundings:
    """One article as the context of its relative forms."""

    def __init__(self, article: Article) -> None:
        """Nothing is read of the article before a form asks for it."""
        self._article = article

    @property
    def inside(self) -> str:
        """The context of what means something only inside this article."""
        return f"{ARTICLE}{self._article.key}"

    def of(self, kind: Kind, name: str) -> str | None:
        """What `name` is relative to, a person's when it is given without an employer; None if it says it all."""
        if kind == "organization":
            return self._of_organization(spelled(name))
        if kind == "person":
            return None if spelled(name) in public_persons() else self.inside
        return self.inside if kind == "initiative" and is_relative(name) else None

    def _of_organization(self, text: str) -> str | None:
        if listed(text) or listed(without_legal_form(text)):
            return None
        relative = relative_level(text)
        if relative:
            return (self._place(relative[0]) if relative[0] else None) or self.inside
        if is_only_unit(text):
            return self._parent(text) or self.inside
        known = leading(text) or country_of(text) or _WIDE.match(text) or is_distinctive(text) or text in high_offices()
        return self.inside if is_only_common(text) and not known else None

    def _place(self, level: str) -> str | None:
        """The place of this level that the article is about, as publisher, names and text agree."""
        publisher, named = self._publisher_place(level), self._named_places(level)
        if publisher:
            return publisher if not named or publisher in named else None
        if named:
            return next(iter(named)) if len(named) == 1 else None
        told = self._told_places.get(level, Counter())
        ((place, times),) = told.most_common(1) or ((None, 0),)
        return place if times > _MAJORITY * told.total() else None

    def _publisher_place(self, level: str) -> str | None:
        publisher = spelled(self._article.publisher or "")
        ruled = authority(publisher)
        length = leading(publisher)
        place = ruled.place if ruled else place_of(publisher[:length]) if length else None
        if place is None and level == "市" and (press := _LOCAL_PRESS.match(publisher)):
            return f"{press.group(1)}市" if f"{press.group(1)}市" in self._article.body else None
        return place.name if place and level_of(place.name) == level else None

    def _named_places(self, level: str) -> set[str]:
        """The places of this level at the head of the names the article gives."""
        return {place for place in self._heads if level_of(place) == level}

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(self._places_in_names())

    def _places_in_names(self) -> Iterator[str]:
        for name in self._names():
            ruled = authority(name)
            place = ruled.place if ruled else place_of(name[: leading(name)])
            yield from (part for part in (place or ()) if part)

    def _names(self) -> Iterator[str]:
        for mention in self._article.mentions:
            if mention.kind in {"organization", "initiative"}:
                yield spelled(mention.name)
            if mention.affiliation:
                yield spelled(mention.affiliation)

    @cached_property
    def _told_places(self) -> dict[str, Counter[str]]:
        """How often the title and the text name each listed place, by level."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for place in find_places(Text(f"{self._article.title or ''}\n{self._article.body}")):
            told[level_of(place.canonical) or ""][place.canonical] += 1
        return told

    def _parent(self, text: str) -> str | None:
        """The one body of the article that such a unit can belong to."""
        closings = next((closings for unit, closings in _PARENT_OF.items() if text.endswith(unit)), ())
        names = {spelled(m.name) for m in self._article.mentions if m.kind == "organization"}
        parents = {name for name in names if name.endswith(closings) and not is_only_unit(name)} if closings else set()
        return next(iter(parents)) if len(parents) == 1 else None
