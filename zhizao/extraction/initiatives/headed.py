"""Names that end in a head noun: 某某产业园, 2026某某大会, “某某”平台."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhizao.extraction.initiatives.boundary import first_token
from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.ceremonies import signed_there
from zhizao.extraction.initiatives.tokens import Token, is_unknown, places
from zhizao.extraction.initiatives.words import (
    Head,
    any_of,
    endings,
    frame_hits,
    frames,
    generic_phrases,
    longest_head,
    weighty_words,
    word_class,
)
from zhizao.extraction.mentions import InitiativeType

_PROPER_TAGS = frozenset(("ns", "nt", "nz", "code", "measure"))
_LONGEST = 40
_BASE = {
    "name": 0.6, "strong": 0.4, "signed": 0.25, "weak": 0.2, "area": 0.1, "institution": 0.15, "ware": 0.05,
    "paper": 0.05,
}  # fmt: skip
_TOGETHER = frozenset(("联合", "携手", "会同"))  # 联合众多企业成立某中心: many found one
_PARTING = frozenset(("founding", "signing", "launching", "holding"))
_PHASED = frozenset(("project", "facility", "platform"))
_ACTIVITY = frozenset(("计划", "规划", "试点", "报告", "对话", "倡议", "行动", "方案"))
_STARTS = frozenset(("启动", "推进", "实施", "发布", "出台", "印发", "建设", "落地",
                     "正式启动", "全面启动", "顺利启动", "启动实施"))  # fmt: skip
_BRANCHES = ("分公司", "分院", "分中心", "分校", "分部", "子公司")
_QUOTES = "“「『"
_NUMBERING = re.compile(r"\d{1,2}\.?$")
_YEAR = re.compile(r"20\d\d$")
_BODIES = tuple("社局部厅委院会关门")  # 供销合作社系统: bodies, no system
_CLASSES = frozenset(("项目", "工厂", "平台", "系统", "活动", "产品", "设备"))  # 某市项目: a class, not a name
_TALLY = re.compile(r"\d+[\d.,]*[多余]?[万千百]?[多余]?[个家项场条座款台]")
_NUMBERS = ("号", "号线")  # 6号线, 2号机组
_TELLING = 7  # class words alone tell one thing from another only when there are many of them
_DERIVED = ("式", "化", "性", "型", "级", "类", "度", "率", "量", "产业")  # common nouns the dictionary lacks
_LENGTHS = ((9, 0.15), (7, 0.05))  # the longer the name, the more it tells one thing from another
_COUNTED = re.compile(
    r"(?:[2-9]|\d{2,}|[两二三四五六七八九十百千万数几])[多余几]?[十百千万]*[多余]?[家个项座条场款种类批套台所处艘颗列][^，、]{0,8}$"
)
_CLOSES_LIST = re.compile(
    r"等(?:国际|国内|全国|全球|一批|众多|多个|各类?|重大|重点|知名|著名|一流|大型|标志性|优质|主要|相关|高端|先进|特色)*$"
)  # 甲园、乙园等知名科技园区: a class, not a name
_INVESTED = re.compile(r"投资.{0,12}元")
_PHASE = re.compile(r"[（(]?(?:[一二三四五六]|[1-6])期[）)]?$")  # 某园区三期, 某中心（二期）
_AMOUNT = re.compile(r"投资|亿元|万元|占地|年产|位于|首期")


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


def is_proper(token: Token) -> bool:
    """Whether a token is a proper name, a code or a size, or a word that no dictionary has."""
    if token.word in word_class("vague") or token.word in word_class("term") or token.word in word_class("acronym"):
        return False
    if token.tag == "atom":
        return token.word[0] in _QUOTES or token.word[1:-1] in places()
    if token.tag in _PROPER_TAGS:
        return not _NUMBERING.match(token.word)
    return is_unknown(token.word) and token.tag[0] not in "xmv" and not token.word.endswith(_DERIVED)


def _is_tallied(tokens: Sequence[Token], last: int) -> bool:
    """Whether a count follows the phrase: 合作项目91个."""
    counted = last + 2 < len(tokens) and tokens[last + 1].tag == "code"
    return counted and bool(_TALLY.match("".join(t.word for t in tokens[last + 1 : last + 4])))


def _lead_in(clause: Clause, first: int) -> tuple[str, bool]:
    """The words right before the name, and whether they say that many are meant (一批, 三大)."""
    near = clause.tokens[max(0, first - 10) : first]
    before = "".join(token.word for token in near)
    governed = next((i + 1 for i in range(len(near) - 1, -1, -1) if _governs(near[i].word)), 0)
    governed = governed if any(t.word in _TOGETHER for t in near[:governed]) else 0
    many = any(t.word in word_class("plural") or t.word in word_class("numeral") for t in near[governed:])
    counted = _COUNTED.search(before)
    many = many or _CLOSES_LIST.search(before) is not None
    return before, many or (counted is not None and not any(frame_hits(counted.group(), "before")))


def _governs(word: str) -> bool:
    """Whether a verb that founds, signs or holds parts what is before it from its object: 众多企业成立了某中心."""
    return any(frame.strength in _PARTING for frame in frames("before").get(word, ()))


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
        phase = _phase(tokens, index) if head.type in _PHASED else 0
        candidate = _judged(clause, (first, at, index), head, phase)
        if candidate is not None:
            covered = candidate.start
            yield candidate
            if (paper := signed_there(candidate)) is not None:
                yield paper


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
        rule=f"initiative.head.{head.type}", score=_score(clause, (first, head_at, last), head, name) + 0.35 * phase,
        clause=clause, head=head.word, proper=bool(phase) or _proper(tokens, at, head),
    )  # fmt: skip


def _first_of_place(tokens: Sequence[Token], first: int) -> bool:
    """Whether the name stands behind 某省首个: there is only one."""
    place = tokens[first - 2] if first > 1 and tokens[first - 1].word in word_class("first") else None
    return place is not None and place.tag == "ns" and place.word[-1] in "省市区县州"


def _names_field(tokens: Sequence[Token], first: int) -> bool:
    """Whether 先进 names a field with the word after it (先进材料, 先进制造) and praises nothing."""
    return tokens[first].word == "先进" and tokens[first + 1].word in word_class("field")


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


def _proper(tokens: Sequence[Token], at: tuple[int, int, int], head: Head) -> bool:
    first, head_at, last = at
    modifiers = [t for t in tokens[first:head_at] if head.strength != "area" or t.tag != "ns"]
    if head.strength == "ware":
        modifiers = [t for t in modifiers if t.word not in word_class("nation")]
    glued = tokens[head_at].start < tokens[last].end - len(head.word) and is_unknown(tokens[head_at].word)
    return glued or any(map(is_proper, modifiers)) or _is_numbered(tokens[first : head_at + 1])


def _is_numbered(tokens: Sequence[Token]) -> bool:
    """Whether a number in the name tells which one of many it is: 6号线."""
    return any(t.word in _NUMBERS and before.word.isdigit() for before, t in pairwise(tokens))


def _score(clause: Clause, at: tuple[int, int, int], head: Head, name: str) -> float:
    """How sure it is that the phrase names one thing, before its verb is known."""
    first, head_at, last = at
    tokens = clause.tokens
    before, many = _lead_in(clause, first)
    many = many or _is_tallied(tokens, last)
    proper = _proper(tokens, at, head)
    score = _BASE[head.strength] + 0.3 * proper + 0.15 * (proper and head.strength == "area")
    if head.strength != "institution":
        score += next((bonus for length, bonus in _LENGTHS if len(name) >= length), 0.0)
    leading = next((t for t in tokens[first:] if t.tag != "ns"), tokens[first])
    praised = tokens[first].word in word_class("descriptive") and not _names_field(tokens, first)
    if praised or leading.word in word_class("weighty"):
        score -= 0.3
    score += 0.1 * (head.type in ("policy", "programme") and bool(_YEAR.match(tokens[first].word)))
    if any(t.tag == "atom" and t.word[0] in _QUOTES for t in tokens[first:head_at]):
        score += 0.25 if head.strength == "ware" else 0.1
    score += 0.2 * (any_of("first").search(before) is not None) + 0.1 * _first_of_place(tokens, first)
    score += 0.15 * before.endswith(endings("definite"))
    score += 0.2 * bool(_INVESTED.search(before) or (before.endswith("的") and _AMOUNT.search(before)))
    modifiers = tokens[first:head_at]
    if modifiers and len(name) < _TELLING and all(t.word in word_class("vague") for t in modifiers):
        score -= 0.25
    classed = head.type not in ("event", "policy") and any(w in name for w in weighty_words())
    score -= 0.25 * classed  # 某市重大项目: a class of things, however long its name
    score -= 0.4 * (head.word in _CLASSES and all(t.tag == "ns" for t in modifiers))
    score -= 0.5 * (head.word == "系统" and name[: -len(head.word)].endswith(_BODIES))
    after = tokens[last + 1].word if last + 1 < len(tokens) else ""
    score -= 0.4 * after.startswith("—")  # 重点项目——某某项目: the name is what comes behind the dash
    return score - 0.5 * many - 0.6 * (name in generic_phrases())
