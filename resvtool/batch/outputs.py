"""What a batch writes for each plan: a registry, so that a new kind of document hooks in with one entry.

An output takes an assessment and the plan's own file, and gives a file name and content (or None where it does not
apply to this plan). Heavy modules are imported when their output is made.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import pathlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from resvtool.assessment import Assessment

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of file per plan: ``make`` gets the assessment, the plan's file and the language.

    ``names`` are those that the file can have; ``default`` says whether it is made unasked. ``beside`` names files
    beside the plan that go into it ("{stem}" is the plan's name without suffix): when one of them changes, the plan is
    done again.
    """

    make: Callable[[Assessment, pathlib.Path, str], File | None]
    names: tuple[str, ...] = ()
    default: bool = True
    beside: tuple[str, ...] = ()


def _json(assessment: Assessment, plan: pathlib.Path, lang: str) -> File:
    from resvtool.report.json_report import json_report

    return "rapport.json", json_report([assessment], lang).encode("utf-8")


def _memo(assessment: Assessment, plan: pathlib.Path, lang: str) -> File:
    from resvtool.documents.judgements import Judgements, JudgementsError, place_of, read_judgements
    from resvtool.documents.memo import MemoInput, memo

    try:
        kept = place_of(plan)
    except OSError as error:
        why = (
            f"naast het plan is geen {plan.stem}.memo.toml te lezen ({error.strerror}); geef het plan een kortere naam"
        )
        raise JudgementsError(why) from error
    judgements = read_judgements(kept, assessment.ruleset) if kept.is_file() else Judgements()
    return "memo.docx", memo(MemoInput(assessment, judgements, datetime.date.today(), lang=lang), ".docx")


def _annotated(assessment: Assessment, plan: pathlib.Path, lang: str) -> File:
    from resvtool.documents.annotated import annotated_copy

    suffix = "pdf" if assessment.document.format == "pdf" else "docm" if plan.suffix.lower() == ".docm" else "docx"
    return f"geannoteerd.{suffix}", annotated_copy(plan, assessment, lang)[0]


def _html(assessment: Assessment, plan: pathlib.Path, lang: str) -> File:
    from resvtool.report.html import html_report

    return "rapport.html", html_report([assessment], lang).encode("utf-8")


OUTPUTS: dict[str, Output] = {
    "json": Output(_json, ("rapport.json",)),
    "memo": Output(_memo, ("memo.docx",), beside=("{stem}.memo.toml", "memo.toml")),
    "geannoteerd": Output(_annotated, ("geannoteerd.docx", "geannoteerd.docm", "geannoteerd.pdf"), default=False),
    "html": Output(_html, ("rapport.html",), default=False),
}


def chosen(extra: Iterable[str] = (), without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the outputs to make: those made unasked, with ``extra`` and without ``without``.

    Raises ValueError with a Dutch sentence for a name that is none, and when nothing is left.
    """
    extra, without = set(extra), set(without)
    for name in sorted(extra | without):
        if name not in OUTPUTS:
            raise ValueError(f"onbekende uitvoer '{name}'; kies uit {', '.join(OUTPUTS)}")
    made = tuple(k for k, output in OUTPUTS.items() if (output.default or k in extra) and k not in without)
    if not made:
        raise ValueError("er blijft niets over om te maken")
    return made


def own_names() -> list[str]:
    """Return every name that an output can have: in the folder of a plan, files of these names are ours."""
    return [name for output in OUTPUTS.values() for name in output.names]


def beside(plan: pathlib.Path, outputs: Iterable[str]) -> str:
    """Return a hash of the files beside ``plan`` that go into ``outputs``; "" when there are none."""
    names = sorted({name.format(stem=plan.stem) for key in outputs for name in OUTPUTS[key].beside})
    found = [plan.with_name(name) for name in names if _is_file(plan.with_name(name))]
    content = b"".join(os.fsencode(path.name) + b"\0" + _content(path) for path in found)
    return hashlib.sha256(content).hexdigest() if content else ""


def _is_file(path: pathlib.Path) -> bool:
    """Say whether ``path`` is a file; beside a plan whose name is as long as can be, no file with a longer one is."""
    try:
        return path.is_file()
    except OSError:
        return False


def _content(path: pathlib.Path) -> bytes:
    """Return what ``path`` holds; nothing when it cannot be read, which the output that needs it will tell."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
