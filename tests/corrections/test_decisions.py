"""What the ledger tells entity resolution."""

from zhizao.corrections.decisions import decisions_in_force
from zhizao.corrections.ledger import Correction, append
from zhizao.resolution.decisions import Decisions, Merged, Renamed, Retyped, Separated
from zhizao.warehouse.connection import connect


def line(action: str, key: str, other: str | None = None, **fields: str) -> Correction:
    return Correction(
        action=action, kind="organization", entity_key=key, entity_name=key.upper(), other_key=other,
        other_name=other and other.upper(), fields=fields, reason="known", made_by="周二",
    )  # fmt: skip


def test_the_later_decision_on_the_same_forms_holds_and_an_undone_one_does_not(database: str) -> None:
    with connect(dsn=database) as connection:
        append(connection, line("merge", "a", "b"))
        append(connection, line("separate", "b", "a"))
        append(connection, line("merge", "c", "d"))
        append(connection, line("rename", "c", name="旧名"))
        append(connection, line("rename", "c", name="新名"))
        undone = append(connection, line("retype", "d", type="media"))
        append(connection, line("retype", "c", type="research"))
        append(connection, Correction(action="undo", undoes=undone, reason="a slip", made_by="周二"))
        assert decisions_in_force(connection) == Decisions(
            merges=(Merged("c", "d", "周二: known"),),
            separations=(Separated("b", "a", "周二: known"),),
            renames=(Renamed("c", "新名"),),
            retypes=(Retyped("c", "research"),),
        )
