"""Mends text that a font or a text recogniser has spoilt."""

from __future__ import annotations

_KNOWN = str.maketrans({"Ɵ": "ti", "Ʃ": "tt", "ƫ": "tti", "Ō": "ft", "Ĭ": "fh", "ƞ": "tf"})


def mend_known(text: str) -> str:
    """Known stand-ins for ligatures."""
    return text.translate(_KNOWN)


class Mender:
    """Mends texts of one document."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts

    def mend(self, text: str) -> str:
        """A mended text."""
        return mend_known(text)
