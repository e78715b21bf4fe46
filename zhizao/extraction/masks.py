"""What looks like a quantity and is none: titles, names, model and document numbers, ratios, phones, ranks of lists."""

import re

from zhizao.extraction.alternation import one_of
from zhizao.extraction.lexicon import rows
from zhizao.extraction.text import Span

_WORDS = one_of(row["word"] for row in rows("numeral_words"))
_TRIGGER = r"[《“「0-9A-Za-z〔\[（(【" + "".join(sorted({row["word"][0] for row in rows("numeral_words")})) + "]"

# Every repeat is bounded: a mask costs no more than its own length.
_ADDRESS = r"https?://[^\s<>，。）)]{1,300} | [\w.]{1,40}@[A-Za-z0-9.]{1,40}"
_RANKED = rf"(?:\d{{2,4}}|[百千万十]{{1,2}})强 | {_WORDS}"
_OTHERS = rf"""
    [〔\[（(【](?:19|20)\d\d[〕\]）)】]\s?(?:第\s?)?\d{{1,5}}\s?号
  | [（(](?:[A-Z]{{2,4}}[.:： ]?)?\d{{4,6}}(?:\.[A-Z]{{1,2}})?[）)]
  | (?:GB|ISO|IEC|IEEE|DB|JB|YD|T/)[/A-Z]{{0,4}}[\s-]?\d[\d.:—-]{{0,16}}
  | (?<![A-Za-z])[A-Za-z]{{1,12}}[-.]?\d{{1,9}}+(?:[A-Za-z0-9.-]{{1,12}}+)?(?![\d%万亿元千百余多.])
  | \d{{1,18}}(?:\.\d{{1,18}})?[eE][+-]?\d{{1,18}}
  | (?<![\d.])[2-6]G(?![A-Za-z])
  | (?<![\d.])\d{{1,2}}[DKkC](?![A-Za-z0-9])
  | \d{{1,4}}(?:\s?[:：]\s?\d{{1,4}}){{1,4}}(?!\d)
  | \d{{1,4}}\s?[×xX*]\s?\d{{1,4}}(?!\d)
  | \d{{1,3}}\s?\+\s?[\dA-Za-z]{{1,3}}(?:\+[\dA-Za-z]{{1,3}}){{0,5}}
  | (?<!\d)(?:0\d{{2,3}}|400|800)[-—–]\d{{3,8}}(?:[-—–]\d{{1,5}})?
  | (?<!\d)1[3-9]\d{{9}}(?!\d)
  | \d{{1,6}}(?:[-—–]\d{{1,6}}){{2,6}}
  | {_RANKED}
    """
_TITLE = r"《[^《》\n]{1,80}》"
# A short quoted name with a numeral in it (“双十一”, “1+6”, “千名博士重庆行”), unless a figure is quoted.
_INSIDE = r"[^“”「」\n]{0,13}?"
_QUOTED = rf"""[“「](?={_INSIDE}[\d一二三四五六七八九十百千万亿两])(?!{_INSIDE}(?:%|\d[\d.]*\s?[万亿]|\d元))
    [^“”「」\n]{{1,14}}[”」]"""


def _mask(*alternatives: str) -> re.Pattern[str]:
    """One of `alternatives`; the signs that one can begin with pass over all other places at once."""
    return re.compile(f"(?={_TRIGGER})(?: {' | '.join(alternatives)} )", re.VERBOSE)


_MASK = _mask(_TITLE, _OTHERS, _QUOTED)
_MASK_WITH_ADDRESSES = _mask(_TITLE, _ADDRESS, _OTHERS, _QUOTED)  # slower: only where one stands
_ENUMERATOR = re.compile(r"(?m)^\s{0,4}(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．](?!\d))")


def find_masks(shadow: str) -> list[Span]:
    """The spans no quantity may start in, in order; `shadow` is shadow text."""
    pattern = _MASK_WITH_ADDRESSES if "@" in shadow or "://" in shadow else _MASK
    spans = [match.span() for match in pattern.finditer(shadow)]
    spans += [match.span() for match in _ENUMERATOR.finditer(shadow)]
    return [Span(*span) for span in sorted(spans)]
