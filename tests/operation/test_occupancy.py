"""One run at a time."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhizao.errors import ZhizaoError
from zhizao.operation.occupancy import FILE, occupy

HOLD = "import sys, time; from pathlib import Path; from zhizao.operation.occupancy import occupy\n"


def test_a_second_run_is_refused_in_the_words_of_the_first(tmp_path: Path) -> None:
    with (
        occupy(tmp_path, "Another run is under way"),
        pytest.raises(ZhizaoError, match=r"^Another run is under way \(process \d+\)\.$"),
        occupy(tmp_path, "mine"),
    ):
        pytest.fail("two at a time")
    with occupy(tmp_path, "mine"):
        assert "mine" in (tmp_path / FILE).read_text()


def test_a_killed_run_holds_nothing(tmp_path: Path) -> None:
    code = f"{HOLD}\nwith occupy(Path({str(tmp_path)!r}), 'x'):\n    print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(ZhizaoError, match=f"process {holder.pid}"), occupy(tmp_path, "mine"):
        pytest.fail("two at a time")
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with occupy(tmp_path, "mine"):
        assert "mine" in (tmp_path / FILE).read_text()


def test_a_process_it_is_passed_on_to_holds_it_too(tmp_path: Path) -> None:
    with occupy(tmp_path, "the services are up") as holds:
        heir = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=[holds])
    with pytest.raises(ZhizaoError, match="the services are up"), occupy(tmp_path, "mine"):
        pytest.fail("two at a time")
    heir.kill()
    heir.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            with occupy(tmp_path, "mine"):
                return
        except ZhizaoError:
            time.sleep(0.05)
    pytest.fail("nobody holds it, and still it is refused")


def test_a_holder_that_has_not_yet_said_who_it_is(tmp_path: Path) -> None:
    with occupy(tmp_path, "x"):
        (tmp_path / FILE).write_text("")
        with pytest.raises(ZhizaoError, match="has just begun"), occupy(tmp_path, "mine"):
            pytest.fail("two at a time")
