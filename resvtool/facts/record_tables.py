"""Records in tables: rows, columns of transposed tables, and cards of attributes."""

from __future__ import annotations

import re
from dataclasses import replace

from resvtool.document import Anchor, Block, Table
from resvtool.facts.attributes import Attributes
from resvtool.facts.labels import Label, only_label_in, parse_label
from resvtool.facts.records import Field, Group, Piece, Record

_FEWEST_ASKED = 2
_MARK = re.compile(r"^(?:[xXvV✓✔●•■×☒☑])$")
_GENERIC = re.compile(
    r"^(?:onderdeel|kenmerk|vraag|veld|aspect|rubriek|element|item|punt|wat|attribuut)$", re.IGNORECASE
)


def read_table(
    block: Block, index: int, section: int, headings: tuple[str, ...], attributes: Attributes
) -> list[Group] | list[Field]:
    """Return the records of a table, or its fields when it is the card of one thing.

    ``index`` is the block's number in the document. Fields belong to the heading or line above it,
    unless :func:`own_title` finds a title in the table itself.
    """
    table = block.table
    assert table is not None
    if is_card(table, attributes):
        return _card_fields(block, index, table)
    if _is_transposed(table, attributes):
        return [Group("column", section, headings, _columns(block, index, table))]
    return _row_groups(block, index, table, section, headings, attributes)


def is_card(table: Table, attributes: Attributes) -> bool:
    """Say whether a table of two columns names attributes in the first."""
    if table.width != 2 or len(table.rows) < 2:
        return False
    if _GENERIC.match(table.rows[0][0]) and (only_label_in(table.rows[0][1]) or _is_coded(table.rows[0][1])):
        return True
    firsts = [row[0] for row in table.rows[_card_start(table) :]]
    known = [first for first in firsts if attributes.is_attribute(first)]
    coded = [first for first in firsts if _is_coded(first)]
    return len(known) >= 2 and len(known) * 5 >= len(firsts) * 2 and not coded


def own_title(table: Table) -> str:
    """Return the title that a card holds in its first row ("" when it has none)."""
    first = table.rows[0]
    if (0, 1) in table.repeated or (first[0] and first[0] == first[1]):
        return first[0]
    if not first[0] and first[1]:
        return first[1]
    if _is_coded(first[0]):
        return f"{first[0]} {first[1]}".strip()
    if _GENERIC.match(first[0]) and only_label_in(first[1]):
        return only_label_in(first[1])
    if _GENERIC.match(first[0]) and _is_coded(first[1]):
        return first[1]
    if re.fullmatch(r"(?:naam|titel|activiteit|project|werkpakket|spoor|actie)(?: \w+)?", first[0], re.I):
        label, rest = parse_label(first[0])
        return f"{first[0]} {first[1]}" if label and not rest else first[1]
    return ""


def _card_start(table: Table) -> int:
    first = table.rows[0]
    generic = bool(_GENERIC.match(first[0]))
    return 1 if generic or own_title(table) else 0


def _card_fields(block: Block, index: int, table: Table) -> list[Field]:
    fields = []
    for r in range(_card_start(table), len(table.rows)):
        head, text = table.rows[r]
        fields.append(Field(head.strip(" :"), Piece(text, _anchor(block, table, r), (index, r))))
    return fields


def _is_coded(text: str) -> bool:
    label, _ = parse_label(text)
    return label is not None and bool(label.family)


def _is_transposed(table: Table, attributes: Attributes) -> bool:
    if table.width < 3 or len(table.rows) < 3:
        return False
    firsts = [row[0] for row in table.rows[1:]]
    known = [first for first in firsts if attributes.is_attribute(first)]
    heads = table.rows[0][1:]
    named = all(heads) and not any(attributes.is_part(h) or re.search(r"\b20\d\d\b", h) for h in heads)
    return named and len(known) >= 3 and len(known) * 2 >= len(firsts)


def _columns(block: Block, index: int, table: Table) -> list[Record]:
    records = []
    for c in range(1, table.width):
        record = Record(table.rows[0][c], _anchor(block, table, 0), (index, 0))
        for r in range(1, len(table.rows)):
            piece = Piece(table.rows[r][c], _anchor(block, table, r), (index, r))
            record.fields.append(Field(table.rows[r][0].strip(" :"), piece))
        records.append(record)
    return records


def _row_groups(
    block: Block, index: int, table: Table, section: int, headings: tuple[str, ...], attributes: Attributes
) -> list[Group]:
    """Return the rows as records; twice when each row holds a bottleneck and an activity."""
    header = table.header_rows or (1 if _has_heads(table) else 0)
    heads = _heads(table, header)
    name_column = _name_column(heads, table, header, attributes)
    group = _rows(block, index, table, section, headings, header, heads, name_column)
    group.records = _without_questions(group.records)
    second = _activity_column(heads, name_column, attributes)
    if second is None:
        return [group]
    active = {
        h for h in heads if attributes.of(h) & {"hoofdtaak", "patient", "aanbieder", "domein", "effect", "niveau"}
    }
    for record in group.records:
        record.fields = [f for f in record.fields if f.head not in active]
    group.all_heads = tuple(h for h in heads if h not in active)
    return [group, _rows(block, index, table, section, headings, header, heads, second)]


