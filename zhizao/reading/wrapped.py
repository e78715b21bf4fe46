"""Hard-wrapped text: columns of changing width made into paragraphs and headlines again."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from zhizao.reading.bylines import is_name_list
from zhizao.reading.credits import read_row
from zhizao.reading.names import is_person, persons
from zhizao.reading.page import folded, tidy
from zhizao.reading.traced import Traced, foreign, join, whole

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\Z)")
_ENDS = re.compile(r"[。！？!?；;…][”’」』）)\]】]*$")
_LABEL_END = re.compile(r"[：:]$")
_SPEAKER = re.compile(r"^[^\s：:，。、]{2,12}[：:](?=\S)")
_CUE = re.compile(r"^[■□●▲◆◎★(（【]?\s*(?:本报|本网|本刊|新华社|中新社|记者|通讯员|上接|下转|据新华社)")
_SLACK = 5
_INDENT = 4
_NEIGHBOURS = 6
_WIDEST = 110
_LINES_OF_A_COLUMN = 3
_NARROW = 0.8
_HEADLINE_LINES = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a headline with its printed lines joined, or a label standing alone; `box` starts a text box."""

    traced: Traced
    kind: Literal["prose", "headline", "label"]
    box: bool = False

    @property
    def text(self) -> str:
        """The characters of the unit."""
        return self.traced.text


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line: its text, its width in half signs, whether it is indented, and the block it stands in."""

    traced: Traced
    width: int
    indented: bool
    block: int

    @property
    def ends(self) -> bool:
        return _ENDS.search(self.traced.text) is not None


def width_of(text: str) -> int:
    """The printed width in half signs: a Chinese sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _rows(text: str) -> list[_Row]:
    rows, block = [], 0
    for match in _LINE.finditer(text):
        if not match[0].strip():
            block += bool(match[0])
            continue
        raw = match[0]
        traced = tidy(whole(raw, match.start()))
        if traced.text:
            rows.append(_Row(traced, width_of(traced.text), raw[:1].isspace(), block))
    return rows


def is_wrapped(text: str) -> bool:
    """Whether the lines of a text are cut at a column's width rather than where paragraphs end."""
    rows = _rows(text)
    if len(rows) < 8 or median(row.width for row in rows) > _WIDEST:  # noqa: PLR2004 - too few lines to tell
        return False
    columns = _columns(rows)
    pairs = [(i, i + 1) for i in range(len(rows) - 1) if rows[i].block == rows[i + 1].block]
    cut = sum(rows[i].width >= columns[i] - _SLACK and not rows[i].ends and rows[i].width > 16 for i, _ in pairs)  # noqa: PLR2004
    return cut >= 0.4 * len(rows)


