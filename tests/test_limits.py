"""Work under limits: what goes wrong in a job is said, costs one process, and never the next job."""

import os
import pathlib
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from resvtool.document import UnreadableDocument
from resvtool.limits import Crashed, LimitedWorker, Limits, OutOfMemory, TimedOut, parse_memory, run_limited

BEHAVE = "limited_jobs:behave"
MB = 1024**2


@pytest.fixture
def worker() -> Iterator[LimitedWorker]:
    with LimitedWorker("resvtool.limited_process:one_job", (BEHAVE,), Limits(timeout=1.0, memory=250 * MB)) as made:
        made.start()
        yield made


def it_returns_what_the_function_returns_whatever_that_prints(worker: LimitedWorker) -> None:
    assert worker.call(("echo", {"naam": "Zuiderëiland"})) == {"naam": "Zuiderëiland"}


def it_prepares_once_for_all_jobs() -> None:
    with LimitedWorker("limited_jobs:prepared", ("dag",)) as worker:
        first, second = worker.call("Anna"), worker.call("Bram")
    assert (first[0], second[0]) == ("dag Anna", "dag Bram")
    assert first[1] == second[1] != os.getpid()


def it_ends_a_job_that_hangs_within_its_time_and_takes_the_next(worker: LimitedWorker) -> None:
    begin = time.monotonic()
    with pytest.raises(TimedOut, match="langer dan 1 seconden"):
        worker.call(("hang", ""))
    assert time.monotonic() - begin < 4
    assert worker.call(("echo", 2)) == 2


@pytest.mark.parametrize("job", [("grow", 5 * MB), ("leap", 10_000 * MB)])
def it_ends_a_job_that_eats_memory_and_takes_the_next(job: tuple[str, int]) -> None:
    limits = Limits(timeout=60, memory=250 * MB)
    with LimitedWorker("resvtool.limited_process:one_job", (BEHAVE,), limits) as worker:
        with pytest.raises(OutOfMemory, match="250 MB"):
            worker.call(job)
        assert worker.call(("echo", 2)) == 2


@pytest.mark.parametrize(("job", "told"), [(("exit", 7), "status 7"), (("abort", None), "SIGABRT")])
def it_says_how_a_process_ended_and_takes_the_next_job(
    worker: LimitedWorker, job: tuple[str, int | None], told: str
) -> None:
    if os.name == "nt":
        told = "status"
    with pytest.raises(Crashed, match=told):
        worker.call(job)
    assert worker.call(("echo", 2)) == 2


def it_tells_where_a_job_broke_without_the_text_that_broke_it(worker: LimitedWorker) -> None:
    with pytest.raises(Crashed, match=r"KeyError, limited_jobs\.py regel") as caught:
        worker.call(("raise", "uit het plan"))
    assert "uit het plan" not in str(caught.value)


def it_hands_on_the_exceptions_of_resvtool_itself(worker: LimitedWorker) -> None:
    with pytest.raises(UnreadableDocument, match="leeg bestand"):
        worker.call(("unreadable", "leeg bestand"))


def it_says_so_when_an_answer_cannot_travel(worker: LimitedWorker) -> None:
    with pytest.raises(Crashed, match="liep stuk"):
        worker.call(("unpicklable", None))
    assert worker.call(("echo", 2)) == 2


def it_says_so_when_preparing_fails() -> None:
    with LimitedWorker("limited_jobs:nothing_of_the_kind") as worker, pytest.raises(Crashed, match="AttributeError"):
        worker.call(1)


def it_runs_one_function_under_limits() -> None:
    assert run_limited(BEHAVE, ("echo", 5), Limits(timeout=30)) == 5


def it_ends_with_its_parent_even_when_that_is_killed_in_the_middle(tmp_path: pathlib.Path) -> None:
    note = tmp_path / "pid"
    script = (
        "import sys; from resvtool.limits import LimitedWorker\n"
        f"LimitedWorker('resvtool.limited_process:one_job', ('{BEHAVE}',)).call(('hang', sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", script, str(note)], env=environment)
    wait_until(lambda: note.exists() and note.read_text(encoding="ascii").isdigit())
    child = psutil.Process(int(note.read_text(encoding="ascii")))
    parent.kill()
    parent.wait()
    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def wait_until(holds: "type[bool] | object", seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("text", "size"), [("800M", 800 * MB), ("2G", 2048 * MB), ("1,5 GB", 1536 * MB), ("300", 300 * MB), ("64kb", 65536)]
)
def it_reads_sizes_as_people_write_them(text: str, size: int) -> None:
    assert parse_memory(text) == size


@pytest.mark.parametrize("text", ["", "veel", "-3M", "0", "2T"])
def it_refuses_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="800M"):
        parse_memory(text)
