"""Reads the numeral at a place of a shadow text: plain, vague, doubled (五六百), a part (七成, 三分之二)."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from zhizao.extraction.lexicon import rows
from zhizao.extraction.mentions import Comparator
from zhizao.extraction.numbers import ARABIC, CHINESE, DIGITS, SCALE, parse_number

_CN = "一二三四五六七八九"
_AFTER_SMALL = "".join(sorted({row["unit"][0] for row in rows("units")} | set("百千万亿十余多几来分成倍至到点（( ")))
# The signs a numeral can begin with; for a small one in words only where a unit, a scale or another digit follows.
# The sign comes first, then its conditions: so the search passes over all other signs at once.
TRIGGER = re.compile(
    rf"[\d{_CN}两十百千万亿几数上半翻过大对](?:(?<=[\d百千万亿])|(?<=[{_CN}两十])(?=[\d{_CN}两零〇{re.escape(_AFTER_SMALL)}])"
    rf"|(?<=第[{_CN}])|(?<=[几数上])(?=[十百千万亿])|(?<=[半翻过大对一])(?=[数番半倍了一]))"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read: its value, an upper value where it is doubled, a unit where it carries one (七成 is %)."""

    value: Decimal
    end: int
    rule: str
    value_max: Decimal | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    scale: Decimal = Decimal(1)
    written_small: bool = False
    bare_scale: bool = False


_SMALLEST_COUNT = 10  # numbers in words up to here mostly head lists (三个方面) and need proof that they count
_PERCENT_WORDS = re.compile(rf"(?P<of>[百千])分之(?P<number>{ARABIC}|{CHINESE})(?P<vague>[多余几])?")
_FRACTION = re.compile(rf"(?P<below>[{_CN}十]{{1,3}})分之(?P<above>[{_CN}十]{{1,3}})(?P<vague>强|多)?")
_TENTHS = re.compile(
    rf"(?P<whole>[{_CN}两]|\d(?:\.\d)?)(?:至(?P<last>[{_CN}]))?成(?P<half>[{_CN}半])?(?P<vague>多)?"
    r"(?![立为功果都员长本品型效渝名套分熟绩份人就交语群片建千百])"
)
_HALF = re.compile(r"(?P<word>过半数?|半数以上|半数|一半以上|一半|大半|对半)(?![天年个月小路山导])")
_DOUBLED = re.compile(rf"翻(?:了)?(?:(?P<times>[{_CN}两\d])番|番|(?:了)?(?:一|1)?倍)")
_TENS_OF = re.compile(r"(?P<head>[数几上])(?P<scale>[十百千]?[万亿]{1,2}|[十百千])(?![分])")
_TEEN = re.compile(rf"(?P<ten>[{_CN}两]?十)几(?P<scale>万亿?|亿|千|百)?")
_NEIGHBOURS = re.compile(
    rf"(?P<low>[{_CN}两])(?P<high>[{_CN}])(?P<scale>[十百千]?[万亿]{{1,2}}|[十百千]|)(?![{_CN}十百千])"
)
_PLAIN = re.compile(
    rf"(?P<body>{ARABIC}|{CHINESE})"
    rf"(?:\s?(?P<vague>[余多来])(?=\s?(?:个?{SCALE}|[^\s，。,]))"
    rf"|(?=\s?个?{SCALE}))?"
    rf"(?:\s?(?P<scale>(?!个?百分|个?千分|个[十百千万]{{1,2}}亿)(?>个?{SCALE})(?!元?级))(?P<tail>\d{{1,4}}+(?:\.\d{{1,2}}+)?(?:[百千]?万|[百千])|零?\d{{4}}(?![\d年.,%])(?=[^\d]))?)?"
    rf"(?P<vague2>[余多])?"
)


@lru_cache(maxsize=4096)
def plain(value: Decimal) -> Decimal:
    """The value without trailing zeros or an exponent."""
    value = value.normalize()
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def read_numeral(shadow: str, start: int) -> Numeral | None:
    """The numeral at `start`, or None; the more special forms are tried first."""
    for read in _DIGIT_FORMS if shadow[start : start + 1].isdigit() else _FORMS:
        found = read(shadow, start)
        if found is not None:
            return found
    return None


def _read_percent_words(shadow: str, start: int) -> Numeral | None:
    match = _PERCENT_WORDS.match(shadow, start)
    number = parse_number(match["number"]) if match else None
    if match is None or number is None:
        return None
    value = number if match["of"] == "百" else number / 10
    return Numeral(value, match.end(), "number.percent_words", unit="%", comparator="~" if match["vague"] else None)


