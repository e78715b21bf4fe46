"""The whole road as a person drives it: the program, its own server, its own Airflow, the sample articles."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from docs.answers import PAGE, QUESTION, answered, ask
from tests.conftest import reachable_folder
from zhizao.settings import CHECKOUT

PROGRAM = Path(sys.executable).parent / "zhizao"
BAD = {
    "empty.txt": b"",
    "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 16,
    "noise.txt": bytes(range(1, 255)) * 9,
}


class Home:
    """A warehouse of its own below one folder."""

    def __init__(self, folder: Path) -> None:
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("ZHIZAO_", "AIRFLOW_"))}
        self.environment["ZHIZAO_HOME"] = str(folder)

    def zhizao(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, check=False)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [PROGRAM, *arguments], env=self.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        dsn = self.zhizao("dsn").stdout.strip()
        connection = psycopg2.connect(dsn)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder the server's own user can reach."""
    with reachable_folder() as found:
        yield found


@pytest.fixture(scope="module")
def inbox(folder: Path) -> Path:
    """The samples, and three files that hold no article."""
    made = folder / "in box 收件箱"
    made.mkdir()
    for path in (CHECKOUT / "samples").iterdir():
        (made / path.name).write_bytes(path.read_bytes())
    for name, content in BAD.items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def first(folder: Path, inbox: Path) -> Iterator[tuple[Home, str]]:
    """A warehouse after one undisturbed run, and what that run printed."""
    home = Home(folder / "first home")
    done = home.zhizao("run", "--inbox", str(inbox))
    assert done.returncode == 0, done.stdout + done.stderr
    yield home, done.stdout
    home.zhizao("db", "stop")


def test_a_run_publishes_facts_of_every_kind_and_says_so(first: tuple[Home, str]) -> None:
    home, printed = first
    assert "load-000001: published" in printed
    counts = home.rows("""
        select (select count(*) from marts.dim_articles), (select count(*) from marts.fct_metrics),
            (select count(*) from marts.fct_initiatives), (select count(*) from marts.fct_participants)""")[0]
    assert all(isinstance(count, int) and count >= 15 for count in counts)
    assert f"{counts[0]} articles, {counts[1]} metrics" in " ".join(printed.replace("│", " ").split())


@pytest.mark.parametrize("fact", ["fct_metrics", "fct_initiatives", "fct_participants"])
def test_every_fact_is_its_characters(first: tuple[Home, str], fact: str) -> None:
    grounded = f"""
        select bool_and(substr(a.body, f.char_start + 1, f.char_end - f.char_start) = f.quote)
        from marts.{fact} f join marts.dim_articles a using (article_key)"""
    assert first[0].rows(grounded) == [(True,)]


def test_what_holds_no_article_has_an_outcome_with_a_reason(first: tuple[Home, str]) -> None:
    home, printed = first
    found = home.rows("""
        select d.source_uri, o.reason from ops.document_outcomes o join raw.documents d using (document_key)
        where o.outcome = 'quarantined' order by 1""")
    assert sorted(Path(str(uri)).name for uri, _ in found) == sorted(BAD)
    assert all(Path(str(uri)).name in str(reason) for uri, reason in found)
    assert "3 quarantined" in printed


def test_the_questions_to_the_warehouse_have_the_answers_their_page_shows(first: tuple[Home, str]) -> None:
    reader = first[0].zhizao("dsn", "--reader").stdout.strip()
    page = PAGE.read_text("utf-8")
    assert len(QUESTION.findall(page)) == 10
    assert answered(page, lambda sql: ask(reader, sql)) == page, "if the new answers are right: make answers"


def test_the_published_marts_are_exported_once_and_not_overwritten(first: tuple[Home, str], folder: Path) -> None:
    home, target = first[0], str(folder / "marts out")
    assert "data_dictionary.csv" in home.zhizao("export", target).stdout
    assert {"fct_metrics.parquet", "promises.parquet"} <= {path.name for path in Path(target).iterdir()}
    again = home.zhizao("export", target)
    assert (again.returncode, "already holds" in again.stderr) == (1, True)


def test_a_second_run_changes_nothing_and_says_so(first: tuple[Home, str], inbox: Path) -> None:
    home, _ = first
    before = home.zhizao("digest").stdout
    again = home.zhizao("run", "--inbox", str(inbox))
    assert again.returncode == 0
    assert "Nothing new" in again.stdout
    assert home.zhizao("digest").stdout == before
    assert home.rows("select count(*) from ops.loads") == [(1,)]


def test_a_killed_run_started_again_gives_what_an_undisturbed_one_gives(
    first: tuple[Home, str], folder: Path, inbox: Path
) -> None:
    home = Home(folder / "second home")
    run = home.start("run", "--inbox", str(inbox))
    assert run.stdout
    for line in run.stdout:  # a station is named when it is reached
        if "building" in line:
            break
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    try:
        assert home.rows("select outcome from ops.loads") == [("open",)]
        assert home.zhizao("run", "--inbox", str(inbox)).returncode == 0
        assert home.zhizao("digest").stdout == first[0].zhizao("digest").stdout
    finally:
        home.zhizao("db", "stop")


def test_a_mistake_is_one_sentence_without_a_traceback(first: tuple[Home, str]) -> None:
    done = first[0].zhizao("run", "--inbox", "/nowhere/at/all")
    assert done.returncode == 1
    assert "/nowhere/at/all is not a folder" in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stdout + done.stderr
