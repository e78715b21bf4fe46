"""One pass over a text: every listed term with its kinds, and the words with their tags."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, count
from typing import Literal, NamedTuple

import ahocorasick_rs
import rjieba

from zhizao.extraction import lexicon
from zhizao.extraction.participants.division import divide
from zhizao.extraction.text import Text

TermKind = Literal["title", "head", "government", "name", "place"]
_LISTS: tuple[tuple[TermKind, str, str], ...] = (
    ("title", "titles", "title"),
    ("head", "organization_heads", "head"),
    ("government", "government_domains", "form"),
    ("name", "organizations", "name"),
    ("name", "learned_organizations", "name"),
    ("place", "places", "name"),
)
_CHIEF = re.compile(r"首席[一-龥]{2,5}?官(?![方网兵])")
_OFFICER = {"title": "首席官", "class": "enterprise", "may_follow": ""}
_NAMING: tuple[TermKind, ...] = ("head", "name", "government", "title")
_UNITED_NATION = "联合国家"
_GOVERNED = frozenset("省市区县州镇乡")
_LONG_WORD = re.compile("长(?:期|远|效|三角|江|城|征|沙|春|安|租|假|途|约|达|久|者|大|势|跑|廊|线)")
_SKIPPED = {"modifier", "province_abbreviation"}
"""Classes of terms that are looked up where needed, but would hide longer terms in the scan."""
_DIVIDING = {"enterprise", "post"}
"""Classes of titles at which words are divided, whatever the dictionary says."""


_Entry = tuple[TermKind, dict[str, str]]


class Hit(NamedTuple):
    """One listed term in the text; `row` is its line in the term list."""

    start: int
    end: int
    row: dict[str, str]


class Word(NamedTuple):
    """One word in its place, with what the dictionary says of it.

    `tag` is n noun, v verb, nr person, ns place, p preposition, …; a word that is not `is_known` is a name more often
    than not; `is_chinese` says that the word begins with a Chinese sign.
    """

    start: int
    end: int
    text: str
    tag: str
    is_known: bool
    is_chinese: bool


@lru_cache(maxsize=1 << 16)
def _lexeme(text: str) -> tuple[int, str, bool, bool]:
    """Length, tag, whether the dictionary holds the word, whether it is Chinese: all that hangs on the word alone."""
    tagged = rjieba.tag(text)
    is_chinese = "\u4e00" <= text[0] <= "\u9fff"
    is_known = len(text) == 1 or not is_chinese or rjieba.has_word(text)
    return len(text), tagged[0][1] if len(tagged) == 1 else "n", is_known, is_chinese


@lru_cache(maxsize=1)
def _automaton(_lexicon: str) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[_Entry, ...]]]:
    terms: dict[str, dict[TermKind, dict[str, str]]] = defaultdict(dict)
    for kind, name, column in _LISTS:
        for row in lexicon.learned_organizations() if name == "learned_organizations" else lexicon.rows(name):
            if row.get("class") not in _SKIPPED and row.get("level") not in _SKIPPED:
                terms[row[column]].setdefault(kind, row)
    automaton = ahocorasick_rs.AhoCorasick(list(terms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return automaton, [_entries(kinds) for kinds in terms.values()]


def _entries(kinds: dict[TermKind, dict[str, str]]) -> tuple[_Entry, ...]:
    """What a term is read as; a blocked one is found, so that it hides what lies in it, and read as nothing."""
    return tuple((kind, row) for kind, row in kinds.items() if row.get("level") != "blocked")


def _divided(
    automaton: ahocorasick_rs.AhoCorasick, shadow: str, match: tuple[int, int, int]
) -> Iterator[tuple[int, int, int]]:
    """某某市 + 长 as the place 某某 and the title 市长, unless 长 begins a word of its own (某市长宁区, 某市长期)."""
    _, start, end = match
    after = automaton.find_matches_as_indexes(shadow[end : end + 4])[:1]
    if (after and after[0][1] == 0) or _LONG_WORD.match(shadow, end):
        yield match
        return
    for offset, part in ((start, shadow[start : end - 1]), (end - 1, shadow[end - 1 : end + 1])):
        for index, from_, to in automaton.find_matches_as_indexes(part):
            yield index, offset + from_, offset + to


def _matches(automaton: ahocorasick_rs.AhoCorasick, shadow: str) -> Iterator[tuple[int, int, int]]:
    """The matches in order; where 联合国 is really 联合 + 国家…, what begins at 国家 instead."""
    skipped_to = 0
    for index, start, end in automaton.find_matches_as_indexes(shadow):
        if shadow.startswith("长", end) and shadow[end - 1] in _GOVERNED:
            yield from _divided(automaton, shadow, (index, start, end))
        elif shadow.startswith(_UNITED_NATION, start):
            again = automaton.find_matches_as_indexes(shadow[start + 2 : start + 40])
            for other, from_, to in again[:1]:
                yield other, start + 2 + from_, start + 2 + to
                skipped_to = start + 2 + to
        elif start >= skipped_to:
            yield index, start, end


def _with_chief_officers(shadow: str, titles: list[Hit]) -> list[Hit]:
    """Add 首席…官 of any domain, in place of the listed titles inside."""
    if "首席" not in shadow:
        return titles
    officers = [Hit(*match.span(), _OFFICER) for match in _CHIEF.finditer(shadow)]
    spans = [(hit.start, hit.end) for hit in officers]
    kept = [hit for hit in titles if not any(start <= hit.start and hit.end <= end for start, end in spans)]
    return sorted(kept + officers, key=lambda hit: hit[:2]) if officers else titles


class Scan:
    """A text with its terms and words, shared by all finders of participants."""

    def __init__(self, text: Text) -> None:
        """Keep `text`; terms and words are read when first asked for."""
        self.text = text
        self.shadow = text.shadow

    @cached_property
    def hits(self) -> dict[TermKind, list[Hit]]:
        """The listed terms by kind, leftmost and longest, in order."""
        automaton, kinds = _automaton(lexicon.lexicon_hash())
        found: dict[TermKind, list[Hit]] = {kind: [] for kind, _, _ in _LISTS}
        for index, start, end in _matches(automaton, self.shadow):
            for kind, row in kinds[index]:
                found[kind].append(Hit(start, end, row))
        found["title"] = _with_chief_officers(self.shadow, found["title"])
        return found

    @cached_property
    def _starts(self) -> dict[TermKind, list[int]]:
        return {kind: [hit.start for hit in hits] for kind, hits in self.hits.items()}

    @cached_property
    def _words(self) -> list[str]:
        titles = [(hit.start, hit.end) for hit in self.hits["title"] if hit.row["class"] in _DIVIDING]
        return divide(self.shadow, titles)

    @cached_property
    def _word_starts(self) -> list[int]:
        return list(accumulate(map(len, self._words), initial=0))

    @cached_property
    def _index_at(self) -> dict[int, int]:
        """The number of the word that begins at each boundary; the end of the text is the last of them."""
        return dict(zip(self._word_starts, count(), strict=False))

    def word(self, index: int) -> Word:
        """The word at `index` of all words in order; together they are the whole text."""
        start, text = self._word_starts[index], self._words[index]
        length, tag, is_known, is_chinese = _lexeme(text)
        return Word(start, start + length, text, tag, is_known, is_chinese)

    def indexes_of(self, words: Container[str]) -> list[int]:
        """The places, among all words in order, of those in `words`."""
        return [index for index, word in enumerate(self._words) if word in words]

    @property
    def word_count(self) -> int:
        """How many words the text has."""
        return len(self._words)

    def words_within(self, start: int, end: int) -> list[Word]:
        """The words that touch `start` to `end`."""
        return [self.word(index) for index in range(self.word_index(start), self.word_index(end - 1) + 1)]

    def is_boundary(self, position: int) -> bool:
        """Whether one word ends and another begins at `position`, or the text ends there."""
        return position in self._index_at

    @cached_property
    def _places_by_end(self) -> dict[int, Hit]:
        return {hit.end: hit for hit in self.hits["place"]}

    @cached_property
    def _names_by_end(self) -> dict[int, Hit]:
        return {hit.end: hit for hit in self.hits["name"] if not hit.row["needs_frame"]}

    def name_before(self, position: int) -> Hit | None:
        """The listed organization that ends exactly at `position`."""
        return self._names_by_end.get(position)

    def word_index(self, position: int) -> int:
        """The index of the word that covers `position`, of the last word past the end of the text."""
        return min(bisect_right(self._word_starts, position), len(self._words)) - 1

    def word_at(self, position: int) -> Word | None:
        """The word that begins exactly at `position`."""
        index = self._index_at.get(position)
        return None if index is None or index == len(self._words) else self.word(index)

    def within(self, kind: TermKind, start: int, end: int) -> list[Hit]:
        """The listed terms of `kind` that begin in `start` to `end`."""
        starts = self._starts[kind]
        return self.hits[kind][bisect_left(starts, start) : bisect_left(starts, end)]

    def place_at(self, position: int) -> Hit | None:
        """The listed place that begins exactly at `position`."""
        found = self.within("place", position, position + 1)
        return found[0] if found else None

    @cached_property
    def _term_ends(self) -> set[int]:
        return {hit.end for kind in _NAMING for hit in self.hits[kind]}

    def ends_term(self, position: int) -> bool:
        """Whether a head, a listed organization or a title ends exactly at `position`."""
        return position in self._term_ends

    def place_before(self, position: int) -> Hit | None:
        """The listed place that ends exactly at `position`."""
        return self._places_by_end.get(position)


@lru_cache
def word_class(name: str, column: str = "class") -> dict[str, str]:
    """What `column` says by word, of a term list with the columns `word` and `column`."""
    table: dict[str, str] = {}
    for row in lexicon.rows(name):
        table.setdefault(row["word"], row[column])
    return table
