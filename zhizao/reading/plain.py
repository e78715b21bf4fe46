"""Plain text: the dump of a web page, or hard-wrapped text with one story or several."""

import re

from zhizao.reading.newspaper import read_newspaper
from zhizao.reading.page import Line, Page, tidy
from zhizao.reading.traced import Traced, whole
from zhizao.reading.wrapped import is_wrapped

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")


def read_plain(text: str) -> tuple[Page, ...]:
    """The stories of a plain text, each as a page of lines."""
    if is_wrapped(text):
        return read_newspaper(text)
    return (Page("text", lines_of(whole(text))),)


def lines_of(text: Traced) -> tuple[Line, ...]:
    """The lines of a text that are not blank."""
    lines = (Line(tidy(text.cut(*match.span()))) for match in _LINE.finditer(text.text))
    return tuple(line for line in lines if line.text)
