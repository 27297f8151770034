"""What the styles of a Word document say of their paragraphs: numbered, a heading, hidden."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from opora.orders.readers.markup import Node, whole

T = TypeVar("T")
_HEADING = re.compile(r"(?:heading|заголовок) ?[1-9]|title|subtitle|название|подзаголовок", re.IGNORECASE)
_OUTLINE = 9
"""The level of plain text."""
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class NumberedBy:
    """The list (numId) and level that a paragraph or style names; None where it leaves that to others."""

    list: str | None
    level: int | None


def numbered_by(properties: Node | None) -> NumberedBy | None:
    """What `w:pPr` says of numbering; None when nothing."""
    told = properties.child("numPr") if properties else None
    if told is None:
        return None
    level = told.value("ilvl")
    return NumberedBy(told.value("numId"), None if level is None else whole(level, 0))


class Styles:
    """The styles by their keys. What a style does not say, the one says that it is based on."""

    def __init__(self, root: Node | None) -> None:
        found = [one for one in root.children if one.name == "style"] if root else []
        self.styles = {one.get("styleId"): one for one in found}

    def numbering(self, key: str) -> NumberedBy | None:
        """The list that paragraphs of the style belong to."""
        return self._told(key, lambda style: numbered_by(style.child("pPr")))

    def heading(self, key: str) -> bool:
        """Whether the style is one of headings."""
        return self._told(key, _as_heading) or False

    def hidden(self, key: str) -> bool:
        """Whether text in the style is hidden."""
        return self._told(key, _as_hidden) or False

    def _told(self, key: str, asked: Callable[[Node], T | None]) -> T | None:
        for _step in range(_LONGEST_CHAIN):
            style = self.styles.get(key)
            if style is None:
                return None
            if (answer := asked(style)) is not None:
                return answer
            key = style.value("basedOn") or ""
        return None


def _as_hidden(style: Node) -> bool | None:
    return style.on("rPr", "vanish") if style.child("rPr", "vanish") else None


def _as_heading(style: Node) -> bool | None:
    if (outline := style.value("pPr", "outlineLvl")) is not None:
        return whole(outline, _OUTLINE) < _OUTLINE
    return True if _HEADING.fullmatch(style.value("name") or "") else None
