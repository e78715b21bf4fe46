"""From a page to its article: head, body and tail told apart, furniture taken off, credits gathered."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from zhizao.reading.article import Article
from zhizao.reading.bylines import is_byline, is_name_list, people
from zhizao.reading.credits import Credits, Row, closing_credits, read_row
from zhizao.reading.dates import inferred_day
from zhizao.reading.furniture import Kind, kind_of
from zhizao.reading.leads import Lead, take_lead
from zhizao.reading.names import persons
from zhizao.reading.page import DateHint, Hints, Line, Page, folded
from zhizao.reading.publisher import publisher_of
from zhizao.reading.title import choose_title, same_title
from zhizao.reading.traced import Traced, foreign, join, segments

_PROSE_LENGTH = 28
_ENDS_SENTENCE = re.compile(r"[。！？!?；;…：:][”’」』）)\]】》]*\s*$")
_HAS_SENTENCE = re.compile(r"[。！？；]|[,，].*[,，]")
_LOOK_AHEAD = 12
_TAIL = 6
_TOP = 3
_LEADS_WITHIN = 8
_LINK_LIST = 0.8
_TITLE_APART = frozenset({"markdown", "json", "newspaper"})  # formats whose headline may stand outside of the lines
_FRAMED = re.compile(r"^\s*【([^【】]{6,60})】(?=\s*\S)")
_ACCOUNT = re.compile(
    r"^(?:据|来自)?[“\"]?(?P<name>[一-鿿A-Za-z0-9]{2,16}?)[”\"]?(?:今日|昨日|近日|日前|\d{1,2}日)?"
    r"(?P<kind>官微|官方微博|官方微信|微信公众号|官方公众号|公众号)(?:消息|发布消息|显示|发文称?|发布)[,:]"
)


@dataclass(slots=True)
class _Draft:
    """What has been gathered of an article so far."""

    credits: Credits = field(default_factory=Credits)
    rows: list[Row] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    title: str | None = None

    def add_row(self, row: Row, *, dated: bool = True) -> None:
        """Take the credits of a row, and its date unless the row stands in the text."""
        self.credits |= row.credits
        if dated and row.day:
            self.rows.append(row)


def compose(page: Page, story_no: int = 1) -> Article | None:
    """The article of a page that holds one; None when the page holds no prose at all."""
    lines = [line for line in page.lines if line.text]
    kinds = [kind_of(line.text) for line in lines]
    start = _first_prose(lines, kinds)
    if start is None:
        return None
    if page.kind == "newspaper":  # its headlines have been given out already
        title_at, title = -1, next(iter(page.hints.titles), None)
    else:
        title_at, title = choose_title(lines[:start], kinds[:start], page.hints)
    if title_at is None and page.kind in _TITLE_APART:
        title_at = -1
    draft = _Draft(title=title)
    kept = _read_head(lines[:start], kinds[:start], draft, title_at)
    stop = _end_of_body(lines, kinds, start)
    chosen = [*kept, *range(start, stop)]
    _read_body([lines[i] for i in chosen], [kinds[i] for i in chosen], draft)
    _read_tail(lines[stop:], draft)
    if not draft.paragraphs:
        return None
    above = [] if page.kind in _TITLE_APART else [line.text for line in lines[:start]]
    below = [line.text for line in lines[start:]]
    return _article(draft, story_no, _credited(page.hints, draft, publisher_of(page.hints, above, below)))


def _is_prose(line: Line) -> bool:
    """Whether a line is running text rather than a headline, a label or a list entry."""
    return line.links < 0.5 and len(line.text) >= _PROSE_LENGTH and _HAS_SENTENCE.search(line.text) is not None  # noqa: PLR2004


def _first_prose(lines: list[Line], kinds: list[Kind]) -> int | None:
    """Where the running text of the article begins."""
    candidates = [
        i for i, line in enumerate(lines) if line.inside and kinds[i] is Kind.TEXT and read_row(line.text) is None
    ]
    prose = next((i for i in candidates if _is_prose(lines[i]) and not lines[i].heading), None)
    if prose is not None:
        return prose
    return next((i for i in candidates if _ENDS_SENTENCE.search(lines[i].text) and len(lines[i].text) > 8), None)  # noqa: PLR2004


def _read_head(lines: list[Line], kinds: list[Kind], draft: _Draft, title_at: int | None) -> list[int]:
    """Gather the credits above the text; returns the lines that are none of it and belong to the body.

    What stands between the headline and the text (a deck, a restated headline) belongs to the body; without a
    headline in print only what stands below the last credits or furniture does.
    """
    kept: list[int] = []
    for i, line in enumerate(lines):
        if i == title_at:
            kept = []
        elif _head_credits(lines, i, draft, below_title=title_at is not None and i > title_at):
            kept = kept if title_at is not None else []
        elif kinds[i] is not Kind.TEXT or not line.inside:
            kept = kept if title_at is not None else []
        elif title_at is None or i > title_at:
            kept.append(i)
    return kept


def _head_credits(lines: list[Line], i: int, draft: _Draft, *, below_title: bool) -> bool:
    """Gather what a line above the text credits; whether it is such a line."""
    text = lines[i].text
    if (row := read_row(text)) is not None:
        draft.add_row(row)
    elif is_byline(text) or (below_title and is_name_list(text) and _near_row(lines, i)):
        draft.credits |= Credits(people(text))
    else:
        rest, lead = take_lead(foreign(text))
        if lead.text and not rest.text:
            draft.leads.append(lead)
        return bool(lead.text and not rest.text)
    return True


def _near_row(lines: list[Line], i: int) -> bool:
    return any(read_row(lines[j].text) is not None for j in range(max(0, i - 2), min(len(lines), i + 3)))


def _end_of_body(lines: list[Line], kinds: list[Kind], start: int) -> int:
    """The first line after which the page offers other things than its article."""
    for i in range(start + 1, len(lines)):
        if kinds[i] is Kind.COMMENTS:
            return i
        if kinds[i] in {Kind.STOP, Kind.SOFT_STOP, Kind.NOTICE} and not _text_goes_on(lines, kinds, i):
            return i
    return len(lines)


def _text_goes_on(lines: list[Line], kinds: list[Kind], position: int) -> bool:
    """Whether the article goes on below a box: two paragraphs in a row, or one right below a notice.

    Teasers of other articles have sentences too, but a headline or a time stands between every two of them.
    """
    ahead = [i for i in range(position + 1, len(lines)) if lines[i].inside and lines[i].links < _LINK_LIST][
        :_LOOK_AHEAD
    ]
    prose = [
        kinds[i] is Kind.TEXT and _is_prose(lines[i]) and _ENDS_SENTENCE.search(lines[i].text) is not None
        for i in ahead
    ]
    if kinds[position] is Kind.NOTICE and prose[:1] == [True]:
        return True
    return any(first and second for first, second in pairwise(prose))


def _last_sentence(lines: list[Line], kinds: list[Kind]) -> int:
    """The last line that ends a sentence; what stands below it and below a piece of furniture is furniture too."""
    ends = [
        i
        for i, line in enumerate(lines)
        if kinds[i] is Kind.TEXT and line.links < 0.5 and _ENDS_SENTENCE.search(line.text)
    ]  # noqa: PLR2004
    return max(ends, default=len(lines))


def _read_body(lines: list[Line], kinds: list[Kind], draft: _Draft) -> None:
    skipping = over = False
    last_sentence = _last_sentence(lines, kinds)
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if not line.inside or line.links >= _LINK_LIST:
            continue
        last = number >= len(lines) - _TAIL
        edge = number < _TOP or last
        over = over or (number > last_sentence and kind in {Kind.FURNITURE, Kind.NOTICE})
        if kind in {Kind.STOP, Kind.SOFT_STOP}:
            skipping = True
        elif over and read_row(line.text) is None and not is_byline(line.text):
            continue
        elif kind is Kind.TEXT:
            skipping = skipping and not _is_prose(line)
            if not skipping and not (edge and same_title(line.text, draft.title)):
                _add_paragraph(line, draft, edge=edge, last=last)
        elif (row := read_row(line.text)) is not None and edge:
            draft.add_row(row, dated=False)
    while len(draft.paragraphs) > 1 and not re.search(r"\w{3}", draft.paragraphs[-1].text):
        draft.paragraphs.pop()  # a sign or two that no rule explained


def _add_paragraph(line: Line, draft: _Draft, *, edge: bool, last: bool) -> None:
    """Put a line into the body, without the credits and the lead it carries."""
    row = read_row(line.text)
    if (
        row is not None
        and not row.rest
        and (row.kinds <= {"source", "author", "editor", "other"} if row.fields else edge)
    ):
        draft.add_row(
            row if edge else Row(tuple(f for f in row.fields if f[0] == "author"), None, timed=False, rest=""),
            dated=edge,
        )
        return
    if is_byline(line.text) or (last and is_name_list(line.text)):
        draft.credits |= Credits(people(line.text))
        return
    traced, found = closing_credits(line.traced)
    draft.credits |= found or Credits()
    if not draft.paragraphs:
        traced, draft.title = _without_framed_title(traced, draft.title)
    if len(draft.paragraphs) < _LEADS_WITHIN:
        traced = _without_leads(traced, draft)
    if traced.text:
        draft.paragraphs.append(traced)


def _without_framed_title(traced: Traced, title: str | None) -> tuple[Traced, str | None]:
    """A wire's flash begins with its headline in a frame: 【…】某社某日电; what else stands in a frame is text."""
    match = _FRAMED.match(traced.text)
    if match and (same_title(match[1], title) or (title is None and take_lead(traced.cut(match.end()))[1].text)):
        return traced.cut(match.end()).strip(), title or match[1]
    return traced, title


