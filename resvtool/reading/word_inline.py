"""The inside of paragraphs: runs, fields, tracked changes, symbols, formulas."""

from __future__ import annotations

from dataclasses import replace

from resvtool.document import Part
from resvtool.reading.word_draft import Line, NoteReference
from resvtool.reading.word_drawings import read_drawing
from resvtool.reading.word_fields import Fields
from resvtool.reading.word_package import Package
from resvtool.reading.word_styles import ParagraphStyle, RunLook, Styles
from resvtool.reading.word_text import symbol
from resvtool.reading.word_unseen import HIDDEN, TINY, WHITE, has_background
from resvtool.reading.word_xml import MC, Element, M, W, alternative, shows_placeholder

_LONGEST_PLACEHOLDER = 40  # words; what is longer was written, whatever the control says of itself
_TINY = 4  # half points
_RUN = W + "r"
_TEXT = W + "t"
_RUN_PROPERTIES = W + "rPr"
_ALTERNATES = MC + "AlternateContent"
# What a reader of the final text does not see, or what carries no text.
_UNSEEN = frozenset(
    W + name
    for name in (
        "pPr", "del", "moveFrom", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "proofErr",
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "rubyPr", "rt",
        "fldData", "permStart", "permEnd",
    )
)  # fmt: skip
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": Part.FOOTNOTE, W + "endnoteReference": Part.ENDNOTE}
_FORMULAS = frozenset({M + "oMath", M + "oMathPara"})


class InlineReader:
    """Reads the paragraphs of one story (the body, a note, a text box), in order.

    A field may run over several paragraphs, so one reader serves one story.
    """

    def __init__(self, styles: Styles, package: Package, source: str) -> None:
        """``source`` is the part that the story stands in; drawings refer to others from it."""
        self.fields = Fields()
        self._styles = styles
        self._package = package
        self._source = source
        self._style = styles.paragraph(None)
        self._line = Line()

    def read(self, paragraph: Element, style: ParagraphStyle) -> Line:
        """Return what a reader sees in a paragraph (w:p) of this style."""
        self._style = style
        self._line = line = Line()
        self._walk(paragraph)
        self.fields.end_paragraph()
        return line

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _UNSEEN:
                continue
            elif tag == _ALTERNATES:
                chosen = alternative(child)
                if chosen is not None:
                    self._walk(chosen)
            elif tag in _FORMULAS:
                self._emit(formula_text(child), self._styles.run_look(self._style, None))
            elif tag == W + "fldSimple":
                self.fields.simple(child.get(W + "instr", ""))
                self._walk(child)
                self.fields.close()
            elif tag == W + "sdt" and shows_placeholder(child):
                before = len(self._line.spans)
                self._walk(child)
                self._line.spans[before:] = as_placeholder(self._line.spans[before:])
            elif len(child):
                # Insertions, links, content controls, smart tags, text direction and the like.
                self._walk(child)

    def _run(self, run: Element) -> None:
        content = list(run)
        if not content:
            return
        first = content[0]
        properties = first if first.tag == _RUN_PROPERTIES else run.find(_RUN_PROPERTIES)
        look = self._styles.run_look(self._style, properties)
        if look.hidden or look.pale or look.size <= _TINY:
            look = self._settled(run, look)
        self._run_content(run, content, look)

    def _settled(self, run: Element, look: RunLook) -> RunLook:
        """Return the look of odd letters with ``hidden`` as it is on the page; what is not seen is told."""
        if look.pale and not look.hidden and look.size > _TINY:
            if has_background(run, self._styles):
                return look
            why = WHITE
        else:
            why = HIDDEN if look.hidden else TINY
        if self.fields.visible and why not in self._line.asides and any(map(_has_words, run.iter(_TEXT))):
            self._line.asides.append(why)
        return look if look.hidden else replace(look, hidden=True)

    def _run_content(self, run: Element, content: list[Element], look: RunLook) -> None:
        for child in content:
            tag = child.tag
            if tag == _TEXT:
                self._emit(child.text or "", look)
            elif tag in _CHARACTERS:
                self._emit(_CHARACTERS[tag], look)
            elif tag == W + "fldChar":
                shown = self.fields.character(child)
                if shown and not look.hidden:
                    self._line.spans.append((shown, look))
            elif tag == W + "instrText":
                self.fields.instruct(child.text or "")
            elif tag == W + "sym":
                self._emit(symbol(child.get(W + "char"), child.get(W + "font")), look)
            elif tag == W + "ruby":
                self._walk(child)
            elif tag in _NOTES:
                if self._note(child, _NOTES[tag], run, look):
                    return
            elif tag in _DRAWINGS:
                if self._shown(look):
                    drawing = read_drawing(child, self._package, self._source)
                    self._line.asides.extend(drawing)
            elif tag == _ALTERNATES:
                chosen = alternative(child)
                if chosen is not None:
                    self._run_content(chosen, list(chosen), look)

    def _note(self, element: Element, part: Part, run: Element, look: RunLook) -> bool:
        """Take a note reference; say whether the rest of its run only is the note's own mark."""
        custom = element.get(W + "customMarkFollows", "0").lower() in {"1", "true", "on"}
        mark = "".join(t.text or "" for t in run.iter(_TEXT)).strip() if custom else ""
        if self._shown(look):
            self._line.asides.append(NoteReference(part, element.get(W + "id", ""), mark))
        return custom

    def _shown(self, look: RunLook) -> bool:
        """Decide whether a reader sees what stands here: the one place where text is hidden."""
        return not look.hidden and self.fields.visible

    def _emit(self, text: str, look: RunLook) -> None:
        if text and self._shown(look):
            self._line.spans.append((text, look))
            self._line.in_toc = self._line.in_toc or self.fields.in_toc


def as_placeholder(spans: list[tuple[str, RunLook]]) -> list[tuple[str, RunLook]]:
    """Return the text that a content control shows as long as nobody filled it in, marked as such.

    ``resvtool.reading.hints`` knows the mark. Text in brackets of its own stays as it is.
    """
    text = "".join(span for span, _ in spans).strip()
    if not text or text.startswith("[") or len(text.split()) > _LONGEST_PLACEHOLDER:
        return spans
    return [("[vul in: ", spans[0][1]), *spans, ("]", spans[-1][1])]


def _has_words(text: Element) -> bool:
    return any(c.isalnum() for c in text.text or "")


def formula_text(element: Element) -> str:
    """Return a formula (m:oMath) on one line, a fraction as "a/b"."""
    tag = element.tag
    if tag == M + "t" or tag == _TEXT:
        return element.text or ""
    if tag in {W + "del", W + "moveFrom"} or not isinstance(tag, str):
        return ""
    if tag == M + "f":
        parts = [element.find(M + "num"), element.find(M + "den")]
        return "/".join(formula_text(p) for p in parts if p is not None)
    return "".join(map(formula_text, element))
