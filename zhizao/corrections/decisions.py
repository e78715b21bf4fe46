"""What the ledger decides about entities, in the words of entity resolution."""

from psycopg2.extensions import connection as Connection

from zhizao.resolution.decisions import Decisions, Merged, Renamed, Retyped, Separated

_IN_FORCE = """
    select action, entity_key, coalesce(other_key, fields ->> 'name', fields ->> 'type'), made_by || ': ' || reason
    from ops.corrections join ops.corrections_in_force using (correction_no)
    where entity_key is not null order by correction_no"""


def decisions_in_force(connection: Connection) -> Decisions:
    """The decisions no later line has undone; of two on the same forms the later holds."""
    pairs: dict[frozenset[str], Merged | Separated] = {}
    names: dict[str, Renamed] = {}
    types: dict[str, Retyped] = {}
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE)
        for action, key, value, why in cursor:
            if action == "rename":
                names[key] = Renamed(key, value)
            elif action == "retype":
                types[key] = Retyped(key, value)
            else:
                kind = Merged if action == "merge" else Separated
                pairs[frozenset((key, value))] = kind(key, value, why)
    return Decisions(
        merges=tuple(pair for pair in pairs.values() if isinstance(pair, Merged)),
        separations=tuple(pair for pair in pairs.values() if isinstance(pair, Separated)),
        renames=tuple(names.values()),
        retypes=tuple(types.values()),
    )
