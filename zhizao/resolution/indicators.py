"""What the name of an indicator says: its spelling, with the reviewed short forms written out."""

from zhizao.resolution.readings import Reading, spelled, spelling
from zhizao.resolution.short_forms import written_out


def read_indicator(name: str) -> Reading:
    """Read a name: 规上 is 规模以上, GDP is 生产总值; whose it is, the subject of a metric says."""
    text = spelled(name)
    full = written_out(text, "indicator_aliases")
    return Reading((spelling(text), full) if full else (spelling(text),))
