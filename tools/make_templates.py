"""Makes the built-in Word templates: ``python tools/make_templates.py``. One module per template describes it."""

from __future__ import annotations

import datetime
import io
import pathlib
from collections.abc import Callable

import skeleton_template
from docx.document import Document as WordDocument
from memo_look import memo_en, memo_nl

from resvtool.documents.rendering import stable_zip, stamp_properties

TEMPLATES = pathlib.Path(__file__).parents[1] / "templates"
_DATE = datetime.date(2026, 1, 1)
MAKERS: dict[str, Callable[[], WordDocument]] = {
    "skelet.docx": skeleton_template.make,
    "memo.docx": memo_nl,
    "memo.en.docx": memo_en,
}


def made(document: WordDocument) -> bytes:
    """Return a template as the bytes of its file, the same every time."""
    stamp_properties(document, _DATE)
    file = io.BytesIO()
    document.save(file)
    return stable_zip(file.getvalue(), _DATE)


def main() -> None:
    """Write every template."""
    for name, maker in MAKERS.items():
        (TEMPLATES / name).write_bytes(made(maker()))
        print(TEMPLATES / name)


if __name__ == "__main__":
    main()
