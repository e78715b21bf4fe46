"""A run in this terminal, with small programs in place of the process that executes the DAGs."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from zhizao.errors import GateClosedError, ZhizaoError
from zhizao.operation import inprocess
from zhizao.operation.inprocess import KEPT_LOGS, run_road
from zhizao.operation.steps import Ending, Step, from_line
from zhizao.settings import get_settings

HEAD = """
import os, sys, time
from zhizao.operation.steps import Ending, Step
out = os.fdopen(int(sys.argv[1]), "wb", buffering=0)
tell = lambda told: out.write(told.to_line())
"""

Program = Callable[[str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Put a program in place of the process that executes the DAGs."""
    monkeypatch.setenv("ZHIZAO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHIZAO_DSN", "postgresql://not-used")
    get_settings.cache_clear()

    def put(body: str) -> None:
        script = tmp_path / "program.py"
        script.write_text(HEAD + textwrap.dedent(body), encoding="utf-8")
        monkeypatch.setattr(inprocess, "COMMAND", [sys.executable, str(script)])

    yield put
    get_settings.cache_clear()


def test_steps_arrive_while_the_run_goes_on(program: Program) -> None:
    program("""
        tell(Step(station="land", task="visit_inbox", state="started"))
        print("noise on standard output"); print("noise on standard error", file=sys.stderr)
        tell(Step(station="extract", task="extract_batch", state="finished", batch=1, batches=2, counts={"metrics": 4}))
        tell(Ending(published=("load-000001",)))
    """)
    heard: list[Step] = []
    report = run_road(None, heard.append)
    assert report.load_ids == ("load-000001",)
    assert [(step.station, step.state) for step in heard] == [
        ("prepare", "started"),
        ("land", "started"),
        ("extract", "finished"),
    ]
    assert dict(heard[-1].counts) == {"metrics": 4}
    assert {"noise on standard output", "noise on standard error"} <= set(report.log.read_text().splitlines())


def test_nothing_of_the_run_reaches_the_terminal(program: Program, capfd: pytest.CaptureFixture[str]) -> None:
    program("print('noise'); sys.stderr.write('noise'); tell(Ending())")
    assert run_road().load_ids == ()
    assert capfd.readouterr() == ("", "")


def test_the_inbox_is_handed_over_whole(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program("tell(Ending(fault=sys.argv[2] or 'none'))")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ZhizaoError, match=f"^{tmp_path}/an inbox Log: "):
        run_road(Path("an inbox"))
    with pytest.raises(ZhizaoError, match=r"^none Log: "):
        run_road(None)


@pytest.mark.parametrize(("closed", "kind"), [("True", GateClosedError), ("False", ZhizaoError)])
def test_a_fault_is_raised_with_its_sentence_and_the_log(program: Program, closed: str, kind: type) -> None:
    program(f"tell(Ending(fault='3 quotes are not in their article.', gate_closed={closed}))")
    with pytest.raises(ZhizaoError) as raised:
        run_road()
    assert type(raised.value) is kind
    sentence, _, log = str(raised.value).partition(" Log: ")
    assert sentence == "3 quotes are not in their article."
    assert Path(log).exists()


def test_a_run_killed_from_outside_says_how_to_go_on(program: Program) -> None:
    program("out.write(b'{\"step\"'); out.flush(); os.kill(os.getpid(), 9)")
    with pytest.raises(ZhizaoError, match="begin it again"):
        run_road()


def test_a_run_nobody_listens_to_any_more_is_ended(program: Program, tmp_path: Path) -> None:
    program(f"""
        open({str(tmp_path / "pid")!r}, "w").write(str(os.getpid()))
        tell(Step(station="land", task="visit_inbox", state="started")); time.sleep(60)
    """)

    def interrupt(step: Step) -> None:
        if step.station == "land":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_road(None, interrupt)
    assert not psutil.pid_exists(int((tmp_path / "pid").read_text()))


def test_a_run_dies_with_the_terminal_it_was_started_from(tmp_path: Path) -> None:
    """The real process's own watch: it ends when the one that holds its standard input is gone."""
    watch = "import threading, time; from zhizao.operation.road_process import _end_with_parent as w\n"
    child = f"{watch}threading.Thread(target=w, daemon=True).start(); print('runs', flush=True); time.sleep(60)"
    parent = (
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, '-c', {child!r}], stdin=subprocess.PIPE)\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    terminal = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE)
    assert terminal.stdout is not None
    assert terminal.stdout.readline() == b"runs\n"
    run = psutil.Process(int((tmp_path / "pid").read_text()))
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait()
    terminal.stdout.close()
    deadline = time.monotonic() + 10
    while run.is_running() and run.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not run.is_running() or run.status() == psutil.STATUS_ZOMBIE


def test_only_the_latest_logs_are_kept(program: Program) -> None:
    program("tell(Ending())")
    logs = get_settings().home / "logs"
    logs.mkdir(parents=True)
    for number in range(KEPT_LOGS + 5):
        (logs / f"run-20200101T0000{number:02}-1.log").touch()
    latest = run_road().log
    kept = sorted(logs.glob("run-*.log"))
    assert len(kept) == KEPT_LOGS
    assert kept[-1] == latest


def test_a_home_that_cannot_be_written_says_so(program: Program) -> None:
    program("tell(Ending())")
    get_settings().home.write_text("a file in the way")
    with pytest.raises(ZhizaoError, match="ZHIZAO_HOME"):
        run_road()


def test_steps_and_endings_survive_the_way() -> None:
    step = Step(station="read", task="read_load", state="failed", load_id="load-000001", sentence="没有：no")
    ending = Ending(published=("load-000001", "load-000002"), fault=None, gate_closed=False)
    assert from_line(step.to_line()) == step
    assert from_line(ending.to_line()) == ending
