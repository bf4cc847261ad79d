"""Drawings: the text in them, and what of them cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from resvtool.reading.word_draft import Aside, Lines, TextBox, Trouble
from resvtool.reading.word_package import Package
from resvtool.reading.word_unseen import OUTSIDE, is_outside
from resvtool.reading.word_xml import (
    CHART,
    CHARTEX,
    DECORATIVE,
    DGM,
    MC,
    PIC,
    WP,
    A,
    Element,
    O,
    R,
    V,
    W,
    alternative,
    whole_number,
)

_TEXTS = frozenset({W + "txbxContent", A + "txBody"})
_CENTIMETRE = 360_000  # in EMU
_LENGTH = re.compile(r"(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, None: 9_525}

_PICTURE = Trouble(
    "picture-without-text",
    "Een afbeelding heeft geen alternatieve tekst; wat erop staat, is niet gelezen.",
)
_CHART = Trouble("chart", "Een grafiek is niet gelezen; zet wat eruit blijkt ook in de tekst of in een tabel.")


def read_drawing(element: Element, package: Package, source: str) -> Iterator[Aside]:
    """Yield what a drawing (w:drawing, w:pict, w:object) of the part ``source`` holds.

    Text boxes and texts come in order; pictures without a text, charts and embedded objects come
    as trouble. Watermarks, decoration and pictures under a centimetre yield nothing.
    """
    if element.tag == W + "object":
        yield from _read_object(element, package, source)
        return
    described = _is_described(element)
    for node in _nodes(element):
        tag = node.tag
        if tag in _TEXTS and is_outside(node):
            if any(t.text and t.text.strip() for t in node.iter(W + "t", A + "t")):
                yield OUTSIDE
        elif tag == W + "txbxContent":
            yield TextBox(node)
        elif tag == PIC + "pic" or tag == V + "imagedata":
            if not described and not _picture_described(node) and not _is_small(node, element):
                yield _PICTURE
        elif tag in {CHART + "chart", CHARTEX + "chart"}:
            yield _CHART
        elif tag == DGM + "relIds":
            yield from _read_diagram(node, package, source)
        elif tag == A + "txBody":
            yield Lines(tuple(_paragraph_texts(node)))
        elif tag == V + "textpath" and node.get("string"):
            yield Lines((node.get("string"),))
        elif tag == O + "OLEObject":
            yield _embedded(node)


def _nodes(element: Element) -> Iterator[Element]:
    """Yield all elements in a drawing, in order, without the inside of texts and watermarks."""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag == MC + "AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from _nodes(chosen)
            continue
        if _is_watermark(child):
            continue
        yield child
        if tag not in _TEXTS:
            yield from _nodes(child)


def _is_watermark(element: Element) -> bool:
    if element.tag in {WP + "anchor", WP + "inline"}:
        properties = element.find(WP + "docPr")
        name = properties.get("name", "") if properties is not None else ""
    elif element.tag == V + "shape":
        name = element.get("id", "")
    else:
        return False
    return "watermark" in name.lower()


def _is_described(drawing: Element) -> bool:
    """Say whether a drawing as a whole has an alternative text, or is marked as decoration."""
    for properties in drawing.iter(WP + "docPr"):
        if _has_text(properties, "descr", "title") or _is_hidden(properties):
            return True
        decorative = next(properties.iter(DECORATIVE + "decorative"), None)
        if decorative is not None and decorative.get("val", "1") in {"1", "true"}:
            return True
    return False


def _picture_described(picture: Element) -> bool:
    if picture.tag == V + "imagedata":
        shape = picture.getparent()
        return shape is not None and _has_text(shape, "alt")
    properties = picture.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    return properties is not None and _has_text(properties, "descr", "title")


def _has_text(element: Element, *names: str) -> bool:
    return any(element.get(name, "").strip() for name in names)


def _is_hidden(properties: Element) -> bool:
    return properties.get("hidden", "0") in {"1", "true"}


def _is_small(picture: Element, drawing: Element) -> bool:
    """Say whether a picture is under a centimetre in width or height: an icon or a line."""
    if picture.tag == V + "imagedata":
        shape = picture.getparent()
        style = shape.get("style", "") if shape is not None else ""
        lengths = [float(n) * _UNITS[unit or None] for _, n, unit in _LENGTH.findall(style)]
        return bool(lengths) and min(lengths) < _CENTIMETRE
    pictures = list(drawing.iter(PIC + "pic"))
    extent = picture.find(f"{PIC}spPr/{A}xfrm/{A}ext")
    if extent is None or len(pictures) == 1:
        extent = next(drawing.iter(WP + "extent"), extent)
    if extent is None:
        return False
    return min(whole_number(extent.get("cx")), whole_number(extent.get("cy"))) < _CENTIMETRE


def _read_object(element: Element, package: Package, source: str) -> Iterator[Aside]:
    for node in _nodes(element):
        if node.tag == O + "OLEObject" or node.tag == W + "control":
            yield _embedded(node)
        elif node.tag == W + "drawing":
            yield from read_drawing(node, package, source)
        elif node.tag == W + "txbxContent":
            yield TextBox(node)


def _embedded(node: Element) -> Trouble:
    program = node.get("ProgID", "") or node.get(W + "name", "")
    what = f" ({program})" if program else ""
    return Trouble(
        "embedded-object",
        f"Een ingesloten object{what} is niet gelezen; zet wat erin staat ook in het document.",
    )


def _read_diagram(node: Element, package: Package, source: str) -> Iterator[Aside]:
    """Yield the texts of a SmartArt diagram, parents before their children."""
    relationship = package.relationships(source).get(node.get(R + "dm", ""))
    try:
        root = package.part(relationship.target) if relationship else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        yield Trouble("diagram", "Een diagram (SmartArt) kon niet worden gelezen.")
        return
    texts = tuple(_diagram_texts(root))
    if texts:
        yield Lines(texts)


def _diagram_texts(root: Element) -> Iterator[str]:
    points = {p.get("modelId", ""): p for p in root.iter(DGM + "pt")}
    links: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter(DGM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            place = (whole_number(link.get("srcOrd")), link.get("destId", ""))
            links.setdefault(link.get("srcId", ""), []).append(place)
    waiting = [key for key, p in points.items() if p.get("type") == "doc"]
    waiting += [key for key, p in points.items() if p.get("type", "node") in {"node", "asst"}]
    told: set[str] = set()
    waiting.reverse()
    while waiting:
        key = waiting.pop()
        if key in told or key not in points:
            continue
        told.add(key)
        yield from _paragraph_texts(points[key])
        waiting.extend(child for _, child in sorted(links.get(key, ()), reverse=True))


def _paragraph_texts(element: Element) -> Iterator[str]:
    for paragraph in element.iter(A + "p"):
        text = "".join(t.text or "" if t.tag == A + "t" else "\n" for t in paragraph.iter(A + "t", A + "br"))
        if text.strip():
            yield text
