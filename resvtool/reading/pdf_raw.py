"""The few pdfium calls that are made once per letter, bound so that they cost half a microsecond.

pypdfium2's own bindings make a Python pointer object for every handle that comes back. Here handles
are plain integers. Nothing else in the reader knows about ctypes.
"""

from __future__ import annotations

import ctypes
from ctypes import addressof, c_double, c_int, c_long, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as raw

_HANDLE = c_void_p


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(function, c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle(pointer: Any) -> int:
    """The integer value of a pypdfium2 pointer."""
    return ctypes.cast(pointer, c_void_p).value or 0


count_chars = _bind(raw.FPDFText_CountChars, c_int, _HANDLE)
char_code = _bind(raw.FPDFText_GetUnicode, c_uint, _HANDLE, c_int)
char_object = _bind(raw.FPDFText_GetTextObject, _HANDLE, _HANDLE, c_int)
char_size = _bind(raw.FPDFText_GetFontSize, c_double, _HANDLE, c_int)
object_font = _bind(raw.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
object_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, c_int, _HANDLE)
set_mode = _bind(raw.FPDFTextObj_SetTextRenderMode, c_int, _HANDLE, c_int)
object_type = _bind(raw.FPDFPageObj_GetType, c_int, _HANDLE)
char_unmapped = _bind(raw.FPDFText_HasUnicodeMapError, c_int, _HANDLE, c_int)
page_object = _bind(raw.FPDFPage_GetObject, _HANDLE, _HANDLE, c_int)
page_objects = _bind(raw.FPDFPage_CountObjects, c_int, _HANDLE)
form_object = _bind(raw.FPDFFormObj_GetObject, _HANDLE, _HANDLE, c_long)
form_objects = _bind(raw.FPDFFormObj_CountObjects, c_int, _HANDLE)
path_segments = _bind(raw.FPDFPath_CountSegments, c_int, _HANDLE)
path_segment = _bind(raw.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, c_int)
segment_type = _bind(raw.FPDFPathSegment_GetType, c_int, _HANDLE)

_marks = _bind(raw.FPDFPageObj_CountMarks, c_int, _HANDLE)
_mark = _bind(raw.FPDFPageObj_GetMark, _HANDLE, _HANDLE, c_ulong)
_mark_name = _bind(raw.FPDFPageObjMark_GetName, c_int, _HANDLE, c_void_p, c_ulong, c_void_p)
_char_box = _bind(raw.FPDFText_GetLooseCharBox, c_int, _HANDLE, c_int, c_void_p)
_char_matrix = _bind(raw.FPDFText_GetMatrix, c_int, _HANDLE, c_int, c_void_p)
_char_origin = _bind(raw.FPDFText_GetCharOrigin, c_int, _HANDLE, c_int, c_void_p, c_void_p)
_object_colour = _bind(raw.FPDFPageObj_GetFillColor, c_int, _HANDLE, c_void_p, c_void_p, c_void_p, c_void_p)
_object_matrix = _bind(raw.FPDFPageObj_GetMatrix, c_int, _HANDLE, c_void_p)
_segment_point = _bind(raw.FPDFPathSegment_GetPoint, c_int, _HANDLE, c_void_p, c_void_p)
_draw_mode = _bind(raw.FPDFPath_GetDrawMode, c_int, _HANDLE, c_void_p, c_void_p)
_stroke_width = _bind(raw.FPDFPageObj_GetStrokeWidth, c_int, _HANDLE, c_void_p)
_object_bounds = _bind(raw.FPDFPageObj_GetBounds, c_int, _HANDLE, c_void_p, c_void_p, c_void_p, c_void_p)

_pixel_size = _bind(raw.FPDFImageObj_GetImagePixelSize, c_int, _HANDLE, c_void_p, c_void_p)

_FLOATS = ctypes.c_float * 6
_INTS = c_int * 4

Matrix = tuple[float, float, float, float, float, float]


_LAYER = "OC\0".encode("utf-16-le")


def has_layer(thing: int) -> bool:
    """Say whether a mark puts an object in a layer."""
    name, length = ctypes.create_string_buffer(16), c_ulong()
    for i in range(_marks(thing)):
        mark = _mark(thing, i)
        if mark and _mark_name(mark, addressof(name), 16, addressof(length)) and name.raw.startswith(_LAYER):
            return True
    return False


class Scratch:
    """Memory that pdfium writes its answers in. One for each reading of a document."""

    def __init__(self) -> None:
        self.opacity = 255
        self._floats = _FLOATS()
        self._doubles = (c_double * 2)()
        self._ints = _INTS()
        self._at = addressof(self._floats)
        self._double_at = addressof(self._doubles)
        self._int_at = addressof(self._ints)

    def char_span(self, text: int, index: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a letter with its full font height, in page units."""
        _char_box(text, index, self._at)
        f = self._floats
        return f[0], f[1], f[2], f[3]

    def char_matrix(self, text: int, index: int) -> Matrix:
        """The letter's matrix: its scale, its slant and where its text object starts."""
        _char_matrix(text, index, self._at)
        f = self._floats
        return f[0], f[1], f[2], f[3], f[4], f[5]

    def char_origin(self, text: int, index: int) -> tuple[float, float]:
        """The letter's point on the baseline."""
        _char_origin(text, index, self._double_at, self._double_at + 8)
        return self._doubles[0], self._doubles[1]

    def colour(self, thing: int) -> int:
        """The fill colour of an object as 0xRRGGBB; black when it has no plain colour. Sets ``opacity``."""
        at = self._int_at
        i = self._ints
        if not _object_colour(thing, at, at + 4, at + 8, at + 12):
            self.opacity = 255
            return 0
        self.opacity = i[3]
        return (i[0] & 255) << 16 | (i[1] & 255) << 8 | (i[2] & 255)

    def object_matrix(self, thing: int) -> Matrix:
        """The matrix of a page object."""
        _object_matrix(thing, self._at)
        f = self._floats
        return f[0], f[1], f[2], f[3], f[4], f[5]

    def bounds(self, thing: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a page object."""
        at = self._at
        _object_bounds(thing, at, at + 4, at + 8, at + 12)
        f = self._floats
        return f[0], f[1], f[2], f[3]

    def stroke_width(self, path: int) -> float:
        """How wide the lines of a path are, before its matrix."""
        _stroke_width(path, self._at)
        return self._floats[0]

    def point(self, segment: int) -> tuple[float, float]:
        """The end point of a path segment."""
        _segment_point(segment, self._at, self._at + 4)
        return self._floats[0], self._floats[1]

    def pixels(self, image: int) -> int:
        """Width times height of a picture, in pixels of its own."""
        at = self._int_at
        i = self._ints
        i[0] = i[1] = 0
        _pixel_size(image, at, at + 4)
        return abs(i[0]) * abs(i[1])

    def draw_mode(self, path: int) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        _draw_mode(path, self._int_at, self._int_at + 4)
        return bool(self._ints[0]), bool(self._ints[1])