def _without_questions(records: list[Record]) -> list[Record]:
    """Return the records of a form that asks about several items: each item once, other questions left out.

    "Z1: wat verandert er?" and "Z1: wie draagt het?" are one record. Records of other tables are returned as they are.
    """
    asked = [r for r in records if r.title.endswith("?")]
    labelled = [r for r in asked if r.label is not None and r.label.family]
    if len(labelled) < _FEWEST_ASKED or len(asked) * 2 <= len(records):
        return records
    kept: dict[Label | int, Record] = {}
    for record in records:
        if record.label is None:
            if record not in asked:
                kept[id(record)] = record
        elif record.label not in kept:
            kept[record.label] = record
            if record in asked:
                record.name = ""
        else:
            kept[record.label].fields.extend(record.fields)
    return list(kept.values())


def _is_subhead(table: Table, r: int) -> bool:
    """Say whether a row with one text heads those below it, rather than being an item without parts."""
    row = table.rows[r]
    if all(row) or not row[0] or r + 1 == len(table.rows):
        return all(row) or not row[0]
    marked = any(_MARK.match(cell) for other in table.rows for cell in other[1:])
    coded = parse_label(row[0])[0]
    beside = [parse_label(other[0])[0] for other in table.rows if sum(map(bool, other)) > 1]
    same = coded is not None and any(b is not None and b.family == coded.family for b in beside)
    return not marked and not same


def _activity_column(heads: list[str], name_column: int, attributes: Attributes) -> int | None:
    """Return the column of activities in a table of bottlenecks that also tells about activities."""
    if not heads or not attributes.names_bottleneck(heads[name_column]):
        return None
    parts = frozenset().union(*(attributes.of(h) for h in heads))
    if "hoofdtaak" not in parts and not {"patient", "aanbieder"} <= parts:
        return None
    for c, head in enumerate(heads):
        if c != name_column and len(head.split()) <= 3 and attributes.names_activity(head):
            return c
    return None


def _rows(
    block: Block, index: int, table: Table, section: int, headings: tuple[str, ...],
    header: int, heads: list[str], name_column: int,
) -> Group:  # fmt: skip
    group = Group("row", section, headings, [], heads[name_column] if heads else "")
    group.all_heads = tuple(heads)
    subhead = ""
    for r in range(header, len(table.rows)):
        row = table.rows[r]
        filled = {cell for cell in row if cell}
        if not filled:
            continue
        if len(filled) == 1 and table.width > 2 and _is_subhead(table, r):
            subhead = row[0] or subhead
            continue
        anchor = _anchor(block, table, r)
        title = row[name_column]
        record = Record(_first_line(title), anchor, (index, r))
        record.context = (subhead,) if subhead else ()
        if name_column == 1 and record.label is None:
            record.label, record.name = _label(row[0]), record.title
        long_title = len(title.split()) > 12
        for c, cell in enumerate(row):
            if c == name_column and not long_title:
                continue
            if c == 0 and name_column == 1:
                continue
            head = heads[c] if heads else ""
            text = f"{head} (x)" if head and _MARK.match(cell) else cell
            record.fields.append(Field(head, Piece(text, anchor, (index, r))))
        _keep(group, record)
    return group


def _keep(group: Group, record: Record) -> None:
    """Add a record, or its fields to that of the row above when both bear one title (merged cells)."""
    if not record.title:
        return
    if group.records and group.records[-1].title == record.title:
        group.records[-1].fields.extend(record.fields)
    else:
        group.records.append(record)


def _label(cell: str) -> Label | None:
    label, _ = parse_label(cell)
    if label is None and re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?|[A-Z]", cell):
        return Label("", cell.lower())
    return label


def _first_line(title: str) -> str:
    """Return the part of a cell that names: its first line or, when long, its first sentence."""
    line = title.split("\n")[0] if len(title.split()) > 12 else title.replace("\n", " ")
    if len(line.split()) > 12:
        name, dot, _ = line.partition(". ")
        line = name if dot else line
    return line.strip()


def _has_heads(table: Table) -> bool:
    first = table.rows[0]
    return len(table.rows) > 2 and all(cell and len(cell) <= 60 for cell in first)


def _heads(table: Table, header: int) -> list[str]:
    heads = []
    for c in range(table.width):
        texts = dict.fromkeys(table.rows[r][c] for r in range(header))
        heads.append(" ".join(t for t in texts if t).replace("\n", " "))
    return heads


def _name_column(heads: list[str], table: Table, header: int, attributes: Attributes) -> int:
    """Return 1 when the first column only numbers the rows, 0 otherwise."""
    if table.width < 2:
        return 0
    firsts = [row[0] for row in table.rows[header:] if row[0]]
    labels = [parse_label(first) for first in firsts]
    bare = all(label is not None and not rest for label, rest in labels) or all(
        re.fullmatch(r"\d{1,2}[.)]?|[A-Z]", first) for first in firsts
    )
    if not firsts or not bare or table.width < 3:
        return 0
    if not heads or attributes.is_item_name(heads[0]):
        return 0
    if attributes.is_item_name(heads[1]):
        return 1
    short = all(len(row[1].split()) <= 14 for row in table.rows[header:])
    return 1 if short and not attributes.is_part(heads[1]) else 0


def _anchor(block: Block, table: Table, row: int) -> Anchor:
    page = table.row_pages[row] if row < len(table.row_pages) else None
    box = table.row_boxes[row] if row < len(table.row_boxes) else None
    return replace(
        block.anchor, row=row, page=page if page is not None else block.anchor.page,
        box=box if box is not None else block.anchor.box,
    )  # fmt: skip
