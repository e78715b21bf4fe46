"""Bounds learned from earlier loads: what a check observed in published loads tells what is usual.

A check's `meta.history` states the rule: from at least `loads` published loads, the smallest observation divided by
`factor` less `margin` to the largest times `factor` plus `margin`; with fewer loads the wide `default` holds.
"""

from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import connection as Connection

from zhizao.quality.suites import Suite, name_of

LOADS_COMPARED = 30
"""How many published loads, the latest first, a bound is learned from."""

_EARLIER = """
select ranked.expectation, array_agg(ranked.value)
from (
    select
        result.expectation,
        (result.observed ->> 'value')::float8 as value,
        row_number() over (partition by result.expectation order by load.opened_at desc, load.load_id desc) as age
    from ops.check_results as result
    inner join ops.loads as load on load.load_id = result.load_id
    where
        result.suite = %(suite)s and result.load_id <> %(load_id)s and result.expectation = any(%(names)s)
        and load.outcome = 'published' and jsonb_typeof(result.observed -> 'value') = 'number'
) as ranked
where ranked.age <= %(loads)s
group by ranked.expectation
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is usual: both ends included, None where open; `loads` is how many loads taught it, 0 for the default."""

    low: float | None
    high: float | None
    loads: int = 0

    @property
    def origin(self) -> str:
        """Where the bounds come from, in words."""
        return f"learned from {self.loads} published loads" if self.loads else "the default without enough history"


def learn(rule: dict[str, Any], earlier: list[float]) -> Bounds:
    """Apply a check's `meta.history` to what earlier loads showed."""
    low, high = rule["default"]
    if len(earlier) < rule["loads"]:
        return Bounds(low, high)
    factor, margin = rule.get("factor", 1), rule.get("margin", 0)
    return Bounds(max(0.0, min(earlier) / factor - margin), max(earlier) * factor + margin, len(earlier))


def bounds_of(connection: Connection, suite: Suite, load_id: str) -> dict[str, Bounds]:
    """The bounds of every check of `suite` that learns from history, by the check's name."""
    rules = {name_of(e): e["meta"]["history"] for e in suite.expectations if "history" in e["meta"]}
    if not rules:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _EARLIER, {"suite": suite.name, "names": list(rules), "load_id": load_id, "loads": LOADS_COMPARED}
        )
        earlier = dict(cursor.fetchall())
    return {name: learn(rule, earlier.get(name, [])) for name, rule in rules.items()}


def as_parameters(bounds: dict[str, Bounds]) -> dict[str, float | None]:
    """The bounds as Great Expectations' suite parameters: `NAME_min` and `NAME_max`."""
    low = {f"{name}_min": found.low for name, found in bounds.items()}
    return low | {f"{name}_max": found.high for name, found in bounds.items()}
