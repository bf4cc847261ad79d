"""Nothing goes out: every command runs to its end while sockets are forbidden, and no file of its own is left."""

import pathlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import docx
import pytest
from running import run

from resvtool.cli.main import app

_RULE = """\
id: eigen/spreekuur
block: 4
title: Spreekuur
need: Het plan beschrijft een spreekuur.
advice: Noem de dag.
source: {beleid: "1"}
severity: warning
check: {kind: describes, terms: {spreekuur: [spreekuur]}, evidence: [[spreekuur]]}
examples: {pass: [Elke dinsdag is er samen met de wijk spreekuur.], fail: [Er is nog niets.]}
"""
_NEVER_ENDS = {"watch"}  # looks at the plan again and again, each time as lint does
_FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.send", "urllib.")
_watching: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _watching is None or not event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        return
    family = arguments[1] if event == "socket.__new__" and len(arguments) > 1 else None
    if event.startswith(_FORBIDDEN) or family in (2, 10):
        _watching.append(event)
        raise PermissionError(f"no network: {event}")


sys.addaudithook(_listen)


_IN_WORKERS = """\
import os, sys
def _listen(event, arguments):
    family = arguments[1] if event == "socket.__new__" else None
    if event.startswith({forbidden}) or family in (2, 10):
        open({found!r}, "a").write(event + "\\n")
        os._exit(99)
sys.addaudithook(_listen)
open({started!r}, "a").close()
"""


@pytest.fixture
def forbidden(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What tried to reach the network: here, or in a process that was started."""
    global _watching
    folder = tmp_path_factory.mktemp("workers")
    found, started = folder / "found", folder / "started"
    code = _IN_WORKERS.format(forbidden=_FORBIDDEN, found=str(found), started=str(started))
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    _watching = []
    yield _watching
    _watching = None
    assert not found.exists(), found.read_text(encoding="utf-8")


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    document = docx.Document()
    document.add_heading("Bouwsteen 5 Executiekracht", 1)
    document.add_paragraph("Loopt een project vast, dan beslist het kernteam binnen twee weken.")
    document.save(str(tmp_path / "plan.docx"))
    (tmp_path / "regels").mkdir()
    (tmp_path / "regels" / "ruleset.yaml").write_text("id: eigen\nname: Eigen\nversion: '1'\n", encoding="utf-8")
    (tmp_path / "regels" / "spreekuur.yaml").write_text(_RULE, encoding="utf-8")
    return tmp_path / "plan.docx"


COMMANDS = {
    "lint": [("lint", "plan.docx", "-f", "json", "-o", "rapport.json"), ("lint", "plan.docx", "-r", "auto")],
    "outline": [("outline", "plan.docx")],
    "facts": [("facts", "plan.docx", "-f", "json")],
    "rules": [
        ("rules",),
        ("rules", "test", "regels"),
        ("rules", "compare", "menzis", "cz"),
        ("rules", "init", "nieuw"),
    ],
    "explain": [("explain", "bb5/escalatieladder")],
    "diff": [("diff", "plan.docx", "plan.docx")],
    "baseline": [("baseline", "plan.docx")],
    "batch": [("batch", "plan.docx", "--out", "uit", "--jobs", "1")],
    "annotate": [("annotate", "plan.docx", "-o", "kopie.docx")],
    "skeleton": [("skeleton", "-o", "nieuw.docx"), ("skeleton", "-o", "nieuw.md")],
    "templates": [("templates", "list"), ("templates", "export", "sjablonen")],
    "memo": [("memo", "plan.docx", "-o", "memo.docx"), ("memo", "plan.docx", "-o", "memo.md")],
}


@pytest.mark.parametrize("arguments", [a for several in COMMANDS.values() for a in several], ids=" ".join)
def it_runs_every_command_without_the_network(forbidden, plan, arguments):
    done = run(*arguments, cwd=plan.parent)
    assert done.returncode in (0, 1, 2)
    assert done.returncode != 2 or "--ruleset" in done.stderr
    assert forbidden == []
    assert [p.name for p in plan.parent.iterdir() if p.name.startswith(".")] == []


def it_covers_all_commands():
    named = {c.name for c in app.registered_commands} | {g.name for g in app.registered_groups}
    assert named - _NEVER_ENDS == COMMANDS.keys(), "put the arguments of a new command in COMMANDS"


def it_looks_into_the_processes_of_a_batch_too(forbidden, plan):
    run("batch", "plan.docx", "--out", "uit", "--jobs", "1", cwd=plan.parent)
    (folder,) = [pathlib.Path(p) for p in sys.path if "workers" in p]
    assert (folder / "started").exists()


def it_would_notice_a_connection(forbidden):
    import socket

    with pytest.raises(PermissionError):
        socket.create_connection(("localhost", 9), timeout=1)
    assert forbidden


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to end in order by")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def it_leaves_no_temporary_file_when_it_is_killed_while_writing(tmp_path, sign):
    slow = (
        "import pathlib, os, time, sys\n"
        "from resvtool.cli import common, main\n"
        "class Slow(bytes): pass\n"
        "real = os.fdopen\n"
        "def waiting(*a, **k):\n"
        "    print('writing', flush=True); time.sleep(60); return real(*a, **k)\n"
        "os.fdopen = waiting\n"
        "main._run = lambda: common.write_whole(pathlib.Path(sys.argv[1]), b'x') or 0\n"
        "main.main()\n"
    )
    target = tmp_path / "rapport.json"
    process = subprocess.Popen([sys.executable, "-c", slow, str(target)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(sign)
    process.wait(timeout=20)
    process.stdout.close()
    if sign is signal.SIGKILL:  # nobody can tidy up after that but the next run
        from resvtool.cli.common import write_whole

        assert len(list(tmp_path.iterdir())) == 1
        time.sleep(0.1)
        write_whole(target, b"heel")
        assert target.read_bytes() == b"heel"
    assert [p.name for p in tmp_path.iterdir() if p != target] == []
