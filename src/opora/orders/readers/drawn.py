"""Tables drawn with signs: pipes as in Markdown, grids of `+---+`, box drawing `┌─┬─┐`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from opora.orders.document import Cell, Row
from opora.orders.readers.wrapping import unwrapped, written

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("│┃║¦╎╏┆┇┊┋", "|"),
        **dict.fromkeys("┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜╭╮╰╯", "+"),
        **dict.fromkeys("─━═╌┄┈╴╶=", "-"),
    }
)
_RULE = re.compile(r"(?=.*--)[+|:\- ]+")
_DASHES = re.compile(r"[-\s]{5,}")
_NUMBER = re.compile(r"№?\s*\d{1,4}(?:\.\d{1,3})*[а-я]?\s*[.)]?")
_LINK = re.compile(r"\[([^\]\[]*)\]\(\s*<?(https?://[^\s)>]+)>?[^)]*\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the file: its text as it stands, where it stands."""

    text: str
    line: int
    page: int

    @property
    def signs(self) -> str:
        """The same line with every kind of bar, corner and rule as `|`, `+` and `-`."""
        return self.text.translate(_SIGNS)

    @property
    def rule(self) -> bool:
        """A line that only divides."""
        signs = self.signs.strip()
        return bool(_RULE.fullmatch(signs)) and bool(set("+|") & set(signs))


def is_drawn(text: str) -> bool:
    """Whether a line belongs to a drawn table."""
    signs = text.translate(_SIGNS).strip()
    if signs.startswith(("|", "+-")) or _RULE.fullmatch(signs):
        return signs.count("|") + signs.count("+") >= 2
    return signs.count(" | ") >= 2


def only_dashes(text: str) -> bool:
    """A line of dashes, which is a rule beside drawn lines only."""
    return bool(_DASHES.fullmatch(text.translate(_SIGNS))) and bool(text.strip())


def rows(lines: Sequence[Drawn], table: int) -> list[Row]:
    """The rows of one drawn table; none when there are no two lines with cells, or no two columns."""
    rules = [line for line in lines if line.rule or only_dashes(line.text)]
    if len(lines) - len(rules) < 2:
        return []
    grid = len(rules) >= 2
    found = list(_grid(lines, table) if grid else _pipes(lines, table))
    return found if any(len(row.cells) > 1 for row in found) else []


def _pipes(lines: Sequence[Drawn], table: int) -> Iterator[Row]:
    """Each line is a row: columns are counted, for such lines are seldom aligned."""
    for line in lines:
        if line.rule or only_dashes(line.text):
            continue
        cells = (_marked_cell(text, line, column) for column, text in enumerate(_between_bars(line.text), 1))
        yield Row(tuple(cells), line.line, line.page, table)


def _between_bars(text: str) -> list[str]:
    whole = "".join("|" if sign.translate(_SIGNS) == "|" else sign for sign in text.strip())
    parts = re.split(r"(?<!\\)\|", whole)
    if parts and not parts[0].strip() and whole.startswith("|"):
        parts = parts[1:]
    if parts and not parts[-1].strip() and whole.endswith("|"):
        parts = parts[:-1]
    return [part.replace("\\|", "|").strip() for part in parts]


def _marked_cell(text: str, line: Drawn, column: int) -> Cell:
    """A cell with the marks of Markdown taken as what they mean."""
    links = tuple(address for words, address in _LINK.findall(text) if words != address)
    text = _LINK.sub(r"\1", text).replace("**", "")
    text = "\n".join(part.strip() for part in _BREAK.split(text))
    return Cell(text, line.line, column, line.page, links=links)


@dataclass
class _Pile:
    """The lines of a cell, one above the other; cells under a missing piece of rule share a pile."""

    room: int
    line: int
    page: int
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        room = max(self.room, *map(len, self.lines), 0) if self.lines else 0
        return unwrapped(map(written, self.lines), room)


@dataclass
class _GridRow:
    piles: dict[int, _Pile]
    merged: frozenset[int] = frozenset()
    numbered: bool = False


def _grid(lines: Sequence[Drawn], table: int) -> Iterator[Row]:
    """Rows stand between rules; columns begin at the corners of the rules."""
    places = sorted({place for line in lines if line.rule for place, sign in enumerate(line.signs) if sign in "+|"})
    found = [_GridRow({})]
    for line in lines:
        pieces = _pieces(line, places)
        ruled = {column for column, text, _room in pieces if _is_ruled(text)}
        if line.rule or only_dashes(line.text) or ruled:
            open_below = {column for column, _text, _room in pieces} - ruled if ruled else set()
            kept = {column: pile for column, pile in found[-1].piles.items() if column in open_below}
            found.append(_GridRow(kept, merged=frozenset(kept)))
            pieces = [piece for piece in pieces if piece[0] in kept]
        elif _begins_anew(found[-1], pieces):
            found.append(_GridRow({}))
        _add(found[-1], pieces, line)
    for row in found:
        yield from _finished(row, places, table)


def _is_ruled(text: str) -> bool:
    return bool(re.fullmatch(r"\s*:?-{2,}:?\s*", text.translate(_SIGNS)))


def _begins_anew(row: _GridRow, pieces: Sequence[tuple[int, str, int]]) -> bool:
    """A second number without a rule above it: rows of one line each under one rule."""
    return row.numbered and bool(pieces) and bool(_NUMBER.fullmatch(pieces[0][1].strip()))


def _add(row: _GridRow, pieces: Sequence[tuple[int, str, int]], line: Drawn) -> None:
    for column, text, room in pieces:
        pile = row.piles.setdefault(column, _Pile(room, line.line, line.page))
        if text.strip():
            pile.lines.append(" ".join(text.split()))
    if pieces and pieces[0][0] == 0 and _NUMBER.fullmatch(pieces[0][1].strip()):
        row.numbered = True


def _pieces(line: Drawn, places: Sequence[int]) -> list[tuple[int, str, int]]:
    """Column, text and room of each piece between bars that stand where the rules have corners."""
    signs = line.signs
    cuts = [place for place in places if place < len(signs) and signs[place] in "|+"]
    bars = signs.count("|")
    if len(cuts) >= 2 and (bars <= len(cuts) or line.rule):
        return [(places.index(left), line.text[left + 1 : right], right - left - 3) for left, right in pairwise(cuts)]
    rooms = [right - left - 3 for left, right in pairwise(places)]
    return [
        (column, text, rooms[column] if column < len(rooms) else 0)
        for column, text in enumerate(_between_bars(line.text))
    ]


def _finished(row: _GridRow, places: Sequence[int], table: int) -> Iterator[Row]:
    own = [pile for column, pile in row.piles.items() if column not in row.merged]
    if not any(pile.lines for pile in own):
        return
    line, page = own[0].line, own[0].page
    cells = []
    for column in range(max(len(places) - 1, *(place + 1 for place in row.piles))):
        pile = row.piles.get(column)
        if pile is None:
            cells.append(Cell("", line, column + 1, page))
        else:
            cells.append(Cell(pile.text(), pile.line, column + 1, pile.page, merged=column in row.merged))
    yield Row(tuple(cells), line, page, table)
