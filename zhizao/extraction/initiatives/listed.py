"""Names whose head noun stands once, at the end of an open list: 甲地水源涵养、乙地土地治理等项目."""

from collections.abc import Iterator, Sequence

from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.kinds import kind_of
from zhizao.extraction.initiatives.scoring import is_proper
from zhizao.extraction.initiatives.tokens import Token, places
from zhizao.extraction.initiatives.words import Head, longest_head, word_class

_SEPARATORS = frozenset("、和与及")
_CLOSED_BY = frozenset(("project", "programme", "platform", "event", "product"))
_COUNTERS = frozenset(("m", "q", "mq", "code"))
_SHORTEST = 4


def listed(clause: Clause) -> Iterator[Candidate]:
    """The members of open lists in one clause; only members with a proper part are names."""
    for index in [index for index, token in enumerate(clause.tokens) if token.word == "等"]:
        head = _closing(clause.tokens, index)
        if head is not None and head.type in _CLOSED_BY:
            members = list(_members(clause.tokens, index))
            if members and _is_batch(clause.tokens, members[-1][0]):
                continue
            for first, last in members:
                tokens = clause.tokens[first : last + 1]
                name = "".join(t.word for t in tokens)
                bare = name in places() or all(t.tag == "ns" for t in tokens)
                if bare or len(name) < _SHORTEST or longest_head(name) or not any(map(is_proper, tokens)):
                    continue
                yield Candidate(
                    start=tokens[0].start, end=tokens[-1].end, name=name, type=head.type, rule="initiative.listed",
                    score=0.4, clause=clause, head="", proper=True,
                )  # fmt: skip


def _is_batch(tokens: Sequence[Token], first: int) -> bool:
    """Whether 一批 or 多个 opens the list: 引进一批甲材料、乙装备等项目 tells of kinds, not of names."""
    return first > 0 and tokens[first - 1].word in word_class("plural")


def _closing(tokens: Sequence[Token], index: int) -> Head | None:
    """The head noun that closes the list opened before 等, over a count and an adjective (等10个重大项目)."""
    for token in tokens[index + 1 : index + 8]:
        head = longest_head(token.word)
        if head is not None and head.word == token.word:
            return head
        inside = token.tag in _COUNTERS or token.tag[0] in "nabvjl" or token.word in word_class("numeral")
        if not inside and token.word not in word_class("descriptive"):
            return head
    return None


def _members(tokens: Sequence[Token], close: int) -> Iterator[tuple[int, int]]:
    """First and last token of every member before `close`, from right to left, while the list goes on."""
    last = close - 1
    while last >= 0:
        first = last
        while first > 0 and kind_of(tokens[first - 1].word, tokens[first - 1].tag) in {"ok", "code", "joiner"}:
            first -= 1
        if kind_of(tokens[last].word, tokens[last].tag) != "ok":
            return
        yield first, last
        if first == 0 or tokens[first - 1].word not in _SEPARATORS:
            return
        last = first - 2
