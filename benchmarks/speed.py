"""Wall time and memory of `resvtool lint` on a 36-page plan, as ratios to what it is held against.

    python benchmarks/speed.py [--runs 5]

PDF is held against pdfplumber's ``extract_text`` over the same file in a fresh process; Word against a fresh
process that imports spacy (where installed), typer and docx, makes ``spacy.blank("nl")`` and opens the file.
Medians of the runs, A and B in turn; peak memory is the largest of the runs.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from plan36 import write_docx, write_pdf

_PDFPLUMBER = "import sys, pdfplumber\nwith pdfplumber.open(sys.argv[1]) as p: [x.extract_text() for x in p.pages]"
_SPACY = "import sys, spacy, typer, docx\nspacy.blank('nl')\ndocx.Document(sys.argv[1])"


def timed(command: list[str]) -> tuple[float, float]:
    """Run ``command``; return its wall time in seconds and its peak memory in MB."""
    # As installed: Python may keep what it compiles, whatever this shell says.
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own)
    _, _, usage = wait4(process)
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def wait4(process: subprocess.Popen[bytes]) -> tuple[int, int, resource.struct_rusage]:
    """Wait for ``process`` and return its accounting."""
    return os.wait4(process.pid, 0)


def compare(name: str, ours: list[str], theirs: list[str] | None, limit: float, runs: int) -> bool:
    """Print the medians of both commands, their ratio and the peak memory; return whether within limits."""
    mine, other, memory = [], [], []
    timed(ours)
    for _ in range(runs):
        seconds, peak = timed(ours)
        mine.append(seconds)
        memory.append(peak)
        if theirs:
            other.append(timed(theirs)[0])
    line = f"{name:5} resvtool {statistics.median(mine):.2f} s, peak {max(memory):.0f} MB (limit 400)"
    good = max(memory) < 400
    if other:
        ratio = statistics.median(mine) / statistics.median(other)
        good = good and ratio <= limit
        line += f"; held against {statistics.median(other):.2f} s: ratio {ratio:.2f} (limit {limit})"
    print(line)
    return good


def main() -> int:
    """Run the benchmark; exit status 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    lint = [shutil.which("resvtool", path=str(pathlib.Path(sys.executable).parent)) or "resvtool", "lint"]
    has_spacy = subprocess.run([sys.executable, "-c", "import spacy"], capture_output=True).returncode == 0
    with tempfile.TemporaryDirectory() as folder:
        pdf, word = pathlib.Path(folder) / "plan.pdf", pathlib.Path(folder) / "plan.docx"
        pages = write_pdf(pdf)
        write_docx(word)
        print(f"a plan of {pages} pages; medians of {runs} runs")
        good = compare("pdf", [*lint, str(pdf)], [sys.executable, "-c", _PDFPLUMBER, str(pdf)], 0.7, runs)
        against = [sys.executable, "-c", _SPACY, str(word)] if has_spacy else None
        good &= compare("docx", [*lint, str(word)], against, 1.5, runs)
        if not has_spacy:
            print("spacy is not installed here: install it in this environment for the ratio of docx")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
