"""The published marts as files: whole, of one state, described, and never over what is there."""

import csv
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

from zhizao.errors import ZhizaoError
from zhizao.warehouse.connection import connect
from zhizao.warehouse.export import export
from zhizao.warehouse.swap import rotate

MARTS = """
create table marts.facts (fact_key text primary key, value numeric, bound numeric, is_first boolean, told_on date, names text[]);
comment on table marts.facts is 'One row per fact.';
comment on column marts.facts.value is 'The value, in 元.';
insert into marts.facts values
    ('一', 0.008, 'infinity', true, '2025-12-31', '{"甲,乙","丙"}'), ('二', null, 12345678901234567890.5, false, null, '{}');
create view marts.names as select fact_key from marts.facts"""


@pytest.fixture
def published(warehouse: str) -> str:
    """A warehouse that has published a table and a view."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("create schema marts;" + MARTS)
    return warehouse


def table(path: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pyarrow.parquet.read_table(path).to_pylist()
    return rows


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.usefixtures("published")
def test_parquet_holds_every_row_with_its_type_and_meaning(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    assert export(tmp_path / "new", tell=lambda *said: told.append(said)) == {"facts": 2, "names": 2}
    assert told == [("facts", 0), ("facts", 2), ("names", 0), ("names", 2)]
    first, second = table(tmp_path / "new" / "facts.parquet")
    assert first == {
        "fact_key": "一", "value": 0.008, "bound": float("inf"), "is_first": True, "told_on": date(2025, 12, 31),
        "names": ["甲,乙", "丙"],
    }  # fmt: skip
    assert (second["value"], second["told_on"], second["names"]) == (None, None, [])
    field = pyarrow.parquet.read_schema(tmp_path / "new" / "facts.parquet").field("value")
    assert field.metadata[b"description"].decode() == "The value, in 元."


@pytest.mark.usefixtures("published")
def test_csv_has_every_digit_and_the_dictionary_every_column(tmp_path: Path) -> None:
    export(tmp_path, "csv")
    assert lines(tmp_path / "facts.csv") == [
        ["fact_key", "value", "bound", "is_first", "told_on", "names"],
        ["一", "0.008", "Infinity", "true", "2025-12-31", '["甲,乙", "丙"]'],
        ["二", "", "12345678901234567890.5", "false", "", "[]"],
    ]
    dictionary = lines(tmp_path / "data_dictionary.csv")
    assert dictionary[:2] == [["table", "column", "type", "description"], ["facts", "", "", "One row per fact."]]
    assert ["facts", "value", "numeric", "The value, in 元."] in dictionary
    assert ["names", "fact_key", "text", ""] in dictionary


@pytest.mark.usefixtures("published")
def test_files_that_are_there_stay_unless_they_are_to_be_overwritten(tmp_path: Path) -> None:
    (tmp_path / "facts.parquet").write_text("mine")
    with pytest.raises(ZhizaoError, match=r"already holds facts\.parquet: .*--overwrite"):
        export(tmp_path)
    assert [path.name for path in tmp_path.glob("*.parquet")] == ["facts.parquet"]
    assert (tmp_path / "facts.parquet").read_text() == "mine"
    export(tmp_path, overwrite=True)
    assert len(table(tmp_path / "facts.parquet")) == 2


@pytest.mark.usefixtures("warehouse")
def test_a_publication_meanwhile_does_not_mix_two_states(tmp_path: Path) -> None:
    with connect() as connection:
        for state in ("old", "new"):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"create schema marts_candidate; create table marts_candidate.a as select '{state}' as s"
                )
                cursor.execute(f"create table marts_candidate.b as select '{state}' as s")
            if state == "old":
                rotate(connection, candidate="marts_candidate", current="marts", previous="marts_previous")
                with connection.cursor() as cursor:
                    cursor.execute("drop schema marts_candidate")

    def publish_first(name: str, rows: int) -> None:
        if (name, rows) == ("a", 0):
            with connect() as connection:
                rotate(connection, candidate="marts_candidate", current="marts", previous="marts_previous")

    export(tmp_path, tell=publish_first)
    assert [table(tmp_path / f"{name}.parquet") for name in "ab"] == [[{"s": "old"}], [{"s": "old"}]]


@pytest.mark.usefixtures("published")
def test_a_fault_half_way_leaves_no_file_behind(tmp_path: Path) -> None:
    def fail(name: str, rows: int) -> None:
        if name == "names" and rows:
            raise OSError(28, "No space left on device")

    with pytest.raises(ZhizaoError, match=r"cannot be written .*No space left"):
        export(tmp_path, tell=fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(("form", "said"), [("xlsx", "'xlsx' is no format"), ("csv", "Nothing is published yet")])
def test_what_cannot_be_exported_is_said_in_a_sentence(tmp_path: Path, form: str, said: str) -> None:
    with pytest.raises(ZhizaoError, match=said):
        export(tmp_path, form)


@pytest.mark.usefixtures("published")
def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ZhizaoError, match="file cannot be written"):
        export(tmp_path / "file")
