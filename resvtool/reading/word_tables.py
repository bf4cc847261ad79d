"""Tables of Word made into rectangular grids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from resvtool.document import Table
from resvtool.reading.word_draft import Draft, Trouble
from resvtool.reading.word_styles import Styles, is_shaded
from resvtool.reading.word_xml import (
    MC,
    VAL,
    Element,
    Properties,
    W,
    alternative,
    is_on,
    properties_of,
    value,
    value_in,
    whole_number,
)

_WIDEST = 500  # columns; Word itself stops at 63
_MOST_HEADER_ROWS = 3

CellReader = Callable[[Element], list[Draft | Trouble]]
SizeCheck = Callable[[int], None]


@dataclass(slots=True)
class _Cell:
    column: int
    span: int
    text: str = ""
    merged: bool = False
    continues: bool = False
    bold: bool = False
    shaded: bool = False


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    is_header: bool = False


@dataclass(slots=True)
class TableContent:
    """A table and what stands in it that is no text of a cell.

    ``table`` is None when nothing is left of it, or when it only is a frame of one cell; then
    ``after`` holds the content of that cell. Otherwise ``after`` holds nested tables, text boxes
    and notes.
    """

    table: Table | None
    after: list[Draft | Trouble] = field(default_factory=list)


def read_table(element: Element, styles: Styles, read_cell: CellReader, check: SizeCheck) -> TableContent:
    """Return the visible content of a table (w:tbl); ``read_cell`` reads the blocks of a cell.

    ``check`` is given the number of cells of the grid, before that is made, and may refuse it.
    """
    kept = [row for row in _unwrapped(element, W + "tr") if not _is_row_gone(row)]
    cells = [_cells(row) for row in kept]
    if len(kept) == 1 and len(cells[0]) == 1:
        return TableContent(None, _frame(read_cell(cells[0][0][0])))
    content = TableContent(None)
    rows: list[_Row] = []
    for row, tcs in zip(kept, cells, strict=True):
        if tcs:
            above = rows[-1].cells if rows else []
            rows.append(_read_row(row, tcs, above, read_cell, content.after))
    if any(cell.text for row in rows for cell in row.cells):
        check(len(rows) * _width(rows))
        content.table = _grid(rows, _first_row_stands_out(element, rows, styles))
    return content


def visible_rows(element: Element) -> list[list[Element]]:
    """Return the cells (w:tc) of each row of a table (w:tbl) that is a row of its grid."""
    kept = [row for row in _unwrapped(element, W + "tr") if not _is_row_gone(row)]
    rows = [[cell for cell, _ in _cells(row)] for row in kept]
    return [row for row in rows if row]


def _frame(drafts: list[Draft | Trouble]) -> list[Draft | Trouble]:
    """Mark the paragraphs of a frame: several together are a box, one may be a heading."""
    paragraphs = [d for d in drafts if isinstance(d, Draft) and not d.aside and d.table is None]
    if len(paragraphs) > 1:
        for draft in paragraphs:
            draft.boxed = True
    return drafts


def _cells(row: Element) -> list[tuple[Element, Properties]]:
    cells = ((cell, properties_of(cell, W + "tcPr")) for cell in _unwrapped(row, W + "tc"))
    return [(cell, own) for cell, own in cells if W + "cellDel" not in own]


def _unwrapped(parent: Element, wanted: str) -> list[Element]:
    """Return the children with a tag, also those in content controls and tracked changes."""
    found: list[Element] = []
    for child in parent:
        tag = child.tag
        if tag == wanted:
            found.append(child)
        elif tag in _WRAPPERS:
            found += _unwrapped(child, wanted)
        elif tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                found += _unwrapped(chosen, wanted)
    return found


_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def _is_row_gone(row: Element) -> bool:
    own = properties_of(row, W + "trPr")
    return W + "del" in own or is_on(own.get(W + "hidden"))


def _read_row(
    row: Element,
    tcs: list[tuple[Element, Properties]],
    above: list[_Cell],
    read_cell: CellReader,
    after: list[Draft | Trouble],
) -> _Row:
    properties = properties_of(row, W + "trPr")
    mergeable = {cell.column for cell in above if cell.merged}
    column = min(whole_number(value_in(properties, W + "gridBefore")), _WIDEST)
    cells: list[_Cell] = []
    for tc, own in tcs:
        span = min(max(whole_number(value_in(own, W + "gridSpan"), 1), 1), _WIDEST)
        if _merge(own, "hMerge") == "continue" and cells:
            cells[-1].span += span
        else:
            merge = _vertical_merge(own)
            cell = _Cell(column, span, merged=merge is not None, shaded=is_shaded(own.get(W + "shd")))
            # The lower part of a merged cell shows nothing of its own.
            cell.continues = merge == "continue" and column in mergeable
            if not cell.continues:
                _fill(cell, read_cell(tc), after)
            cells.append(cell)
        column += span
    return _Row(cells, is_on(properties.get(W + "tblHeader")))


def _merge(properties: Properties, name: str) -> str | None:
    merge = properties.get(W + name)
    if merge is None:
        return None
    said: str = merge.get(VAL, "continue")
    return said


def _vertical_merge(properties: Properties) -> str | None:
    """Return "restart" or "continue" for a vertically merged cell, also when that is tracked."""
    tracked = properties.get(W + "cellMerge")
    if tracked is not None and tracked.get(W + "vMerge"):
        return "continue" if tracked.get(W + "vMerge") == "cont" else "restart"
    return _merge(properties, "vMerge")


def _fill(cell: _Cell, drafts: list[Draft | Trouble], after: list[Draft | Trouble]) -> None:
    texts: list[str] = []
    bold: list[bool] = []
    for draft in drafts:
        if isinstance(draft, Draft) and not draft.aside and draft.table is None:
            texts.append(f"{draft.label} {draft.text}".strip())
            bold.append(draft.bold)
        else:
            after.append(draft)
    cell.text = "\n".join(texts)
    cell.bold = bool(bold) and all(bold)


def _first_row_stands_out(element: Element, rows: list[_Row], styles: Styles) -> bool:
    """Say whether Word's table options and the look of the first row make it a header row."""
    properties = element.find(W + "tblPr")
    look = properties.find(W + "tblLook") if properties is not None else None
    if look is None or not rows:
        return False
    said = look.get(W + "firstRow")
    if said is not None:
        first_row = said.lower() in {"1", "true", "on"}
    else:
        try:
            first_row = bool(int(look.get(VAL, "0"), 16) & 0x20)
        except ValueError:
            first_row = False
    if not first_row:
        return False
    return all(c.shaded for c in rows[0].cells) or styles.header_row_stands_out(value(properties, "tblStyle"))


