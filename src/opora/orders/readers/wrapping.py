"""Putting the lines of a cell together: which line ends are the author's and which only the narrow column's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_REST = re.compile(r"(?!https?:|www\.)[\w./%?=&#~+:@,;!-]+", re.IGNORECASE | re.ASCII)
_SOFT_HYPHEN = "\u00ad"
_SPACE = 1.0


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a cell: its text, its width and that of its first word, in widths of a letter."""

    text: str
    width: float
    first: float


def written(text: str) -> Written:
    """A line in letters of one width."""
    return Written(text, len(text), len(text.split(" ", 1)[0]))


def unwrapped(lines: Iterable[Written], room: float) -> str:
    """The text of a cell `room` wide.

    Where the next word had not fitted into the line above, the line end becomes a space, or nothing inside an address
    and at a soft hyphen; where it had, the line end was meant and stays.
    """
    text, above = "", None
    for line in lines:
        if above is None:
            text = line.text
        else:
            text = text.removesuffix(_SOFT_HYPHEN) + _between(text, above, line, room) + line.text
        above = line
    return text.replace(_SOFT_HYPHEN, "")


def _between(text: str, above: Written, line: Written, room: float) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return ""
    within = _ADDRESS.search(text) and _REST.fullmatch(line.text.split(" ", 1)[0])
    if above.width + line.first + (0 if within else _SPACE) <= room:
        return "\n"
    return "" if within else " "
