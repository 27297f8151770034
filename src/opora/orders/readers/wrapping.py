"""Putting the lines of a cell together: which line ends are the author's and which only the narrow column's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_REST = re.compile(r"(?!https?:|www\.)[\w./%?=&#~+:@,;!-]+", re.IGNORECASE | re.ASCII)
_SOFT = "\u00ad\u2010"
_HARD = "-\u2011"
BROKEN = "\u2028"
"""Stands between the parts of a word whose hyphen at a line end may be its own: see `hyphenation`."""
_SPACE = 1.0
_LONGEST = 2000


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
            between = _between(text, above, line, room)
            text = (text if between else text.rstrip(_SOFT)) + between + line.text
        above = line
    return text.replace("\u00ad", "")


def _between(text: str, above: Written, line: Written, room: float) -> str:
    first = line.text.split(" ", 1)[0]
    if _ADDRESS.search(text, max(0, len(text) - _LONGEST)) and _REST.fullmatch(first):
        goes_on = text.endswith(tuple("/-_=?&%#")) or above.width + line.first > room
        return "" if goes_on else "\n"
    begins_small = first[:1].islower()
    if text.endswith("\u00ad") or (text.endswith("\u2010") and begins_small):
        return ""
    if text.endswith(tuple(_HARD)) and text[-2:-1].isalpha() and begins_small:
        return BROKEN
    return "\n" if above.width + line.first + _SPACE <= room else " "
