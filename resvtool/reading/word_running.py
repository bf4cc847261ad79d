"""Running headers and footers: seen on every page, but no content."""

from __future__ import annotations

from lxml import etree

from resvtool.document import Part
from resvtool.reading.word_body import StoryReader
from resvtool.reading.word_draft import Draft
from resvtool.reading.word_xml import Element, R, W, is_on


def read_running_texts(reader: StoryReader, body: Element, settings: Element | None) -> tuple[list[str], list[str]]:
    """Return the distinct texts of the headers and of the footers that sections of ``body`` show.

    A first-page or even-page text only counts where it is switched on. Watermarks are left out.
    """
    even = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
    headers: dict[str, None] = {}
    footers: dict[str, None] = {}
    for section in body.iter(W + "sectPr"):
        first = is_on(section.find(W + "titlePg"))
        for reference in section:
            found = {W + "headerReference": headers, W + "footerReference": footers}.get(reference.tag)
            shown = {"first": first, "even": even}.get(reference.get(W + "type", "default"), True)
            if found is not None and shown:
                text = _text(reader, reference.get(R + "id", ""))
                if text:
                    found[text] = None
    return list(headers), list(footers)


def _text(reader: StoryReader, relationship_id: str) -> str:
    package = reader.shared.package
    relationship = package.relationships(package.main).get(relationship_id)
    if relationship is None:
        return ""
    try:
        root = package.part(relationship.target)
    except etree.XMLSyntaxError:
        return ""
    if root is None:
        return ""
    drafts = reader.read(root, Part.BODY, relationship.target)
    return "\n".join(d.text for d in drafts if isinstance(d, Draft))
