"""Whatever a file holds, a reader gives a document or one clear sentence: never another error, never a hang.

RESVTOOL_FUZZ=5000 makes it try that many files of each kind; usually it is a handful, different ones each time.
"""

import os
import pathlib
import zipfile

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import bent_bytes, mutated_docx, mutated_pdf
from seeds import pdf_seeds, word_seeds

from resvtool.document import Document, UnreadableDocument
from resvtool.reading.opening import read_document

NUMBER = int(os.environ.get("RESVTOOL_FUZZ", "25"))
WORD, PDF = word_seeds(), pdf_seeds()
FINDS = pathlib.Path(__file__).parent / "finds"
often = settings(max_examples=NUMBER, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def tried(folder: pathlib.Path, data: bytes) -> None:
    path = folder / "plan"
    path.write_bytes(data)
    try:
        assert isinstance(read_document(path), Document)
    except UnreadableDocument as error:
        assert "\n" not in str(error)


@often
@given(seed=st.integers(0, 2**32), which=st.integers(0, len(WORD) - 1))
def it_survives_bent_word_files(tmp_path_factory, seed, which):
    tried(tmp_path_factory.getbasetemp(), mutated_docx(WORD[which], seed))


@often
@given(seed=st.integers(0, 2**32), which=st.integers(0, len(PDF) - 1))
def it_survives_bent_pdfs(tmp_path_factory, seed, which):
    try:
        data = mutated_pdf(PDF[which], seed)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return  # bent so far that no file comes of it
    tried(tmp_path_factory.getbasetemp(), data)


@often
@given(seed=st.integers(0, 2**32), which=st.integers(0, len(WORD + PDF) - 1))
def it_survives_bent_bytes(tmp_path_factory, seed, which):
    tried(tmp_path_factory.getbasetemp(), bent_bytes((WORD + PDF)[which], seed))


@pytest.mark.parametrize("path", sorted(FINDS.glob("*")), ids=lambda p: p.name)
def it_survives_what_was_found_before(tmp_path, path):
    tried(tmp_path, path.read_bytes())


def they_are_sound_to_begin_with(tmp_path):
    for data in WORD + PDF:
        (tmp_path / "plan").write_bytes(data)
        document = read_document(tmp_path / "plan")
        assert len(document.blocks) > 1 or document.pages
    assert zipfile.is_zipfile(tmp_path / "plan") is False
