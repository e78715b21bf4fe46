"""Asking the configured backend about the articles of a batch, before the engine reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from psycopg2.extensions import cursor as Cursor
from psycopg2.extras import Json

from zhizao.backends.backend import Answer, Backend, BackendFaultError
from zhizao.backends.ledger import Budget, Ledger
from zhizao.backends.settings import BackendSettings, backend_settings
from zhizao.extraction.mentions import Extraction
from zhizao.extraction.proposals import Proposal
from zhizao.sources.limits import Clock
from zhizao.warehouse.connection import connect

_MERGED = ("alias", "known")
_RECORD = """
    update ops.backend_calls set
        accepted = %(accepted)s, merged = %(merged)s, rejected = proposals - %(accepted)s - %(merged)s,
        reasons = reasons || %(reasons)s
    where article_key = %(article)s and load_id = %(load)s and backend = %(backend)s"""


@dataclass(frozen=True)
class Consultation:
    """What a backend proposes for the articles of a batch; articles it could not be asked about are not in it."""

    backend: str | None = None
    proposals: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)

    def proposals_for(self, article_key: str) -> tuple[Proposal, ...]:
        """The proposals for one article."""
        return self.proposals.get(article_key, ())

    def backend_for(self, article_key: str) -> str | None:
        """The identity of the backend whose answer the engine is given, part of the key of its extraction."""
        return self.backend if article_key in self.proposals else None


def consult(load_id: str, articles: Iterable[tuple[str, str]], clock: Clock | None = None) -> Consultation:
    """Ask about articles, given as key and body, what was not answered before; no fault of a backend is raised.

    Without a configured backend nothing happens. Raises ZhizaoError when the settings of the backend are wrong.
    """
    settings = backend_settings()
    if settings is None:
        return Consultation()
    from zhizao.backends.openai_compatible import OpenAICompatible  # loads httpx

    clock = clock or Clock()
    backend = OpenAICompatible(settings, clock)
    with connect() as connection:
        ledger = Ledger(connection, load_id, backend.identity)
        return Consultation(backend.identity, _ask_all(ledger, backend, settings, list(articles), clock))


def _ask_all(
    ledger: Ledger, backend: Backend, settings: BackendSettings, articles: Sequence[tuple[str, str]], clock: Clock
) -> dict[str, tuple[Proposal, ...]]:
    proposals = ledger.stored([key for key, _ in articles])
    budget = Budget(settings.max_articles, settings.max_tokens, settings.max_faults)
    ends = clock.monotonic() + settings.max_seconds
    for key, body in articles:
        if key in proposals:
            continue
        if clock.monotonic() >= ends:
            ledger.refuse(key, f"The task has asked for {settings.max_seconds:g} seconds, as long as it may.")
        elif ledger.reserve(key, estimate := backend.estimate(body), budget):
            answer = _ask(ledger, backend, (key, body, estimate), clock)
            if answer is not None:
                proposals[key] = answer.proposals
    return proposals


def _ask(ledger: Ledger, backend: Backend, article: tuple[str, str, int], clock: Clock) -> Answer | None:
    key, body, estimate = article
    begun = clock.monotonic()
    try:
        answer = backend.propose(body)
    except BackendFaultError as fault:
        ledger.failed(key, fault, estimate, round(clock.monotonic() - begun, 3))
        return None
    ledger.answered(key, answer, estimate, round(clock.monotonic() - begun, 3))
    return answer


def record(cursor: Cursor, load_id: str, consulted: Consultation, results: Iterable[tuple[str, Extraction]]) -> None:
    """Write down how the proposals fared, for articles given as key and extraction, in the caller's transaction."""
    for key, found in results:
        if consulted.backend_for(key):
            fates = dict(found.proposed)
            accepted, merged = fates.get("accepted", 0), sum(fates.get(fate, 0) for fate in _MERGED)
            values = {"accepted": accepted, "merged": merged, "reasons": Json(fates), "article": key}
            cursor.execute(_RECORD, {**values, "load": load_id, "backend": consulted.backend})
