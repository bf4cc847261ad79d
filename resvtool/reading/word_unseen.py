"""What stands in a Word file but not on its page: white, tiny, hidden, or beside the paper.

It is no evidence, and the reader of the report is told: text that only a program sees can be meant to fool one.
White letters are sought for their background only where there are any, so that other files pay nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from resvtool.document import Problem
from resvtool.reading.unseen import UNSEEN
from resvtool.reading.word_draft import Trouble
from resvtool.reading.word_package import Package
from resvtool.reading.word_styles import Styles
from resvtool.reading.word_xml import VAL, WP, A, Element, Properties, V, W, value, whole_number

HIDDEN = Trouble("hidden-text", UNSEEN["hidden-text"])
WHITE = Trouble("white-text", UNSEEN["white-text"])
TINY = Trouble("tiny-text", UNSEEN["tiny-text"])
OUTSIDE = Trouble("text-outside-page", UNSEEN["text-outside-page"])
_SHOWN_PLACES = 3
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_EMU_PER_TWIP = 635
_A4 = (11906, 16838)  # twips
_NEAR = 7_000_000  # EMU; what stands no further away than this stands on any paper
_FARTHEST_INDENT = 20_000  # twips, 35 centimetres
_LENGTH = re.compile(r"(margin-left|margin-top|left|top)\s*:\s*(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 1.0}
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none")
_FETCHING = re.compile(r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE)\s", re.IGNORECASE)


def has_background(run: Element, styles: Styles) -> bool:
    """Say whether something dark lies behind a run: shading of its paragraph, cell, table, box or page."""
    return any(_is_dark_around(element, styles) for element in run.iterancestors())


def _is_dark_around(element: Element, styles: Styles) -> bool:
    tag = element.tag
    if tag == W + "p":
        return _is_dark_part(element, "pPr", "pStyle", styles)
    if tag == W + "tc":
        return is_dark(element.find(f"{W}tcPr/{W}shd"))
    if tag == W + "tbl":
        return _is_dark_part(element, "tblPr", "tblStyle", styles)
    if tag == _WPS + "wsp":
        return _is_filled(element)
    if isinstance(tag, str) and tag.startswith(V):
        colour = element.get("fillcolor", "white").lower().split(" ")[0]
        return colour not in {"white", "#fff", "#ffffff"} and element.get("filled", "t").lower() not in {"f", "false"}
    if tag == W + "document":
        page = element.find(W + "background")
        return page is not None and _darkens(page.get(W + "color", ""))
    return False


def _is_dark_part(element: Element, properties: str, style: str, styles: Styles) -> bool:
    own = element.find(W + properties)
    if own is None:
        return False
    return is_dark(own.find(W + "shd")) or any(is_dark(shd) for shd in styles.shadings(value(own, style)))


def is_dark(shading: Element | None) -> bool:
    """Say whether a shading (w:shd) gives a background on which white letters show."""
    if shading is None:
        return False
    fill = shading.get(W + "fill", "auto")
    if _is_colour(fill):
        if _darkens(fill):
            return True
    elif shading.get(W + "themeFill", "background1") not in {"background1", "light1"}:
        return True
    return shading.get(VAL, "clear") not in {"clear", "nil"} and _darkens(shading.get(W + "color", "000000"))


def _is_filled(shape: Element) -> bool:
    looks = shape.find(_WPS + "spPr")
    for fill in looks if looks is not None else ():
        if fill.tag == A + "noFill":
            return False
        if fill.tag == A + "solidFill":
            return any(not c.tag.endswith("Clr") or _is_dark_choice(c) for c in fill)
        if fill.tag in {A + "gradFill", A + "blipFill", A + "pattFill"}:
            return True
    reference = shape.find(f"{_WPS}style/{A}fillRef")
    return reference is not None and reference.get("idx", "0") != "0"


def _is_dark_choice(colour: Element) -> bool:
    said = colour.get("val", "")
    return _darkens(said) if _is_colour(said) else said not in {"bg1", "lt1", "white"}


def _is_colour(text: str) -> bool:
    return len(text) == 6 and all(c in "0123456789abcdefABCDEF" for c in text)


def _darkens(colour: str) -> bool:
    text = colour.lstrip("#")
    return _is_colour(text) and min(int(text[i : i + 2], 16) for i in (0, 2, 4)) < 0xD0


def is_outside(node: Element) -> bool:
    """Say whether a text of a drawing (text box, shape) is not shown: hidden, or wholly outside the page."""
    for element in node.iterancestors():
        tag = element.tag
        if tag in (WP + "anchor", WP + "inline"):
            properties = element.find(WP + "docPr")
            if properties is not None and properties.get("hidden", "0") in {"1", "true"}:
                return True
            return tag == WP + "anchor" and _anchored_outside(element)
        if isinstance(tag, str) and tag.startswith(V) and _drawn_outside(element):
            return True
        if tag == W + "p":
            break
    return False


def _anchored_outside(anchor: Element) -> bool:
    extent = anchor.find(WP + "extent")
    for name, side, across in (("positionH", "cx", 0), ("positionV", "cy", 1)):
        position = anchor.find(WP + name)
        offset = position.findtext(WP + "posOffset") if position is not None else None
        if position is None or offset is None:
            continue
        at = whole_number(offset.strip())
        size = whole_number(extent.get(side)) if extent is not None else 0
        from_page = position.get("relativeFrom") == "page"
        if abs(at) > _NEAR or at + size < 0:
            paper = _page_size(anchor)[across] * _EMU_PER_TWIP
            if at >= paper or at + size <= (0 if from_page else -paper):
                return True
    return False


def _drawn_outside(shape: Element) -> bool:
    style = shape.get("style", "")
    if not style:
        return False
    if _INVISIBLE.search(style):
        return True
    if "absolute" not in style:
        return False
    far = [abs(float(n) * _POINTS[unit or None]) for _, n, unit in _LENGTH.findall(style)]
    return bool(far) and max(far) * 20 > max(_page_size(shape))


def _page_size(element: Element) -> tuple[int, int]:
    """Return the width and height of the largest page, in twips."""
    wide, high = _A4
    for size in element.getroottree().getroot().iter(W + "pgSz"):
        wide = max(wide, whole_number(size.get(W + "w")))
        high = max(high, whole_number(size.get(W + "h")))
    return wide, high


def is_pushed_out(properties: Properties) -> bool:
    """Say whether a paragraph (its w:pPr) lies beside the paper by its frame or indent."""
    frame = properties.get(W + "framePr")
    if frame is not None:
        wide, high = _page_size(frame)
        x, y = whole_number(frame.get(W + "x")), whole_number(frame.get(W + "y"))
        if abs(x) > wide or abs(y) > high:
            return True
    indent = properties.get(W + "ind")
    if indent is None:
        return False
    left = whole_number(indent.get(W + "left") or indent.get(W + "start"))
    return abs(left) > _FARTHEST_INDENT


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """Return ``problems`` with those about unseen text told once each, with the first places and their number."""
    places: dict[str, dict[str, None]] = {}
    kept: list[Problem] = []
    for problem in problems:
        if problem.code in UNSEEN:
            places.setdefault(problem.code, {})[problem.place] = None
        else:
            kept.append(problem)
    for code, found in places.items():
        rest = len(found) - _SHOWN_PLACES
        more = f"; en op nog {rest} plaats{'' if rest == 1 else 'en'}" if rest > 0 else ""
        kept.append(Problem(code, UNSEEN[code], "; ".join(list(found)[:_SHOWN_PLACES]) + more))
    return kept


def references(package: Package, settings: str | None, body: Element) -> Iterator[Problem]:
    """Yield what the file would have had Word fetch from elsewhere, and resvtool did not."""
    for source in filter(None, (package.main, settings)):
        package.relationships(source)
    if "attachedTemplate" in package.external:
        text = "Het document verwijst naar een sjabloon buiten het bestand; dat is niet opgehaald."
        yield Problem("external-template", text)
    fetching = any(_FETCHING.match(e.text or "") for e in body.iter(W + "instrText"))
    fetching = fetching or any(_FETCHING.match(e.get(W + "instr", "")) for e in body.iter(W + "fldSimple"))
    if fetching or package.external - {"attachedTemplate", "hyperlink"}:
        text = "Het document verwijst naar inhoud buiten het bestand; die is niet opgehaald en niet gelezen."
        yield Problem("external-content", text)
