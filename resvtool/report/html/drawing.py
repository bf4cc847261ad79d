"""What the pictures share: text in lines, and numbers short enough for a page."""

from __future__ import annotations

import textwrap


def wrapped(text: str, letters: int, most: int) -> tuple[str, ...]:
    """Return a text in at most ``most`` lines of about so many letters; what does not fit ends in "…"."""
    lines = textwrap.wrap(" ".join(text.split()), letters, break_long_words=True) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 1].rstrip(' ,;.')}…"]
    return tuple(lines)
