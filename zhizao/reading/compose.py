"""From a page to its article: its parts told apart, its credits gathered, what it does not say left open."""

import re
from dataclasses import replace

from zhizao.reading.article import Article
from zhizao.reading.dates import day_in_address, inferred_day
from zhizao.reading.draft import Draft
from zhizao.reading.judged import Judged, end_of_text, first_prose
from zhizao.reading.leads import Lead
from zhizao.reading.names import persons
from zhizao.reading.page import DateHint, Hints, Page, folded
from zhizao.reading.publisher import publisher_of
from zhizao.reading.title import choose_title, same_title
from zhizao.reading.traced import join, segments

_TITLE_APART = frozenset({"markdown", "json", "newspaper"})  # formats whose headline may stand outside of the lines
_SUMMARY = 5  # lines that a summary above the text may have
_ADDRESS = re.compile(
    r"(?:https?://)?(?P<host>(?:[a-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|gov))(?![\w.])(?P<path>/[!-~]*)?(?=\s|$)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"^(?:据|来自)?[“\"]?(?P<name>[一-鿿A-Za-z0-9]{2,16}?)[”\"]?(?:今日|昨日|近日|日前|\d{1,2}日)?"
    r"(?P<kind>官微|官方微博|官方微信|微信公众号|官方公众号|公众号)(?:消息|发布消息|显示|发文称?|发布)[,:]"
)


def compose(page: Page, story_no: int = 1) -> Article | None:
    """The article of a page that holds one; None when the page holds no prose at all."""
    lines = [Judged(line) for line in page.lines if line.text]
    start = first_prose(lines)
    if start is None:
        return None
    lines = _without_summary(lines, start)
    start = first_prose(lines) or start
    page = replace(page, hints=_addressed(page.hints, lines[:start]))
    title_at, title = _title(page, lines[:start])
    draft = Draft(title=title)
    kept = draft.read_head(lines[:start], title_at)
    stop = end_of_text(lines, start)
    draft.read_body([*kept, *lines[start:stop]])
    draft.read_tail(lines[stop:])
    if not draft.paragraphs:
        return None
    above = [] if page.kind in _TITLE_APART else [judged.text for judged in lines[:start]]
    publisher = publisher_of(page.hints, above, [judged.text for judged in lines[start:]])
    return _article(draft, story_no, _credited(replace(page.hints, publisher=publisher), draft))


def _without_summary(lines: list[Judged], start: int) -> list[Judged]:
    """The lines without a page's summary: headline, summary, the headline again, a dated row, the text.

    Only a summary whose very words the text begins with is left out.
    """
    for i in range(start + 1, min(start + _SUMMARY, len(lines))):
        if not any(same_title(lines[i].text, above.text) for above in lines[:start]):
            continue
        rest = lines[i:]
        begins = first_prose(rest)
        if begins and any(map(_is_dated, rest[:begins])) and rest[begins].text == lines[start].text:
            return [*lines[:start], *rest]
    return lines


def _is_dated(judged: Judged) -> bool:
    return judged.row is not None and judged.row.day is not None


def _addressed(hints: Hints, head: list[Judged]) -> Hints:
    """The hints completed by the page's own address, where it is printed above the text: alone or before its date."""
    for judged in head:
        address = _ADDRESS.match(judged.text)
        if address is None or not (address.end() == len(judged.text) or _is_dated(judged)):
            continue
        day = day_in_address(judged.text) if address["path"] else None
        dated = hints.published or (DateHint(day, "metadata", "the page's address") if day else None)
        return replace(hints, host=hints.host or address["host"], published=dated)
    return hints


def _title(page: Page, head: list[Judged]) -> tuple[int | None, str | None]:
    """Where the headline stands above the text and how it reads; -1 when it stands outside of the lines."""
    if page.kind == "newspaper":  # its headlines have been given out already
        return -1, next(iter(page.hints.titles), None)
    title_at, title = choose_title(head, page.hints)
    return -1 if title_at is None and page.kind in _TITLE_APART else title_at, title


def _credited(hints: Hints, draft: Draft) -> Hints:
    """The hints of the markup completed by what the page itself credits."""
    authors = draft.credits.authors + tuple(name for author in hints.authors for name in persons(author) or ())
    source = draft.credits.source or hints.original_source
    likely = draft.credits.likely_source
    if hints.publisher is None and likely and likely in draft.signed:  # its name beside the date, and its reporters
        hints = replace(hints, publisher=likely)
    if source is None and likely and not _same_house(likely, hints.publisher):
        source = likely
    publisher = hints.publisher
    for lead in draft.leads:
        publisher, source = _credit_lead(lead, publisher, source)
    if source is None and (account := _ACCOUNT.match(folded(draft.paragraphs[0].text[:60]))):
        source = account["name"] + account["kind"]
    return Hints(
        publisher=publisher,
        original_source=source,
        authors=tuple(dict.fromkeys(authors)),
        published=_published(hints, draft),
    )


def _same_house(name: str, publisher: str | None) -> bool:
    return publisher is not None and (name in publisher or publisher in name)


def _credit_lead(lead: Lead, publisher: str | None, source: str | None) -> tuple[str | None, str | None]:
    """What a lead adds: a programme's station has put it out, another medium's lead says whom it was taken from."""
    if lead.programme:
        return publisher or lead.medium, source or lead.programme
    if lead.medium and source is None and not _same_house(lead.medium, publisher):
        return publisher, lead.medium
    return publisher, source


def _published(hints: Hints, draft: Draft) -> DateHint | None:
    """The day printed with the credits: a labelled one first, then one with a time, then the nearest to the text.

    Then what the markup says, then a bare date below the text (the signature of a document), then inference.
    """
    days = [
        (not row.kinds.isdisjoint({"date", "source"}), row.timed, number, row.day.day)
        for number, row in enumerate(draft.rows)
        if row.day
    ]
    if days:
        return DateHint(max(days)[3], "stated", "printed with the credits")
    if hints.published:
        return hints.published
    if closing := [row.day.day for row in draft.last_rows if row.day]:
        return DateHint(closing[-1], "stated", "printed below the text")
    leads = [lead.text for lead in draft.leads]
    return inferred_day(leads, " ".join([*leads, *(paragraph.text for paragraph in draft.paragraphs)]))


def _article(draft: Draft, story_no: int, hints: Hints) -> Article:
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