def _columns(rows: list[_Row]) -> list[int]:
    """For every line the width of its column: that of its block, or of its neighbours in a block of few short lines."""
    widths = []
    for i, row in enumerate(rows):
        near = rows[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        own = [other for other in near if other.block == row.block]
        around = _usual_width(near)
        width = _usual_width(own) if len(own) >= _LINES_OF_A_COLUMN else around
        is_headline = width < _NARROW * around and not any(other.ends for other in own)
        widths.append(around if is_headline else width)
    return widths


def _usual_width(rows: list[_Row]) -> int:
    """The width that the fullest sixth of the lines reaches."""
    return sorted(row.width for row in rows)[-max(1, len(rows) // 6)]


def unwrap(text: str) -> list[Unit]:
    """The paragraphs and headlines of a hard-wrapped text, in order."""
    rows = _rows(text)
    columns = _columns(rows)
    units: list[Unit] = []
    for group in _groups(rows, columns):
        unit = _unit([rows[i] for i in group], [columns[i] for i in group])
        if units and _continues(units[-1], unit, rows[group[0]]):
            units[-1] = Unit(_glue([units[-1].traced, unit.traced]), "prose", units[-1].box)
        elif units and _names_the_title_before(units[-1], unit):
            units[-1] = Unit(join([units[-1].traced, unit.traced], " "), units[-1].kind, units[-1].box)
        else:
            units.append(unit)
    return units


def _groups(rows: list[_Row], columns: list[int]) -> list[list[int]]:
    """Runs of lines that stand together: a paragraph or a headline each."""
    groups: list[list[int]] = []
    for i, row in enumerate(rows):
        first = bool(groups) and groups[-1][0] == i - 1
        if groups and row.block == rows[i - 1].block and not row.indented and _goes_on(rows, columns, i, first=first):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _goes_on(rows: list[_Row], columns: list[int], i: int, *, first: bool) -> bool:
    """Whether line `i` goes on with the line above it, both in one block.

    The first line of a paragraph lacks the width of its indent, which text layers do not keep.
    """
    before, row = rows[i - 1], rows[i]
    full = before.width >= columns[i - 1] - _SLACK - (_INDENT if first else 0)
    if before.ends:
        return (
            full
            and not _SPEAKER.match(row.traced.text)
            and not _CUE.match(row.traced.text)
            and row.width >= columns[i] - _SLACK
        )
    if _LABEL_END.search(before.traced.text) and not full:
        return False
    if full:
        return not (_CUE.match(row.traced.text) and before.width < columns[i - 1])
    return (
        not row.ends
        and row.width < columns[i] - _SLACK
        and not _is_name_or_byline(row)
        and not _is_name_or_byline(before)
    )


def _is_name_or_byline(row: _Row) -> bool:
    text = row.traced.text
    if persons(text) or _CUE.match(text) or _LABEL_END.search(text) or _names_somebody(text):
        return True
    return read_row(text) is not None


def _names_somebody(text: str) -> bool:
    """Whether a line ends in a name set off by a space: 某局局长 甲乙."""
    head, _, name = folded(text).rpartition(" ")
    return bool(head) and is_person(name)


def _unit(rows: list[_Row], columns: list[int]) -> Unit:
    text = rows[-1].traced.text
    box = rows[0].indented
    if len(rows) == 1 and (_LABEL_END.search(text) or _names_somebody(text) or read_row(text) is not None):
        return Unit(rows[0].traced, "label", box)
    short = all(row.width < column - _SLACK for row, column in zip(rows, columns, strict=True))
    if len(rows) == 1 and re.search("[，,]", text) and rows[0].width >= columns[0] - _SLACK - _INDENT:
        return Unit(rows[0].traced, "prose", box)  # the first line of a paragraph that the page break cut off
    stops = sum("。" in row.traced.text for row in rows)
    bracketed = text.endswith((")", "）")) and rows[0].traced.text.startswith(("(", "（"))
    if (
        not stops
        and not bracketed
        and not _CUE.match(rows[0].traced.text)
        and len(rows) <= _HEADLINE_LINES
        and (short or len(rows) == 1)
        and not text.endswith(("，", "、", ","))
    ):
        return Unit(_headline(rows), "headline", box)
    return Unit(_glue([row.traced for row in rows]), "prose", box)


def _headline(rows: list[_Row]) -> Traced:
    """A headline's lines as one: a clearly shorter last line was cut from the one above, others are decks."""
    traced = rows[0].traced
    for above, row in pairwise(rows):
        traced = _glue([traced, row.traced]) if row.width < 0.75 * above.width else join([traced, row.traced], " ")
    return traced


def _glue(parts: list[Traced]) -> Traced:
    """The pieces of one text: a space between two Latin letters, nothing else."""
    glued = parts[:1]
    for before, part in pairwise(parts):
        if (
            before.text[-1:].isascii()
            and before.text[-1:].isalpha()
            and part.text[:1].isascii()
            and part.text[:1].isalpha()
        ):
            glued.append(foreign(" "))
        glued.append(part)
    return join(glued, "")


def _continues(before: Unit, unit: Unit, row: _Row) -> bool:
    """Whether a paragraph cut by a column or page end goes on in this one."""
    if before.kind != "prose" or _ENDS.search(before.text) or _LABEL_END.search(before.text):
        return False
    if (
        _SPEAKER.match(unit.text)
        or _CUE.match(unit.text)
        or (row.indented and not before.text.endswith(("，", "、", ",")))
    ):
        return False
    return unit.kind == "prose" or before.text.endswith(("，", "、", ",", "“", "《", "（"))


def _names_the_title_before(before: Unit, unit: Unit) -> bool:
    """Whether this unit is the name that belongs to a title printed on the line above: 某协会秘书长 / 甲 乙."""
    if before.kind != "headline" or before.text[-1:] in "：:" or _names_somebody(before.text) or persons(before.text):
        return False
    return (
        is_name_list(unit.text) and re.search(r"(?:长|任|师|授|士|员|理|裁|人|席|记|监|家)$", before.text) is not None
    )
