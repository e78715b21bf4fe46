"""Plain text: the dump of a web page."""

import re

from zhizao.reading.page import Line, Page, tidy
from zhizao.reading.traced import whole


def read_plain(text: str) -> Page:
    """The lines of a plain text."""
    lines = [Line(tidy(whole(m[0], m.start()))) for m in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text)]
    return Page("text", tuple(line for line in lines if line.text))
