"""Word to PDF by LibreOffice, where it is installed."""

from __future__ import annotations

import datetime
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

_SECONDS = 120
_MOMENT = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_MARK = re.compile(rb"(/DocChecksum /|/ID \[ <|>\s<)[0-9A-F]{32}(?=[>\s])")
_PLACES = {
    "win32": (r"C:\Program Files\LibreOffice\program\soffice.exe",),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}


class OfficeError(Exception):
    """LibreOffice is not there or fails. Its text is one Dutch sentence: what, and what to do."""


def find_office() -> str | None:
    """Return the path of LibreOffice, None when it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((p for p in _PLACES.get(sys.platform, ()) if pathlib.Path(p).is_file()), None)


def word_to_pdf(word: bytes, date: datetime.date) -> bytes:
    """Return a Word file as PDF, dated ``date``. Raises OfficeError.

    LibreOffice runs with a profile of its own, so that one that is open elsewhere is not in its way.
    """
    office = find_office()
    if office is None:
        raise OfficeError("PDF maken vraagt LibreOffice, en dat is hier niet gevonden; kies een .docx of .md")
    with tempfile.TemporaryDirectory(prefix="resvtool-") as made:
        folder = pathlib.Path(made)
        source = folder / "memo.docx"
        source.write_bytes(word)
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
        environment = os.environ | {"TZ": "UTC"}
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=True)
            return _settled((folder / "memo.pdf").read_bytes(), date)
        except subprocess.TimeoutExpired as error:
            raise OfficeError(f"LibreOffice was na {_SECONDS} seconden niet klaar; kies een .docx of .md") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise OfficeError(f"LibreOffice kon geen PDF maken ({error}); kies een .docx of .md") from error


def _settled(pdf: bytes, date: datetime.date) -> bytes:
    """Return ``pdf`` made at ``date``, with marks that follow from its content instead of from the clock."""
    dated = _MOMENT.sub(lambda m: m[1] + date.strftime("%Y%m%d").encode() + b"000000", pdf)
    content = hashlib.md5(_MARK.sub(rb"\1", dated), usedforsecurity=False).hexdigest().upper().encode()
    return _MARK.sub(lambda m: m[1] + content, dated)
