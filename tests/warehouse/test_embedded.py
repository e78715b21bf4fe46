"""The embedded server starts, stays, stops and recovers; every server here is a real one."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.embedded.cluster import Cluster
from zhizao.warehouse.embedded.files import ServerFiles

START = "import sys, pathlib; from zhizao.warehouse.embedded import EmbeddedServer as S\nprint(S(pathlib.Path(sys.argv[1]), durable=False).start(), flush=True)\n"


@pytest.fixture(scope="module")
def home(module_reachable_tmp: Path) -> Iterator[Path]:
    """A home whose server the tests of this module start and stop as they need."""
    server = EmbeddedServer(module_reachable_tmp / "home", durable=False)
    server.start()
    yield module_reachable_tmp / "home"
    server.stop()


@pytest.fixture
def stopped(home: Path) -> EmbeddedServer:
    """Its server, which does not run."""
    server = EmbeddedServer(home, durable=False)
    server.stop()
    return server


@pytest.fixture
def started(home: Path) -> EmbeddedServer:
    """Its server, which runs."""
    server = EmbeddedServer(home, durable=False)
    server.start()
    return server


def copy_home(source: Path, target: Path) -> Path:
    """Copy a home with its owners, as `cp -a` does."""
    subprocess.run(["/bin/cp", "-a", source, target], check=True)
    return target


def ask(dsn: str, question: str) -> str:
    """The one value that a query gives."""
    with closing(psycopg2.connect(dsn, connect_timeout=5)) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchall()[0][0])


def postmaster(server: EmbeddedServer) -> int:
    """The server's main process, as recorded."""
    return int((server.where() / "data" / "postmaster.pid").read_text().splitlines()[0])


@contextmanager
def listener(port: int) -> Iterator[socket.socket]:
    """A program that takes connections on a port and never says a word."""
    with closing(socket.socket()) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        yield taken


def port_of(dsn: str) -> int:
    """The port in a connection string."""
    return int(dsn.rpartition(":")[2].partition("/")[0])


def test_a_durable_server_from_nothing(reachable_tmp: Path) -> None:
    server = EmbeddedServer(reachable_tmp / "not" / "there")
    assert not server.running()
    with pytest.raises(ZhizaoError, match="zhizao db start"):
        server.dsn()
    dsn = server.start()
    try:
        assert dsn == server.dsn()
        assert dsn.endswith("/zhizao")
        assert (
            ask(
                dsn,
                "select string_agg(datname, ' ' order by datname collate \"C\") from pg_database where datname in ('zhizao', 'airflow')",
            )
            == "airflow zhizao"
        )
        settings = {
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "data_checksums": "on",
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "server_encoding": "UTF8",
            "max_connections": "100",
            "TimeZone": "UTC",
            "lc_messages": "C",
        }
        assert {name: ask(dsn, f"show {name}") for name in settings} == settings
        for database in ("zhizao", "airflow"):
            provider = (
                "select concat(datlocprovider, ' ', datlocale) from pg_database where datname = current_database()"
            )
            assert ask(server.dsn(database), provider) == "b C.UTF-8"
        assert ask(dsn, "select upper('ä') || lower('Ω')") == "Äω"
    finally:
        server.stop()
    assert not server.running()


def test_starting_twice_is_starting_once(started: EmbeddedServer) -> None:
    process = postmaster(started)
    assert started.start() == EmbeddedServer(started.where().parent).start() == started.dsn()
    assert postmaster(started) == process


def test_stopping_twice_or_before_any_start_is_no_fault(stopped: EmbeddedServer, reachable_tmp: Path) -> None:
    stopped.stop()
    stopped.start()
    stopped.stop()
    stopped.stop()
    assert not stopped.running()
    EmbeddedServer(reachable_tmp / "nothing").stop()
    assert not (reachable_tmp / "nothing").exists()


def test_what_was_committed_and_the_port_outlive_a_stop(started: EmbeddedServer) -> None:
    dsn = started.dsn()
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("create table kept as select '智造' as word")
    started.stop()
    assert started.start() == dsn
    assert ask(dsn, "select word from kept") == "智造"


def test_secrets_are_for_the_owner_alone_and_on_no_command_line(started: EmbeddedServer) -> None:
    password = started.dsn().partition("zhizao:")[2].partition("@")[0]
    assert len(password) >= 30
    for name in ("password", "port", "server.log"):
        assert stat.S_IMODE((started.where() / name).stat().st_mode) == 0o600, name
    assert sorted(path.name for path in started.where().glob("*password*")) == ["password"]
    assert password not in Path(f"/proc/{postmaster(started)}/cmdline").read_text()
    assert password not in (started.where() / "server.log").read_text()


def test_a_connection_without_the_password_is_refused(started: EmbeddedServer) -> None:
    dsn = started.dsn()
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(dsn.partition("zhizao:")[0] + "zhizao:wrong@" + dsn.partition("@")[2])


