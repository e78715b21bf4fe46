"""From a page to its article: head, body and tail told apart, furniture taken off, credits gathered."""

import re
from dataclasses import dataclass, field, replace

from zhizao.reading.article import Article
from zhizao.reading.credits import Credits, closing_credits, is_byline, looks_like_medium, merged, people, read_line
from zhizao.reading.dates import inferred_day
from zhizao.reading.furniture import Kind, kind_of
from zhizao.reading.leads import Lead, take_lead
from zhizao.reading.names import is_person, persons
from zhizao.reading.page import DateHint, Hints, Line, Page, folded
from zhizao.reading.publisher import publisher_of
from zhizao.reading.title import choose_title, same_title
from zhizao.reading.traced import Traced, join, segments

_PROSE_LENGTH = 28
_ENDS_SENTENCE = re.compile(r"[。！？!?；…：:][”’」』）)\]】》]*\s*$")
_HAS_SENTENCE = re.compile(r"[。！？；]|[,，].*[,，]")
_ROW_REST = 24
_LONGEST_ROW = 160
_LOOK_AHEAD = 6
_LINK_LIST = 0.8
_TITLE_APART = frozenset({"markdown", "json", "newspaper"})  # formats whose headline may stand outside of the lines


@dataclass(slots=True)
class _Draft:
    """What has been gathered of an article so far."""

    credits: Credits = field(default_factory=Credits)
    leads: list[Lead] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)

    def add(self, credits_: Credits) -> None:
        self.credits = merged(self.credits, credits_)


def compose(page: Page, story_no: int = 1) -> Article | None:
    """The article of a page that holds one; None when the page holds no prose at all."""
    lines = [line for line in page.lines if line.text]
    kinds = [kind_of(line.text) for line in lines]
    start = first_prose(lines, kinds)
    if start is None:
        return None
    title_at, title = choose_title(lines[:start], kinds[:start], page.hints)
    draft = _Draft()
    if title_at is None and page.kind in _TITLE_APART:
        title_at = -1
    kept = _read_head(lines[:start], kinds[:start], draft, title_at)
    stop = _end_of_body(lines, kinds, start)
    chosen = [*kept, *range(start, stop)]
    _read_body([lines[i] for i in chosen], [kinds[i] for i in chosen], draft, title)
    _read_tail(lines[stop:], draft)
    return _article(page.hints, draft, title, story_no, lines, start) if draft.paragraphs else None


def is_prose(line: Line) -> bool:
    """Whether a line is running text rather than a headline, a label or a list entry."""
    text = line.text
    return line.links < 0.5 and len(text) >= _PROSE_LENGTH and _HAS_SENTENCE.search(text) is not None  # noqa: PLR2004


def first_prose(lines: list[Line], kinds: list[Kind]) -> int | None:
    """Where the running text of the article begins."""
    candidates = [i for i, line in enumerate(lines) if line.inside and kinds[i] is Kind.TEXT and not _is_row(line)]
    prose = next((i for i in candidates if is_prose(lines[i]) and not lines[i].heading), None)
    if prose is not None:
        return prose
    return next((i for i in candidates if _ENDS_SENTENCE.search(lines[i].text) and len(lines[i].text) > 8), None)  # noqa: PLR2004


def _is_row(line: Line) -> bool:
    """Whether a line is a row of credits such as 2020-09-01 10:00 来源:…."""
    if len(line.text) > _LONGEST_ROW:
        return False
    row = read_line(line.text)
    if row.fields:
        return len(row.rest) <= _ROW_REST and not _HAS_SENTENCE.search(row.rest)
    return row.day is not None and len(row.rest) <= _ROW_REST and not _HAS_SENTENCE.search(line.text)


def _read_head(lines: list[Line], kinds: list[Kind], draft: _Draft, title_at: int | None) -> list[int]:
    """Gather the credits above the text; returns the lines that are none of it and belong to the body.

    What stands between the headline and the text (a deck, a restated headline) belongs to the body; without a
    headline in print only what stands below the last credits or furniture does.
    """
    kept: list[int] = []
    for i, line in enumerate(lines):
        text = line.text
        if i == title_at:
            kept = []
        elif len(text) <= _LONGEST_ROW and (found := _head_credits(text, title_known=title_at is not None and i > title_at)):
            draft.add(found)
            kept = kept if title_at is not None else []
        elif kinds[i] is not Kind.TEXT or not line.inside:
            kept = kept if title_at is not None else []
        elif title_at is None or i > title_at:
            kept.append(i)
    return kept


def _head_credits(text: str, *, title_known: bool) -> Credits | None:
    row = read_line(text)
    if (row.fields or row.day) and len(row.rest) <= _ROW_REST and not _HAS_SENTENCE.search(row.rest):
        return _with_rest(row)
    if is_byline(text):
        return _byline(text)
    if title_known and persons(text) and (len(text) <= 4 or " " in text or "、" in text):  # noqa: PLR2004 - a bare name
        return Credits(authors=persons(text) or ())
    return None


def _byline(text: str) -> Credits:
    return Credits(authors=people(text), fields=1)


def _with_rest(row: Credits) -> Credits:
    """A row whose unlabelled rest is a medium or a person credits it too."""
    rest = row.rest.strip()
    if row.day is None or not rest:
        return row
    parts = [part for part in re.split(r"\s+|[|/·]", rest) if part]
    named = [part for part in parts if is_person(part)]
    media = [part for part in parts if looks_like_medium(part)]
    source = row.source or (media[0] if media else None)
    return replace(row, source=source, authors=row.authors + tuple(named))


