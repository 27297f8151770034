"""Lines of text with places: what columns aligned by spaces and the pages of a PDF have in common."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from opora.orders.document import Paragraph

_GUTTER = 3.0
_BESIDE = 0.6
_NAME = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
SIGNATURE = re.compile(rf"{_NAME}|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
"""A name with initials."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words without a wide gap between them; places are in widths of a letter. `links` lie under its words.

    `spaces`: the middle of each space between the words; where none are told, all letters are of one width.
    """

    text: str
    left: float
    right: float
    links: tuple[str, ...] = ()
    spaces: tuple[float, ...] = ()

    def space_near(self, place: float) -> int | None:
        """The number, from 0, of the space that stands at a place, if one does."""
        if not self.left < place < self.right:
            return None
        nearest = min(enumerate(self._spaces()), key=lambda space: abs(space[1] - place), default=None)
        return nearest[0] if nearest and abs(nearest[1] - place) <= _BESIDE else None

    def parted(self, number: int) -> tuple["Span", "Span"]:
        """The words before and after a space."""
        words, spaces = self.text.split(" "), self._spaces()
        left, right = words[: number + 1], words[number + 1 :]
        at = spaces[number]
        return (
            Span(" ".join(left), self.left, at - 0.5, self.links, spaces[:number]),
            Span(" ".join(right), at + 0.5, self.right, self.links, spaces[number + 1 :]),
        )

    def _spaces(self) -> tuple[float, ...]:
        if self.spaces or " " not in self.text:
            return self.spaces
        letter = (self.right - self.left) / len(self.text)
        return tuple(self.left + (at + 0.5) * letter for at, sign in enumerate(self.text) if sign == " ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, its spans from left to right; `gap`: there is free space above it."""

    spans: tuple[Span, ...]
    line: int
    page: int
    gap: bool = False

    @property
    def text(self) -> str:
        """Its words with one space between them."""
        return " ".join(span.text for span in self.spans)

    @property
    def signature(self) -> bool:
        """«Министр        И. И. Иванов»."""
        return len(self.spans) == 2 and SIGNATURE.fullmatch(self.spans[1].text) is not None


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """A paragraph for each line; where two columns stand side by side, the left one comes first."""
    for block in _without_gaps(lines):
        gutter = _gutter(block)
        if gutter is None:
            yield from (Paragraph(line.text, line.line, line.page) for line in block)
        else:
            for left in (True, False):
                yield from _side(block, gutter, left=left)


def _without_gaps(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.gap or line.page != block[-1].page):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _gutter(block: Sequence[Line]) -> float | None:
    """A place where no line of the block has words and at least two have words on both sides of it."""
    for line in block:
        for left, right in pairwise(line.spans):
            place = (left.right + right.left) / 2
            if right.left - left.right < _GUTTER or any(
                span.left < place < span.right for other in block for span in other.spans
            ):
                continue
            sides = [other for other in block if other.spans[0].right <= place <= other.spans[-1].left]
            if len(sides) >= 2:
                return place
    return None


def _side(block: Sequence[Line], gutter: float, *, left: bool) -> Iterator[Paragraph]:
    for line in block:
        spans = [span.text for span in line.spans if (span.right <= gutter) == left]
        if spans:
            yield Paragraph(" ".join(spans), line.line, line.page)
