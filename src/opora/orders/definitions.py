"""Abbreviations that an order brings in with «(далее – …)»."""

import re
from collections.abc import Iterable, Iterator

from opora.orders.order import Definition

DEFINITION = re.compile(
    r"\(\s*далее\b\s*[–—:-]?\s*(?:именуется\s+|по тексту\s*[–—-]?\s*)?([^()]*?)\s*(?:\)|$)", re.IGNORECASE
)
AGREED = re.compile(r"\(\s*по\s+согласовани[а-яё]*\s*\)?", re.IGNORECASE)


def definitions(text: str) -> Iterator[Definition]:
    """The terms that a text brings in; the meaning is what stands before the bracket, back to a comma or semicolon."""
    for found in DEFINITION.finditer(text):
        before = re.split(r"[,;]|\)\s", text[: found.start()])[-1]
        term = found[1].strip(' «»"“”')
        if term:
            yield Definition(term, before.strip())


def meaning(term: str, known: Iterable[Definition]) -> str | None:
    """What a term stands for by the last definition of it."""
    return next((found.meaning for found in reversed(list(known)) if found.term == term), None)
