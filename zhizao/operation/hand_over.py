"""Which load is worked on next: the decisions the DAGs take between the stations, without Airflow.

The warehouse knows which loads are open; Airflow knows what runs. A load that was told to the publishing DAG but never
finished (a crash, a paused DAG, a lost event) is open while nothing runs, and is taken up again by the next visit.
"""

from collections.abc import Collection, Sequence


def loads_to_read(landed: Collection[str | None], open_loads: Sequence[str], *, publishing: bool) -> list[str]:
    """The loads a visit hands on, oldest first.

    While a publishing run is queued or running, the open loads are its work and only what has just `landed` is
    handed on. When none is, every open load was left behind by somebody and is handed on again.
    """
    if not publishing:
        return list(open_loads)
    return [load for load in open_loads if load in landed]


def load_to_publish(asked: str | None, told: Collection[str], open_loads: Sequence[str]) -> str | None:
    """The one load a publishing run works on, or None when there is nothing to do.

    A load a person asked for goes first, whatever its state: the stations say if it has ended. Otherwise it is the
    oldest of the loads the asset events told of, and without events the oldest of all, among those still open.
    """
    if asked:
        return asked
    return next((load for load in open_loads if not told or load in told), None)
