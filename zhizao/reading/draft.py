"""An article in the making: its paragraphs, and the credits met on the way from the head of a page to its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhizao.reading.bylines import is_byline, is_name_list, looks_like_medium, medium_of, people
from zhizao.reading.credits import Credits, FieldKind, Row, closing_credits
from zhizao.reading.furniture import Kind
from zhizao.reading.judged import LINK_LIST, Judged, last_sentence, near_row
from zhizao.reading.leads import Lead, take_lead
from zhizao.reading.title import same_title
from zhizao.reading.traced import Traced, foreign

_TOP, _TAIL = 3, 6  # so many lines at either end of the text may credit the article as a whole
_LEADS_WITHIN = 8
_LONGEST_NAME = 12
_FRAMED = re.compile(r"^\s*【([^【】]{6,60})】(?=\s*\S)")
_CREDITS_IN_TEXT: frozenset[FieldKind] = frozenset({"source", "author", "editor", "other"})


@dataclass(slots=True)
class Draft:
    """What has been gathered of an article so far; `rows` are those of the head, `last_rows` those below the text."""

    title: str | None = None
    credits: Credits = field(default_factory=Credits)
    rows: list[Row] = field(default_factory=list)
    last_rows: list[Row] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    """The media whose reporters sign below a row that names the medium as well."""

    def read_head(self, head: Sequence[Judged], title_at: int | None) -> list[Judged]:
        """Gather the credits above the text; returns the lines that are none of it and belong to the body.

        What stands between the headline and the text (a deck, a restated headline) belongs to the body; without a
        headline in print (`title_at` None) only what stands below the last credits or furniture does.
        """
        kept: list[Judged] = []
        for i, judged in enumerate(head):
            if i == title_at:
                kept = []
                continue
            credits_ = self._head_credits(head, i, below_title=title_at is not None and i > title_at)
            if credits_ or judged.kind is not Kind.TEXT or not judged.line.inside:
                kept = kept if title_at is not None else []
            elif title_at is None or i > title_at:
                kept.append(judged)
        return kept

    def _head_credits(self, head: Sequence[Judged], i: int, *, below_title: bool) -> bool:
        """Gather what a line above the text credits; whether it is such a line."""
        text = head[i].text
        if (row := head[i].row) is not None:
            self.credits |= row.credits
            self.rows.append(row)
            return True
        if is_byline(text) or (below_title and is_name_list(text) and near_row(head, i)):
            if self.credits.likely_source and (medium := medium_of(text)):
                self.signed.append(medium)
            self.credits |= Credits(people(text), likely_source=medium_of(text))
            return True
        if below_title and near_row(head, i) and len(text) <= _LONGEST_NAME and looks_like_medium(text):
            self.credits |= Credits(likely_source=text)
            return True
        rest, lead = take_lead(foreign(text))
        if lead.text and not rest.text:
            self.leads.append(lead)
        return bool(lead.text and not rest.text)

    def read_body(self, lines: Sequence[Judged]) -> None:
        """Put the text into paragraphs, without the furniture, boxes and credits in it."""
        boxed = below = False
        last = last_sentence(lines)
        for number, judged in enumerate(lines):
            if not judged.line.inside or judged.line.links >= LINK_LIST:
                continue
            below = below or (number > last and judged.kind in {Kind.FURNITURE, Kind.NOTICE})
            boxed = judged.kind in {Kind.STOP, Kind.SOFT_STOP} or (boxed and not judged.is_prose)
            at_end = number >= len(lines) - _TAIL
            if judged.row is not None and self._row_in_text(judged.row, edge=at_end or number < _TOP):
                continue
            if judged.kind is Kind.TEXT and not boxed and not (below and not is_byline(judged.text)):
                listed = number > 0 and lines[number - 1].text.endswith(("：", ":"))
                self._add(judged, at_end=at_end and not listed, edge=at_end or number < _TOP)
        while len(self.paragraphs) > 1 and not re.search(r"\w{3}|\w[。！]$", self.paragraphs[-1].text):
            self.paragraphs.pop()  # a sign or two that no rule explained

    def _row_in_text(self, row: Row, *, edge: bool) -> bool:
        """Gather a row that stands in the text; whether it says nothing else and is to be left out.

        In the middle of a text a source is that of a chart, and a date is part of the text; at its end a bare date
        belongs to the signature of a document and stays.
        """
        dated = edge and len(row.kinds) > 1  # 发布日期:… 责任编辑:… below the text
        kinds = row.kinds - {"date"} if dated else row.kinds
        if row.rest or not (kinds <= _CREDITS_IN_TEXT if row.fields else edge):
            return False
        self.credits |= row.credits if edge else Credits(row.credits.authors)
        if edge:
            self.last_rows.append(row)
        return bool(row.fields) or row.timed

    def _add(self, judged: Judged, *, at_end: bool, edge: bool) -> None:
        """Add a line to the body, without the credits and the lead it carries."""
        if edge and same_title(judged.text, self.title) and not judged.text.endswith("。"):
            return
        if is_byline(judged.text) or (at_end and is_name_list(judged.text)):
            self.credits |= Credits(people(judged.text), likely_source=medium_of(judged.text))
            return
        traced, found = closing_credits(judged.line.traced)
        self.credits |= found or Credits()
        if not self.paragraphs:
            traced = self._without_framed_title(traced)
        if len(self.paragraphs) < _LEADS_WITHIN:
            traced = self._without_leads(traced)
        if traced.text:
            self.paragraphs.append(traced)

    def _without_framed_title(self, traced: Traced) -> Traced:
        """A wire's flash begins with its headline in a frame: 【…】某社某日电; what else stands in a frame is text."""
        match = _FRAMED.match(traced.text)
        if match is None:
            return traced
        rest = traced.cut(match.end()).strip()
        if same_title(match[1], self.title) or (self.title is None and take_lead(rest)[1].text):
            self.title = self.title or match[1]
            return rest
        return traced

    def _without_leads(self, traced: Traced) -> Traced:
        for _ in range(2):
            traced, lead = take_lead(traced)
            if not lead.text:
                break
            self.leads.append(lead)
            self.credits |= Credits(lead.authors)
        return traced

    def read_tail(self, tail: Sequence[Judged]) -> None:
        """Gather the credits that stand below the text, within a few lines of it."""
        for judged in tail[:_TAIL]:
            if judged.line.inside and judged.row is not None and judged.row.fields:
                self.credits |= judged.row.credits
