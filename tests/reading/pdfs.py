"""Small PDF files for the tests: lines of Chinese text set at given places, with or without a text layer."""

from collections.abc import Iterable

Run = tuple[float, float, float, str]
"""A line of text: left edge, base line from the bottom, size in points, characters."""


def pdf(pages: Iterable[Iterable[Run]], *, picture: bool = False) -> bytes:
    """A PDF of A4 pages; with `picture` each page shows a grey image as a scan does."""
    pages = list(pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 939 500] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    )
    objects.append(
        _stream(
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
        )
    )
    kids = []
    for runs in pages:
        drawing = b"q 500 0 0 700 50 50 cm /Im1 Do Q\n" if picture else b""
        drawing += b"".join(_run(*run) for run in runs)
        objects.append(_stream(b"", drawing))
        kids.append(len(objects) + 1)
        resources = b"<< /Font << /F1 3 0 R >> /XObject << /Im1 5 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %b /Contents %d 0 R >>"
            % (resources, len(objects)),
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects)


def columns(*texts: Iterable[str], top: float = 760, size: float = 10, width: int = 20, gap: float = 24) -> list[Run]:
    """Columns side by side, each a sequence of printed lines."""
    runs: list[Run] = []
    for number, lines in enumerate(texts):
        left = 50 + number * (width * size + gap)
        runs += [(left, top - 1.5 * size * row, size, line) for row, line in enumerate(lines) if line]
    return runs


def _run(left: float, base: float, size: float, text: str) -> bytes:
    return b"BT /F1 %g Tf %g %g Td <%b> Tj ET\n" % (size, left, base, text.encode("utf-16-be").hex().encode())


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(data), data)


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, data)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
