"""Persons: one name and one employer are one person; all else stays apart or goes to review."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from zhizao.resolution import lexicon
from zhizao.resolution.clusters import Edge
from zhizao.resolution.forms import Form
from zhizao.resolution.organizations import canonical, read_organization
from zhizao.resolution.outcome import Review
from zhizao.resolution.places import country_of
from zhizao.resolution.readings import Reason, spelled
from zhizao.resolution.reviews import review


@lru_cache(maxsize=1)
def public_persons() -> frozenset[str]:
    """The names that mean one person wherever the news gives no employer, or a high office."""
    return frozenset(spelled(row["name"]) for row in lexicon.rows("public_persons"))


@lru_cache(maxsize=1)
def high_offices() -> frozenset[str]:
    """The bodies whose heads the news often names without them."""
    return frozenset(spelled(row["affiliation"]) for row in lexicon.rows("high_offices"))


def namesakes(persons: Mapping[str, Form]) -> list[list[Form]]:
    """The forms of each name that more than one form bears, in the order of their keys."""
    by_name: dict[str, list[Form]] = defaultdict(list)
    for key in sorted(persons):
        by_name[spelled(persons[key].normalised_name)].append(persons[key])
    return [found for found in by_name.values() if len(found) > 1]


def person_edges(
    persons: Mapping[str, Form], organizations: Mapping[str, Form], employer_of: Mapping[str, str]
) -> Iterator[Edge]:
    """Edges between forms of one name; `employer_of` gives the entity of each person's employer."""
    for found in namesakes(persons):
        groups: dict[tuple[Reason, str], list[Form]] = defaultdict(list)
        for form in found:
            if form.key in employer_of:
                groups[Reason.same_employer, employer_of[form.key]].append(form)
            if _is_public(form, organizations.get(form.employer_key or "")):
                groups[Reason.public_person, ""].append(form)
        for (reason, employer), members in groups.items():
            where = f"at {organizations[employer].name}" if employer else "in high office"
            into = min(members, key=lambda form: (form.employer_key is None, form.key))
            for form in members:
                if form is not into:
                    yield Edge(reason, form.key, into.key, f"{form.name} {where}")


def _is_public(person: Form, employer: Form | None) -> bool:
    if spelled(person.normalised_name) not in public_persons():
        return False
    return employer is None or _is_public_office(employer)


def _is_public_office(employer: Form) -> bool:
    office = spelled(employer.normalised_name)
    return office in high_offices() or country_of(office) is not None


def person_reviews(
    persons: Mapping[str, Form],
    organizations: Mapping[str, Form],
    employer_of: Mapping[str, str],
    entity_of: Mapping[str, str],
) -> Iterator[Review]:
    """Pairs of namesakes of whom one employer is a part of the other's; a name without employer beside a single one."""
    for found in namesakes(persons):
        employers: dict[str, set[str]] = defaultdict(set)
        for form in found:
            employers[entity_of[form.key]] |= {employer_of[form.key]} if form.key in employer_of else set()
        employed = sorted(person for person, bodies in employers.items() if bodies)
        bare = sorted(person for person, bodies in employers.items() if not bodies)
        for one, other in combinations(employed, 2):
            related = _related(employers[one], employers[other], organizations)
            if related:
                yield review("person", one, other, "related_employers", related)
        if len(employed) == 1 and len(bare) == 1 and not country_of(spelled(found[0].normalised_name)):
            yield review("person", bare[0], employed[0], "only_namesake", "one is named without an employer")


def _related(ones: set[str], others: set[str], organizations: Mapping[str, Form]) -> str:
    """Which of the employers of two namesakes are parts of one another, in words; "" for none."""
    pairs = ((organizations[one], organizations[other]) for one in sorted(ones) for other in sorted(others))
    return next((f"{a.name} and {b.name} belong together" for a, b in pairs if is_part(a, b) or is_part(b, a)), "")


def is_part(part: Form, whole: Form) -> bool:
    """Whether one organization is, by its name, a part of the other: 云州大学信息学院 of 云州大学."""
    longer, shorter = spelled(part.normalised_name), spelled(whole.normalised_name)
    if len(longer) > len(shorter) > 1 and longer.startswith(shorter):
        return True
    parent = dict(read_organization(longer).traits).get("part", "").partition("|")[0]
    return bool(parent) and parent == canonical(shorter)
