"""From text to initiatives: candidates by clause, frames by list, judgement, merging."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from zhizao.extraction.entities import Entity
from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.frames import attach
from zhizao.extraction.initiatives.headed import headed
from zhizao.extraction.initiatives.listed import listed
from zhizao.extraction.initiatives.merge import merged
from zhizao.extraction.initiatives.named import named
from zhizao.extraction.initiatives.pointed import pointed
from zhizao.extraction.initiatives.quoted import quoted
from zhizao.extraction.initiatives.tokens import ATOM, Known, clauses, tokens_of
from zhizao.extraction.initiatives.where import Setting
from zhizao.extraction.initiatives.words import head_ends, heads, longest_head
from zhizao.extraction.mentions import Initiative
from zhizao.extraction.text import Text

# Besides head nouns: title and quotation marks, model numbers behind a launching verb.
_MARK = re.compile(r"[《“「『]|(?:发布|推出|亮相|首发|上市)[^，。\n]{0,12}[A-Za-z0-9]{2}")
_MARK_SIGN = re.compile(r"[《“「『发推亮首上](?:(?<=[《“「『])|(?<=发)布|(?<=推)出|(?<=亮)相|(?<=首)发|(?<=上)市)")
_LINK = re.compile(r"(?:以?及|[、和与])?$")
_SETS_UP = frozenset(("founding", "launching", "planning", "proposing", "approving"))
_SUCH_AS = re.compile(r"[、\w]{0,12}等")  # a list left open names examples
_HOUSES = frozenset(("facility", "organization", "platform"))
# A member of the list ends at the next sign 、 and nowhere else: so a long list is read once, not in all its divisions.
_HOSTS = re.compile(
    r"(?:[、和与及][^，。；：、\n]{2,30}+(?=、)){0,12}+(?:[、和与及][^，。；：、\n]{2,30}?)??"
    r"(?:等[^，。；、]{0,16})?(?:在[^，。；、]{2,6})?(?:联合|共同|牵头)*"
    r"(?:主办|承办|协办|联办|联合发起|共同发起|联合举办|共同举办|发起成立|发起设立|指导，[^。；]{2,60}办)"
)
_THRESHOLD = 0.545
_BONUS = {
    "founding": 0.3, "signing": 0.35, "launching": 0.2, "holding": 0.3, "issuing": 0.25, "planning": 0.2,
    "approving": 0.25, "drafting": 0.15, "proposing": 0.15, "building": 0.2, "using": 0.05,
}  # fmt: skip


def find_initiatives(text: Text, published_on: date | None, entities: Iterable[Entity] = ()) -> tuple[Initiative, ...]:
    """Every initiative that `text` names, in order of first mention; `published_on` resolves relative times."""
    mentions = list(_scored(text, _known(text.shadow, entities)))
    _judge_hosts(text.shadow, mentions)
    mentions += pointed(text, [c for c in mentions if c.score >= _THRESHOLD])
    kept = [c for c in merged(mentions) if c.score >= _THRESHOLD]
    if not kept:
        return ()
    setting = Setting(text, published_on)
    return tuple(_grounded(text, c, setting) for c in kept)


def _judge_hosts(shadow: str, mentions: Sequence[Candidate]) -> None:
    """A centre or park that holds things with others (由甲园、乙中心主办) acts in the article and is no initiative."""
    hosts = {c.name for c in mentions if c.type in _HOUSES and _HOSTS.match(shadow, c.end)}
    for candidate in mentions:
        told = candidate.frame is not None and candidate.frame.strength in _SETS_UP and candidate.name not in hosts
        if candidate.type in _HOUSES and candidate.name in hosts and not told:
            candidate.score -= 0.4


def _known(shadow: str, entities: Iterable[Entity]) -> list[Known]:
    """The persons, and the organizations whose names are safe as one word."""
    tags = {"person": "person", "organization": "nt"}
    sure = (e for e in entities if e.kind == "person" or _is_body(shadow[e.start : e.end]))
    return [(e.start, e.end, tags[e.kind]) for e in sure]


def _is_body(name: str) -> bool:
    """Whether an organization's name is safe as one word: it names no park, platform or other initiative itself."""
    head = longest_head(name)
    return len(name) > 2 and (head is None or head.type == "organization")  # noqa: PLR2004 — two signs may be a word


def _scored(text: Text, known: Sequence[Known] = ()) -> Iterator[Candidate]:
    shadow = text.shadow
    ends = head_ends(shadow)
    spans = clauses(shadow)
    for index, clause in _telling_clauses(shadow, spans, ends, known):
        found = [*headed(clause, ends)]
        for others in (quoted(shadow, clause), listed(clause), named(clause)):
            found += [new for new in others if not any(c.start < new.end and new.start < c.end for c in found)]
        found.sort(key=lambda c: c.start)
        for candidate in found:
            candidate.name = _as_written(text, candidate)
        for run in _runs(shadow, found):
            common = _SUCH_AS.match(shadow, run[-1].end)
            for candidate in run:
                attach(text, candidate, (run[0].start, run[-1].end), spans[max(0, index - 5) : index])
                candidate.score += _bonus(candidate)
                if common and not candidate.proper:
                    candidate.score -= 0.3
                yield candidate


