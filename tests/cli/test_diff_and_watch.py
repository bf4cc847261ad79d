import json
import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from made_assessments import RESIDUE, SENTENCES, save_plan
from running import hear_signals, run

FILLED = (SENTENCES[1][0], "De contactpersoon voor de begroting is mevrouw Van Dijk.")


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    return save_plan(tmp_path / "plan.docx")


def it_leaves_with_status_1_when_something_got_worse(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    better = save_plan(tmp_path / "beter.docx", [SENTENCES[0], FILLED])
    solved = run("diff", str(plan), str(better))
    assert solved.returncode == 0, solved.stderr
    assert "Opgelost (1)" in solved.stdout and RESIDUE in solved.stdout
    broke = run("diff", str(better), str(plan), "-f", "json")
    assert broke.returncode == 1
    assert json.loads(broke.stdout)["summary"]["broke"] == 1


def it_judges_both_versions_by_the_settings_of_the_new_one(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "nieuw"
    folder.mkdir()
    (folder / "resvtool.toml").write_text('ruleset = "cz"\n[diff]\nformat = "json"\n', encoding="utf-8")
    done = run("diff", str(plan), str(save_plan(folder / "plan.docx")))
    assert json.loads(done.stdout)["ruleset"] == "cz"


def it_cannot_compare_what_it_cannot_read(plan: pathlib.Path) -> None:
    done = run("diff", str(plan), str(plan.with_name("weg.docx")))
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.fixture
def watching(plan: pathlib.Path) -> Iterator[tuple[subprocess.Popen[str], "queue.Queue[str]"]]:
    watcher = subprocess.Popen(
        [sys.executable, "-m", "resvtool", "watch", str(plan), "--interval", "0.05"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        preexec_fn=hear_signals if os.name == "posix" else None,
    )
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert watcher.stdout is not None
        for line in watcher.stdout:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    try:
        yield watcher, lines
    finally:
        watcher.kill()
        watcher.wait()


def until(lines: "queue.Queue[str]", word: str) -> str:
    told = ""
    while word not in told:
        told += lines.get(timeout=60)
    return told


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a child differently on Windows")
def it_checks_again_at_each_save_and_stops_with_ctrl_c(
    plan: pathlib.Path, watching: "tuple[subprocess.Popen[str], queue.Queue[str]]"
) -> None:
    watcher, lines = watching
    assert RESIDUE in until(lines, "Ctrl-C")
    plan.write_bytes(b"half")
    assert "Traceback" not in until(lines, "resvtool: ")
    new, aside = plan.with_name("~WRD0001.tmp"), plan.with_name("~WRL0002.tmp")
    save_plan(new, [SENTENCES[0], FILLED])
    plan.rename(aside)
    new.rename(plan)
    told = until(lines, "Samen:")
    assert "Opgelost (1)" in told and RESIDUE in told
    watcher.send_signal(signal.SIGINT)
    assert watcher.wait(30) == 0


def it_does_not_watch_a_lock_file(plan: pathlib.Path) -> None:
    lock = plan.with_name("~$plan.docx")
    lock.write_bytes(b"Word")
    done = run("watch", str(lock))
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (3, 1)
