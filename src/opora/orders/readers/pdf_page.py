"""A page of a PDF as pdfium draws it: its words, its straight lines and the addresses under its words.

Places are in points from the upper left corner of the page as it is read, whichever way it was turned.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MOST_SEGMENTS = 20_000
_DEEPEST = 8
_SHORTEST = 3.0
_SAMPLE = 300
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00a0": " ", "\t": " "}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: "Box") -> bool:
        """Whether the middle of another box lies inside."""
        x, y = other.middle
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; `link` lies under them."""

    text: str
    box: Box
    letters: int
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    words: tuple[Word, ...]
    segments: tuple[Box, ...]


class Turned:
    """From the places of a file to those of a page as it is read."""

    def __init__(self, page: Any, turns: int) -> None:
        ends = [_device(page, turns, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000))]
        (self.x, self.y), (xx, xy), (yx, yy) = ends
        self.matrix = ((xx - self.x) / 1000, (yx - self.x) / 1000, (xy - self.y) / 1000, (yy - self.y) / 1000)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place."""
        a, b, c, d = self.matrix
        return a * x + b * y + self.x, c * x + d * y + self.y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle."""
        (one, two), (three, four) = self.point(left, bottom), self.point(right, top)
        return Box(min(one, three), min(two, four), max(one, three), max(two, four))


def _device(page: Any, turns: int, x: float, y: float) -> tuple[float, float]:
    width, height = page.get_size()
    if turns % 2:
        width, height = height, width
    fine = 100
    to_x, to_y = ctypes.c_int(), ctypes.c_int()
    size = (round(width * fine), round(height * fine))
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, turns, x, y, ctypes.byref(to_x), ctypes.byref(to_y))
    return to_x.value / fine, to_y.value / fine


def read_page(document: Any, number: int) -> Page:
    """One page, counted from 0; its objects are let go afterwards."""
    page = document[number]
    text = page.get_textpage()
    try:
        turned = Turned(page, _turns(page, text))
        links = list(_links(document, page, turned))
        words = tuple(dict.fromkeys(_words(text, turned, links)))
        return Page(words, tuple(_segments(page, turned)))
    finally:
        text.close()
        page.close()


def _turns(page: Any, text: Any) -> int:
    """By how many quarters a page must be turned, besides what it says itself, for most letters to stand upright."""
    angles: Counter[int] = Counter()
    for place in range(min(text.count_chars(), _SAMPLE)):
        angle = pdfium.FPDFText_GetCharAngle(text, place)
        angles[round(angle / (math.pi / 2)) % 4] += 1
    written = angles.most_common(1)[0][0] if angles else 0  # clockwise, as the page's own turns are
    return -(written + page.get_rotation() // 90) % 4


_Edges = tuple[float, float, float, float]
"""Left, top, right, bottom: what a Box is, for each of a hundred thousand letters."""


def _words(text: Any, turned: Turned, links: list[tuple[Box, str]]) -> Iterator[Word]:
    """Letters that follow each other in the file and stand close."""
    signs: list[str] = []
    edges: list[_Edges] = []
    for sign, place in _letters(text, turned):
        if signs and (not sign or _apart(edges[-1], place)):
            yield _word(signs, edges, links)
            signs, edges = [], []
        if sign:
            signs.append(sign)
            edges.append(place)
    if signs:
        yield _word(signs, edges, links)


def _letters(text: Any, turned: Turned) -> Iterator[tuple[str, _Edges]]:
    """Each letter with its place; the empty string for a space."""
    rect, page = pdfium.FS_RECTF(), text.raw
    pointer = ctypes.byref(rect)
    (a, b, c, d), x, y = turned.matrix, turned.x, turned.y
    for at in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(page, at))
        sign = _HYPHENS.get(sign, sign)
        if sign.isspace() or not pdfium.FPDFText_GetLooseCharBox(page, at, pointer):
            yield "", (0.0, 0.0, 0.0, 0.0)
            continue
        left, right = a * rect.left + b * rect.bottom + x, a * rect.right + b * rect.top + x
        top, bottom = c * rect.left + d * rect.bottom + y, c * rect.right + d * rect.top + y
        if left > right:
            left, right = right, left
        yield sign, ((left, top, right, bottom) if top < bottom else (left, bottom, right, top))


def _apart(before: _Edges, after: _Edges) -> bool:
    height = max(before[3] - before[1], 1)
    if abs(before[1] + before[3] - after[1] - after[3]) >= height:
        return True
    return after[0] - before[2] > height / 5 or before[0] - after[0] > height / 2


def _word(signs: list[str], edges: list[_Edges], links: list[tuple[Box, str]]) -> Word:
    box = Box(edges[0][0], min(one[1] for one in edges), edges[-1][2], max(one[3] for one in edges))
    link = next((address for area, address in links if area.holds(box)), None)
    return Word("".join(signs), box, len(signs), link)


def _links(document: Any, page: Any, turned: Turned) -> Iterator[tuple[Box, str]]:
    """Areas of a page that lead to an address of the web."""
    place, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _number in range(MOST_SEGMENTS):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(4096)
        length = pdfium.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
        address = buffer.value.decode("utf-8", errors="replace").strip()
        if 0 < length <= len(buffer) and address.lower().startswith(("http://", "https://")):
            yield turned.box(rect.left, rect.bottom, rect.right, rect.top), address


def _segments(page: Any, turned: Turned) -> Iterator[Box]:
    """Upright and level lines; more of them than any table has are a drawing, and none is given."""
    found = []
    for start, end in _lines(page, turned):
        (left, top), (right, bottom) = start, end
        upright, level = abs(left - right) < 1, abs(top - bottom) < 1
        if (upright or level) and max(abs(left - right), abs(top - bottom)) >= _SHORTEST:
            found.append(Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom)))
        if len(found) > MOST_SEGMENTS:
            return
    yield from found


_Ends = tuple[tuple[float, float], tuple[float, float]]
_Matrix = tuple[float, float, float, float, float, float]


def _lines(page: Any, turned: Turned) -> Iterator[_Ends]:
    count, get = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject
    waiting = [(get(page, place), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0) for place in range(count)]
    while waiting:
        shape, outer, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(shape), outer)
            places = range(pdfium.FPDFFormObj_CountObjects(shape))
            waiting.extend((pdfium.FPDFFormObj_GetObject(shape, place), inner, depth + 1) for place in places)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            matrix = _times(_matrix(shape), outer)
            for start, end in _path(shape):
                yield turned.point(*_placed(start, matrix)), turned.point(*_placed(end, matrix))


def _path(shape: Any) -> Iterator[_Ends]:
    """The lines that a path draws; a filled one draws them where it is thin enough to be a line itself."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value and not (fill.value and _thin(shape)):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for place in range(min(pdfium.FPDFPath_CountSegments(shape), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, place)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        before, here = here, (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, start


def _thin(shape: Any) -> bool:
    sides = [ctypes.c_float() for _side in range(4)]
    pdfium.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return min(right - left, top - bottom) < _SHORTEST or pdfium.FPDFPath_CountSegments(shape) > 5


def _matrix(shape: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    (left, top), (right, bottom), (x, y) = (
        _placed(point, (*outer[:4], 0.0, 0.0)) for point in ((a, b), (c, d), (e, f))
    )
    return left, top, right, bottom, x + outer[4], y + outer[5]


def _placed(point: tuple[float, float], matrix: _Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
