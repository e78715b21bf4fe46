"""Short forms inside of names, written out by reviewed lists: GDP, 规上, 进博会."""

import re
from functools import lru_cache

from zhizao.resolution import lexicon
from zhizao.resolution.readings import Reason, Signature, spelled


@lru_cache(maxsize=4)
def _listed(name: str) -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """A pattern of all short forms of a list and of what they stand for, and their lines."""
    rows = {spelled(row["form"]): row for row in lexicon.rows(name)}
    terms = rows.keys() | {row["canonical"] for row in rows.values()}
    pattern = "|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term))))
    return re.compile(pattern), rows


def written_out(text: str, name: str) -> Signature | None:
    """The signature of a name with the short forms of the list `name` written out; None where it holds no such term."""
    pattern, rows = _listed(name)
    met = set(pattern.findall(text))
    if not met:
        return None
    short = {form: rows[form] for form in sorted(met & rows.keys())}
    full = pattern.sub(lambda match: short.get(match.group(), {}).get("canonical", match.group()), text)
    detail = "; ".join(f"{form} = {row['canonical']}: {row['source']}" for form, row in short.items())
    return Signature(Reason.reviewed_alias, f"written out {full}", detail or "written out in full")
