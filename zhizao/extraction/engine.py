"""The one entry point of extraction: runs the stages over one text in their order."""

from collections.abc import Iterable
from datetime import date

from zhizao.extraction.initiatives import find_initiatives
from zhizao.extraction.mentions import Extraction
from zhizao.extraction.metrics import actors_of, find_metrics
from zhizao.extraction.participants import find_entities, find_participants
from zhizao.extraction.proposal_grammar import About
from zhizao.extraction.proposals import Proposal, with_proposals
from zhizao.extraction.roles import find_roles
from zhizao.extraction.text import Text


def extract(  # noqa: PLR0913 - what is known of an article, each by its name
    text: str,
    published_on: date | None = None,
    *,
    title: str | None = None,
    publisher: str | None = None,
    authors: tuple[str, ...] = (),
    proposals: Iterable[Proposal] = (),
) -> Extraction:
    """Find every metric, initiative, participant and role that `text` asserts.

    `published_on` resolves relative times; `title`, `publisher` and `authors` give context only: no mention is
    taken from the title, and authors are never participants. `proposals` are names that others suggest; they can add
    to what is found here and change none of it.
    """
    prepared = Text(text)
    entities = find_entities(prepared, authors=authors, publisher=publisher)
    initiatives = find_initiatives(prepared, published_on, entities)
    participants = find_participants(prepared, published_on, authors=authors, publisher=publisher)
    actors = actors_of(prepared, entities, initiatives)
    metrics = find_metrics(prepared, published_on, actors, title=title)
    found = Extraction(
        metrics=metrics.metrics,
        initiatives=initiatives,
        participants=participants,
        roles=find_roles(prepared, initiatives, participants) if initiatives and participants else (),
        rejected=metrics.rejected,
    )
    return with_proposals(prepared, found, proposals, entities, About(published_on, authors, publisher))
