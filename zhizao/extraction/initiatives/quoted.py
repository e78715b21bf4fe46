"""Names in title marks and quotation marks that no head noun outside closes: 《某某办法》, “某某行”."""

import re
from collections.abc import Iterator, Sequence

from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.tokens import Token
from zhizao.extraction.initiatives.words import frames, generic_phrases, longest_head, word_class
from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import InitiativeType

_SLOGANS = frozenset(row["phrase"] for row in rows("initiative_slogans"))
_NO_NAME = re.compile(r"[两二三四五六七八九十\d]+[大个项]|[一二三四五六\d]+期$|[会能可不更最]")
_MODEL = re.compile(r"[一-龥A-Za-z]{1,6}-?\d{1,4}[A-Za-z号]{0,3}$")  # “某某500”, “某某3号”
_FILLERS = frozenset(("、", "和", "与", "及", "等", "系列", "主题", "专题", "品牌", "特色", "一系列"))
_MANNERS = frozenset(("形式", "方式", "模式", "格局", "理念", "思路", "路径", "架构"))
_NAMING = ("founding", "launching", "holding", "signing", "issuing", "building", "planning")


def quoted(shadow: str, clause: Clause) -> Iterator[Candidate]:
    """The candidates among the quoted pieces of one clause."""
    for index in [index for index, token in enumerate(clause.tokens) if token.tag == "atom"]:
        token = clause.tokens[index]
        if token.word[0] == "《":
            candidate = _title(shadow, index, clause)
        elif token.word[0] in "“「『":
            candidate = _name(index, clause)
        else:
            continue
        if candidate is not None:
            yield candidate


def _title(shadow: str, index: int, clause: Clause) -> Candidate | None:
    """A document in 《》; newspapers, books, films and songs are none of ours."""
    token = clause.tokens[index]
    inside = token.word[1:-1]
    before = shadow[max(0, token.start - 8) : token.start]
    if any(inside.endswith(w) for w in word_class("work_end")) or _is_work(before):
        return None
    bare = inside
    while bare and bare[-1] in "）)":
        bare = bare[: max(bare.rfind("（"), bare.rfind("("), 0)]
    head = longest_head(bare)
    if head and (head.word == bare or head.type == "event"):
        return None  # 《某某大赛》: a broadcast; a meeting itself has no title marks
    type_: InitiativeType = head.type if head and head.type in ("agreement", "policy", "programme") else "policy"
    return Candidate(
        start=token.start,
        end=token.end,
        name=token.word,
        type=type_,
        rule="initiative.title",
        score=0.9 if head else 0.2,
        clause=clause,
        head=head.word if head else "",
        proper=True,
    )


def _is_work(before: str) -> bool:
    """Whether the words before a title say that it is a paper, a book, a film; 据 must stand by itself, not in 根据."""
    own = before.replace("根据", "").replace("依据", "").replace("申报", "").replace("汇报", "")
    return any(word in own for word in word_class("work_before"))


def _apposed(tokens: Sequence[Token], index: int) -> InitiativeType | None:
    """The type that a class noun right before the quotation gives: 合资公司“某某”, AI芯片“某某”."""
    if index == 0:
        return None
    head = longest_head(tokens[index - 1].word)
    return head.type if head and head.strength != "paper" and head.word != "项目" else None


def _closing(tokens: Sequence[Token], index: int) -> InitiativeType | None:
    """The type that the class noun closing a list of quotations gives: “甲”“乙”等活动."""
    for token in tokens[index + 1 : index + 6]:
        if token.tag == "atom" or token.word in _FILLERS:
            continue
        head = longest_head(token.word)
        return head.type if head and head.strength != "paper" else None
    return None


def _is_figure(inside: str) -> bool:
    """Whether the quotation is a figure of speech, a count (三大工程) or a clause, and no name."""
    return inside in _SLOGANS or inside in generic_phrases() or inside[-1] in "化性" or bool(_NO_NAME.match(inside))


def _name(index: int, clause: Clause) -> Candidate | None:
    tokens = clause.tokens
    token = tokens[index]
    inside = token.word[1:-1]
    head, before = longest_head(inside), _apposed(tokens, index)
    if (head is None and inside[:2] in word_class("lead")) or _is_figure(inside) or len(inside) < (3 if head else 2):
        return None
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if following in _MANNERS or inside.count("+") > 1:
        return None  # “大会+展览”形式: how, not what
    closing = _closing(tokens, index)
    verb = tokens[index - 1].word if index else ""
    type_ = (head.type if head else None) or closing or before
    if type_ is None and _MODEL.match(inside):
        return _candidate(token, "product", 0.45, clause)
    own = 0.0 if head is None else 0.3 if head.strength == "strong" else 0.2
    score = 0.25 + 0.35 * bool(before) + 0.35 * bool(closing) + own
    if verb in frames("before") and any(f.strength in _NAMING for f in frames("before")[verb]):
        score += 0.15
    if type_ is None:
        return None
    return _candidate(token, type_, score, clause)


def _candidate(token: Token, type_: InitiativeType, score: float, clause: Clause) -> Candidate:
    name = token.word[1:-1]
    head = longest_head(name)
    return Candidate(
        start=token.start,
        end=token.end,
        name=name,
        type=type_,
        rule="initiative.quoted",
        score=score,
        clause=clause,
        head=head.word if head else "",
        proper=True,
    )