def _end_of_body(lines: list[Line], kinds: list[Kind], start: int) -> int:
    """The first line after which the page offers other things than its article."""
    for i in range(start + 1, len(lines)):
        if kinds[i] is Kind.COMMENTS:
            return i
        if kinds[i] in {Kind.STOP, Kind.SOFT_STOP} and _prose_ahead(lines, kinds, i + 1) < 2:  # noqa: PLR2004 - one may be a headline
            return i
        if kinds[i] is Kind.NOTICE and not _prose_ahead(lines, kinds, i + 1):
            return i
    return len(lines)


def _prose_ahead(lines: list[Line], kinds: list[Kind], position: int) -> int:
    ahead = [i for i in range(position, min(len(lines), position + _LOOK_AHEAD)) if lines[i].inside]
    return sum(kinds[i] is Kind.TEXT and is_prose(lines[i]) and _ENDS_SENTENCE.search(lines[i].text) is not None for i in ahead)


def _read_body(lines: list[Line], kinds: list[Kind], draft: _Draft, title: str | None) -> None:
    skipping = False
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in {Kind.STOP, Kind.SOFT_STOP}:
            skipping = True
        elif kind is Kind.TEXT and line.inside and line.links < _LINK_LIST:
            skipping = skipping and not is_prose(line)
            if not skipping and not (number < 3 and same_title(line.text, title)):  # noqa: PLR2004 - repeated on top
                _add_paragraph(line, draft, last=number >= len(lines) - 6)
        elif kind is not Kind.TEXT and line.inside:
            draft.add(_only_credits(line.text))
    while len(draft.paragraphs) > 1 and (same_title(draft.paragraphs[-1].text, title) or _hangs_over(draft.paragraphs[-1].text)):
        draft.paragraphs.pop()


def _only_credits(text: str) -> Credits:
    row = read_line(text)
    return Credits(row.authors, row.source, None, row.fields) if row.fields else Credits()


def _hangs_over(text: str) -> bool:
    return len(text) <= 2 or not re.search(r"\w", text)  # noqa: PLR2004 - a sign or two that no rule explained


def _add_paragraph(line: Line, draft: _Draft, *, last: bool) -> None:
    text = line.text
    row = read_line(text) if len(text) <= _LONGEST_ROW else Credits()
    if row.fields and len(row.rest) <= 2 and not _HAS_SENTENCE.search(row.rest):  # noqa: PLR2004
        draft.add(replace(row, day=None))
        return
    if is_byline(text) or (last and persons(text) and len(text) <= 12):  # noqa: PLR2004 - a list of names
        draft.add(_byline(text))
        return
    if last and row.day and not row.rest:
        draft.add(row)
    traced, credits_ = closing_credits(line.traced)
    draft.add(credits_)
    if not draft.leads or len(draft.paragraphs) < 3:  # noqa: PLR2004 - a lead stands on top
        traced = _without_leads(traced, draft)
    if traced.text:
        draft.paragraphs.append(traced)


def _without_leads(traced: Traced, draft: _Draft) -> Traced:
    for _ in range(2):
        traced, lead = take_lead(traced)
        if not lead.text:
            break
        draft.leads.append(lead)
        draft.add(Credits(authors=lead.authors))
    return traced


def _read_tail(lines: list[Line], draft: _Draft) -> None:
    """Credits that stand below the text, within a few lines of it."""
    for line in lines[:_LOOK_AHEAD]:
        if line.inside and len(line.text) <= 80:  # noqa: PLR2004
            draft.add(_only_credits(line.text))


_ACCOUNT = re.compile(
    r"^(?:据|来自)?[“\"]?(?P<name>[一-鿿A-Za-z0-9]{2,16}?)[”\"]?(?:今日|昨日|近日|日前|\d{1,2}日)?(?P<kind>官微|官方微博|官方微信|微信公众号|官方公众号|公众号)(?:消息|发布消息|显示|发文称?|发布)[,:]"
)


def _article(hints: Hints, draft: _Draft, title: str | None, story_no: int, lines: list[Line], start: int) -> Article:
    body = join(draft.paragraphs, "\n")
    publisher = publisher_of(hints, [line.text for line in lines[:start]], [line.text for line in lines[start:]])
    source = draft.credits.source or hints.original_source
    for lead in draft.leads:
        publisher, source = _credit_lead(lead, publisher, source)
    if source is None and (account := _ACCOUNT.match(folded(body.text[:60]))):
        source = account["name"] + account["kind"]
    published = _published(hints, draft, body.text)
    return Article(
        story_no=story_no,
        body=body.text,
        title=title,
        published_on=published.day if published else None,
        published_on_basis=published.basis if published else None,
        published_on_rule=published.rule if published else None,
        publisher=publisher,
        original_source=source,
        authors=tuple(dict.fromkeys(draft.credits.authors + _hinted_authors(hints))),
        segments=segments(body),
    )


def _credit_lead(lead: Lead, publisher: str | None, source: str | None) -> tuple[str | None, str | None]:
    if lead.programme:
        return publisher or lead.medium, source or lead.programme
    if lead.medium and source is None and lead.medium != publisher:
        return publisher, lead.medium
    return publisher, source


def _hinted_authors(hints: Hints) -> tuple[str, ...]:
    return tuple(name for author in hints.authors for name in persons(author) or ())


def _published(hints: Hints, draft: _Draft, body: str) -> DateHint | None:
    if draft.credits.day:
        return DateHint(draft.credits.day.day, "stated", "printed with the credits")
    return hints.published or inferred_day([lead.text for lead in draft.leads], " ".join(lead.text for lead in draft.leads) + body)
