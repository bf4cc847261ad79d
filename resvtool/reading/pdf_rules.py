"""The straight lines on a page: table borders, whether drawn as lines, thin bars or rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pypdfium2.raw as raw

from resvtool.document import Box
from resvtool.reading import pdf_raw
from resvtool.reading.pdf_covered import Drawing
from resvtool.reading.pdf_model import Page, Rule, Word
from resvtool.reading.pdf_words import FAINT, Area, is_pale, turned_box

_THIN = 2.6
_SHORT = 4.0
_DOT = 6.5
_COVER = 4.0
_MANY_SEGMENTS = 4000
_IDENTITY: pdf_raw.Matrix = (1, 0, 0, 1, 0, 0)


def read_rules(scratch: pdf_raw.Scratch, page: int, quarter: int, area: Area, into: Page) -> Drawing:
    """Put the rules and the number of pictures of a page (a pdfium handle) into ``into``; return how it is drawn."""
    drawing = Drawing()
    order, covers = drawing.order, drawing.covers
    for kind, thing, matrix in _objects(scratch, page, drawing):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            into.pictures += 1
            into.pixels = max(into.pixels, scratch.pixels(thing))
            covers.append((turned_box(_bounds(scratch, thing, matrix), quarter, area), len(order), True))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            whole = _bounds(scratch, thing, matrix)
            for box in _bars(scratch, thing, matrix, whole):
                _add(turned_box(box, quarter, area), into)
            if order and _may_cover(scratch, thing, whole):
                covers.append((turned_box(whole, quarter, area), len(order), False))
        elif order:
            covers.append((turned_box(_bounds(scratch, thing, matrix), quarter, area), len(order), False))
    _draw_bullets(into)
    return drawing


def _may_cover(scratch: pdf_raw.Scratch, path: int, box: Area) -> bool:
    """Say whether a path of this box can hide a word: large, and filled (not nearly transparent) or of thick lines."""
    if box[2] - box[0] < _COVER or box[3] - box[1] < _COVER:
        return False
    filled, stroked = scratch.draw_mode(path)
    if filled:
        scratch.colour(path)
        filled = scratch.opacity >= FAINT
    if filled or not stroked:
        return filled
    a, b, c, d, *_ = scratch.object_matrix(path)
    return scratch.stroke_width(path) * max(abs(a), abs(b), abs(c), abs(d)) >= _COVER


def _objects(
    scratch: pdf_raw.Scratch, page: int, drawing: Drawing | None = None
) -> Iterator[tuple[int, int, pdf_raw.Matrix]]:
    """Paths, pictures and shadings of a page, those within form objects too, with their form's matrix.

    Text objects are noted in ``drawing``, in the order in which they are drawn.
    """
    get, kind_of = pdf_raw.page_object, pdf_raw.object_type
    order = drawing.order if drawing is not None else {}
    for i in range(pdf_raw.page_objects(page)):
        thing = get(page, i)
        kind = kind_of(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            order[thing] = len(order)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _within(scratch, thing, _IDENTITY, 0, drawing)
        else:
            yield kind, thing, _IDENTITY


def _within(
    scratch: pdf_raw.Scratch, form: int, outer: pdf_raw.Matrix, depth: int, drawing: Drawing | None
) -> Iterator[tuple[int, int, pdf_raw.Matrix]]:
    matrix = _product(scratch.object_matrix(form), outer)
    for i in range(pdf_raw.form_objects(form)):
        thing = pdf_raw.form_object(form, i)
        kind = pdf_raw.object_type(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < 5:
            yield from _within(scratch, thing, matrix, depth + 1, drawing)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            yield kind, thing, matrix
        elif kind == raw.FPDF_PAGEOBJ_TEXT and drawing is not None:
            drawing.order[thing] = len(drawing.order)
            drawing.in_forms.add(thing)


def painted(scratch: pdf_raw.Scratch, page: int) -> Iterator[tuple[Area, int, bool]]:
    """What covers areas of a page, in the order of painting: its box, its kind, and whether white shows on it."""
    for kind, thing, matrix in _objects(scratch, page):
        dark = True
        if kind == raw.FPDF_PAGEOBJ_PATH:
            if not scratch.draw_mode(thing)[0]:
                continue
            dark = not is_pale(scratch.colour(thing))
            if scratch.opacity < FAINT:
                continue
        yield _bounds(scratch, thing, matrix), kind, dark


def _product(m: pdf_raw.Matrix, n: pdf_raw.Matrix) -> pdf_raw.Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + o,
    )  # fmt: skip


def _applied(matrix: pdf_raw.Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bars(scratch: pdf_raw.Scratch, path: int, matrix: pdf_raw.Matrix, whole: Area) -> Iterator[Area]:
    """The straight parts of a path of box ``whole`` as thin boxes; the sides of a box that is drawn."""
    left, bottom, right, top = whole
    if right - left < _THIN or top - bottom < _THIN or max(right - left, top - bottom) < _DOT:
        yield left, bottom, right, top
        return
    filled, stroked = scratch.draw_mode(path)
    count = pdf_raw.path_segments(path)
    if not (filled or stroked) or count > _MANY_SEGMENTS:
        return
    own = _product(scratch.object_matrix(path), matrix)
    for points in _outlines(scratch, path, count, own):
        yield from _sides(points, stroked)


def _bounds(scratch: pdf_raw.Scratch, path: int, matrix: pdf_raw.Matrix) -> Area:
    left, bottom, right, top = scratch.bounds(path)
    if matrix is _IDENTITY:
        return left, bottom, right, top
    ax, ay = _applied(matrix, left, bottom)
    bx, by = _applied(matrix, right, top)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _outlines(
    scratch: pdf_raw.Scratch, path: int, count: int, matrix: pdf_raw.Matrix
) -> Iterator[list[tuple[float, float]]]:
    """The connected strokes of a path; strokes with curves are no rules and are left out."""
    points: list[tuple[float, float]] = []
    curved = False
    for i in range(count):
        segment = pdf_raw.path_segment(path, i)
        kind = pdf_raw.segment_type(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(_applied(matrix, *scratch.point(segment)))
    if len(points) > 1 and not curved:
        yield points


def _sides(points: list[tuple[float, float]], stroked: bool) -> Iterator[Area]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    if box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
        yield box
        return
    if not stroked:
        return
    closed = [*points, points[0]] if len(points) > 2 else points
    for (ax, ay), (bx, by) in pairwise(closed):
        if abs(ax - bx) < _THIN or abs(ay - by) < _THIN:
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _add(box: Area, page: Page) -> None:
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    if max(wide, high) <= _DOT:
        if min(wide, high) > 0.7 * max(wide, high) > 1:
            page.dots.append(Box(x0, y0, x1, y1))
    elif wide >= high:
        if wide > _SHORT:
            page.across.append(Rule((y0 + y1) / 2, x0, x1))
    elif high > _SHORT:
        page.down.append(Rule((x0 + x1) / 2, y0, y1))


def _draw_bullets(page: Page) -> None:
    """Put a bullet among the words for each drawn dot that stands just before a text."""
    if not page.dots or len(page.dots) > 300:
        return
    starts = [w for w in page.words if w.space and not w.sideways]
    for dot in page.dots:
        middle = (dot.y0 + dot.y1) / 2
        level = [w for w in starts if w.base - 0.75 * w.size < middle < w.base]
        after = [w for w in level if 0 < w.x0 - dot.x1 < 2.2 * w.size]
        if not after or any(-2 < dot.x0 - w.x1 < 30 for w in level):
            continue
        first = min(after, key=lambda w: w.x0)
        page.words.append(Word("•", dot.x0, dot.x1, first.base, first.size))
