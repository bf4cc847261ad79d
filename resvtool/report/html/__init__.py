"""The HTML report: one page that holds everything, for reading, filtering and printing without a network.

All that comes from a plan is escaped by the template; the page's policy lets only its own script and style run
and nothing be fetched, so that no text of a plan can make the page do anything.
"""

from __future__ import annotations

import base64
import hashlib
import pathlib
from collections.abc import Sequence

from markupsafe import Markup

from resvtool import __version__
from resvtool.assessment import Assessment
from resvtool.documents.templates import builtin_templates
from resvtool.report import wording as w
from resvtool.report.html.page import plan_page
from resvtool.report.html.page_data import PlanPage
from resvtool.report.html.words import words
from resvtool.report.overview.verdicts import Verdict
from resvtool.rules.model import Severity, Status, Text

_FOLDER = "rapport"
TEMPLATE = "rapport.html.j2"
_POSTS = Text("de posten samen {}", "its posts together {}")
# A sign beside each outcome, for who does not tell the colours apart.
_SIGNS = {
    Status.PASS: "✓",
    Status.FAIL: "✕",
    Status.REVIEW: "?",
    Status.NOT_APPLICABLE: "–",
    Status.ERROR: "!",
    w.EXCUSED: "○",
    Verdict.MEETS: "✓",
    Verdict.PARTLY: "◐",
    Verdict.FAILS: "✕",
    Verdict.OPEN: "?",
    Verdict.NOT_APPLICABLE: "–",
}


def html_report(assessments: Sequence[Assessment], lang: str = "nl", template: pathlib.Path | None = None) -> str:
    """Return the page for one or more plans, in ``lang`` ("nl" or "en"): a whole HTML document.

    ``template`` is one's own, in place of the built-in one; what it lacks beside it (``rapport.css``,
    ``delen.html.j2`` and the like) is built in. Raises TemplateProblem.
    """
    from resvtool.documents.rendering import render_page

    folder = builtin_templates() / _FOLDER
    template = template or folder / TEMPLATE
    style, script = (_source(name, template.parent, folder) for name in ("rapport.css", "rapport.js"))
    pages: list[PlanPage] = [plan_page(a, f"p{n}", lang) for n, a in enumerate(assessments, 1)]
    context = {
        "pages": pages,
        "lang": lang,
        "t": words(lang),
        "version": __version__,
        "signs": _SIGNS,
        "severities": [(s.value, w.SEVERITY[s](lang)) for s in Severity],
        "advises": w.ADVISES(lang),
        "posts_make": lambda amount: _POSTS(lang).format(amount),
        "style": Markup(style),
        "script": Markup(script),
        "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
        "form-action 'none'",
    }
    return render_page(template, folder, context)


def _source(name: str, *folders: pathlib.Path) -> str:
    """Return the text of the file ``name`` in the first of ``folders`` that has it. Raises TemplateProblem."""
    from resvtool.documents.rendering import TemplateProblem

    path = next(f / name for f in folders if (f / name).is_file())
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateProblem(f"{path}: niet te lezen als tekst in UTF-8") from error


def _hash(source: str) -> str:
    """Return the name by which a page's policy knows an inline script or style."""
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return f"'sha256-{digest}'"
