"""Build: what changed is told, entities are resolved, and dbt brings the candidate to it; no reader sees it yet."""

from collections import Counter

from psycopg2.extensions import connection as Connection

from zhizao.corrections.decisions import decisions_in_force
from zhizao.resolution import Resolved, resolve
from zhizao.road.loads import arrive
from zhizao.road.screen import screen
from zhizao.warehouse.connection import connect, warehouse_dsn
from zhizao.warehouse.schemas import CANDIDATE
from zhizao.warehouse.transform import build_candidate


def build(load_id: str) -> dict[str, int]:
    """Build the candidate for a load; give the numbers of models, seeds and tests that ran.

    Raises ZhizaoError when a model or a blocking dbt test fails; the load stays open and can be built again.
    """
    with connect() as connection, connection.cursor() as cursor:
        arrive(connection, load_id, "build")
        cursor.execute("update ops.candidate set load_id = %s, built_at = null, audited = false", (load_id,))
    screen(load_id)
    results = build_candidate(warehouse_dsn(), load_id, resolve_entities, CANDIDATE)
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("update ops.candidate set built_at = now() where load_id = %s", (load_id,))
    return dict(Counter(result.resource_type for result in results))


def resolve_entities(connection: Connection, schema: str) -> Resolved:
    """Resolve the entities of a candidate as its articles speak and as people decided."""
    return resolve(connection, schema, decisions_in_force(connection))
