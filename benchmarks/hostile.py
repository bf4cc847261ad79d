"""A batch of 300 files of which a third are hostile: 300 rows, in time, and nothing changed for the good ones.

    python benchmarks/hostile.py [--good 200] [--hostile 100] [--timeout 30] [--jobs 2]

The hostile files are of every kind of docs/robustness.md (tests/reading/hostile_kinds.py), some that hang or take
all memory several times over, and files bent at random (tests/fuzz/mutations.py). The good plans are checked first
in a batch of their own. Exit status 1 when anything is not as promised: a row for each file, in the state that its
kind should have; exit status 3; all of it within the time limit times the number of hostile files over the jobs; the
JSON reports of the good plans equal to the byte; no temporary file left.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tests" / "reading"), str(ROOT / "tests" / "fuzz")]

from batch import render  # noqa: E402
from hostile_kinds import KINDS  # noqa: E402
from mutations import bent_bytes, mutated_docx, mutated_pdf  # noqa: E402
from seeds import pdf_seeds, word_seeds  # noqa: E402

_AGAIN = ("duurt lang", "tekent zonder eind", "eet geheugen")  # how these end is worth seeing more than once
_TIMES = 4
_NAMES = ("=cmd {n}", "regel\neinde {n}", "om\u202egekeerd {n}", "${{HOME}} {n}", "<b>vet {n}", "{n} .. ")
_ENDED = ("done", "unreadable")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One batch: its exit status, wall time, and the rows by the file name of the plan."""

    status: int
    seconds: float
    rows: dict[str, dict[str, str]]


def make_hostile(folder: pathlib.Path, count: int) -> dict[str, tuple[str, ...]]:
    """Write ``count`` hostile files; return the states that each may have, by file name."""
    folder.mkdir()
    allowed: dict[str, tuple[str, ...]] = {}
    again = [kind for kind in KINDS for _ in range(_TIMES - 1) if kind.name in _AGAIN]
    made: dict[str, pathlib.Path] = {}
    for number, kind in enumerate([*KINDS, *again][:count]):
        path = folder / f"{number:03} {kind.name}{kind.suffix}"
        if kind.name in _AGAIN and kind.name in made:
            shutil.copy(made[kind.name], path)
        else:
            kind.make(path)
            made[kind.name] = path
        allowed[path.name] = tuple(kind.becomes.split("|"))
    for number, (suffix, content) in enumerate(itertools.islice(_bent(), count - len(allowed))):
        path = folder / (_NAMES[number % len(_NAMES)].format(n=number) + suffix)
        path.write_bytes(content)
        allowed[path.name] = _ENDED
    return allowed


def _bent() -> Iterator[tuple[str, bytes]]:
    """Files without end, bent in their structure or in their bytes; the same ones at every run."""
    kinds = [(".docx", word_seeds(), mutated_docx), (".pdf", pdf_seeds(), mutated_pdf)]
    for number in itertools.count():
        suffix, seeds, mutated = kinds[number % 2]
        seed = seeds[number // 2 % len(seeds)]
        try:
            yield suffix, mutated(seed, number) if number % 3 else bent_bytes(seed, number)
        except Exception:  # bent so far that no file comes of it
            yield suffix, bent_bytes(seed, number)


def run(folder: pathlib.Path, out: pathlib.Path, *arguments: str) -> Outcome:
    """Run ``resvtool batch`` on ``folder`` as a process of its own."""
    scratch = out.parent / "tmp"
    scratch.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch), "PYTHONUTF8": "1"}
    begin = time.perf_counter()
    command = [sys.executable, "-m", "resvtool", "batch", str(folder), "--out", str(out), "--fail-on", "never"]
    done = subprocess.run([*command, "--quiet", *arguments], env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - begin
    if "Traceback" in done.stderr:
        print(done.stderr)
    files = (out / ".resvtool" / "rows").rglob("*.json")
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return Outcome(done.returncode, seconds, {pathlib.Path(row["name"]).name: row for row in rows})


def left_behind(scratch: pathlib.Path, out: pathlib.Path) -> list[str]:
    """Return the temporary files that a batch left."""
    places = [scratch, out / ".resvtool" / "tmp"]
    return [str(path) for place in places if place.is_dir() for path in place.iterdir()]


def differing(clean: pathlib.Path, mixed: pathlib.Path) -> list[str]:
    """Return the reports of ``clean`` that are missing from ``mixed``, or not the same there."""
    reports = [path.relative_to(clean) for path in clean.rglob("rapport.json")]
    return [
        str(name)
        for name in reports
        if not (mixed / name).is_file() or (mixed / name).read_bytes() != (clean / name).read_bytes()
    ] + ([] if reports else ["geen rapporten"])


def overview_rows(out: pathlib.Path) -> int:
    """Return how many plans stand on the first sheet of the overview."""
    sheet = openpyxl.load_workbook(out / "overzicht.xlsx", read_only=True).worksheets[0]
    return sum(1 for row in sheet.iter_rows(values_only=True) if row and row[0]) - 1


def main() -> int:
    """Run both batches and compare; exit status 1 when something is not as promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=200)
    parser.add_argument("--hostile", type=int, default=100)
    parser.add_argument("--timeout", type=float, default=30)
    parser.add_argument("--max-memory", default="1G")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    limits = ["--timeout", str(asked.timeout), "--max-memory", asked.max_memory, "--jobs", str(asked.jobs)]
    with tempfile.TemporaryDirectory() as name:
        base = pathlib.Path(name)
        plans = base / "plannen"
        plans.mkdir()
        render(plans, asked.good)
        clean = run(plans, base / "schoon", *limits)
        allowed = make_hostile(plans / "vreemd", asked.hostile)
        mixed = run(plans, base / "gemengd", *limits)
        wrong = _faults(asked, base, clean, mixed, allowed)
    bound = asked.timeout * asked.hostile / asked.jobs
    states = Counter(mixed.rows[n]["state"] for n in allowed if n in mixed.rows)
    print(f"{len(mixed.rows)} rows of {asked.good + asked.hostile} files, exit status {mixed.status}")
    print("hostile files: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())))
    print(f"without them {clean.seconds:.0f} s, with them {mixed.seconds:.0f} s (limit {bound:.0f} s)")
    print("\n".join(wrong) or "good plans: the same reports as without hostile files, to the byte")
    return 1 if wrong else 0


def _faults(
    asked: argparse.Namespace,
    base: pathlib.Path,
    clean: Outcome,
    mixed: Outcome,
    allowed: dict[str, tuple[str, ...]],
) -> list[str]:
    """Return what is not as promised, a sentence each."""
    files = asked.good + asked.hostile
    wrong = [f"clean batch: {row['name']}: {row['reason']}" for row in clean.rows.values() if row["state"] != "done"]
    if len(mixed.rows) != files or overview_rows(base / "gemengd") != files:
        wrong.append(f"{len(mixed.rows)} rows, {overview_rows(base / 'gemengd')} in the overview")
    if mixed.status != 3:
        wrong.append(f"exit status {mixed.status}")
    if mixed.seconds > asked.timeout * asked.hostile / asked.jobs:
        wrong.append("took too long")
    for name, states in allowed.items():
        row = mixed.rows.get(name, {"state": "no row", "reason": ""})
        if row["state"] not in states:
            wrong.append(f"{name!r}: {row['state']} rather than {' or '.join(states)}: {row['reason']}")
    wrong += [f"not the same: {name}" for name in differing(base / "schoon", base / "gemengd")]
    wrong += [f"left behind: {path}" for path in left_behind(base / "tmp", base / "gemengd")]
    return wrong


if __name__ == "__main__":
    sys.exit(main())
