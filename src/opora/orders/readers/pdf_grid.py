"""Tables that straight lines draw: which lines make a grid, and which squares of it make a cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from opora.orders.readers.pdf_page import Box

_NEAR = 2.5
_JOINED = 3.5
_MOST_LINES = 2000
_MOST_SQUARES = 20_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight line `at` a place across, from one place to another along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell over rows and columns of its grid, each counted from 0 and to the last it covers."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines between columns and rows, and the cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids(segments: Sequence[Box]) -> list[Grid]:
    """The grids of a page with at least two cells, from the top."""
    level = _stretches((box.middle[1], box.left, box.right) for box in segments if _is_level(box))
    upright = _stretches((box.middle[0], box.top, box.bottom) for box in segments if not _is_level(box))
    if len(level) + len(upright) > _MOST_LINES:
        return []
    found = (_grid(*lines) for lines in _connected(level, upright))
    return sorted((grid for grid in found if grid and len(grid.cells) > 1), key=lambda grid: grid.ys[0])


def _is_level(box: Box) -> bool:
    return box.right - box.left >= box.bottom - box.top


def _stretches(lines: Iterable[tuple[float, float, float]]) -> list[Stretch]:
    """Lines that lie almost on each other as one, and those that follow each other joined."""
    clusters: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if clusters and line[0] - clusters[-1][0][0] <= _NEAR:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    return [stretch for cluster in clusters for stretch in _joined(cluster)]


def _joined(cluster: Sequence[tuple[float, float, float]]) -> Iterator[Stretch]:
    at = sum(line[0] for line in cluster) / len(cluster)
    start, end = float("nan"), float("-inf")
    for _at, begin, stop in sorted(cluster, key=lambda line: line[1]):
        if begin > end + _JOINED:
            if end > float("-inf"):
                yield Stretch(at, start, end)
            start = begin
        end = max(end, stop)
    yield Stretch(at, start, end)


def _connected(level: Sequence[Stretch], upright: Sequence[Stretch]) -> Iterator[tuple[list[Stretch], list[Stretch]]]:
    """Lines that meet, directly or through others."""
    groups = _Groups(len(level) + len(upright))
    for row, one in enumerate(level):
        for column, other in enumerate(upright, len(level)):
            if _within(other.at, one) and _within(one.at, other):
                groups.join(row, column)
    for members in groups.all():
        rows = [level[place] for place in members if place < len(level)]
        columns = [upright[place - len(level)] for place in members if place >= len(level)]
        if (rows and len(columns) > 1) or (len(rows) > 1 and columns):
            yield rows, columns
    alone = [
        upright[members[0] - len(level)] for members in groups.all() if len(members) == 1 and members[0] >= len(level)
    ]
    yield from (([], side_by_side) for side_by_side in _side_by_side(alone))


def _side_by_side(lines: Sequence[Stretch]) -> list[list[Stretch]]:
    """At least three upright lines of the same height: the middle of a row that goes over a whole page."""
    found: list[list[Stretch]] = []
    for line in lines:
        same = (group for group in found if max(abs(group[0].start - line.start), abs(group[0].end - line.end)) < _NEAR)
        if group := next(same, None):
            group.append(line)
        else:
            found.append([line])
    return [group for group in found if len(group) > 2]


def _within(place: float, stretch: Stretch) -> bool:
    return stretch.start - _JOINED <= place <= stretch.end + _JOINED


class _Groups:
    """Which of so many things belong together."""

    def __init__(self, count: int) -> None:
        self.above = list(range(count))

    def of(self, one: int) -> int:
        while self.above[one] != one:
            self.above[one] = self.above[self.above[one]]
            one = self.above[one]
        return one

    def join(self, one: int, other: int) -> None:
        self.above[self.of(other)] = self.of(one)

    def all(self) -> Iterable[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for one in range(len(self.above)):
            found[self.of(one)].append(one)
        return found.values()


def _grid(level: Sequence[Stretch], upright: Sequence[Stretch]) -> Grid | None:
    """A table open at its sides ends where its lines do."""
    xs = _ends({line.at for line in upright}, [end for line in level for end in (line.start, line.end)])
    ys = _ends({line.at for line in level}, [end for line in upright for end in (line.start, line.end)])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1 or width * height > _MOST_SQUARES:
        return None
    squares = _Groups(width * height)
    below, beside = _by_place(level), _by_place(upright)
    for row in range(height):
        for column in range(width):
            place = row * width + column
            if row + 1 < height and not _wall(below[ys[row + 1]], xs[column], xs[column + 1]):
                squares.join(place, place + width)
            if column + 1 < width and not _wall(beside[xs[column + 1]], ys[row], ys[row + 1]):
                squares.join(place, place + 1)
    return Grid(xs, ys, tuple(_cell(members, width, xs, ys) for members in squares.all()))


def _ends(places: set[float], reached: Sequence[float]) -> tuple[float, ...]:
    first, last = min(reached, default=0.0), max(reached, default=0.0)
    if not places:
        return first, last
    if not reached:
        return tuple(sorted(places))
    more = {end for end, near in ((first, min(places)), (last, max(places))) if abs(end - near) > 2 * _NEAR}
    return tuple(sorted(places | {end for end in more if end < min(places) or end > max(places)}))


def _by_place(lines: Sequence[Stretch]) -> defaultdict[float, list[Stretch]]:
    found: defaultdict[float, list[Stretch]] = defaultdict(list)
    for line in lines:
        found[line.at].append(line)
    return found


def _wall(lines: Sequence[Stretch], start: float, end: float) -> bool:
    return any(line.start <= start + _NEAR and line.end >= end - _NEAR for line in lines)


def _cell(members: Sequence[int], width: int, xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    rows, columns = [place // width for place in members], [place % width for place in members]
    (top, bottom), (left, right) = (min(rows), max(rows)), (min(columns), max(columns))
    return GridCell((top, bottom), (left, right), Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1]))
