"""The quality of the extraction over the loads: measured on gold facts where they are configured, kept, and shown."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from zhizao.errors import ZhizaoError
from zhizao.report.charts import Chart, lines
from zhizao.report.gold import Gold, Outcome, load_gold, measure
from zhizao.report.loads import LOADS_SHOWN
from zhizao.report.scoring import MEASURES, Score

_LATEST_ENGINE = """
    select engine_version, lexicon_hash from ops.article_outcomes
    where load_id <= %s order by decided_at desc, article_key limit 1"""

_KEEP = """
    insert into ops.extraction_scores (
        load_id, gold_digest, kind, engine_version, lexicon_hash, articles, articles_absent, found, fully_right, extra,
        missed
    ) values %s
    on conflict (load_id, gold_digest, kind) do update set engine_version = excluded.engine_version,
        lexicon_hash = excluded.lexicon_hash, articles = excluded.articles, articles_absent = excluded.articles_absent,
        found = excluded.found, fully_right = excluded.fully_right, extra = excluded.extra, missed = excluded.missed,
        scored_at = now()"""

_KEPT = """
    select load_id, engine_version, lexicon_hash, max(scored_at),
        array_agg(array[found, fully_right, extra, missed] order by array_position(%(kinds)s, kind))
    from ops.extraction_scores where gold_digest = %(gold)s
    group by load_id, engine_version, lexicon_hash order by load_id desc limit %(most)s"""


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of the state one load published, by kind."""

    load_id: str
    engine_version: str
    lexicon_hash: str
    scored_at: datetime
    scores: list[Score]


@dataclass(frozen=True, slots=True)
class Quality:
    """What the page on the extraction's quality shows; `fault` says why there is nothing to show."""

    gold: Path | None
    fault: str | None = None
    outcome: Outcome | None = None
    history: list[Measured] = field(default_factory=list)

    def chart(self) -> Chart:
        """F1 by kind over the loads, the oldest first."""
        columns = [
            (each.load_id.removeprefix("load-").lstrip("0"), [score.f1 for score in each.scores])
            for each in self.history[::-1]
        ]
        return lines("quality", "F1 over the loads", [f"{each.kind}s" for each in MEASURES], columns)


def assess(
    reading: Connection, writing: Connection, schema: str | None, load_id: str | None, folder: Path | None
) -> Quality:
    """Measure what this load published, keep the figures, and give them with those of the loads before.

    Nothing is raised for gold that cannot be used: the page says what is wrong with it.
    """
    if folder is None:
        return Quality(None)
    try:
        gold = load_gold(folder)
    except ZhizaoError as error:
        return Quality(folder, fault=str(error))
    outcome = measure(reading, schema, gold) if schema else None
    if outcome and outcome.articles and load_id:
        _keep(writing, load_id, gold, outcome)
    return Quality(folder, outcome=outcome, history=_kept(writing, gold))


def _keep(connection: Connection, load_id: str, gold: Gold, outcome: Outcome) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LATEST_ENGINE, (load_id,))
        engine, lexicon = cursor.fetchone() or ("unknown", "unknown")
        counted = (len(outcome.articles), len(outcome.absent))
        rows = [
            (load_id, gold.digest, s.kind, engine, lexicon, *counted, s.found, s.fully_right, s.extra, s.missed)
            for s in outcome.scores.values()
        ]
        execute_values(cursor, _KEEP, rows)
    connection.commit()


def _kept(connection: Connection, gold: Gold) -> list[Measured]:
    kinds = [each.kind for each in MEASURES]
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, {"kinds": kinds, "gold": gold.digest, "most": LOADS_SHOWN})
        return [
            Measured(load_id, engine, lexicon, at, [Score(k, *c) for k, c in zip(kinds, counts, strict=True)])
            for load_id, engine, lexicon, at, counts in cursor
        ]
