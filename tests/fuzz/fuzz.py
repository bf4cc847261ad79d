"""Fuzzing led by coverage, with atheris (Linux and macOS): `make fuzz`.

    python tests/fuzz/fuzz.py word|pdf [options of libFuzzer, such as -max_total_time=600 -runs=100000]

A file that breaks a reader is written where libFuzzer says (crash-...); move it to tests/fuzz/finds once mended.
"""

from __future__ import annotations

import pathlib
import sys
import tempfile

import atheris

_HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(_HERE), str(_HERE.parent / "reading"), str(_HERE.parents[1])]

with atheris.instrument_imports(include=["resvtool"]):
    from resvtool.document import UnreadableDocument
    from resvtool.reading.opening import read_document
    from resvtool.reading.pdf import read_pdf  # noqa: F401
    from resvtool.reading.word import read_docx  # noqa: F401

from mutations import bent_bytes, mutated_docx, mutated_pdf  # noqa: E402
from seeds import pdf_seeds, word_seeds  # noqa: E402

_KIND = sys.argv.pop(1) if len(sys.argv) > 1 and sys.argv[1] in ("word", "pdf") else "word"
_SHAPE = mutated_docx if _KIND == "word" else mutated_pdf
_SUFFIX = ".docx" if _KIND == "word" else ".pdf"
_FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="resvtool-fuzz-"))


def try_one(data: bytes) -> None:
    """Read one file; only a document or UnreadableDocument may come of it."""
    path = _FOLDER / f"plan{_SUFFIX}"
    path.write_bytes(data)
    try:
        read_document(path)
    except UnreadableDocument as error:
        if "\n" in str(error):
            raise RuntimeError("a refusal of more than one line") from error


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Return another file: bent in its structure where it still has one, in its bytes otherwise."""
    try:
        changed = _SHAPE(data, seed) if seed % 4 else bent_bytes(data, seed)
    except Exception:  # no longer a sound file
        changed = bent_bytes(data, seed)
    return changed[:most]


def main() -> None:
    """Fuzz until told to stop; the seeds are made anew in a folder of their own."""
    corpus = _FOLDER / "corpus"
    corpus.mkdir()
    for i, seed in enumerate(word_seeds() if _KIND == "word" else pdf_seeds()):
        (corpus / f"seed-{i}").write_bytes(seed)
    atheris.Setup([*sys.argv, str(corpus), "-max_len=200000"], try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
