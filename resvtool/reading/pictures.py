"""How large a picture says it is, from its first bytes. Pictures are never decoded."""

from __future__ import annotations

import struct

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
ENOUGH = 65_536
"""Bytes from the start of a picture in which its size stands."""


def pixels(start: bytes) -> int:
    """Return width times height of the picture that begins with ``start``; 0 when it does not tell."""
    try:
        width, height = _size(start)
    except struct.error:  # cut off before its size
        return 0
    return abs(width) * abs(height)


def _size(start: bytes) -> tuple[int, int]:
    if start.startswith(b"\x89PNG\r\n\x1a\n") and start[12:16] == b"IHDR":
        return struct.unpack_from(">II", start, 16)
    if start.startswith((b"GIF87a", b"GIF89a")):
        return struct.unpack_from("<HH", start, 6)
    if start.startswith(b"BM"):
        return struct.unpack_from("<ii", start, 18)
    if start.startswith(b"\xff\xd8"):
        return _jpeg_size(start)
    return 0, 0


def _jpeg_size(start: bytes) -> tuple[int, int]:
    place = 2
    while place + 4 <= len(start) and start[place] == 0xFF:
        marker, length = start[place + 1], struct.unpack_from(">H", start, place + 2)[0]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", start, place + 5)
            return width, height
        place += 2 + max(length, 2)
    return 0, 0
