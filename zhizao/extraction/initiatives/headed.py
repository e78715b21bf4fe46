"""Names that end in a head noun: 某某产业园, 2026某某大会, “某某”平台."""

import re
from collections.abc import Iterator, Sequence

from zhizao.extraction.initiatives.boundary import first_token
from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.ceremonies import signed_there
from zhizao.extraction.initiatives.scoring import has_proper, is_proper, score_of
from zhizao.extraction.initiatives.tokens import Token
from zhizao.extraction.initiatives.words import Head, frames, longest_head, word_class
from zhizao.extraction.mentions import InitiativeType

_LONGEST = 40
_PHASED = frozenset(("project", "facility", "platform"))
_ACTIVITY = frozenset(("计划", "规划", "试点", "报告", "对话", "倡议", "行动", "方案"))
_STARTS = frozenset(("启动", "推进", "实施", "发布", "出台", "印发", "建设", "落地",
                     "正式启动", "全面启动", "顺利启动", "启动实施"))  # fmt: skip
_BRANCHES = ("分公司", "分院", "分中心", "分校", "分部", "子公司")
_QUOTES = "“「『"
_CLASS_WORDS = ("项目", "工程")
_DOERS = ("开发区", "经开区", "高新区", "新区", "园区", "公司", "集团", "企业", "股份", "政府")
_PHASE = re.compile(r"[（(]?(?:[一二三四五六]|[1-6])期[）)]?$")  # 某园区三期, 某中心（二期）


def _ends_phrase(tokens: Sequence[Token], index: int, head: Head) -> bool:
    """Whether the noun phrase ends with token `index`: no further noun belongs to it (机器人工程|有限公司)."""
    if index + 1 >= len(tokens):
        return True
    following = tokens[index + 1]
    if head.strength == "name" or _phase(tokens, index):
        return True
    starts = following.word in _STARTS or following.word in word_class("after_head")
    spending = head.word.endswith("改造") and following.word.startswith("投资")  # 工业技术改造|投资
    if spending or (head.word in _ACTIVITY and following.tag in ("v", "vn", "t") and not starts):
        return False
    if any(following.word in words for words in (frames("after"), word_class("after_head"), word_class("lead"))):
        return True
    if following.tag in ("code", "atom"):
        return following.word[0] != "“"
    return following.tag[0] not in "nkjg" and following.word not in word_class("suffix")


def _phase(tokens: Sequence[Token], index: int) -> int:
    """How many tokens behind token `index` say which phase of a work is meant: 1 or 0; not a list of phases."""
    phase = index + 1 < len(tokens) and bool(_PHASE.match(tokens[index + 1].word))
    return int(phase and not (index + 2 < len(tokens) and tokens[index + 2].word == "、"))


def headed(clause: Clause, ends: dict[int, Head]) -> Iterator[Candidate]:
    """The candidates of one clause, from right to left; only the agreement that a ceremony signs lies in another."""
    tokens, covered = clause.tokens, clause.end + 1
    closed = [index for index, token in enumerate(tokens) if token.end in ends and token.tag != "atom"]
    for index in reversed(closed):
        head = ends[tokens[index].end]
        if head.strength == "title" or tokens[index].end > covered or not _ends_phrase(tokens, index, head):
            continue
        start = tokens[index].end - len(head.word)
        at = next(i for i in range(index, -1, -1) if tokens[i].start <= start)
        if _opens_with_verb(tokens[at].word, start - tokens[at].start):
            continue  # 达成协议, 主持会议: a phrase of its own, no name
        first = _behind_description(tokens, (first_token(tokens, at, head.type), at), head, ends)
        if first < at and tokens[first].word == head.word and head.word in _CLASS_WORDS:
            first += 1  # 已投产项目 + 某某项目: the class of the thing stands before its name
        if _plans(tokens, first, at, index, head):
            continue
        phase = _phase(tokens, index) if head.type in _PHASED else 0
        candidate = _judged(clause, (first, at, index), head, phase)
        if candidate is not None:
            covered = candidate.start
            yield candidate
            if (paper := signed_there(candidate)) is not None:
                yield paper


