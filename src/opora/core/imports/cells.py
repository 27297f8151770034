"""Readers of one cell: a text that is not empty in, a value out, or a Fault that says what would be right."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from opora.core.moments import EARLIEST

SHOWN = 60
"""Characters of a wrong cell that its message repeats."""
LATEST = 2100

_CODE = re.compile(r"[-A-Za-z0-9_]{1,40}")
_FORMULA = re.compile(r"[=@＝＠]")
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?: ?г\.?)?(?: 0?0:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2}) (?P<word>[а-я]{3})[а-я]* (?P<year>\d{4})(?: ?г(?:\.|ода)?)?"),
)
_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_YES = frozenset({"да", "есть", "имеется", "yes", "true", "1", "+", "y", "д"})
_NO = frozenset({"нет", "отсутствует", "no", "false", "0", "n", "н"})

Reader = Callable[[str], Any]


class Fault(Exception):
    """A cell is wrong: a stable code and a message in the reader's language.

    `candidates`: codes of what its `text` may mean, with what stands `beside` it; somebody may decide for one of them.
    """

    def __init__(
        self, code: str, message: str, *, text: str = "", beside: str = "", candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.text = text
        self.beside = beside
        self.candidates = candidates


def folded(text: str) -> str:
    """A text for comparison: small letters, ё as е, no signs at its ends, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split()).strip(" .:;*«»\"'")


def refuse_formula(cell: str) -> None:
    """Fault for a text that a spreadsheet program would compute: nothing of that kind gets into Opora."""
    if _FORMULA.match(cell):
        raise Fault("formula", _("“%(text)s” is a formula; write the text itself.") % {"text": cell[:SHOWN]})


def text(longest: int) -> Reader:
    """A text of at most so many characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            told = {"length": len(cell), "longest": longest}
            raise Fault("too-long", _("The text has %(length)d characters; at most %(longest)d fit.") % told)
        return cell

    return read


def code(cell: str) -> str:
    """A code: Latin letters, digits, hyphens and underscores, at most 40."""
    if not _CODE.fullmatch(cell):
        message = _("“%(text)s” is not a code: Latin letters, digits, “-” and “_”, at most 40, such as 22-0415.")
        raise Fault("bad-code", message % {"text": cell[:SHOWN]})
    return cell


def place(cell: str) -> int:
    """A whole number from 1 to 999."""
    if not re.fullmatch(r"[0-9]{1,3}", cell) or not int(cell):
        message = _("“%(text)s” is not a whole number from 1 to 999.")
        raise Fault("bad-number", message % {"text": cell[:SHOWN]})
    return int(cell)


def day(cell: str) -> dt.date:
    """A day: a date of the spreadsheet, 17.10.2022, 2022-10-17 or 17 октября 2022 г."""
    for form in _DAYS:
        if found := form.fullmatch(cell.casefold()):
            given = found.groupdict()
            try:
                month = _MONTHS.index(given["word"]) + 1 if "word" in given else int(given["month"])
                read = dt.date(int(given["year"]), month, int(given["day"]))
            except ValueError:
                break
            if EARLIEST <= read.year <= LATEST:
                return read
    message = _("“%(text)s” is not a day between the years %(first)d and %(last)d. Write it like this: 17.10.2022.")
    raise Fault("bad-day", message % {"text": cell[:SHOWN], "first": EARLIEST, "last": LATEST})


def yes_no(cell: str) -> bool:
    """Yes or no."""
    said = folded(cell)
    if said in _YES or said in _NO:
        return said in _YES
    raise Fault("bad-choice", _("“%(text)s” is neither yes nor no.") % {"text": cell[:SHOWN]})


def choice(choices: type[models.TextChoices], also: Mapping[str, str] | None = None) -> Reader:
    """One of the choices: its value, its name in either language, or one of the other names."""

    @cache
    def known() -> dict[str, str]:
        names = {folded(name): value for name, value in (also or {}).items()}
        for language in ("en", "ru"):
            with translation.override(language):
                names |= {folded(str(label)): value for value, label in choices.choices}
        return names | {value: value for value in choices.values}

    def read(cell: str) -> str:
        if value := known().get(folded(cell)):
            return value
        told = {"text": cell[:SHOWN], "accepted": ", ".join(str(label) for label in choices.labels)}
        raise Fault("bad-choice", _("“%(text)s” is not one of: %(accepted)s.") % told)

    return read
