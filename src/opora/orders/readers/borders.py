"""Where the columns of a table without lines part, and which words stand in which of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from opora.orders.readers.layout import Line, Span

_STEP = 0.5
_SHIFT = 10.0
"""How far a column may move from one page to the next, in letters."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A line with its words laid into columns; `across`: one stretch of words over several columns."""

    line: Line
    cells: tuple[Span | None, ...]
    across: bool = False

    @property
    def filled(self) -> list[int]:
        """The places of the columns that have words."""
        return [place for place, span in enumerate(self.cells) if span]


def under_header(columns: Sequence[Span], lines: Sequence[Line]) -> list[float]:
    """The borders between the columns of a header: where the fewest lines have words, and the widest such place."""
    return [max(_free(left.right, right.left, lines), key=len)[-1] for left, right in pairwise(columns)]


def moved(borders: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """The borders on a page that goes on without a header: near those of the page before."""
    limits = [borders[0] - 2 * _SHIFT, *borders, borders[-1] + 2 * _SHIFT] if borders else []
    found = []
    for place, border in enumerate(borders, 1):
        low = max(border - _SHIFT, (limits[place - 1] + border) / 2)
        high = min(border + _SHIFT, (limits[place + 1] + border) / 2)
        runs = _free(low, high, lines)
        found.append(min((abs(place - border), place) for run in runs for place in run)[1])
    return found


def _free(low: float, high: float, lines: Sequence[Line]) -> list[list[float]]:
    """The stretches between two places that the fewest lines have words in, as places a step apart."""
    steps = max(int((high - low) / _STEP), 0)
    places = [low + _STEP * step for step in range(steps + 1)]
    spans = [
        span for line in lines if len(line.spans) > 1 for span in line.spans if span.left < high and span.right > low
    ]
    costs = [(sum(_cost(span, place) for span in spans), place) for place in places]
    least = min(cost for cost, _place in costs)
    return [[place for _cost, place in run] for cost, run in groupby(costs, key=lambda one: one[0]) if cost == least]


def _cost(span: Span, place: float) -> int:
    if not span.left < place < span.right:
        return 0
    return 1 if _space_at(span, place) is not None else 3


def _space_at(span: Span, place: float) -> int | None:
    """The place in the text of a space that stands at a border, if one does."""
    at = round((place - span.left) / (span.right - span.left) * len(span.text))
    return next((near for near in (at, at - 1) if 0 < near < len(span.text) and span.text[near] == " "), None)


def lay(line: Line, borders: Sequence[float]) -> Laid:
    """Lay the words of a line into columns."""
    ends = [*borders, float("inf")]
    if len(line.spans) == 1:
        (span,) = line.spans
        column = _column(span, ends)
        across = any(span.left < border - 1 and span.right > border + 1 for border in borders)
        cells = [span if place == (0 if across else column) else None for place in range(len(ends))]
        return Laid(line, tuple(cells), across)
    pieces: list[list[Span]] = [[] for _end in ends]
    for span in line.spans:
        for piece in _parted(span, borders):
            pieces[_column(piece, ends)].append(piece)
    return Laid(line, tuple(_together(column) for column in pieces))


def _parted(span: Span, borders: Sequence[float]) -> list[Span]:
    """Words of two columns that only one space divides."""
    for border in borders:
        at = _space_at(span, border) if span.left < border < span.right else None
        if at is not None:
            width = (span.right - span.left) / len(span.text)
            left = Span(span.text[:at], span.left, span.left + at * width, span.links)
            right = Span(span.text[at + 1 :], span.left + (at + 1) * width, span.right, span.links)
            return [left, *_parted(right, borders)]
    return [span]


def _column(span: Span, ends: Sequence[float]) -> int:
    """The column in which most of the words stand."""
    starts = [float("-inf"), *ends[:-1]]
    shares = [min(span.right, end) - max(span.left, start) for start, end in zip(starts, ends, strict=True)]
    return shares.index(max(shares))


def _together(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    links = tuple(dict.fromkeys(link for span in spans for link in span.links))
    return Span(" ".join(span.text for span in spans), spans[0].left, spans[-1].right, links)