def _width(rows: list[_Row]) -> int:
    return min(max(c.column + c.span for row in rows for c in row.cells), _WIDEST)


def _grid(rows: list[_Row], first_stands_out: bool) -> Table:
    width = _width(rows)
    texts = [[""] * width for _ in rows]
    repeated: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        for cell in row.cells:
            below = cell.continues and r > 0 and cell.column < width
            text = texts[r - 1][cell.column] if below else cell.text
            for c in range(cell.column, min(cell.column + cell.span, width)):
                texts[r][c] = text
                if below or c > cell.column:
                    repeated.add((r, c))
    keep = [c for c in range(width) if any(_starts(row, c) for row in rows)]
    places = {c: i for i, c in enumerate(keep)}
    return Table(
        rows=tuple(tuple(row[c] for c in keep) for row in texts),
        repeated=frozenset((r, places[c]) for r, c in repeated if c in places),
        header_rows=_header_rows(rows, first_stands_out),
    )


def _starts(row: _Row, column: int) -> bool:
    return any(cell.column == column for cell in row.cells)


def _header_rows(rows: list[_Row], first_stands_out: bool) -> int:
    """Count the leading rows that are marked as header, or stand out from the rest."""
    count = 0
    while count < len(rows) and rows[count].is_header:
        count += 1
    if count:
        return count
    if len(rows) < 2:
        return 0
    if first_stands_out:
        count = 1
    else:
        while count < len(rows) and count < _MOST_HEADER_ROWS and _is_bold(rows[count]):
            count += 1
        if count == len(rows) or _is_bold(rows[count]):
            return 0
    # A head that is merged downwards takes the rows it reaches along.
    while 0 < count < _MOST_HEADER_ROWS and count < len(rows) - 1 and _hangs(rows[count]):
        count += 1
    return count


def _is_bold(row: _Row) -> bool:
    """Say whether all that is written in a row is bold, over more than one cell or a wide one."""
    written = [cell for cell in row.cells if cell.text]
    if not written or not all(cell.bold for cell in written):
        return False
    return len(written) > 1 or written[0].span > 1 or len(row.cells) == 1


def _hangs(row: _Row) -> bool:
    """Say whether a row under the heads goes on with some of them and adds bold ones."""
    own = [cell for cell in row.cells if not cell.continues and cell.text]
    return any(cell.continues for cell in row.cells) and all(cell.bold for cell in own)