def _without_leads(traced: Traced, draft: _Draft) -> Traced:
    for _ in range(2):
        traced, lead = take_lead(traced)
        if not lead.text:
            break
        draft.leads.append(lead)
        draft.credits |= Credits(lead.authors)
    return traced


def _read_tail(lines: list[Line], draft: _Draft) -> None:
    """Credits that stand below the text, within a few lines of it."""
    for line in lines[:_TAIL]:
        if line.inside and (row := read_row(line.text)) is not None and row.fields:
            draft.add_row(row, dated=False)


def _credited(hints: Hints, draft: _Draft, publisher: str | None) -> Hints:
    """The hints completed by what the page itself credits."""
    source = draft.credits.source or hints.original_source
    likely = draft.credits.likely_source
    if source is None and likely and not (publisher and (likely in publisher or publisher in likely)):
        source = likely
    for lead in draft.leads:
        publisher, source = _credit_lead(lead, publisher, source)
    text = draft.paragraphs[0].text
    if source is None and (account := _ACCOUNT.match(folded(text[:60]))):
        source = account["name"] + account["kind"]
    authors = draft.credits.authors + tuple(name for author in hints.authors for name in persons(author) or ())
    return Hints(
        publisher=publisher,
        original_source=source,
        authors=tuple(dict.fromkeys(authors)),
        published=_published(hints, draft),
    )


