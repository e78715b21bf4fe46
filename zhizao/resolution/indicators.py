"""What the name of an indicator says: its spelling, with the reviewed short forms written out."""

import re
from functools import lru_cache

from zhizao.resolution import lexicon
from zhizao.resolution.readings import Reading, Reason, Signature, spelled, spelling


@lru_cache(maxsize=1)
def _short_forms() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """A pattern of all short forms and of what they stand for, and their lines in the list."""
    rows = {spelled(row["form"]): row for row in lexicon.rows("indicator_aliases")}
    terms = rows.keys() | {row["canonical"] for row in rows.values()}
    pattern = "|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term))))
    return re.compile(pattern), rows


def read_indicator(name: str) -> Reading:
    """Read a name: 规上 is 规模以上, GDP is 生产总值; whose it is, the subject of a metric says."""
    text = spelled(name)
    pattern, rows = _short_forms()
    met = set(pattern.findall(text))
    if not met:
        return Reading((spelling(text),))
    short = {form: rows[form] for form in sorted(met & rows.keys())}
    written_out = pattern.sub(lambda match: short.get(match.group(), {}).get("canonical", match.group()), text)
    detail = "; ".join(f"{form} = {row['canonical']}: {row['source']}" for form, row in short.items())
    full = Signature(Reason.reviewed_alias, f"indicator {written_out}", detail or "written out in full")
    return Reading((spelling(text), full))
