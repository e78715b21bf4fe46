"""The ledger of calls: what was asked, answered and spent, kept in the warehouse and shared by all tasks of a load."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from zhizao.backends.backend import Answer, BackendFaultError
from zhizao.extraction.proposals import Proposal
from zhizao.warehouse.connection import lock_key
from zhizao.warehouse.copy import copy_rows

PAUSE_SECONDS = 600
"""So long after the last of too many faults in a row nobody is asked; then one call tries again."""
_NOT_ASKED = ("stored", "over_budget", "paused")

_STORED = """
    select distinct on (article_key) article_key, load_id from ops.backend_calls
    where backend = %s and outcome = 'answered' and article_key = any(%s)
    order by article_key, load_id"""
_SPENT = """
    select count(*) filter (where article_key <> %s), coalesce(sum(tokens), 0) from ops.backend_calls
    where load_id = %s and backend = %s and outcome <> all(%s)"""
_LATEST = """
    select outcome <> 'answered', settled_at > clock_timestamp() - make_interval(secs => %s) from ops.backend_calls
    where load_id = %s and backend = %s and settled_at is not null and outcome <> all(%s)
    order by settled_at desc limit %s"""
_NOTE = """
    insert into ops.backend_calls (article_key, load_id, backend, outcome, reason, proposals, tokens)
    values (%s, %s, %s, %s, %s, %s, %s)
    on conflict (article_key, load_id, backend) do update set
        outcome = excluded.outcome, reason = excluded.reason, proposals = excluded.proposals,
        tokens = backend_calls.tokens + excluded.tokens, asked_at = clock_timestamp(), settled_at = null"""
_SETTLE = """
    update ops.backend_calls set
        outcome = %s, reason = %s, proposals = %s, reasons = %s, tokens = tokens + %s, seconds = seconds + %s,
        settled_at = clock_timestamp()
    where article_key = %s and load_id = %s and backend = %s"""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one load may spend on a backend, and after how many faults in a row it pauses."""

    articles: int
    tokens: int
    faults: int


@dataclass(frozen=True)
class Ledger:
    """The calls of one load to one backend; every entry is committed at once, since what was paid for is kept."""

    connection: Connection
    load_id: str
    backend: str

    def stored(self, article_keys: Sequence[str]) -> dict[str, tuple[Proposal, ...]]:
        """What this backend answered about these articles before, in this load or another; the first answer holds."""
        found: dict[str, list[Proposal]] = {}
        with self.connection.cursor() as cursor:
            cursor.execute(_STORED, (self.backend, list(article_keys)))
            loads: dict[str, list[str]] = defaultdict(list)
            for key, load_id in cursor.fetchall():
                loads[load_id].append(key)
                found[key] = []
            for load_id, keys in loads.items():
                cursor.execute(
                    """select article_key, kind, surface, proposed_by from raw.proposals
                       where load_id = %s and backend = %s and article_key = any(%s) order by kind, surface""",
                    (load_id, self.backend, keys),
                )
                for key, kind, surface, source in cursor:
                    found[key].append(Proposal(kind, surface, source))
            for key in sorted(found.keys() - set(loads[self.load_id])):
                self._note(key, "stored", None, proposals=len(found[key]))
        self.connection.commit()
        return {key: tuple(proposals) for key, proposals in found.items()}

    def reserve(self, article_key: str, estimate: int, budget: Budget) -> bool:
        """Note that an article is about to be asked about, unless the load may not: then that is its outcome."""
        with self.connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", (lock_key(f"backend {self.load_id}"),))
        refusal = self._refusal(article_key, estimate, budget)
        if refusal:
            self._note(article_key, *refusal)
        else:
            self._note(article_key, "asked", None, tokens=estimate)
        self.connection.commit()
        return refusal is None

    def refuse(self, article_key: str, reason: str) -> None:
        """Note that an article is not asked about because the task's time for asking is over."""
        self._note(article_key, "over_budget", reason)
        self.connection.commit()

    def _refusal(self, article_key: str, estimate: int, budget: Budget) -> tuple[str, str] | None:
        with self.connection.cursor() as cursor:
            cursor.execute(_SPENT, (article_key, self.load_id, self.backend, list(_NOT_ASKED)))
            articles, tokens = cursor.fetchone() or (0, 0)
            latest = (PAUSE_SECONDS, self.load_id, self.backend, list(_NOT_ASKED), budget.faults)
            cursor.execute(_LATEST, latest)
            calls = cursor.fetchall()
        if articles >= budget.articles:
            return "over_budget", f"The load has asked about {articles} articles, as many as it may."
        if tokens + estimate > budget.tokens:
            return (
                "over_budget",
                f"The load has taken {tokens} of {budget.tokens} tokens; this article may take {estimate}.",
            )
        if len(calls) == budget.faults and all(fault for fault, _ in calls) and calls[0][1]:
            return "paused", f"The last {budget.faults} calls of the load failed."
        return None

    def _note(self, article_key: str, outcome: str, reason: str | None, *, proposals: int = 0, tokens: int = 0) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(_NOTE, (article_key, self.load_id, self.backend, outcome, reason, proposals, tokens))

    def answered(self, article_key: str, answer: Answer, estimate: int, seconds: float) -> None:
        """Keep an answer and settle its call."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "delete from raw.proposals where article_key = %s and load_id = %s and backend = %s",
                (article_key, self.load_id, self.backend),
            )
            copy_rows(
                cursor, "raw.proposals", ("article_key", "load_id", "backend", "proposed_by", "kind", "surface"),
                ((article_key, self.load_id, self.backend, p.source, p.kind, p.surface) for p in answer.proposals),
            )  # fmt: skip
        received = len(answer.proposals) + answer.unfit
        reasons = {"unfit": answer.unfit} if answer.unfit else {}
        self._settle(article_key, ("answered", None, received, Json(reasons), answer.tokens - estimate, seconds))

    def failed(self, article_key: str, fault: BackendFaultError, estimate: int, seconds: float) -> None:
        """Settle a call that brought nothing."""
        self._settle(article_key, (fault.outcome, str(fault), 0, Json({}), fault.tokens - estimate, seconds))

    def _settle(self, article_key: str, values: tuple[object, ...]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(_SETTLE, (*values, article_key, self.load_id, self.backend))
        self.connection.commit()
