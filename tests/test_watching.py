import os
import pathlib
from collections.abc import Callable

import pytest

from resvtool.watching import Watcher, is_lock_file


class Steps:
    """Does one step at each look instead of sleeping, and stops the watching after the last."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = [*steps, *[lambda: None] * 3]

    def __call__(self, seconds: float) -> None:
        if not self.steps:
            raise KeyboardInterrupt
        self.steps.pop(0)()


def saves(path: pathlib.Path, *steps: Callable[[], object]) -> int:
    told = 0
    with pytest.raises(KeyboardInterrupt):
        for _ in Watcher(path, sleep=Steps(*steps)).saves():
            told += 1
    return told


def nothing() -> None:
    return None


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"een")
    return path


def it_tells_the_first_content_once(plan: pathlib.Path) -> None:
    assert saves(plan) == 1


def it_tells_each_save(plan: pathlib.Path) -> None:
    assert saves(plan, nothing, lambda: plan.write_bytes(b"twee"), nothing, lambda: plan.write_bytes(b"drie!")) == 3


def it_understands_how_word_saves(plan: pathlib.Path) -> None:
    temporary, aside, lock = (plan.with_name(n) for n in ("~WRD0001.tmp", "~WRL0002.tmp", "~$plan.docx"))
    steps = [
        nothing,
        lambda: lock.write_bytes(b"Word"),
        lambda: temporary.write_bytes(b"twee"),
        lambda: plan.rename(aside),
        lambda: temporary.rename(plan),
        aside.unlink,
        lock.unlink,
    ]
    assert saves(plan, *steps) == 2


def it_waits_until_the_file_no_longer_grows(plan: pathlib.Path) -> None:
    grow = [lambda n=n: plan.write_bytes(b"x" * n) for n in range(10, 60, 10)]
    assert saves(plan, nothing, *grow) == 2


def it_says_nothing_of_a_save_without_a_change(plan: pathlib.Path) -> None:
    assert saves(plan, nothing, lambda: os.utime(plan, ns=(1, 1)), nothing) == 1


@pytest.mark.parametrize("name", ["~$plan.docx", "~WRL0002.tmp", ".~lock.plan.docx#"])
def it_knows_lock_files_by_their_name(name: str) -> None:
    assert is_lock_file(pathlib.Path("map") / name)
    assert not is_lock_file(pathlib.Path("map") / "plan~.docx")
