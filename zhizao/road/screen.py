"""Screen: the first step of building sets single bad mentions aside, each with its reason; the rest goes on."""

from zhizao.quality.screening import screen_mentions
from zhizao.warehouse.connection import connect


def screen(load_id: str) -> dict[str, int]:
    """Quarantine the mentions of a load that break a row rule; give their number by rule."""
    with connect() as connection:
        return dict(screen_mentions(connection, load_id))
