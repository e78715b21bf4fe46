"""The grammar of personal names: where a name that begins here ends, and where one that ends here begins."""

import re
from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs
import rjieba

from zhizao.extraction import lexicon
from zhizao.extraction.alternation import one_of
from zhizao.extraction.participants.terms import Scan, Word, word_class

CHINESE = re.compile(r"[㐀-䶿一-鿿]")
# Signs that close or follow a name: function signs, never the last sign of a given name.
_NEVER_LAST = frozenset(
    "的了是在将等与及也都还则便就又已被把让给其这那该本说称对从由并或但而且曾很最不没我你他她它们吗呢吧啊时为即既作率致互今昨前用受向"
)
NEVER_GIVEN = frozenset("的了是在等与及也都还已被把这该们吗呢吧啊不")
PUNCTUATION = re.compile(r"[\s\dA-Za-z,，。、；;：:！!？?“”\"'‘’（）()《》【】—…/|·\-]|$")
_PERSON_TAGS = frozenset({"nr", "nrt", "nrfg", "nz", "x", "ns", "n", "t", "a", "tg", "ng", "vg", "v", "j", "b", "s"})
_AFTER_VERB = "道着过起出到上下去"
_FUNCTION_TAGS = ("d", "p", "c", "r", "l", "i", "ad", "u")
_EVERYDAY_TAGS = (*_FUNCTION_TAGS, "n", "v", "a")
_JOINING = frozenset("和与及")
_NUMERALS = "万千百亿"
_FOLLOWING_TAGS = ("v", "d", "p", "u", "r")
_SAYS = re.compile(r"[说称][，,：:。]")
_SPACE = re.compile(r"[ \u3000]{1,3}|[ \u3000]*\n[ \u3000]*")
_SPACES = re.compile(r"\s")
_ADVERBS = "还也则便曾"
STRONG = 2


