"""The pairs a person should look at: reasons that were refused, and companies that differ in their legal form alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from zhizao.resolution.clusters import Clusters
from zhizao.resolution.forms import Form, Kind
from zhizao.resolution.outcome import Review
from zhizao.resolution.readings import Reading, Reason


def review(kind: str, one: str, other: str, reason: str, detail: str) -> Review:
    """A pair in the order of its keys."""
    first, second = sorted((one, other))
    return Review(kind, first, second, reason, detail)


def refused_reviews(clusters: Clusters, forms: Mapping[str, Form]) -> Iterator[Review]:
    """Pairs for which something spoke, and against which something stronger did."""
    for edge, because in clusters.refused:
        if edge.reason is not Reason.decided and "by a person" not in because:
            yield review(forms[edge.form].kind, edge.form, edge.into, edge.reason.name, f"{edge.detail}; but {because}")


def form_reviews(
    kind: Kind, forms: Mapping[str, Form], readings: Mapping[str, Reading], find: Callable[[str], str]
) -> Iterator[Review]:
    """Companies of one core and place under different legal forms: a group and its listed company, or one renamed."""
    if kind != "organization":
        return
    sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, reading in readings.items():
        traits = dict(reading.traits)
        if "legal" in traits and forms[key].is_named:
            value = next(s.value for s in reading.signatures if s.reason is Reason.legal_form)
            sharing[value, traits.get("place", "")].append(key)
    for members in sharing.values():
        ends = {find(key): key for key in sorted(members, reverse=True)}
        for one, other in combinations(sorted(ends.values()), 2):
            yield review(kind, one, other, "legal_form", "the same name with another legal form")
