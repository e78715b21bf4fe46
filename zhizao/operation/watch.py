"""The watch over freshness: tells once what has been quiet for too long, and once that it is well again."""

import logging
from datetime import datetime, timedelta

from zhizao.operation.alert import Alert
from zhizao.operation.alert_settings import alert_settings
from zhizao.operation.alerts import as_pattern, tell_once, tell_well_again
from zhizao.road.freshness import find_stale
from zhizao.warehouse.connection import connect
from zhizao.warehouse.incidents import open_subjects

log = logging.getLogger("zhizao.alerts")


def watch(now: datetime) -> dict[str, int]:
    """Look once; give how many things are stale, how many of them were told now, and how many are well again."""
    settings = alert_settings()
    stale = find_stale(
        now,
        publish_within=timedelta(hours=settings.publish_hours),
        visit_within=timedelta(hours=settings.visit_hours),
    )
    for found in stale:
        log.warning("%s", found.sentence)
    if not settings.configured:
        return {"stale": len(stale), "told": 0, "well_again": 0}
    told = sum(
        tell_once(
            found.subject,
            Alert(
                kind="freshness",
                headline=f"zhizao: not fresh: {found.subject.partition(':')[2]}",
                sentence=found.sentence,
                links={"report": settings.report},
            ),
            settings,
        )
        for found in stale
    )
    with connect("zhizao alerts") as connection:
        ended = open_subjects(connection, "fresh:%") - {found.subject for found in stale}
    well_again = sum(tell_well_again(as_pattern(subject), settings) for subject in sorted(ended))
    return {"stale": len(stale), "told": told, "well_again": well_again}
