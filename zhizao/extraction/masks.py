"""What looks like a quantity and is none: titles, names, model and document numbers, ratios, phones, ranks of lists."""

import re

from zhizao.extraction.lexicon import rows
from zhizao.extraction.text import Span

_WORDS = "|".join(sorted((row["word"] for row in rows("numeral_words")), key=lambda word: (-len(word), word)))
_TRIGGER = re.compile(
    r"[《“「0-9A-Za-z〔\[（(【" + "".join(sorted({row["word"][0] for row in rows("numeral_words")})) + "]"
)

# Every repeat is bounded: a mask costs no more than its own length.
_MASK = re.compile(
    rf"""
    《[^《》\n]{{1,80}}》
  | https?://[^\s<>，。）)]{{1,300}}
  | [\w.]{{1,40}}@[A-Za-z0-9.]{{1,40}}
  | [〔\[（(【](?:19|20)\d\d[〕\]）)】]\s?(?:第\s?)?\d{{1,5}}\s?号
  | [（(](?:[A-Z]{{2,4}}[.:： ]?)?\d{{4,6}}(?:\.[A-Z]{{1,2}})?[）)]
  | (?:GB|ISO|IEC|IEEE|DB|JB|YD|T/)[/A-Z]{{0,4}}[\s-]?\d[\d.:—-]{{0,16}}
  | (?<![A-Za-z])[A-Za-z]{{1,12}}[-.]?\d{{1,9}}+(?:[A-Za-z0-9.-]{{1,12}}+)?(?![\d%万亿元千百余多.])
  | (?<![\d.])[2-6]G(?![A-Za-z])
  | (?<![\d.])\d{{1,2}}[DKkC](?![A-Za-z0-9])
  | \d{{1,4}}(?:\s?[:：]\s?\d{{1,4}}){{1,4}}(?!\d)
  | \d{{1,4}}\s?[×xX*]\s?\d{{1,4}}(?!\d)
  | \d{{1,3}}\s?\+\s?[\dA-Za-z]{{1,3}}(?:\+[\dA-Za-z]{{1,3}}){{0,5}}
  | (?<!\d)(?:0\d{{2,3}}|400|800)[-—–]\d{{3,8}}(?:[-—–]\d{{1,5}})?
  | (?<!\d)1[3-9]\d{{9}}(?!\d)
  | \d{{1,6}}(?:[-—–]\d{{1,6}}){{2,6}}
  | (?:\d{{2,4}}|[百千万十]{{1,2}})强
  | {_WORDS}
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"[“「]([^“”「」\n]{1,14})[”」]")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千万亿两]")
_STATED_IN_QUOTES = re.compile(r"%|\d[\d.]*\s?[万亿]|\d元")
_ENUMERATOR = re.compile(r"(?m)^\s{0,4}(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．](?!\d))")


def find_masks(shadow: str) -> list[Span]:
    """The spans no quantity may start in, in order; `shadow` is shadow text."""
    spans, position = [], 0
    while found := _TRIGGER.search(shadow, position):
        match = _MASK.match(shadow, found.start()) or _quoted_name(shadow, found.start())
        if match is None:
            position = found.end()
        else:
            spans.append(Span(match.start(), match.end()))
            position = match.end()
    spans += [Span(match.start(), match.end()) for match in _ENUMERATOR.finditer(shadow)]
    return sorted(spans)


def _quoted_name(shadow: str, start: int) -> re.Match[str] | None:
    """A short quoted name with a numeral in it (“双十一”, “1+6”, “千名博士重庆行”), unless a figure is quoted."""
    match = _QUOTED.match(shadow, start)
    if match is None or not _NUMERAL.search(match[1]) or _STATED_IN_QUOTES.search(match[1]):
        return None
    return match
