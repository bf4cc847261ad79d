"""``overzicht.xlsx``: a row a plan, a column a building block and figure; on the next sheet all findings.

Nothing from a plan is ever a formula: texts are written as texts, and marked so that they stay texts when a
user edits the cell. Rows are written as they are read, so that thousands of plans never stand in memory.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from resvtool.batch import overview as o
from resvtool.batch.figures import FIGURES
from resvtool.batch.overview import Overview, failed_count
from resvtool.batch.rows import Row, State
from resvtool.report import wording as w
from resvtool.rules.model import Severity, Status, Text

PLANS = Text("Plannen", "Plans")
FINDINGS = Text("Bevindingen", "Findings")
ABOUT = Text("Toelichting", "About")
_MOST_ROWS = 1_000_000
_MOST_TEXT = 32_000
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_READABLE = ("rapport.html", "memo.docx", "rapport.json")
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", start_color="1F3864")
_FAILED_FILL = PatternFill("solid", start_color="F8D7DA")
_LINK_FONT = Font(color="1F4E9E", underline="single")
_WRAP = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
_SCALE = ColorScale([FormatObject("num", 0), FormatObject("max")], [Color("FFFFFFFF"), Color("FFE8888F")])


def overview_xlsx(overview: Overview) -> bytes:
    """Return the workbook as bytes."""
    book = Workbook(write_only=True)
    _plans_sheet(book, overview)
    _findings_sheets(book, overview)
    _about_sheet(book, overview)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# ---------------------------------------------------------------------- plans


def _plans_sheet(book: Workbook, overview: Overview) -> None:
    lang = overview.lang
    counted = [w.STATUS[s](lang).capitalize() for s in (Status.FAIL, Status.REVIEW, Status.PASS, Status.NOT_APPLICABLE)]
    blocks = [overview.block_name(b) for b in overview.blocks]
    lead = [o.PLAN(lang), o.RULESET(lang), o.STATE(lang), o.GATES(lang)]
    last = [o.PAGES(lang), o.REASON(lang), o.READING(lang), w.WAIVERS(lang)]
    heads = [*lead, *counted, *blocks, *overview.figure_heads(), *last]
    sheet = _sheet(book, PLANS(lang))
    first_block = len(lead) + len(counted) + 1
    last_block = first_block + len(blocks) - 1
    widths = [42, 15, 20, *[12] * (len(heads) - 6), 60, 60, 60]
    widths[last_block + list(FIGURES).index("kassier")] = 36
    total = sum(1 for _ in overview.rows())
    _frame(sheet, heads, widths, total)
    sheet.append(_heads(sheet, heads))
    for row in overview.rows():
        sheet.append(_plan_cells(sheet, overview, row))
    if total:
        area = f"{get_column_letter(first_block)}2:{get_column_letter(last_block)}{total + 1}"
        for shaded in (f"D2:E{total + 1}", area):
            sheet.conditional_formatting.add(shaded, Rule("colorScale", colorScale=_SCALE))


def _plan_cells(sheet: Any, overview: Overview, row: Row) -> list[Any]:
    lang = overview.lang
    state = _text(sheet, o.STATES[row.state](lang))
    lead = [_linked(sheet, row), _text(sheet, row.ruleset), state]
    if row.state is not State.DONE:
        state.fill = _FAILED_FILL
    reason = _text(sheet, row.reason) if row.reason else None
    if not row.statuses:
        empty = [None] * (5 + len(overview.blocks) + len(overview.figure_heads()) + 1)
        return [*lead, *empty, reason, None, None]
    counts = overview.counts(row)
    totals = [failed_count(counts), *(counts[s.value] for s in (Status.REVIEW, Status.PASS, Status.NOT_APPLICABLE))]
    blocks = [failed_count(overview.counts(row, block)) for block in overview.blocks]
    figures = [_value(sheet, v) for v in overview.figure_values(row)]
    problems = _text(sheet, "; ".join(row.problems)) if row.problems else None
    notices = _text(sheet, " ".join(row.notices)) if row.notices else None
    return [*lead, row.gates_failed, *totals, *blocks, *figures, row.pages, reason, problems, notices]


def _linked(sheet: Any, row: Row) -> Any:
    """The name of a plan, linking to the most readable of its reports."""
    cell = _text(sheet, row.title)
    file = report_file(row)
    if file:
        cell.hyperlink = link_to(f"{row.target}/{file}")
        cell.font = _LINK_FONT
    return cell


def report_file(row: Row) -> str:
    """Return the report of a plan to link to: the page, else the memo, else what there is; "" for none."""
    return next((f for f in (*_READABLE, *row.files) if f in row.files), "")


def link_to(name: str) -> str:
    """Return a relative name as the target of a link: every character that means something is escaped."""
    from urllib.parse import quote

    return quote(name)


# ---------------------------------------------------------------------- findings


def _findings_sheets(book: Workbook, overview: Overview) -> None:
    lang = overview.lang
    heads = [
        o.PLAN(lang),
        w.BLOCK(lang),
        o.RULE(lang),
        o.TITLE(lang),
        o.STATUS(lang),
        o.SEVERITY(lang),
        w.GATE(lang).capitalize(),
        o.MESSAGE(lang),
        o.PASSAGE(lang),
        o.PLACE(lang),
        w.SOURCE(lang),
    ]
    widths = [36, 10, 30, 36, 16, 14, 14, 70, 70, 34, 44]
    total = sum(len(row.findings) for row in overview.rows())
    sheet, filled, number = None, 0, 0
    for cells in _finding_rows(overview):
        if sheet is None or filled == _MOST_ROWS:
            number += 1
            title = FINDINGS(lang) + (f" {number}" if number > 1 else "")
            sheet = _sheet(book, title)
            _frame(sheet, heads, widths, min(total - (number - 1) * _MOST_ROWS, _MOST_ROWS))
            sheet.append(_heads(sheet, heads))
            filled = 0
        sheet.append([_value(sheet, cell, wrap=True) for cell in cells])
        filled += 1
    if sheet is None:
        sheet = _sheet(book, FINDINGS(lang))
        _frame(sheet, heads, widths, 0)
        sheet.append(_heads(sheet, heads))


def _finding_rows(overview: Overview) -> Iterable[Sequence[Any]]:
    lang = overview.lang
    yes = "yes" if lang == "en" else "ja"
    for row in overview.rows():
        for f in row.findings:
            status, severity = o.OUTCOMES[f.status](lang), w.SEVERITY[Severity(f.severity)](lang)
            gate = yes if f.gate else None
            yield row.title, f.block, f.rule, f.title, status, severity, gate, f.message, f.evidence, f.place, f.source


def _about_sheet(book: Workbook, overview: Overview) -> None:
    lang = overview.lang
    sheet = _sheet(book, ABOUT(lang))
    sheet.column_dimensions["A"].width = 110
    lines = [
        w.ADVISES(lang),
        Text(
            "Onder elke bouwsteen staat hoeveel eisen van die bouwsteen het plan niet haalt.",
            "Under each building block stands how many of its requirements the plan does not meet.",
        )(lang),
        Text(
            "De cijfers zijn wat het plan zelf zegt, in de zekerste lezing; een leeg vak: het plan zegt het niet.",
            "The figures are what the plan itself says, in the surest reading; an empty cell: it does not say.",
        )(lang),
    ]
    for line in lines:
        sheet.append([_text(sheet, line, wrap=True)])


# ---------------------------------------------------------------------- cells


def _sheet(book: Workbook, title: str) -> Any:
    # Any, since the published types know nothing of widths and formats of a streamed sheet.
    return book.create_sheet(title)


def _frame(sheet: Any, heads: Sequence[str], widths: Sequence[float], rows: int) -> None:
    """Set what a streamed sheet wants before its rows: widths, the frozen head and first column, filters."""
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{rows + 1}"


def _heads(sheet: Any, heads: Iterable[str]) -> list[Any]:
    cells = []
    for head in heads:
        cell = WriteOnlyCell(sheet, value=head)
        cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _WRAP
        cells.append(cell)
    return cells


def _value(sheet: Any, value: Any, wrap: bool = False) -> Any:
    """Return a cell: numbers as numbers, ISO dates as dates, all else as text."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        cell = WriteOnlyCell(sheet, value=datetime.datetime.fromisoformat(value))
        cell.number_format, cell.alignment = "d-m-yyyy", _TOP
        return cell
    if isinstance(value, str):
        return _text(sheet, value, wrap) if value else None
    if value is None:
        return None
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = _TOP
    if isinstance(value, float):
        cell.number_format = "#,##0" if value >= 1000 else "#,##0.00"
    return cell


def _text(sheet: Any, text: str, wrap: bool = False) -> Any:
    """Return a cell that holds text, whatever it begins with."""
    clean = _ILLEGAL.sub(" ", text)[:_MOST_TEXT]
    cell = WriteOnlyCell(sheet, value=clean)
    cell.data_type = "s"
    cell.alignment = _WRAP if wrap else _TOP
    if clean.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell
