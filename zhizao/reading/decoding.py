"""From bytes to text: find the encoding whatever the document declares, and repair what can be repaired."""

import codecs
import re
from dataclasses import dataclass, field

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# What Chinese sites declare and mean: the newest member of the family reads all that the older ones read.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "gb-2312": "gb18030", "x-gbk": "gb18030", "big5-hkscs": "big5hkscs"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# The commonest signs of Chinese prose; a text read in the wrong encoding has next to none of them.
_COMMON = frozenset(
    "的一是在了和有大这中人上为个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天"
    "政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情"
    "最立代想已通并提直题程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期"
    "根论运农指几九区强放决西被干做必战先回则任取据处府市，。、：；（）“”《》國業發產經時這來對會進動個們為電實開關體"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, the encoding it was read in, and what was repaired on the way."""

    text: str
    encoding: str
    changes: tuple[str, ...] = field(default=())


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Read `content` as text; never fails, since unreadable bytes are replaced and counted among the changes.

    `declared` is what came with the document (the charset of an HTTP header). A byte order mark wins, then whatever
    reads without a fault: UTF-8, the declarations, and the candidates of a detector judged by how Chinese they read.
    """
    text, encoding, changes = _read(content, _declarations(content, declared))
    text, repairs = _clean(text)
    return Decoded(text, encoding, (*changes, *repairs))


def _declarations(content: bytes, declared: str | None) -> list[str]:
    found = [declared] if declared else []
    found += [name.decode("ascii") for name in _DECLARATION.findall(content[:_DECLARED_WITHIN])]
    names = []
    for name in (_MEANT.get(name.lower(), name.lower()) for name in found):
        try:
            names.append(codecs.lookup(name).name)
        except (LookupError, ValueError):
            continue
    return [name for name in dict.fromkeys(names) if _is_text_codec(name)]


def _is_text_codec(name: str) -> bool:
    return name not in {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "undefined"}


def _read(content: bytes, declared: list[str]) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    if (wide := _wide_without_mark(content)) is not None:
        return _lenient(content, wide)
    if (text := _strict(content, "utf-8")) is not None:
        return text, "utf-8", _contradiction(declared, "utf-8")
    for encoding in declared:
        text = _strict(content, encoding)
        if text is not None and _chineseness(text) > 0:
            return text, encoding, ()
    return _detect(content, declared)


def _contradiction(declared: list[str], encoding: str) -> tuple[str, ...]:
    if declared and encoding not in declared and "ascii" not in declared:
        return (f"declared as {declared[0]}, read as {encoding}",)
    return ()


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _lenient(content: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    text = content.decode(encoding, "replace")
    return text, encoding, _replaced(text)


def _replaced(text: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    return (f"{count} unreadable places replaced",) if count else ()


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its line ends, digits and letters is zero."""
    sample = content[:2000]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) * 20 < len(sample) or min(zeros) * 4 > max(zeros):
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _chineseness(text: str) -> float:
    """The share of common Chinese signs among all that is not ASCII, less what is unreadable; 0 for plain ASCII."""
    sample = text[:20000]
    beyond = [sign for sign in sample if sign > "\x7f"]
    if not beyond:
        return 0.001
    bad = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or "\x80" <= sign <= "\x9f" for sign in beyond)
    return (sum(sign in _COMMON for sign in beyond) - 2 * bad) / len(beyond)


def _detect(content: bytes, declared: list[str]) -> tuple[str, str, tuple[str, ...]]:
    names = dict.fromkeys([*declared, "utf-8", "gb18030", "big5hkscs", *_guesses(content)])
    readings = [
        (_chineseness(text := content.decode(name, "replace")), -rank, name, text) for rank, name in enumerate(names)
    ]
    _, _, name, text = max(readings)
    return text, name, (*_contradiction(declared, name), *_replaced(text))


def _guesses(content: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:50_000], steps=5, chunk_size=512).best()
    return [best.encoding] if best is not None else []


def _clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Blank out control characters, which no database stores; offsets stay as they are."""
    cleaned, controls = _CONTROL.subn(" ", text)
    return cleaned, ((f"{controls} control characters blanked",) if controls else ())
