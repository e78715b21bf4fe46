"""Newspaper pages: the stories of a page told apart, and displaced headlines given to the story they belong to."""

import re
from collections import Counter
from dataclasses import dataclass, field

from zhizao.reading.bylines import is_byline, looks_like_medium
from zhizao.reading.credits import closing_credits, read_row
from zhizao.reading.dates import make_day
from zhizao.reading.leads import take_lead
from zhizao.reading.page import DateHint, Hints, Line, Page, folded
from zhizao.reading.traced import join
from zhizao.reading.wrapped import Unit, unwrap

_CONTINUED = re.compile(r"^[(（]?\s*(?:紧接|上接|接)第?\s*[一二三四五六七八九十A-Z\d]{1,3}\s*版\s*[)）]?")
_CAPTION = re.compile(r"摄(?:/\S{1,12})?\s*[)）]?\s*。?$|[(（]摄于[^)）]*[)）]")
_LONGEST_CAPTION = 220
_BELONGS = 0.34
_CLOSE = 0.08
_CAPTIONED = 0.6  # photographs seldom have a headline
_FIGURES = re.compile(r"(?:19|20)\d\d年")  # the title of a chart, not of a story
_PAPER = re.compile(
    r"([一-鿿]{2,6}(?:日报|晚报|时报|商报|早报|晨报|都市报|导报|青年报|法治报|经济报|晶报|新报|快报))(?=记者|讯)"
)
_SPEAKER = re.compile(r"^([一-鿿]{2,10})[：:]")
_FULL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_DAY = re.compile(r"(?<![将于至到\d—\-])(?<!截至)(\d{1,2})月(\d{1,2})日")
_COMMENTATOR = re.compile(r"^\W*(?:本报)?(?:特约)?评论员(?:\s*[一-鿿]{2,4})?$")
_MIN_STORIES_OF_A_PAGE = 2


@dataclass(slots=True)
class _Story:
    """The units of one story, and the headlines found for it."""

    units: list[Unit] = field(default_factory=list)
    headlines: list[Unit] = field(default_factory=list)
    top: list[Unit] = field(default_factory=list)
    continued: bool = False
    caption: bool = False

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)


def read_newspaper(text: str) -> tuple[Page, ...]:
    """The stories of a hard-wrapped page as pages of their own; one page when nothing tells stories apart."""
    units = unwrap(text)
    stories, strays = _stories(units)
    if len(stories) < _MIN_STORIES_OF_A_PAGE:
        lines = tuple(Line(unit.traced, unit.kind == "headline") for unit in units)
        return (Page("text", lines, Hints(), ("hard-wrapped lines joined",)),)
    shared = _shared_hints(stories, units)
    changes = (
        "hard-wrapped lines joined",
        f"{len(stories)} stories told apart",
        *(f"left out a stray line: {s.text[:30]}" for s in strays),
    )
    return tuple(_page(story, shared, changes) for story in stories)


def _page(story: _Story, shared: Hints, changes: tuple[str, ...]) -> Page:
    title = join([unit.traced for unit in story.headlines], " ").text or None
    units = [unit.traced for unit in story.units]
    if story.continued and (cue := _CONTINUED.match(folded(units[0].text))):
        units[0] = units[0].cut(cue.end()).strip()
    lines = tuple(Line(unit) for unit in units if unit.text)
    return Page(
        "newspaper",
        lines,
        Hints(titles=(title,) if title else (), published=shared.published, publisher=shared.publisher),
        changes,
    )


def _stories(units: list[Unit]) -> tuple[list[_Story], list[Unit]]:
    """Cut the page at its cues, then hand the headlines between two stories to the one they fit."""
    stories = [_Story()]
    gaps: dict[int, list[Unit]] = {}
    pending: list[Unit] = []
    for number, unit in enumerate(units):
        start = _starts_story(unit) or _signed_below_headline(units, number)
        if unit.kind == "headline" and not start:
            pending.append(unit)
            continue
        if start and (stories[-1].units or pending):
            gaps[len(stories)] = pending
            pending = []
            stories.append(_Story(continued=start == "continued", caption=start == "caption"))
        elif stories[-1].caption and unit.kind == "prose":
            gaps[len(stories)] = pending
            pending = []
            stories.append(_Story())
        if unit.kind == "prose" and not start and not any(other.kind == "prose" for other in stories[-1].units):
            stories[-1].top = list(pending)
        stories[-1].units += pending  # headlines inside a story are its own subheads
        pending = []
        if not _COMMENTATOR.match(unit.text):
            stories[-1].units.append(unit)
    gaps[len(stories)] = pending
    strays = _assign(stories, gaps)
    for story in stories:
        _crown(story)
    return [story for story in stories if story.units], strays


def _crown(story: _Story) -> None:
    """Make headlines of the lines on top of a story that uses their words, when it has no other headline."""
    text = "".join(unit.text for unit in story.units if unit.kind == "prose")
    if not story.headlines:
        story.headlines = [unit for unit in story.top if share_of_words(unit.text, text) >= _BELONGS]
        story.units = [unit for unit in story.units if unit not in story.headlines]


