"""Executors of an action: names as the order has them, and the codes of the bodies they mean."""

import re
from collections.abc import Sequence

from opora.orders.definitions import AGREED, DEFINITION, meaning
from opora.orders.order import Definition
from opora.orders.wording import dash

_CODES = (
    ("cnppm", r"\bЦНППМ|центр\w*\s+непрерывного\s+повышения"),
    ("municipal_head", r"руководител\w+\s+(?:МОУО|муниципальн\w+\s+орган\w*|органов\s+управлени\w+)"),
    ("coordinator", r"координатор"),
    ("curator", r"куратор"),
    (
        "school_head",
        r"(?:руководител|директор)\w*\s+(?:ШНОР|школ|ОО\b|ОУ\b|(?:обще)?образовательн\w+\s+(?:организац|учрежд))",
    ),
    ("management_team", r"управленческ\w+\s+команд"),
    ("expert", r"эксперт"),
    ("municipality", r"\bМОУО|\bМО\b|муниципалитет|муниципальн\w+\s+(?:орган|образован|район|округ)"),
    ("municipality", r"отдел\w*\s+образовани|орган\w*\s+(?:местного\s+самоуправления|управлени\w+\s+образовани)"),
    ("municipality", r"управлени\w+\s+образовани|комитет\w*\s+по\s+образовани"),
    ("ministry", r"министерств|\bминобр|департамент\w*\s+образовани|комитет\w*\s+образовани"),
    ("institute", r"\b\w*ИРО\b|\bИПК|\bДПО\b|институт|академи\w+\s+(?:постдиплом|образовани)"),
    ("school", r"\bШНОР\b|школ|\bОО\b|\bОУ\b|образовательн\w+\s+(?:организац|учрежд)"),
)
_OPENING, _CLOSING = "«(“", "»)”"


def executors(text: str) -> tuple[str, ...]:
    """The names of a cell: split at commas, semicolons and line ends outside quotes and brackets."""
    text = AGREED.sub(" ", DEFINITION.sub(" ", text))
    names: list[str] = [""]
    depth = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING and depth > 0)
        if sign == "\n" or (sign in ",;" and depth == 0):
            names.append("")
            depth = 0
        else:
            names[-1] += sign
    cleaned = (" ".join(name.split()).strip(" .") if dash(name) else " ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if not dash(name)))


def code_of(name: str, known: Sequence[Definition] = ()) -> str | None:
    """The body that a name means, an abbreviation taken for what the order says it stands for; None if unknown."""
    told = meaning(name.strip(' «»"“”'), known)
    for text in (name, told or ""):
        for code, pattern in _CODES:
            if text and re.search(pattern, text, re.IGNORECASE):
                return code
    return None


def codes(names: Sequence[str], known: Sequence[Definition] = ()) -> tuple[str, ...]:
    """The codes of several executors, each once, in their order; a name without a code gives none."""
    found = (code_of(name, known) for name in names)
    return tuple(dict.fromkeys(code for code in found if code))
