"""Names that end in a head noun: 某某产业园, 2026某某大会, “某某”平台."""

from collections.abc import Iterator, Sequence

from zhizao.extraction.initiatives.boundary import first_token
from zhizao.extraction.initiatives.candidate import Candidate
from zhizao.extraction.initiatives.tokens import Token, is_unknown
from zhizao.extraction.initiatives.words import Head, frames, word_class

_PROPER_TAGS = frozenset(("ns", "nt", "atom", "code", "nrt"))
_LONGEST = 40


def _ends_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun phrase ends with token `index`: no further noun belongs to it (机器人工程|有限公司)."""
    if index + 1 >= len(tokens):
        return True
    following = tokens[index + 1]
    if following.word in frames("after") or following.word in frames("before"):
        return True
    if following.word in word_class("after_head"):
        return True
    if following.tag == "code" or following.tag == "atom":
        return following.word[0] not in "（(“"
    return following.tag[0] not in "nkjg" and following.word not in word_class("suffix")


def _is_proper(token: Token) -> bool:
    if token.word in word_class("vague"):
        return False
    return token.tag in _PROPER_TAGS or (is_unknown(token.word) and token.tag[0] not in "xm")


def _first_of(tokens: Sequence[Token], first: int, clause_start: int, shadow: str) -> tuple[bool, bool]:
    """Whether the words right before the name say that it is one (首个) or many (一批)."""
    before = shadow[max(clause_start, tokens[first].start - 8) : tokens[first].start]
    one = any(word in before for word in word_class("first"))
    many = any(word in before for word in word_class("plural"))
    return one, many and not one


def headed(shadow: str, tokens: Sequence[Token], ends: dict[int, Head], clause: tuple[int, int]) -> Iterator[Candidate]:
    """The candidates of one clause, from right to left; none lies inside another."""
    covered = clause[1] + 1
    for index in range(len(tokens) - 1, -1, -1):
        head = ends.get(tokens[index].end)
        if head is None or tokens[index].end > covered or tokens[index].tag == "atom" or not _ends_phrase(tokens, index):
            continue
        start = tokens[index].end - len(head.word)
        at = next(i for i in range(index, -1, -1) if tokens[i].start <= start)
        first = first_token(tokens, at, head.type)
        candidate = _judged(shadow, tokens, (first, at, index), head, clause)
        if candidate is not None:
            covered = candidate.start
            yield candidate


def _judged(
    shadow: str, tokens: Sequence[Token], at: tuple[int, int, int], head: Head, clause: tuple[int, int]
) -> Candidate | None:
    first, head_at, last = at
    modifiers = tokens[first:head_at]
    start, end = tokens[first].start, tokens[last].end
    extra = end - len(head.word) - start
    if extra < 2 or end - start > _LONGEST:  # noqa: PLR2004 — one sign is no modifier
        return None
    proper = any(map(_is_proper, modifiers)) or (tokens[head_at].start < end - len(head.word) and is_unknown(tokens[head_at].word))
    telling = [t for t in modifiers if t.word not in word_class("vague") and t.word not in word_class("inner")]
    one, many = _first_of(tokens, first, clause[0], shadow)
    score = (0.45 if head.strong else 0.25) + 0.3 * proper + 0.15 * bool(telling) + 0.2 * one - 0.5 * many
    if not telling and not proper:
        score -= 0.2
    return Candidate(
        start=start, end=end, name=shadow[start:end], type=head.type, rule=f"initiative.head.{head.type}",
        score=score, clause=clause, head=head.word, proper=proper,
    )
