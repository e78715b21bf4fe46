"""What the name of an organization says: listed names, authorities, branches, and companies' own names."""

import re
from functools import lru_cache

from zhizao.extraction import lexicon as gazetteer
from zhizao.resolution import lexicon
from zhizao.resolution.enterprises import branch, company, is_distinctive, without_legal_form
from zhizao.resolution.government import Authority, authority, full_name, signature
from zhizao.resolution.readings import Reading, Reason, Signature, spelled, spelling
from zhizao.resolution.states import party_body, state_signature

_SHORTEST_PARENT = 3
_BRACKET = re.compile("[()]")


@lru_cache(maxsize=1)
def _told_apart() -> frozenset[str]:
    """Forms that stand for themselves: bodies that were succeeded by others, and companies beside their groups."""
    rows = (*lexicon.rows("successions"), *lexicon.rows("told_apart"))
    return frozenset(spelled(row["form"]) for row in rows)


@lru_cache(maxsize=1)
def _brands() -> frozenset[str]:
    """Enterprises that are listed under their brand, which is no official name."""
    return frozenset(
        spelled(row["canonical"]) for row in gazetteer.rows("organizations") if row["type"] == "enterprise"
    )


@lru_cache(maxsize=1)
def listed_names() -> dict[str, tuple[str, str]]:
    """The name a body is listed under, and where from, by each of its listed forms."""
    names: dict[str, tuple[str, str]] = {}
    for row in gazetteer.rows("organizations"):
        relative = row["needs_frame"] and row["type"] == "government"
        if not relative and spelled(row["name"]) not in _told_apart():
            names[spelled(row["name"])] = spelled(row["canonical"]), row["why"]
    for row in lexicon.rows("organization_aliases"):
        body = spelled(row["canonical"])
        names[spelled(row["form"])] = names.get(body, (body, ""))[0], row["source"]
        names.setdefault(body, (body, row["source"]))
    return names


def listed(text: str) -> tuple[str, str] | None:
    """The name a body is listed under, and where from; 中国 before an institute's name may be left out."""
    found = listed_names().get(text)
    if found is None and text.endswith(("研究院", "科学院")) and text not in _told_apart():
        found = listed_names().get(f"中国{text}")
    return found


def canonical(text: str) -> str:
    """The listed name of a body, with or without its legal form; else the text itself."""
    found = listed(text) or listed(without_legal_form(text))
    return found[0] if found else text


@lru_cache(maxsize=1 << 16)
def read_organization(text: str, reason: Reason | None = None) -> Reading:
    """Read a name in full; `reason` marks one that was completed by its context."""
    own = (spelling(text),)
    found = listed(text) or listed(party_body(text))
    if found:
        value = Signature(reason or Reason.reviewed_alias, f"body {found[0]}", f"listed as {found[0]}: {found[1]}")
        return Reading(
            (*own, value), (("body", found[0]), ("part", "")), is_official=text == found[0] and text not in _brands()
        )
    if text in _told_apart():
        return Reading(own, (("body", text),), is_official=True)
    state = state_signature(text)
    if state:
        return Reading((*own, state))
    if (bare := party_body(text)).startswith("中央") and not _listed_head(bare):
        return Reading((*own, Signature(Reason.grammar, f"centre {bare}", f"{bare} of the party")))
    ruled = authority(text)
    if ruled:
        return _read_authority(text, ruled, reason)
    return _read_part(text, reason) or _read_company(text) or Reading(own)


def _read_authority(text: str, found: Authority, reason: Reason | None) -> Reading:
    traits = [("body", f"{found.place.name}|{found.domain}")]
    if found.place.within:
        traits.append(("within", found.place.within))
    value = signature(found, reason or Reason.grammar, text)
    return Reading((spelling(text), value), tuple(traits), is_official=text == full_name(found))


def _read_part(text: str, reason: Reason | None) -> Reading | None:
    """A branch, or a department behind a listed name: 工信部装备工业司."""
    found = branch(text)
    if found:
        part = "|".join((canonical(found.parent), found.place, found.unit))
        detail = f"{found.unit} of {canonical(found.parent)} in {found.place}"
    else:
        parent = _listed_head(text)
        if not parent:
            return None
        rest = without_legal_form(_BRACKET.sub("", text[len(parent) :]))
        if not rest:
            return _whole_company(text, parent)
        part = f"{canonical(parent)}|{rest}"
        detail = f"{rest} of {canonical(parent)}"
    value = Signature(reason or Reason.grammar, f"part {part}", detail)
    return Reading((spelling(text), value), (("part", part),))


def _listed_head(text: str) -> str:
    """The longest listed name at the head of `text`."""
    heads = (text[:length] for length in range(len(text) - 1, _SHORTEST_PARENT - 2, -1))
    return next((head for head in heads if head in listed_names()), "")


def _whole_company(text: str, parent: str) -> Reading:
    """A listed name with a legal form behind it."""
    body = canonical(parent)
    value = Signature(Reason.legal_form, f"body {body}", f"{body} with its legal form")
    return Reading((spelling(text), value), (("body", body), ("part", "")))


def _read_company(text: str) -> Reading | None:
    found = company(text)
    if found is None:
        return None
    traits = [(name, value) for name, value in (("place", found.place), ("legal", found.form)) if value]
    # Where the core is made of everyday words, only names with the same place can mean one company.
    place = "" if is_distinctive(found.core) else found.place
    value = Signature(Reason.legal_form, f"company {place}|{found.core}", f"{found.core} with and without legal form")
    return Reading((spelling(text), value), tuple(traits))
