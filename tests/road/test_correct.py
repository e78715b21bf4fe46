"""Corrections on the road: entered all or none, and carried by one load."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.road.driving import rows
from zhizao.cli import app
from zhizao.corrections.requests import Request
from zhizao.errors import ZhizaoError
from zhizao.road.correct import correct, correct_from, ledger_lines
from zhizao.warehouse.connection import connect

HEAD = "action,kind,key,other_key,quote,set,reason,by\n"


@pytest.fixture
def published(warehouse: str) -> str:
    """What is published of entities, as far as corrections look at it."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("""
            create schema intermediate;
            create table intermediate.entity_forms (form_key text, kind text, entity_name text);
            insert into intermediate.entity_forms values
            ('a', 'organization', '云州大学'), ('b', 'organization', '云大'), ('p', 'person', '林一')""")
    return warehouse


@pytest.mark.usefixtures("published")
def test_corrections_travel_with_one_load_until_it_is_built() -> None:
    merge = Request(action="merge", key="a", other_key="b", reason="short form", by="reviewer")
    rename = Request(action="rename", key="a", fields={"name": "云州大学（新）"}, reason="new name", by="reviewer")
    assert correct([(None, merge)]) == ([1], "load-000001")
    assert correct([(None, rename)]) == ([2], "load-000001")
    assert rows("select station, outcome from ops.loads") == [("extract", "open")]
    assert [(line.action, line.what, line.in_force) for line in ledger_lines()] == [
        ("merge", "云州大学 → 云大", True),
        ("rename", '云州大学 {"name": "云州大学（新）"}', True),
    ]


@pytest.mark.usefixtures("published")
def test_a_file_is_entered_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "corrections.csv"
    file.write_text(HEAD + "separate,,a,b,,,two bodies,\nretype,,p,,,type=research,not a firm,周二\n", encoding="utf-8")
    with pytest.raises(
        ZhizaoError, match=r"Line 3: 林一 is of the kind person, which has no types\. Nothing was entered\."
    ):
        correct_from(file, "reviewer")
    assert rows("select count(*) from ops.corrections") == [(0,)]
    file.write_text(HEAD + "separate,,a,b,,,two bodies,\nretype,,a,,,type=research,not a firm,周二\n", encoding="utf-8")
    assert correct_from(file, "reviewer")[0] != []
    assert rows("select made_by, fields from ops.corrections order by correction_no") == [
        ("reviewer", {}),
        ("周二", {"type": "research"}),
    ]


@pytest.mark.usefixtures("published")
def test_a_reviewer_is_told_what_carries_the_correction_and_what_is_wrong() -> None:
    terminal = CliRunner()
    entered = terminal.invoke(app, ["correct", "merge", "a", "b", "--reason", "short form", "--by", "周二"])
    assert entered.output == "Entered as line 1: load-000001 carries it, `zhizao run` publishes it.\n"
    assert "云州大学 → 云大" in terminal.invoke(app, ["correct", "list"]).output
    refused = terminal.invoke(app, ["correct", "merge", "a", "p", "--reason", "?"])
    assert (refused.exit_code, "name two of one kind" in refused.stderr) == (1, True)
    undone = terminal.invoke(app, ["correct", "undo", "1", "--reason", "a mistake"])
    assert undone.output == "Entered as line 2: load-000001 carries it, `zhizao run` publishes it.\n"


def test_a_file_that_is_none_is_refused_with_its_name(warehouse: str, tmp_path: Path) -> None:  # noqa: ARG001 - the settings point at it
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ZhizaoError, match=r"other\.csv is no file of corrections: its first line must name action"):
        correct_from(file, "reviewer")
    with pytest.raises(ZhizaoError, match="cannot be read"):
        correct_from(tmp_path / "absent.csv", "reviewer")
