"""Names and values of WordprocessingML, and how its XML is parsed safely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

# lxml has no types of its own; an element is whatever it gives us.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHARTEX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"

VAL = W + "val"

_STRICT = b"http://purl.oclc.org/ooxml/"
# Strict names that are not simply "<area>/main" of 2006 in the transitional form.
_TRANSITIONAL = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"officeDocument/sharedTypes", b"officeDocument/2006/sharedTypes"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/diagram", b"drawingml/2006/diagram"),
)
_FALSE = frozenset({"0", "false", "off", "none", "no"})


class ForbiddenXml(ValueError):
    """XML with a document type: entities could grow without end or name other files, and Word never writes one."""


def parse_xml(data: bytes) -> Element:
    """Return the root element of ``data``, with strict OOXML names made transitional.

    Entities are not resolved and nothing is fetched. Raises ``lxml.etree.XMLSyntaxError`` when
    the bytes are no well-formed XML, and ForbiddenXml when they declare a document type.
    """
    if b"<!DOCTYPE" in data:
        raise ForbiddenXml
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hid it from the first look
        raise ForbiddenXml
    return root


def is_on(element: Element | None) -> bool:
    """Say whether an on/off property is set: its element is there and is not switched off."""
    return element is not None and element.get(VAL, "true").lower() not in _FALSE


def toggle(properties: Element | None, name: str) -> bool | None:
    """Return an on/off property of ``properties`` (w:rPr and such), None when it is not said."""
    if properties is None:
        return None
    element = properties.find(W + name)
    return None if element is None else is_on(element)


def value(properties: Element | None, name: str) -> str | None:
    """Return the w:val of the child ``name`` of ``properties``, None when there is none."""
    if properties is None:
        return None
    element = properties.find(W + name)
    if element is None:
        return None
    found: str | None = element.get(VAL)
    return found


Properties = Mapping[str, Element]
_NOTHING: Properties = {}


def properties_of(element: Element, tag: str) -> Properties:
    """Return the children of the child ``tag`` (w:pPr, w:tcPr) by their tags; {} without one.

    The standard puts properties first; that place is looked at first, for speed.
    """
    first = element[0] if len(element) else None
    if first is None:
        return _NOTHING
    if first.tag != tag:
        first = element.find(tag)
        if first is None:
            return _NOTHING
    return {child.tag: child for child in first}


def value_in(properties: Properties, tag: str) -> str | None:
    """Return the w:val of the property ``tag``, None when it is not said."""
    element = properties.get(tag)
    if element is None:
        return None
    found: str | None = element.get(VAL)
    return found


def whole_number(text: str | None, default: int = 0) -> int:
    """Return ``text`` as a whole number, or ``default`` when it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def half_points(text: str | None) -> int | None:
    """Return a font size in half points; strict files may say "12pt" instead."""
    if text is None:
        return None
    try:
        size = float(text[:-2]) * 2 if text.endswith("pt") else float(text)
    except ValueError:
        return None
    return round(size)


def alternative(element: Element) -> Element | None:
    """Return the branch of an mc:AlternateContent that Word shows, None when it is empty.

    That is the first choice. Only when it holds nothing readable and the fallback does, it is
    the fallback.
    """
    choices = element.findall(MC + "Choice")
    fallback = element.find(MC + "Fallback")
    for choice in choices:
        if _readable(choice):
            return choice
    if fallback is not None and (not choices or _readable(fallback)):
        return fallback
    return choices[0] if choices else None


def _readable(element: Element) -> bool:
    return any(t.text for t in element.iter(W + "t", A + "t", M + "t"))


def shows_placeholder(control: Element) -> bool:
    """Say whether a content control (w:sdt) still shows its placeholder: nobody filled it in."""
    properties = control.find(W + "sdtPr")
    return properties is not None and is_on(properties.find(W + "showingPlcHdr"))
