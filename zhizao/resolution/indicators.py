"""What the name of an indicator says: its spelling, with the reviewed short forms written out."""

import re
from functools import lru_cache

from zhizao.resolution import lexicon
from zhizao.resolution.readings import Reading, Reason, Signature, spelled, spelling


@lru_cache(maxsize=1)
def _short_forms() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    rows = {spelled(row["form"]): row for row in lexicon.rows("indicator_aliases")}
    pattern = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    return re.compile(pattern), rows


def read_indicator(name: str) -> Reading:
    """Read a name: 规上 is 规模以上, GDP is 生产总值; whose it is, the subject of a metric says."""
    text = spelled(name)
    pattern, rows = _short_forms()
    met = sorted(set(pattern.findall(text)))
    written_out = pattern.sub(lambda match: rows[match.group()]["canonical"], text)
    detail = "; ".join(f"{form} = {rows[form]['canonical']}: {rows[form]['source']}" for form in met)
    full = Signature(Reason.reviewed_alias, f"indicator {written_out}", detail or "written out in full")
    return Reading((spelling(text), full))