def _plans(tokens: Sequence[Token], first: int, at: int, last: int, head: Head) -> bool:
    """Whether 计划 is what a place or a firm does with the verb behind it: 某市计划实施…, 某某经开区计划新建…."""
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if head.word != "计划" or at == first or following is None or following.tag[0] not in "vdtmp":
        return False
    return tokens[at - 1].tag in ("ns", "nt") or tokens[at - 1].word.endswith(_DOERS)


def _behind_description(tokens: Sequence[Token], span: tuple[int, int], head: Head, ends: dict[int, Head]) -> int:
    """Where the name begins behind words that are complete without it.

    某种计算中心 + 太湖智算中心 describes before it names; “某峰会”某园专场活动 is a meeting of its own.
    """
    first, at = span
    if head.type == "event" and tokens[first].word[0] in _QUOTES and is_proper(tokens[first + 1]):
        inside = longest_head(tokens[first].word[1:-1])
        return first + 1 if inside and inside.type == "event" else first
    described = first > 0 and tokens[first - 1].word in word_class("first")
    for index in range(at - 2, first, -1) if described else ():
        other = ends.get(tokens[index].end)
        if other is None or other.word[-2:] != head.word[-2:] or not is_proper(tokens[index + 1]):
            continue
        if not any(map(is_proper, tokens[first : index + 1])):
            return index + 1
    return first


def _opens_with_verb(word: str, length: int) -> bool:
    """Whether the part of `word` before its head noun is a governing verb."""
    opening = word[:length]
    governs = opening in word_class("lead") or opening in frames("before")
    return length > 0 and governs and opening not in word_class("inner")


def _judged(clause: Clause, at: tuple[int, int, int], head: Head, phase: int) -> Candidate | None:
    first, head_at, last = at
    tokens = clause.tokens
    if head.strength == "signed":
        first = _subject_matter(tokens, first)
    elif head.word.startswith(_BRANCHES):
        first = _with_parent(tokens, first)
    start, end = tokens[first].start, tokens[last + phase].end
    extra = tokens[last].end - len(head.word) - start
    if (extra < 2 and head.strength not in ("name", "signed")) or end - start > _LONGEST:  # noqa: PLR2004 — one sign is no modifier
        return None
    name = "".join(token.word for token in tokens[first : last + phase + 1])
    return Candidate(
        start=start, end=end, name=name, type="project" if phase else _type(head, tokens[first:head_at], name),
        rule=f"initiative.head.{head.type}", score=score_of(clause, (first, head_at, last), head, name) + 0.35 * phase,
        clause=clause, head=head.word, proper=bool(phase) or has_proper(tokens, at, head),
    )  # fmt: skip


def _with_parent(tokens: Sequence[Token], first: int) -> int:
    """A branch is named with whose branch it is: 某公司的成都分公司."""
    if first < 2 or tokens[first - 1].word != "的" or not is_proper(tokens[first - 2]):  # noqa: PLR2004
        return first
    return first_token(tokens, first - 2, "organization")


def _subject_matter(tokens: Sequence[Token], first: int) -> int:
    """An agreement is named by what it is about (签署共建某中心的协议): from behind the verb of signing on."""
    if first and tokens[first - 1].word in ("的", "共建", "投资"):
        for index in range(first - 1, max(-1, first - 12), -1):
            frame = frames("before").get(tokens[index].word, ())
            if any(f.strength == "signing" for f in frame):
                return index + 2 if tokens[index + 1].word == "了" else index + 1
    return first


def _type(head: Head, modifiers: Sequence[Token], name: str) -> InitiativeType:
    """The type by the head; 工程 with a place, a size or a work in its name is a project, else a programme."""
    if head.word != "工程" or any(word in name for word in word_class("abstract")):
        return head.type
    physical = any(t.tag in ("ns", "nt", "measure", "code") for t in modifiers) or "期" in name
    return "project" if physical else head.type