def _starts_story(unit: Unit) -> str | None:
    """How a unit opens a story: by a lead, as a continuation from another page, or as a captioned photograph."""
    text = folded(unit.text)
    if _CONTINUED.match(text):
        return "continued"
    if (
        unit.kind == "prose"
        and len(text) <= _LONGEST_CAPTION
        and _CAPTION.search(text)
        and closing_credits(unit.traced)[1] is not None
    ):
        return "caption"
    if unit.kind != "label" and take_lead(unit.traced)[1].text:
        return "lead"
    return None


def _signed_below_headline(units: list[Unit], number: int) -> str | None:
    """A story without a lead opens with its author between headline and text; a host of an interview opens none."""
    around = units[number - 1 : number + 2] if number else []
    signed = is_byline(units[number].text) or _COMMENTATOR.match(units[number].text)
    if signed and [unit.kind for unit in around[::2]] == ["headline", "prose"]:
        return "byline"
    return None


def _assign(stories: list[_Story], gaps: dict[int, list[Unit]]) -> list[Unit]:
    """Give each headline to the story before or after its gap that uses its words; returns those that fit neither.

    A headline in other words than its story goes where the headlines of this page stand: above or below.
    """
    open_: list[tuple[Unit, int]] = []
    above = 0
    for gap, headlines in gaps.items():
        for unit in headlines:
            story = _owner(unit, *_beside(stories, gap))
            if story is None:
                open_.append((unit, gap))
            else:
                story.headlines.append(unit)
                above += 1 if story is _beside(stories, gap)[1] else -1
    return [unit for unit, gap in open_ if not _give_by_place(unit, _beside(stories, gap)[above >= 0])]


def _beside(stories: list[_Story], gap: int) -> tuple[_Story | None, _Story | None]:
    """The stories before and after a gap, where there are any."""
    before, after = stories[gap - 1], stories[gap] if gap < len(stories) else None
    return before if before.units else None, after if after and after.units else None


def _give_by_place(unit: Unit, story: _Story | None) -> bool:
    if story is None or story.headlines or story.caption or story.continued or _FIGURES.search(unit.text):
        return False
    story.headlines.append(unit)
    return True


def _owner(unit: Unit, before: _Story | None, after: _Story | None) -> _Story | None:
    fits = [(share_of_words(unit.text, story.text), story) for story in (before, after) if story]
    fits = [(fit, story) for fit, story in fits if not story.caption or fit > _CAPTIONED]
    if not fits:
        return None
    best, story = max(fits, key=lambda pair: pair[0])
    if best < _BELONGS:
        return None
    return after if len(fits) > 1 and abs(fits[0][0] - fits[1][0]) < _CLOSE else story


def share_of_words(headline: str, text: str) -> float:
    """The share of a headline's pairs of signs that the story's text uses."""
    plain = re.sub(r"\W", "", folded(headline))
    grams = {plain[i : i + 2] for i in range(len(plain) - 1)}
    body = re.sub(r"\W", "", folded(text))
    return sum(gram in body for gram in grams) / max(1, len(grams))


def _shared_hints(stories: list[_Story], units: list[Unit]) -> Hints:
    """What holds for all stories of the page: the paper, and its day."""
    edges = [unit for unit in (*units[:6], *units[-3:]) if len(unit.text) <= 60 and "。" not in unit.text]  # noqa: PLR2004
    rows = [row for unit in edges if not unit.text.startswith(("(", "（")) and (row := read_row(unit.text))]
    printed = next((row.day for row in rows if row.day), None)
    published = (
        DateHint(printed.day, "stated", "printed in the head of the page") if printed else _reported_day(stories)
    )
    return Hints(publisher=_paper(units), published=published)


def _paper(units: list[Unit]) -> str | None:
    """The paper that speaks of itself: as the asking side of an interview, or before 记者."""
    speakers = Counter(m[1] for unit in units if (m := _SPEAKER.match(unit.text)) and looks_like_medium(m[1]))
    if speakers and speakers.most_common(1)[0][1] > 1:
        return speakers.most_common(1)[0][0]
    papers = Counter(match[1] for unit in units for match in _PAPER.finditer(unit.text))
    return papers.most_common(1)[0][0] if papers else None


def _reported_day(stories: list[_Story]) -> DateHint | None:
    """The latest day that the stories' first paragraphs report, in the latest year that the page names."""
    years = [int(year) for story in stories for year in _FULL_YEAR.findall(folded(story.text))]
    days = [
        (int(m), int(d)) for story in stories if story.units for m, d in _DAY.findall(folded(story.units[0].text)[:200])
    ]
    day = make_day(max(years), *max(days)) if years and days else None
    return DateHint(day, "inferred", "latest day the stories report, latest year the page names") if day else None
