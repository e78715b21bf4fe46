"""PDF with a text layer: its pages as lines in reading order, columns told apart by the white space between them."""

import io
import logging
from dataclasses import dataclass
from statistics import median
from typing import Any

_MAX_PAGES = 80
_MAX_SIGNS_PER_PAGE = 60_000
_MAX_CUTS = 12
_COLUMN_GAP = 0.9  # of a sign's width
_BLOCK_GAP = 0.9  # of a line's height: wider than the lead between two lines
_SCANNED_SIGNS = 20  # a page of text has more


class PdfError(Exception):
    """A PDF that yields no text: `code` is stable, the message ends the sentence '<file> …'."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Word:
    """A run of signs on one line, with its box on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pdf_text(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF, one printed line a line, blocks apart by an empty line, and what was left out.

    Raises:
        PdfError: it is encrypted, broken, or a scan without text.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            pages = pdf.pages[:_MAX_PAGES]
            blocks = [_page_text(page) for page in pages]
            pictures = sum(len(page.images) for page in pages)
            left_out = len(pdf.pages) - len(pages)
    except PDFPasswordIncorrect:
        raise PdfError("pdf_encrypted", "is a PDF locked with a password: deliver it unlocked.") from None
    except Exception as error:
        if type(error).__name__ == "PdfminerException" and isinstance(
            error.args[0] if error.args else None, PDFPasswordIncorrect
        ):
            raise PdfError("pdf_encrypted", "is a PDF locked with a password: deliver it unlocked.") from None
        raise PdfError("pdf_broken", "is a damaged PDF: fetch it again or deliver its text.") from error
    text = "\n\n".join(block for block in blocks if block)
    if len(text) < _SCANNED_SIGNS:
        kind = "is a scanned PDF without a text layer" if pictures else "is a PDF without text"
        raise PdfError("pdf_scanned", f"{kind}: run character recognition on it first.")
    return text, ((f"{left_out} pages beyond the first {_MAX_PAGES} left out",) if left_out else ())


def _page_text(page: Any) -> str:
    if len(page.chars) > _MAX_SIGNS_PER_PAGE:
        return ""
    found = page.dedupe_chars().extract_words(x_tolerance_ratio=0.6, y_tolerance=2, keep_blank_chars=True)
    words = [Word(w["text"], w["x0"], w["top"], w["x1"], w["bottom"]) for w in found if w["text"].strip()]
    return "\n\n".join("\n".join(lines) for lines in (_lines(region) for region in regions(words)) if lines)


def regions(words: list[Word], cuts: int = 0) -> list[list[Word]]:
    """Cut a page along its white space into regions in reading order: bands from the top, columns from the left."""
    if len(words) < 2 or cuts >= _MAX_CUTS:  # noqa: PLR2004 - nothing to cut
        return [words] if words else []
    height = median(word.bottom - word.top for word in words)
    width = median((word.right - word.left) / max(1, len(word.text)) for word in words)
    across = _widest_gap([(word.left, word.right) for word in words], _COLUMN_GAP * max(width, height))
    down = _widest_gap([(word.top, word.bottom) for word in words], _BLOCK_GAP * height)
    if across is not None:  # white space from top to bottom parts columns; paragraph breaks side by side do not
        parts = [w for w in words if w.left < across], [w for w in words if w.left >= across]
    elif down is not None:
        parts = [w for w in words if w.top < down], [w for w in words if w.top >= down]
    else:
        return [words]
    return [region for part in parts for region in regions(part, cuts + 1)]


def _widest_gap(spans: list[tuple[float, float]], least: float) -> float | None:
    """Where the widest empty band ends; None when none is at least `least` wide."""
    best, widest, reach = None, least, None
    for start, end in sorted(spans):
        if reach is not None and start - reach >= widest:
            best, widest = start, start - reach
        reach = end if reach is None else max(reach, end)
    return best


def _lines(words: list[Word]) -> list[str]:
    """The words of a region as printed lines from the top; indented lines keep two spaces."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.left)):
        if rows and word.top < rows[-1][0].bottom - 0.5 * (rows[-1][0].bottom - rows[-1][0].top):
            rows[-1].append(word)
        else:
            rows.append([word])
    left = min(word.left for word in words)
    height = median(word.bottom - word.top for word in words)
    lines = []
    for row in rows:
        row.sort(key=lambda w: w.left)
        indented = row[0].left - left > height or row[0].text[:1].isspace()
        lines.append(("  " if indented else "") + " ".join(word.text.strip() for word in row))
    return lines