def test_processes_that_start_at_once_share_one_server(reachable_tmp: Path) -> None:
    home = reachable_tmp / "home"
    starters = [
        subprocess.Popen([sys.executable, "-c", START, home], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    dsns = {starter.communicate(timeout=60)[0] for starter in starters}
    server = EmbeddedServer(home)
    try:
        assert [starter.returncode for starter in starters] == [0, 0, 0]
        assert dsns == {f"{server.dsn()}\n"}
        assert server.running()
    finally:
        server.stop()


def test_the_server_outlives_its_starter_and_holds_none_of_its_pipes(stopped: EmbeddedServer) -> None:
    """A pipe left open in the server would keep `run` waiting until the timeout."""
    home = stopped.where().parent
    done = subprocess.run([sys.executable, "-c", START, home], capture_output=True, text=True, timeout=30, check=True)
    assert (done.stdout.strip(), done.stderr) == (stopped.dsn(), "")
    assert stopped.running()


def test_ctrl_c_in_the_starter_does_not_reach_the_server(stopped: EmbeddedServer) -> None:
    # A shell that runs the tests in the background lets them ignore the signal; the starter must not inherit that.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    starter = subprocess.Popen(
        [sys.executable, "-c", heeding + START + "import time; time.sleep(60)", stopped.where().parent],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with starter:
        assert starter.stdout
        starter.stdout.readline()
        os.killpg(starter.pid, signal.SIGINT)
        starter.wait(30)
    assert ask(stopped.dsn(), "select 1") == "1"
    assert os.getsid(postmaster(stopped)) != starter.pid


def test_after_kill_9_it_starts_again_with_its_data(stopped: EmbeddedServer) -> None:
    durable = EmbeddedServer(stopped.where().parent)
    dsn = durable.start()
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("create table survivor as select 1 as n")
    os.kill(postmaster(durable), signal.SIGKILL)
    assert durable.start() == dsn
    assert ask(dsn, "select n from survivor") == "1"
    durable.stop()


def test_a_recorded_process_that_is_another_program_by_now(started: EmbeddedServer) -> None:
    """As after a restart of the machine or container, when numbers are given anew."""
    record = started.where() / "data" / "postmaster.pid"
    lines = record.read_text().splitlines(keepends=True)
    started.stop()
    owner = (started.where() / "data").stat()
    stranger = subprocess.Popen(["/bin/sleep", "60"], **({"user": owner.st_uid} if os.geteuid() == 0 else {}))
    try:
        record.write_text("".join([f"{stranger.pid}\n", *lines[1:]]))
        shutil.chown(record, owner.st_uid, owner.st_gid)
        assert not started.running()
        started.stop()
        assert stranger.poll() is None
        started.start()
        assert ask(started.dsn(), "select 1") == "1"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_port_taken_by_a_silent_program_is_left_to_it(stopped: EmbeddedServer) -> None:
    before = port_of(stopped.dsn())
    with listener(before):
        after = port_of(stopped.start())
        assert after != before
    stopped.stop()
    assert port_of(stopped.start()) == after


def test_a_port_that_is_taken_between_look_and_start(stopped: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = port_of(stopped.dsn())
    original = Cluster.start_on
    with listener(0) as taken:
        taken_port = taken.getsockname()[1]
        tried: list[int] = []

        def race(self: Cluster, port: int) -> str:
            tried.append(port)
            return original(self, taken_port if port == before else port)

        monkeypatch.setattr(Cluster, "start_on", race)
        monkeypatch.setattr("zhizao.warehouse.embedded.server.port_is_free", lambda port: not tried or port != before)
        assert port_of(stopped.start()) == tried[1] != before


def test_a_stale_record_of_the_port_is_mended_by_the_running_server(started: EmbeddedServer) -> None:
    dsn, process = started.dsn(), postmaster(started)
    with listener(0) as other:
        ServerFiles(started.where().parent).remember_port(other.getsockname()[1])
        assert started.start() == dsn
    assert (started.dsn(), postmaster(started)) == (dsn, process)


def test_a_lost_process_record_does_not_lead_to_a_second_server(started: EmbeddedServer) -> None:
    process, record = postmaster(started), started.where() / "data" / "postmaster.pid"
    kept = record.with_name("kept")
    record.rename(kept)
    assert started.running()
    started.start()
    kept.rename(record)
    assert ask(started.dsn(), "select count(*) from pg_stat_activity where backend_type = 'checkpointer'") == "1"
    assert postmaster(started) == process


def test_a_copied_and_then_moved_home_has_a_server_of_its_own(started: EmbeddedServer, reachable_tmp: Path) -> None:
    """A copy has the same password, the same port and, when copied while the server ran, its process record."""
    copied = EmbeddedServer(copy_home(started.where().parent, reachable_tmp / "copied"), durable=False)
    assert not copied.running()
    assert port_of(copied.start()) != port_of(started.dsn())
    for server in (started, copied):
        assert ask(server.dsn(), "show data_directory") == str(server.where() / "data")
    process = postmaster(copied)
    moved = EmbeddedServer(copied.where().parent.rename(reachable_tmp / "moved"))
    assert moved.running()
    moved.start()
    assert postmaster(moved) == process
    moved.stop()
    assert not moved.running()
    assert started.running()


def test_a_creation_that_was_cut_off_is_begun_again(reachable_tmp: Path) -> None:
    server = EmbeddedServer(reachable_tmp / "home", durable=False)
    left = server.where() / "data.new.cut_off"
    left.mkdir(parents=True)
    (left / "PG_VERSION").write_text("18\n")
    server.where().chmod(0o711)
    server.start()
    try:
        assert not left.exists()
        assert ask(server.dsn("airflow"), "select 1") == "1"
    finally:
        server.stop()


def test_an_idle_client_does_not_keep_the_server_from_stopping(started: EmbeddedServer) -> None:
    with closing(psycopg2.connect(started.dsn())) as connection, connection.cursor() as cursor:
        cursor.execute("select 1")
        started.stop()
    assert not started.running()


def test_a_log_grown_large_is_set_aside(stopped: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhizao.warehouse.embedded.files.LOG_LIMIT", 10)
    (stopped.where() / "server.log").write_text("what was said before")
    stopped.start()
    assert (stopped.where() / "server.log.1").read_text() == "what was said before"
    assert "ready to accept connections" in (stopped.where() / "server.log").read_text()
