"""Where the columns of a table without lines part, and which words stand in which of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from opora.orders.readers.layout import Line, Span

_STEP = 0.5
_ENOUGH = 500
"""Lines that tell where columns part; of more only some are asked."""


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
    return [max(_free(left.right, right.left, lines), key=_width)[-1] for left, right in pairwise(columns)]


def _width(run: Sequence[float]) -> tuple[int, float]:
    return len(run), run[-1]


def moved(borders: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """The borders on a page that goes on without a header: the widest gaps of the page near to those before."""
    left, right = min(line.spans[0].left for line in lines), max(line.spans[-1].right for line in lines)
    gaps = [run for run in _runs(left, right, lines, len(lines) // 10) if len(run) > 1]
    if len(gaps) < len(borders):
        return list(borders)
    best: list[tuple[float, list[float]]] = [(0.0, [])] * (len(gaps) + 1)
    for border in borders:
        after: list[tuple[float, list[float]]] = [(float("inf"), [])]
        for (apart, chosen), gap in zip(best, gaps, strict=False):
            distance, place = min((abs(place - border), place) for place in gap)
            unlikely = distance - _STEP * len(gap)
            after.append(min(after[-1], (apart + unlikely, [*chosen, place])))
        best = after
    return best[-1][1]


def _free(low: float, high: float, lines: Sequence[Line]) -> list[list[float]]:
    """The stretches between two places that the fewest lines have words in, as places a step apart."""
    costs = _costs(low, high, lines)
    least = min(cost for cost, _place in costs)
    return [[place for _cost, place in run] for cost, run in groupby(costs, key=lambda one: one[0]) if cost == least]


def _runs(low: float, high: float, lines: Sequence[Line], most: int) -> list[list[float]]:
    """The stretches that cost no more than `most`, but for the empty margins."""
    costs = [(cost <= most, place) for cost, place in _costs(low, high, lines)]
    return [[place for _free, place in run] for free, run in groupby(costs, key=lambda one: one[0]) if free]


def _costs(low: float, high: float, lines: Sequence[Line]) -> list[tuple[int, float]]:
    """How much stands in the way of a border at each place, a step apart."""
    steps = max(int((high - low) / _STEP), 0)
    told = [line for line in lines if len(line.spans) > 1]
    told = told[:: len(told) // _ENOUGH + 1]
    spans = [span for line in told for span in line.spans if span.left < high and span.right > low]
    places = [low + _STEP * step for step in range(steps + 1)]
    return [(sum(_cost(span, place) for span in spans), place) for place in places]


def _cost(span: Span, place: float) -> int:
    if not span.left < place < span.right:
        return 0
    return 3 if span.space_near(place) is None else 1


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
        space = span.space_near(border)
        if space is not None:
            left, right = span.parted(space)
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