def _read_fraction(shadow: str, start: int) -> Numeral | None:
    match = _FRACTION.match(shadow, start)
    below, above = (parse_number(match["below"]), parse_number(match["above"])) if match else (None, None)
    if match is None or not below or above is None:
        return None
    percent = (above * 100 / below).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Numeral(percent, match.end(), "number.fraction", unit="%", comparator="~" if match["vague"] else None)


def _read_tenths(shadow: str, start: int) -> Numeral | None:
    match = _TENTHS.match(shadow, start)
    if match is None:
        return None
    whole = Decimal(DIGITS[match["whole"]]) if match["whole"] in DIGITS else Decimal(match["whole"])
    half = Decimal(5 if match["half"] == "半" else DIGITS[match["half"]]) if match["half"] else Decimal(0)
    last = Decimal(DIGITS[match["last"]] * 10) if match["last"] else None
    comparator: Comparator | None = "~" if match["vague"] else None
    return Numeral(whole * 10 + half, match.end(), "number.tenths", value_max=last, unit="%", comparator=comparator)


def _read_half(shadow: str, start: int) -> Numeral | None:
    match = _HALF.match(shadow, start)
    if match is None:
        return None
    word = match["word"]
    comparator: Comparator | None = ">" if word.startswith(("过", "大")) else ">=" if word.endswith("以上") else None
    return Numeral(Decimal(50), match.end(), "number.half", unit="%", comparator=comparator)


def _read_doubled(shadow: str, start: int) -> Numeral | None:
    match = _DOUBLED.match(shadow, start)
    if match is None:
        return None
    times = match["times"]
    doublings = int(times) if times and times.isdigit() else DIGITS.get(times or "一", 1)
    return Numeral(Decimal(2) ** doublings, match.end(), "number.doubled", unit="倍")


def _read_tens_of(shadow: str, start: int) -> Numeral | None:
    """数十, 几百, 上千: at least one of the scale."""
    match = _TENS_OF.match(shadow, start)
    value = parse_number(match["scale"]) if match else None
    if match is None or value is None or (match["head"] == "上" and _is_verb_up(shadow, start)):
        return None
    return Numeral(value, match.end(), "number.lower_bound", comparator=">=")


def _is_verb_up(shadow: str, start: int) -> bool:
    """Whether 上 belongs to the word before it (以上, 网上, 海上) and bounds nothing."""
    return shadow[start - 1 : start] in set("以之网线向海路岸市马地身天水陆船加晚早街山际总则会础面") and start > 0


def _read_teen(shadow: str, start: int) -> Numeral | None:
    match = _TEEN.match(shadow, start)
    ten = parse_number(match["ten"]) if match else None
    if match is None or ten is None:
        return None
    scale = parse_number(match["scale"]) if match["scale"] else Decimal(1)
    return Numeral(ten * (scale or 1), match.end(), "number.teen", comparator="~")


def _read_neighbours(shadow: str, start: int) -> Numeral | None:
    """五六百, 三五个: a range of two neighbouring digits that share a scale."""
    match = _NEIGHBOURS.match(shadow, start)
    if match is None:
        return None
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    scale = parse_number(match["scale"]) if match["scale"] else Decimal(1)
    if not low < high <= low + 2 or scale is None:
        return None
    small = scale == 1
    return Numeral(low * scale, match.end(), "number.neighbours", value_max=high * scale, written_small=small)


def _read_plain(shadow: str, start: int) -> Numeral | None:
    match = _PLAIN.match(shadow, start)
    if match is None:
        return None
    scale_text, tail = (match["scale"] or "").removeprefix("个"), match["tail"] or ""
    value = parse_number(match["body"] + scale_text + tail)
    if value is None:
        return None
    vague = match["vague"] or match["vague2"]
    body, arabic = match["body"], match["body"][0].isdigit()
    scale = (parse_number(scale_text) if scale_text else None) or Decimal(1)
    return Numeral(
        value,
        match.end(),
        "number.arabic" if arabic else "number.chinese",
        comparator="~" if vague else None,
        scale=scale,
        written_small=not arabic and value <= _SMALLEST_COUNT and not vague,
        bare_scale=not arabic and all(sign in "百千万亿" for sign in body),
    )


_FORMS = (
    _read_percent_words,
    _read_fraction,
    _read_tenths,
    _read_half,
    _read_doubled,
    _read_tens_of,
    _read_teen,
    _read_neighbours,
    _read_plain,
)
_DIGIT_FORMS = (_read_tenths, _read_plain)  # all other forms begin with a word