@lru_cache(maxsize=1)
def surname_classes() -> dict[str, str]:
    """How common each listed surname is."""
    return {row["surname"]: row["class"] for row in lexicon.rows("surnames")}


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Words that word division takes for names."""
    return frozenset(row["word"] for row in lexicon.rows("not_names"))


@lru_cache(maxsize=1)
def _transliteration() -> str:
    return "".join(row["sign"] for row in lexicon.rows("transliteration"))


@lru_cache(maxsize=1)
def _follow() -> tuple[re.Pattern[str], frozenset[str]]:
    words = word_class("person_follow_words")
    return re.compile(one_of(words)), frozenset(words)


@lru_cache(maxsize=1)
def _speech() -> ahocorasick_rs.AhoCorasick:
    words = [word for word, kind in word_class("person_follow_words").items() if kind in {"speech", "act"}]
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def speech_starts(shadow: str) -> Iterator[int]:
    """Where a name may end because a verb follows of which persons are the subject: speaking, chairing, attending."""
    for _, start, _ in _speech().find_matches_as_indexes(shadow):
        if start:
            yield start - (start > 1 and shadow[start - 1] in _ADVERBS)


@lru_cache(maxsize=1)
def foreign_name() -> re.Pattern[str]:
    """A name written by sound with points between its parts, or in Latin letters."""
    signs = _transliteration()
    return re.compile(rf"[{signs}]{{1,8}}(?:[·•・‧∙.．-][{signs}]{{1,8}}){{1,4}}")


@lru_cache(maxsize=1)
def sound_run() -> re.Pattern[str]:
    """A run of signs that write foreign names by sound."""
    first = "".join(surname for surname in surname_classes() if len(surname) == 1)
    return re.compile(rf"[{_transliteration()}{first}][{_transliteration()}]{{1,5}}")


_LATIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z.]*){1,3}(?![A-Za-z])")


def speaks(scan: Scan, position: int) -> bool:
    """Whether such a verb begins at `position`."""
    found = _speech().find_matches_as_indexes(scan.shadow[position : position + 6])
    return bool(found) and found[0][1] == 0


def surname_length(shadow: str, position: int) -> int:
    """Signs of the surname that begins at `position`, 0 when there is none."""
    surnames = surname_classes()
    for length in (4, 3, 2, 1):
        if shadow[position : position + length] in surnames and position + length <= len(shadow):
            return length
    return 0


def boundary(scan: Scan, position: int) -> int:
    """How surely a name may end before `position`: 3 sign or end, 2 word that follows names, 1 weak word, 0 none."""
    shadow = scan.shadow
    if position >= len(shadow) or PUNCTUATION.match(shadow, position):
        return 3
    match = _follow()[0].match(shadow, position)
    if match and match.end() - match.start() >= STRONG:
        return STRONG
    word = scan.word_at(position)
    if word and len(word.text) >= STRONG and word.tag.startswith(_FOLLOWING_TAGS) and rjieba.has_word(word.text):
        return STRONG
    return 1 if match else 0


def _plausible_word(scan: Scan, word: Word | None, length: int, *, sure: bool) -> bool:
    """Whether the word that begins where the name should begin does not speak against a name of `length` signs."""
    if word is None or len(word.text) == 1 or word.tag.startswith("nr"):
        return True
    if len(word.text) == length and (word.tag in {"x", "nz", "ns"} or not word.is_known):
        return True
    if len(word.text) > length or len(word.text) != STRONG or (word.text[0] in _NUMERALS and word.tag == "m"):
        return False
    if len(word.text) < length:
        return _goes_on(scan, word, length, sure=sure)
    common = surname_classes().get(word.text[0]) == "common"
    return sure and common and word.tag == "n" and (boundary(scan, word.end) > STRONG or speaks(scan, word.end))


def _goes_on(scan: Scan, word: Word, length: int, *, sure: bool) -> bool:
    """Whether a name may be longer than the word it begins with: 甘露|明, but not 应该|对."""
    if word.is_known and word.tag.startswith(_FUNCTION_TAGS if sure else _EVERYDAY_TAGS):
        return False
    end = word.start + length
    return boundary(scan, end) >= STRONG and scan.shadow[end - 1] not in _AFTER_VERB


def _is_given(shadow: str, position: int, refused: frozenset[str]) -> bool:
    """Whether the sign at `position` can stand in a given name."""
    return position < len(shadow) and CHINESE.match(shadow, position) is not None and shadow[position] not in refused


def _length(scan: Scan, first: int, second: int, third: int) -> int | None:
    """Choose between a given name of one and of two signs: `second` and `third` are the two possible ends."""
    if not _is_given(scan.shadow, second - 1, NEVER_GIVEN):
        return None
    short = boundary(scan, second)
    if not _is_given(scan.shadow, third - 1, _NEVER_LAST):
        return second if short else None
    long, word = boundary(scan, third), scan.word_at(first)
    known = word and word.tag.startswith("nr") and word.end == third and max(short, long) >= STRONG
    if known or _SAYS.match(scan.shadow, third):  # 邓志明|说, though 明说 is a word
        return third
    if short >= STRONG or long >= STRONG or (long and not short):
        return second if short >= STRONG else third
    if word and word.tag.startswith("nr") and word.end in {second, third}:
        return word.end
    return _by_words(scan, second, third, short=bool(short and not long))


def _by_words(scan: Scan, second: int, third: int, *, short: bool) -> int | None:
    """Let word division decide where what follows does not: the end at which a word begins."""
    if scan.word_at(third) and not (short and scan.word_at(second)):
        return third
    return second if short or scan.word_at(second) else None


def _by_sound(scan: Scan, position: int, surname: int) -> int | None:
    """The end of a foreign name without points: longer than a Chinese name could be, or without a surname."""
    run = sound_run().match(scan.shadow, position)
    if run is None or (surname and run.end() - position <= surname + 2) or not boundary(scan, run.end()):
        return None
    word = scan.word_at(position)
    if word and len(word.text) > 1 and word.end >= run.end() and word.is_known and not word.tag.startswith("nr"):
        return None
    return run.end()


def name_at(scan: Scan, position: int, *, sure: bool) -> int | None:
    """The end of the personal name that begins at `position`, or None.

    `sure` says that a title or a list announces a name, so that names which are also common words are believed.
    """
    shadow = scan.shadow
    surname = surname_length(shadow, position)
    written = foreign_name().match(shadow, position) or (_LATIN.match(shadow, position) if sure else None)
    if written:
        return written.end()
    sound = _by_sound(scan, position, surname) if sure else None
    if sound or not surname:
        return sound
    gap = _SPACE.match(shadow, position + surname)
    if gap:
        return _spaced_end(scan, gap) if sure else None
    end = _length(scan, position, position + surname + 1, position + surname + 2)
    return end if end is not None and _credible(scan, position, end, sure=sure) else None


def _credible(scan: Scan, start: int, end: int, *, sure: bool) -> bool:
    """Whether no everyday word and no listed exception stands where the name should stand."""
    word, name = scan.word_at(start), scan.shadow[start:end]
    if not _plausible_word(scan, word, end - start, sure=sure) or name in no_names():
        return False
    if word is not None and word.text in _JOINING and end - start > STRONG and rjieba.has_word(name[1:]):
        return False  # 代表和|企业家
    if not sure and (name[:STRONG] in no_names() or name[1:] == "方"):
        return False
    if surname_classes()[name[: surname_length(scan.shadow, start)]] != "rare":
        return True
    if word is None or (word.end == end and word.tag.startswith("nr")):
        return word is not None
    # 会长居|学成|对…: a sign that stands alone and behind it a word that ends with the name
    return sure and len(word.text) == 1 and end - start > STRONG and scan.is_boundary(end) and boundary(scan, end) > 0


def _spaced_end(scan: Scan, gap: re.Match[str]) -> int | None:
    """The end of a name printed with a gap after its surname: 薛 益, or broken over a line."""
    start = gap.end()
    for end in (start + 2, start + 1) if "\n" in gap.group() else (start + 1,):
        if CHINESE.match(scan.shadow, end - 1) and end <= len(scan.shadow) and boundary(scan, end):
            return end
    return None


def clean_name(raw: str) -> str:
    """The name without inner spaces and breaks; names in Latin letters keep one space."""
    if raw.isalnum():
        return raw
    return " ".join(raw.split()) if raw.isascii() else _SPACES.sub("", raw)
