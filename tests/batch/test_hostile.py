"""Hostile files among good plans: a row for each file, in time, and nothing changed for the good ones.

The same with hundreds of files and every kind: benchmarks/hostile.py.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

from batch_files import small_ruleset, word_plan
from hostile_kinds import draws, eats_memory, takes_long
from word_files import paragraph, write_docx

TIMEOUT, JOBS = 4, 2


def run(folder: pathlib.Path, out: str) -> tuple[int, dict[str, dict[str, str]]]:
    """Run a batch as a process; return its exit status and the rows by file name."""
    arguments = ["plannen", "--out", out, "--ruleset", "regels", "--jobs", str(JOBS), "--timeout", str(TIMEOUT)]
    done = subprocess.run(
        [sys.executable, "-m", "resvtool", "batch", *arguments, "--max-memory", "600M", "--quiet", "--zonder", "memo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "TMPDIR": str(folder / "tmp")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    read = [json.loads(p.read_text(encoding="utf-8")) for p in (folder / out / ".resvtool" / "rows").rglob("*.json")]
    return done.returncode, {pathlib.Path(row["name"]).name: row for row in read}


def reports(out: pathlib.Path, names: list[str]) -> list[bytes]:
    return [(out / f"{name}-docx" / "rapport.json").read_bytes() for name in names]


def it_gives_hostile_files_a_row_and_changes_nothing_for_the_good_ones(tmp_path: pathlib.Path) -> None:
    plans, good = tmp_path / "plannen", [f"goed {n}" for n in range(8)]
    (tmp_path / "tmp").mkdir()
    small_ruleset(tmp_path / "regels")
    for n, name in enumerate(good):
        word_plan(plans / f"{name}.docx", f"Dit is plan {n} van de streek.", times=1 + n % 3)
    status, rows = run(tmp_path, "schoon")
    assert (status, {r["state"] for r in rows.values()}) == (0, {"done"})

    takes_long(plans / "duurt lang.docx")
    eats_memory(plans / "eet geheugen.pdf", 900)
    draws(plans / "tekent zonder eind.pdf")
    write_docx(plans / "wit.docx", paragraph("Tekst.") + paragraph("Wit.", look='<w:color w:val="FFFFFF"/>'))
    begin = time.monotonic()
    status, rows = run(tmp_path, "gemengd")
    assert time.monotonic() - begin < 60
    assert (status, len(rows)) == (3, 12)
    assert rows["duurt lang.docx"]["state"] == "timeout"
    assert rows["eet geheugen.pdf"]["state"] == "memory"
    assert rows["tekent zonder eind.pdf"]["state"] in ("timeout", "memory")
    assert (rows["wit.docx"]["state"], "Witte tekst" in str(rows["wit.docx"]["problems"])) == ("done", True)
    assert reports(tmp_path / "gemengd", good) == reports(tmp_path / "schoon", good)
    assert list((tmp_path / "tmp").iterdir()) == []