def _credit_lead(lead: Lead, publisher: str | None, source: str | None) -> tuple[str | None, str | None]:
    if lead.programme:
        return publisher or lead.medium, source or lead.programme
    if lead.medium and source is None and not (publisher and (lead.medium in publisher or publisher in lead.medium)):
        return publisher, lead.medium
    return publisher, source


def _published(hints: Hints, draft: _Draft) -> DateHint | None:
    """The day printed with the credits: a labelled one first, then one with a time, then the nearest to the text."""
    if draft.rows:
        ranked = [
            ("date" in row.kinds or "source" in row.kinds, row.timed, number) for number, row in enumerate(draft.rows)
        ]
        best = draft.rows[max(ranked)[2]]
        if best.day is not None:
            return DateHint(best.day.day, "stated", "printed with the credits")
    if hints.published:
        return hints.published
    leads = [lead.text for lead in draft.leads]
    return inferred_day(leads, " ".join([*leads, *(paragraph.text for paragraph in draft.paragraphs)]))


def _article(draft: _Draft, story_no: int, hints: Hints) -> Article:
    body = join(draft.paragraphs, "\n")
    published = hints.published
    return Article(
        story_no=story_no,
        body=body.text,
        title=draft.title,
        published_on=published.day if published else None,
        published_on_basis=published.basis if published else None,
        published_on_rule=published.rule if published else None,
        publisher=hints.publisher,
        original_source=hints.original_source,
        authors=hints.authors,
        segments=segments(body),
    )
