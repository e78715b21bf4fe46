"""What a proposed name must be to be believed: the same grammar and gazetteer that the engine's own names pass."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.frames import attach
from zhizao.extraction.initiatives.tokens import clauses, tokens_of
from zhizao.extraction.initiatives.where import Setting
from zhizao.extraction.initiatives.words import Head, frames, longest_head, word_class
from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import InitiativeType, OrganizationType
from zhizao.extraction.participants.found import Found, type_at
from zhizao.extraction.participants.names import clean_name, name_at
from zhizao.extraction.participants.persons import reporters
from zhizao.extraction.participants.phrases import names_something, phrase_start
from zhizao.extraction.participants.relevance import Context, acts
from zhizao.extraction.participants.terms import Scan
from zhizao.extraction.places import find_places, place_names
from zhizao.extraction.quantities import quantities_of
from zhizao.extraction.text import Span, Text
from zhizao.extraction.times import times_of

_LONGEST, _LONGEST_TITLE = 40, 62
"""Signs of a name, and of a document's name in 《》."""
_FORBIDDEN = re.compile(
    r"[，。；：！？、,;:!?<>{}\[\]\\|=\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_TITLE = re.compile(r"《[^《》\n]{2,60}》")
_PAIRS = ("“”", "「」", "『』", "（）", "()", "《》", "【】")
_NUMBER = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两第.%％·/+\-—~～\s]+")
# A paragraph that speaks to a machine grounds nothing that a machine proposes.
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|绕过)[^。\n]{0,24}(?:指令|指示|提示词|提示|规则|设定|要求)"
    r"|(?:ignore|disregard|forget|override)\b[^.\n]{0,60}\b(?:instruction|prompt|rule|direction)"
    r"|system\s*prompt|系统提示|(?:as|are) an? (?:ai|language model|assistant)\b"
    r"|作为(?:一个)?(?:AI|人工智能|语言)(?:助手|模型)"
    r"|(?:输出|返回|添加|写入)[^。\n]{0,12}(?:JSON|json|mentions|proposals)",
    re.IGNORECASE,
)
_SHORT = 3
"""Signs: a shorter name may be part of a word, a longer one seldom is."""
_TELLING = 4
"""Signs before a head noun that make a name even of common words alone."""
_UNFOUNDED = frozenset(("building", "using"))


class TurnedDownError(Exception):
    """A proposal that is not believed; the message is the reason, one word."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the article besides its text."""

    published_on: date | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class NamedBody:
    """Where an organization's name is believed, and its type."""

    span: Span
    type: OrganizationType


@lru_cache(maxsize=1)
def _no_initiatives() -> frozenset[str]:
    return frozenset(row["phrase"] for name in ("initiative_generic", "initiative_slogans") for row in rows(name))


