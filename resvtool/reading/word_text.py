"""Text as Word keeps it made into text as a reader sees it."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters, soft hyphens, direction marks and byte order marks show nothing.
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufffc",
    )
)
# Characters of the Symbol and Wingdings fonts, by their place in the private use area.
_SYMBOL = {
    0xF0B7: "•", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B9: "≠", 0xF0B4: "×",
    0xF0AE: "→", 0xF0AC: "←", 0xF0AD: "↑", 0xF0AF: "↓", 0xF0DE: "⇒", 0xF0A5: "∞",
    0xF0BB: "≈", 0xF0B0: "°", 0xF02D: "−", 0xF0D6: "√", 0xF0E5: "∑", 0xF044: "Δ",
    0xF061: "α", 0xF062: "β", 0xF06D: "μ", 0xF070: "π", 0xF073: "σ", 0xF057: "Ω",
}  # fmt: skip
_WINGDINGS = {
    0xF0A7: "▪", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF0A8: "☐", 0xF0FE: "☒",
    0xF0FD: "☒", 0xF078: "☒", 0xF0FC: "✓", 0xF0FB: "✗", 0xF052: "☑", 0xF0D8: "➢",
    0xF076: "❖", 0xF0E0: "→", 0xF0DF: "←", 0xF0E1: "↑", 0xF0E2: "↓", 0xF0E8: "➔",
    0xF0F0: "⇨", 0xF0B2: "✧", 0xF06C: "●", 0xF09F: "•", 0xF04A: "☺", 0xF0AB: "★",
    0xF028: "☎", 0xF02A: "✉", 0xF046: "☞",
}  # fmt: skip
# Without a font name, the meaning that office documents use most.
_PRIVATE = {**_SYMBOL, **_WINGDINGS}
_PRIVATE_USE = re.compile(r"[\uf020-\uf0ff]")


def normalise(raw: str) -> str:
    """Return ``raw`` in NFC, without invisible characters, with spaces folded and ends stripped.

    A break stays a newline, a tab becomes a space, curly quotes stay.
    """
    text = raw
    if not raw.isascii():
        text = unicodedata.normalize("NFC", raw.translate(_INVISIBLE))
        text = _PRIVATE_USE.sub(lambda m: _PRIVATE.get(ord(m.group()), "•"), text)
    lines = text.splitlines()
    if len(lines) < 2:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def symbol(char: str | None, font: str | None) -> str:
    """Return the character of a w:sym: ``char`` is its hexadecimal code, ``font`` its font."""
    try:
        code = int(char or "", 16)
    except ValueError:
        return ""
    name = (font or "").lower()
    if code < 0xF000 and (name.startswith("wingdings") or name == "symbol"):
        code += 0xF000
    if name == "symbol":
        found = _SYMBOL.get(code)
    elif name.startswith("wingdings"):
        found = _WINGDINGS.get(code, "•")
    else:
        found = _PRIVATE.get(code)
    if found:
        return found
    if 0xF020 <= code <= 0xF0FF:
        return chr(code - 0xF000)
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def bullet(text: str) -> str:
    """Return a list bullet as one plain character; "" when the bullet shows nothing."""
    stripped = normalise(text)
    return {"o": "◦", "·": "•", "§": "▪", "ü": "✓", "Ø": "➢", "q": "❑", "v": "❖"}.get(stripped, stripped)
