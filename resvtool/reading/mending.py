"""Mends text that a font or a text recogniser has spoilt. Sound text comes back byte for byte."""

from __future__ import annotations

from collections.abc import Sequence

from resvtool.reading.pdf_ligatures import LigatureMender
from resvtool.reading.pdf_ocr import OcrMender
from resvtool.reading.pdf_vocabulary import Vocabulary


class Mender:
    """Mends the texts of one document, by what all its texts together tell."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._ligatures = LigatureMender(texts, Vocabulary(texts))
        if self._ligatures.damaged:
            texts = [self._ligatures.mend(text) for text in texts]
        self._ocr = OcrMender(texts, Vocabulary(texts))

    @property
    def damaged(self) -> bool:
        """Whether there is anything to mend."""
        return self._ligatures.damaged or self._ocr.damaged

    def mend(self, text: str) -> str:
        """One text of the document, mended."""
        return self._ocr.mend(self._ligatures.mend(text)) if self.damaged else text