def _as_written(text: Text, candidate: Candidate) -> str:
    """The name in the script of the article; a quotation that wraps the whole name is left out."""
    inner = candidate.end - candidate.start - len(candidate.name) == 2  # noqa: PLR2004 — the two quotation marks
    return text.raw[candidate.start + inner : candidate.end - inner]


def _is_ware(candidate: Candidate) -> bool:
    head = heads().get(candidate.head)
    return head is not None and head.strength == "ware" and candidate.name[0] not in "“「『"


def _bonus(candidate: Candidate) -> float:
    """What its verb adds to a candidate; an activity that is carried out is mostly named, however common its words."""
    strength = candidate.frame.strength if candidate.frame else "using"
    issued = candidate.frame is not None and candidate.frame.verb in ("发布", "推出", "获批", "入选")
    if candidate.type == "organization" and (_since_its_start(candidate) or strength not in _SETS_UP or issued):
        return -0.3  # a body that builds, issues or is used acts; it is no initiative
    if _is_ware(candidate) and strength not in ("launching", "building"):
        return -0.2  # goods are an initiative when somebody brings them out
    if candidate.frame is None:
        return 0.0
    housed = _is_housed(candidate)
    begins = candidate.frame.side == "after" and candidate.frame.strength in ("launching", "founding")
    signed = candidate.type == "agreement" and candidate.frame.strength == "signing"
    founded = candidate.frame.strength == "founding" and candidate.type == "organization"
    carried_out = (candidate.type == "programme" or candidate.head.endswith("战略")) and candidate.frame.strength in (
        "building",
        "launching",
    )
    return _BONUS[candidate.frame.strength] + 0.12 * carried_out + 0.1 * founded + housed + 0.1 * signed + 0.05 * begins


def _since_its_start(candidate: Candidate) -> bool:
    """某会自成立一年多来: it stands since long and acts now."""
    return any(token.start == candidate.end and token.word.startswith("自") for token in candidate.clause.tokens)


def _is_housed(candidate: Candidate) -> float:
    """What is added for a house that acts by itself (实验室, 检测中心) where it is founded or built."""
    head = heads().get(candidate.head)
    if head is None or head.strength != "institution" or head.type != "facility" or candidate.frame is None:
        return 0.0
    built = candidate.frame.strength in _SETS_UP or candidate.frame.strength == "building"
    return (0.1 + 0.05 * (len(candidate.name) > 6) + 0.1 * (len(candidate.name) > 8)) if built else 0.0  # noqa: PLR2004


def _outside_atoms(shadow: str, span: tuple[int, int], known: Sequence[Known]) -> list[Known]:
    """The known names of one clause; one inside a title or a quoted name is a part of that name."""
    if not known:
        return []
    atoms = [match.span() for match in ATOM.finditer(shadow, *span)]
    return [k for k in known if not any(a < k[1] and k[0] < b for a, b in atoms)]


def _telling_clauses(
    shadow: str, spans: list[tuple[int, int]], head_ends: Iterable[int], known: Sequence[Known]
) -> Iterator[tuple[int, Clause]]:
    """The clauses that hold a head noun or a title or quotation mark, with their index; only these are segmented."""
    starts = [start for start, _ in spans]
    telling = {bisect_left(starts, end) - 1 for end in head_ends}
    marked = {bisect_right(starts, mark.start()) - 1 for mark in _MARK_SIGN.finditer(shadow)}
    for index in sorted(telling | marked):
        start, stop = spans[index]
        if index in telling or _MARK.search(shadow, start, stop):
            first, last = bisect_left(known, (start,)), bisect_left(known, (stop,))
            inside = _outside_atoms(shadow, (start, stop), known[first:last])
            yield index, Clause(start, stop, tokens_of(shadow, start, stop, inside))


def _runs(shadow: str, found: list[Candidate]) -> Iterator[list[Candidate]]:
    """The candidates as lists joined by 、 和 与: what is said of a list is said of its members."""
    run: list[Candidate] = []
    for candidate in found:
        if run and not _LINK.match(shadow[run[-1].end : candidate.start]):
            yield run
            run = []
        run.append(candidate)
    if run:
        yield run


def _grounded(text: Text, candidate: Candidate, setting: Setting) -> Initiative:
    start, end = candidate.quote
    return Initiative(
        quote=text.raw[start:end],
        start=start,
        end=end,
        rule=candidate.rule,
        confidence=round(min(0.99, candidate.score), 2),
        name=candidate.name,
        aliases=tuple(sorted(candidate.aliases)),
        type=candidate.type,
        status=candidate.status or "in_operation",
        date=setting.date_of(candidate.later or candidate),
        place=setting.place_of(candidate),
    )