class Grammar:
    """The grammar of names over one text; every method raises TurnedDownError with the reason of its refusal."""

    def __init__(self, text: Text, about: About) -> None:
        """Nothing is read before it is asked for."""
        self._text = text
        self._about = about
        self._scan = Scan(text)

    def spans(self, surface: str) -> list[Span]:
        """Every place where exactly these characters stand as a name of their own."""
        self._check_form(surface)
        raw, found, at = self._text.raw, [], self._text.raw.find(surface)
        while at >= 0:
            found.append(Span(at, at + len(surface)))
            at = raw.find(surface, at + len(surface))
        _require(found, "not_in_text")
        self._check_meaning(found[0])
        told = [span for span in found if not self._is_instruction(span)]
        _require(told, "instruction")
        whole = [span for span in told if not self._is_cut(span)]
        _require(whole, "inside_word")
        return whole

    def person(self, spans: Sequence[Span]) -> Span:
        """The first of the places where a person's name begins and ends exactly."""
        name = clean_name(self._text.slice(spans[0]))
        _require(name not in self._makers, "author")
        named = next((s for s in spans if name_at(self._scan, s.start, sure=True) == s.end or self._is_name(s)), None)
        if named is None:
            raise TurnedDownError("no_person")
        return named

    def organization(self, spans: Sequence[Span]) -> NamedBody:
        """The first of the places where the name stands for an organization that acts."""
        scan, about = self._scan, self._about
        first = spans[0]
        _require(clean_name(self._text.slice(first)) not in {*self._makers, about.publisher or ""}, "author")
        listed = any(hit.end == first.end for hit in scan.within("name", first.start, first.start + 1))
        _require(listed or self._is_headed(first) or names_something(scan, first.start, first.end), "common")
        _require(listed or phrase_start(scan, first.end, first.start) <= first.start, "clause")
        context = Context(publisher=about.publisher, affiliations=frozenset(), posts=())
        for span in spans:
            kind = type_at(scan, span.start, span.end, "enterprise")
            if acts(scan, Found(span.start, span.end, kind, "proposal", 0.0), context):
                return NamedBody(span, kind)
        raise TurnedDownError("background")

    def initiative(self, spans: Sequence[Span]) -> Candidate:
        """The name at the first of the places, with the status that its clause gives it."""
        span = spans[0]
        shadow = self._text.shadow[span.start : span.end]
        head = longest_head(shadow.strip("《》“”「」『』"))
        type_ = _initiative_type(shadow, head)
        _require(shadow not in _no_initiatives(), "common")
        clause, before = self._clause(span)
        opening = next((token.word for token in clause.tokens if token.start == span.start), "")
        _require(opening not in word_class("lead") and opening not in frames("before"), "clause")
        candidate = Candidate(
            start=span.start, end=span.end, name=self._text.slice(span), type=type_, rule="proposal", score=0.0,
            clause=clause, head=head.word if head else "", proper=True,
        )  # fmt: skip
        attach(self._text, candidate, (span.start, span.end), before)
        frame = candidate.frame
        founded = frame is not None and frame.strength not in _UNFOUNDED
        _require(candidate.type != "organization" or founded, "not_founded")
        return candidate

    def date_of(self, candidate: Candidate) -> str | None:
        """The ISO time of the candidate's status."""
        return self._setting.date_of(candidate)

    def place_of(self, candidate: Candidate) -> str | None:
        """The candidate's place as written."""
        return self._setting.place_of(candidate)

    @cached_property
    def _setting(self) -> Setting:
        return Setting(self._text, self._about.published_on)

    @cached_property
    def _makers(self) -> set[str]:
        return reporters(self._scan) | {clean_name(author) for author in self._about.authors}

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        return list(clauses(self._text.shadow))

    def _clause(self, span: Span) -> tuple[Clause, list[tuple[int, int]]]:
        """The clause around the name and the two before it."""
        index = max(0, bisect_right(self._clauses, (span.start, len(self._text.raw))) - 1)
        start, end = self._clauses[index]
        _require(start <= span.start and span.end <= end, "clause")
        return Clause(start, end, tokens_of(self._text.shadow, start, end)), self._clauses[max(0, index - 2) : index]

    def _check_form(self, surface: str) -> None:
        titled = _TITLE.fullmatch(surface)
        _require(1 < len(surface) <= (_LONGEST_TITLE if titled else _LONGEST), "length")
        _require(surface == surface.strip() and (titled or not _FORBIDDEN.search(surface)), "signs")
        _require(all(surface.count(pair[0]) == surface.count(pair[1]) for pair in _PAIRS), "signs")

    def _check_meaning(self, span: Span) -> None:
        """A place, a number, a time or a post is none of the names we look for."""
        shadow = self._text.shadow[span.start : span.end]
        place = any((p.start, p.end) == (span.start, span.end) for p in find_places(self._text))
        _require(not place and shadow not in place_names(), "place")
        counted = any(q.end - q.start == len(shadow) for q in quantities_of(shadow))
        _require(not _NUMBER.fullmatch(shadow) and not counted, "number")
        times = times_of(shadow, self._about.published_on)
        _require(not times or times[0].end - times[0].start < len(shadow), "date")
        hits = self._scan.within("title", span.start, span.start + 1)
        _require(not any(hit.end == span.end for hit in hits), "post")

    def _is_instruction(self, span: Span) -> bool:
        start = self._text.raw.rfind("\n", 0, span.start) + 1
        end = self._text.raw.find("\n", span.end)
        return bool(_INSTRUCTION.search(self._text.raw, start, len(self._text.raw) if end < 0 else end))

    def _is_cut(self, span: Span) -> bool:
        """Whether the place is the inside of a longer word."""
        shadow = self._text.shadow
        edges = (shadow[max(0, span.start - 1) : span.start + 1], shadow[span.end - 1 : span.end + 1])
        if any(len(edge) > 1 and edge.isascii() and edge.isalnum() for edge in edges):
            return True
        return span.end - span.start <= _SHORT and not self._scan.is_boundary(span.start)

    def _is_headed(self, span: Span) -> bool:
        """Whether a head (中心, 研究院, 委员会 …) closes the name behind so much that common words tell it apart."""
        hits = self._scan.within("head", span.start + _TELLING, span.end)
        return any(hit.end == span.end for hit in hits)

    def _is_name(self, span: Span) -> bool:
        """Whether word division knows exactly these signs as a person's name."""
        word = self._scan.word_at(span.start)
        return word is not None and word.end == span.end and word.tag.startswith("nr")


def _initiative_type(shadow: str, head: Head | None) -> InitiativeType:
    """The type by the head noun, as the engine's own finders of documents and headed names give it."""
    if _TITLE.fullmatch(shadow):
        return head.type if head and head.type in {"agreement", "policy", "programme"} else "policy"
    if head is None:
        raise TurnedDownError("no_head")
    _require(head.strength == "name" or len(shadow) - len(head.word) > 1, "common")
    return head.type


def _require(holds: object, reason: str) -> None:
    if not holds:
        raise TurnedDownError(reason)
