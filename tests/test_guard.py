"""One document never hangs a command, takes all memory, or speaks through an error."""

import pathlib
import re
import subprocess
import sys
import time

import pikepdf
import pytest
from hostile_files import form_bomb
from pdf_files import PdfFile

from resvtool.document import UnreadableDocument
from resvtool.guard import guarded, memory_of

PLAN = pathlib.Path("plan.docx")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from resvtool.cli.main import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


def sentence_of(body) -> str:
    with pytest.raises(UnreadableDocument) as caught, guarded(PLAN, 0.3, 0):
        body()
    return str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm; the watching thread ends the command")
class DescribeTime:
    def it_stops_python_that_goes_on(self):
        def forever():
            while True:
                pass

        assert "langer dan 0.3 seconden" in sentence_of(forever)

    def it_stops_a_regular_expression_that_goes_on(self):
        assert "--timeout" in sentence_of(lambda: re.search(r"(a+)+$", "a" * 60 + "b"))

    def it_is_no_fault_that_a_check_may_swallow(self):
        def swallows():
            for _ in range(1000):
                try:
                    time.sleep(0.05)
                except Exception:
                    continue

        assert "langer dan" in sentence_of(swallows)

    def it_leaves_no_alarm_behind(self):
        with guarded(PLAN, 0.2):
            pass
        time.sleep(0.3)


class DescribeErrors:
    def it_says_what_broke_and_where_and_nothing_of_the_plan(self):
        sentence = sentence_of(lambda: int("geheime zin uit het plan"))
        assert "ValueError" in sentence
        assert "meld dit" in sentence
        assert "geheime" not in sentence

    def it_says_when_memory_runs_out(self):
        def too_much():
            raise MemoryError

        assert "--max-memory" in sentence_of(too_much)

    def it_lets_clear_refusals_through(self):
        with pytest.raises(UnreadableDocument, match="eigen woorden"), guarded(PLAN):
            raise UnreadableDocument("eigen woorden")

    def it_lets_everything_through_for_who_debugs(self, monkeypatch):
        monkeypatch.setenv("RESVTOOL_DEBUG", "1")
        with pytest.raises(ZeroDivisionError), guarded(PLAN):
            _ = 1 / 0


@pytest.mark.parametrize(("text", "size"), [("800M", 800 * 1024**2), ("1,5 GB", 1536 * 1024**2), ("64", 64 * 1024**2)])
def it_reads_amounts_of_memory(text, size):
    assert memory_of(text) == size
    with pytest.raises(ValueError, match="geen hoeveelheid"):
        memory_of("veel")


@pytest.mark.skipif(sys.platform == "win32", reason="resident memory is not told there")
class DescribeLint:
    def it_ends_a_pdf_that_never_ends_to_draw(self, tmp_path):
        path = form_bomb(tmp_path)
        begin = time.monotonic()
        done = run("lint", str(path), "--timeout", "1")
        assert time.monotonic() - begin < 20
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.count("\n") == 1
        assert "--timeout" in done.stderr

    def it_ends_a_pdf_that_takes_all_memory(self, tmp_path):
        path = PdfFile().page().text(60, 100, "Tekst.").save(tmp_path)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].contents_add(pdf.make_stream(b" " * 300_000_000))
            pdf.save(path, compress_streams=True)
        assert path.stat().st_size < 1_000_000
        done = run("lint", str(path), "--max-memory", "200M")
        assert done.returncode == 3
        assert "--max-memory" in done.stderr
        assert "Traceback" not in done.stderr

    def it_names_the_mend_for_a_wrong_amount(self, tmp_path):
        done = run("lint", str(tmp_path / "weg.docx"), "--timeout", "0.01", "--max-memory", "x")
        assert done.returncode == 2
        assert "800M of 2G" in done.stderr
