"""Screening: every mention of a load is held to the row rules, and what breaks one is quarantined with its reason.

One bad row stops nobody: the marts are built without it, and `ops.quarantined_mentions` tells which and why. How many
of them are too many is for the gate to say.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from psycopg2.extensions import connection as Connection
from psycopg2.extras import RealDictCursor, execute_values

from zhizao.quality.restatement import quote_restates
from zhizao.quality.row_rules import RULES, VALUE_IS_RESTATED, RowRule

_ROWS_AT_ONCE = 2000
_INTO = "insert into ops.quarantined_mentions (load_id, mention_table, article_key, mention_key, rule, reason)"

_BROKEN = """
{into}
select m.load_id, '{table}', m.article_key, m.mention_key, broken.rule, broken.reason
from raw.{table} as m
join raw.articles as a on a.article_key = m.article_key
cross join lateral (
    select rule, reason from (values {rules}) as stated (place, rule, reason, is_broken)
    where is_broken order by place limit 1) as broken
where m.load_id = current_setting('zhizao.load_id')"""

_UNSOUND = """
not exists (
    select from raw.{table} as n
    where n.article_key = m.article_key and n.load_id = m.load_id and m.{column} = any(n.name || n.aliases)
    and not exists (
        select from ops.quarantined_mentions as q where q.article_key = n.article_key and q.load_id = n.load_id
        and q.mention_table = '{table}' and q.mention_key = n.mention_key))"""

_METRICS = """
select m.article_key, m.mention_key, m.quote, m.value, m.value_max, m.unit, m.comparator, m.measure
from raw.metric_mentions as m
where m.load_id = %(load)s and not exists (
    select from ops.quarantined_mentions as q where q.article_key = m.article_key and q.load_id = m.load_id
    and q.mention_table = 'metric_mentions' and q.mention_key = m.mention_key)"""

_COUNTED = (
    "left join (select article_key, count(*) as n from raw.{table} where load_id = %(load)s group by 1) as {table}"
)

_YIELDS = f"""
insert into ops.load_yields
    (load_id, source_name, article_count, metric_count, initiative_count, participant_count, role_count)
select o.load_id, d.source_name, count(*), {", ".join(f"coalesce(sum({table}.n), 0)" for table in RULES)}
from ops.article_outcomes as o
join raw.articles as a on a.article_key = o.article_key
join raw.documents as d on d.document_key = a.document_key
{" ".join(f"{_COUNTED.format(table=table)} on {table}.article_key = o.article_key" for table in RULES)}
where o.load_id = %(load)s
group by o.load_id, d.source_name"""  # noqa: S608 - put together from constants of this module


def screen_mentions(connection: Connection, load_id: str) -> Counter[str]:
    """Quarantine the mentions of this load that break a rule; give their number by rule.

    What an earlier screening of the load found is replaced, so that screening again changes nothing. How many mentions
    each source gave is written down in `ops.load_yields` on the way.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('zhizao.load_id', %s, true)", (load_id,))
        for table in ("quarantined_mentions", "load_yields"):
            cursor.execute(f"delete from ops.{table} where load_id = %s", (load_id,))  # noqa: S608 - one of two names
        for table, rules in RULES.items():
            cursor.execute(_statement(table, rules))
        unrestated = (
            (load_id, "metric_mentions", metric["article_key"], metric["mention_key"], *_told(VALUE_IS_RESTATED))
            for metric in _unquarantined_metrics(connection, load_id)
            if not quote_restates(metric)
        )
        execute_values(cursor, f"{_INTO} values %s", list(unrestated))
        cursor.execute(_YIELDS, {"load": load_id})
        cursor.execute("select rule, count(*) from ops.quarantined_mentions where load_id = %s group by 1", (load_id,))
        return Counter(dict(cursor.fetchall()))


def _told(rule: RowRule) -> tuple[str, str]:
    return rule.name, rule.reason


def _statement(table: str, rules: tuple[RowRule, ...]) -> str:
    stated = ", ".join(f"({n}, '{rule.name}', $${rule.reason}$$, {rule.is_broken})" for n, rule in enumerate(rules))
    for what, mentioned in (("participant", "participant_mentions"), ("initiative", "initiative_mentions")):
        stated = stated.replace(f"{{{what}_is_unsound}}", _UNSOUND.format(table=mentioned, column=what))
    return _BROKEN.replace("{into}", _INTO).replace("{table}", table).replace("{rules}", stated)


def _unquarantined_metrics(connection: Connection, load_id: str) -> Iterator[dict[str, Any]]:
    with connection.cursor("metrics", cursor_factory=RealDictCursor) as cursor:
        cursor.itersize = _ROWS_AT_ONCE
        cursor.execute(_METRICS, {"load": load_id})
        yield from cursor
