"""Numerals of Chinese text: Arabic, Chinese and mixed (2.79万亿, 一百二十三, 两千多, 3万5千), as exact decimals.

Everything here works on shadow text (simplified script, half-width digits).
"""

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

# All repeats are possessive or bounded, so that matching at one place costs no more than the run it reads.
ARABIC = r"(?:\d{1,3}(?:,\d{3})++(?![\d,])(?:\.\d++)?|\d++(?:\.\d++)?)"
# 千 and 百 before a unit of measure are its first sign (千瓦, 百帕), no scale of the number.
SCALE = r"(?:[十百千]?万亿?|[十百千]?亿|[百千](?![瓦克米伏卡帕焦赫牛安兆]))"
CHINESE = r"[一二三四五六七八九两十百千万亿零〇]{1,14}+(?:点[一二三四五六七八九零〇]{1,6}+[百千]?[万亿]{0,2})?"
VAGUE = r"[余多几来]"

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
MAXIMUM_DIGITS = 18


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """The value of one numeral (`1,234.5`, `3万5千`, `二十三`, `二〇二〇`, `一点五亿`), or None when it is none.

    Vague signs (余, 多) must be cut away first. Numerals of more than 18 digits are refused: no text means them.
    """
    text = text.replace(",", "").replace(" ", "").replace("个", "")
    if not text or sum(c.isdigit() for c in text) > MAXIMUM_DIGITS:
        return None
    if "点" in text:
        return _with_decimals(text)
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _sum_of_parts(text)


def _with_decimals(text: str) -> Decimal | None:
    whole, _, rest = text.partition("点")
    decimals = rest.rstrip("百千万亿")
    base = _sum_of_parts(whole)
    if base is None or not whole or not decimals or any(c not in DIGITS for c in decimals):
        return None
    value = Decimal(f"{base}." + "".join(str(DIGITS[c]) for c in decimals))
    for sign in rest[len(decimals) :]:
        value *= _SMALL.get(sign) or _LARGE[sign]
    return value


def _sum_of_parts(text: str) -> Decimal | None:
    """Add the parts up by their scales: 万 and 亿 multiply what stands before them, 十, 百 and 千 one numeral."""
    total = section = Decimal(0)
    current: Decimal | None = None
    counted = False  # whether a numeral stands before the next scale: a bare scale counts one
    for part in _TOKEN.findall(text):
        if part in DIGITS:
            current, counted = Decimal(DIGITS[part]), True
        elif part in _SMALL:
            section += (Decimal(1) if current is None else current) * _SMALL[part]
            current, counted = None, True
        elif part in _LARGE:
            total = _scaled(total, section + (current or 0) if counted else Decimal(1), part)
            section, current, counted = Decimal(0), None, part == "万"
        elif part[0].isdigit():
            current, counted = Decimal(part), True
        else:
            return None
    return total + section + (current or 0)


def _scaled(total: Decimal, section: Decimal, scale: str) -> Decimal:
    """万 multiplies its own section; 亿 multiplies all before it, so that 万亿 is 10^12."""
    return (total + section) * _LARGE[scale] if scale == "亿" else total + section * _LARGE[scale]
