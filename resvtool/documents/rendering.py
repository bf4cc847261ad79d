"""Fills templates: Markdown and other text with Jinja, Word with docxtpl. Sandboxed, and the same every time.

A template is data, possibly a stranger's: it runs in Jinja's sandbox and reaches no file but those beside
it. The same template, values and date give the same bytes. What is wrong with a template is said in one
Dutch sentence that names the file and the tag.
"""

from __future__ import annotations

import datetime
import io
import pathlib
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from resvtool.documents.filters import FILTERS
from resvtool.documents.tags import Tags
from resvtool.documents.templates import TemplateProblem, builtin_templates

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["TemplateProblem", "render_markdown", "render_page", "render_word", "stable_zip", "stamp_properties"]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEMPLATE = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
_LARGEST = 10_000_000
_OLDEST_ZIP = datetime.date(1980, 1, 1)


def render_markdown(template: str | pathlib.Path, context: Mapping[str, Any]) -> str:
    """Return a text template filled with ``context``: a built-in one by name, or a file by its path.

    Raises TemplateProblem.
    """
    path = template if isinstance(template, pathlib.Path) else builtin_templates() / template
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateProblem(f"sjabloon {path}: niet te lezen ({_reason(error)})") from error
    environment = _environment(FileSystemLoader(path.parent), xml=False)
    tags = Tags(source)
    with _named(path, tags):
        return environment.from_string(tags.spread).render(context)


def render_page(template: pathlib.Path, parts: pathlib.Path, context: Mapping[str, Any]) -> str:
    """Return an HTML template filled with ``context``, all of it escaped. What it takes in (``{% from %}``) stands
    beside it, or else in the folder ``parts``. Raises TemplateProblem.
    """
    try:
        source = template.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateProblem(f"sjabloon {template}: niet te lezen ({_reason(error)})") from error
    environment = _environment(ChoiceLoader([FileSystemLoader(template.parent), FileSystemLoader(parts)]), xml=False)
    environment.autoescape = True
    tags = Tags(source)
    with _named(template, tags):
        return environment.from_string(tags.spread).render(context)


def render_word(
    template: str | pathlib.Path,
    context: Mapping[str, Any],
    date: datetime.date,
    finish: Callable[[WordDocument], None] | None = None,
) -> bytes:
    """Return a Word template (a built-in one by name, or a file by its path) filled with ``context``.

    ``date`` becomes the file's own date of making; ``finish`` may change the filled document before it is
    saved. Raises TemplateProblem.
    """
    path = template if isinstance(template, pathlib.Path) else builtin_templates() / template
    document = _filled(path, context)
    if finish is not None:
        finish(document)
    stamp_properties(document, date)
    made = io.BytesIO()
    document.save(made)
    return stable_zip(made.getvalue(), date)


def stamp_properties(document: WordDocument, date: datetime.date) -> None:
    """Set the properties of a Word file that would otherwise tell when, and by whom, it was made."""
    properties = document.core_properties
    moment = datetime.datetime(date.year, date.month, date.day)
    properties.created = properties.modified = moment
    properties.last_modified_by = "resvtool"
    properties.revision = 1


def stable_zip(content: bytes, date: datetime.date) -> bytes:
    """Return a zip file with the same members in the same order, each with ``date`` as its moment."""
    day = max(date, _OLDEST_ZIP)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.create_system = 3  # else it tells Windows from the rest
            new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which no product or power can grow until memory or time runs out."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon ``left * right`` or ``left ** right``. Raises SecurityError when that grows too large."""
        if (_power_digits(left, right) if operator == "**" else _length(left, right)) > _LARGEST:
            raise SecurityError("deze uitkomst wordt te groot")
        return super().call_binop(context, operator, left, right)


def _length(left: Any, right: Any) -> int:
    """Return how long a text or list becomes when it is multiplied; 0 for numbers."""
    count, row = (left, right) if isinstance(left, int) else (right, left)
    return len(row) * count if isinstance(count, int) and isinstance(row, str | bytes | list | tuple) else 0


def _power_digits(left: Any, right: Any) -> int:
    """Return about a thousand times the bits that the power of two whole numbers takes; 0 for other numbers."""
    whole = isinstance(left, int) and isinstance(right, int)
    return left.bit_length() * right * 1000 if whole and right > 0 else 0


def _environment(loader: BaseLoader, xml: bool) -> ImmutableSandboxedEnvironment:
    environment = _Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=not xml,
        lstrip_blocks=not xml,
        keep_trailing_newline=True,
        autoescape=xml,
        finalize=_printable if xml else _plain,
    )
    environment.filters |= FILTERS
    return environment


@lru_cache(maxsize=1)
def _word_environment() -> ImmutableSandboxedEnvironment:
    """Return the one environment that fills parts of Word files, so that compiled parts serve the next file too."""
    return _environment(DictLoader({}), xml=True)


def _plain(value: Any) -> Any:
    return "" if value is None else value


def _printable(value: Any) -> Any:
    """Return a value without the characters that no Word file may hold; "" for None."""
    if value is None:
        return ""
    return type(value)(_NOT_XML.sub("", value)) if isinstance(value, str) else value


def _filled(path: pathlib.Path, context: Mapping[str, Any]) -> WordDocument:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    from resvtool.documents.word_template import WordTemplate

    try:
        template = WordTemplate(io.BytesIO(path.read_bytes()))
        template.init_docx()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError) as error:
        raise TemplateProblem(f"sjabloon {path}: niet te lezen als Word-bestand (.docx) ({_reason(error)})") from error
    try:
        template.fill(context, _word_environment(), lambda tags: _named(path, tags))
    except XMLSyntaxError as error:
        raise TemplateProblem(
            f"sjabloon {path}: met de gegevens ingevuld is dit geen geldig Word-bestand ({_reason(error)}); "
            "staat elke {%p ... %} en {%tr ... %} in een eigen alinea of rij?"
        ) from error
    filled = io.BytesIO()
    template.docx.save(filled)
    return Document(filled)  # anew: docxtpl leaves a body that python-docx has no methods for


@contextmanager
def _named(path: pathlib.Path, tags: Tags) -> Iterator[None]:
    """Turn what goes wrong in a template into a TemplateProblem that names file and tag."""
    try:
        yield
    except _IN_TEMPLATE as error:
        tag, line = tags.blamed(error)
        where = f", bij {tag}" if tag else ""
        at = f" (regel {line})" if line and path.suffix != ".docx" else ""
        raise TemplateProblem(f"sjabloon {path}{where}{at}: {_reason(error)}") from error


def _reason(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()) or type(error).__name__
