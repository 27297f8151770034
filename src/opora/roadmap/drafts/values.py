"""What people may write into a field of a draft: read as the import reads it, or refused with what is right."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from opora.core.periods import read_periods
from opora.indicators.checker import misfit, read
from opora.indicators.registry import Registry
from opora.indicators.syntax import Faults
from opora.indicators.targets import Target
from opora.orders.executors import code_of, executors
from opora.orders.order import Order, OrderAction
from opora.roadmap.models import Field

TITLE, INDICATOR, ADDRESS, FORMULA = 500, 1000, 500, 1000
"""Signs that a roadmap has room for."""
_NUMBER = re.compile(r"[1-9]\d{0,3}(?:\.[1-9]\d{0,3})*")
_CODE = re.compile(r"[a-z][a-z_]+")


def checked(order: Order, action: OrderAction, field: Field, text: str) -> str:
    """The value as it is kept. ValidationError says what is wrong and how it is right. Formulas: `checked_formula`.

    `order` is the order as it is corrected now, `action` the row of it that the value is for.
    """
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines() if line.strip())
    reader: dict[Field, Callable[[], str]] = {
        Field.NUMBER: lambda: _number(order, action, text),
        Field.TITLE: lambda: _short(" ".join(text.split()), TITLE, needed=True),
        Field.PERIODS: lambda: _periods(order, " ".join(text.split())),
        Field.EXECUTORS: lambda: _executors(order, text),
        Field.LINKS: lambda: _links(text),
        Field.INDICATOR: lambda: _short(" ".join(text.split()), INDICATOR, needed=False),
        Field.TARGET: lambda: _target(" ".join(text.split())),
    }
    return reader[field]()


def checked_formula(text: str, target: str, words: Registry) -> str:
    """A formula that the checker takes, together with the target of its indicator; ValidationError with all faults."""
    text = " ".join(text.split())
    if len(text) > FORMULA:
        raise ValidationError(
            _("The text has %(n)d signs, there is room for %(most)d.") % {"n": len(text), "most": FORMULA}
        )
    try:
        node = read(text, words)
    except Faults as error:
        raise ValidationError([str(fault) for fault in error.faults]) from error
    if target and (message := misfit(Target.read(target), node, words)):
        raise ValidationError(_("The target “%(target)s” does not fit: %(why)s") % {"target": target, "why": message})
    return text


def _number(order: Order, action: OrderAction, text: str) -> str:
    number = text.rstrip(". ")
    if not _NUMBER.fullmatch(number):
        raise ValidationError(_("“%(text)s” is no number of a row. Write it like this: 7 or 1.1.") % {"text": text})
    if any(other.number == number and other is not action for other in order.actions):
        raise ValidationError(_("Another row has the number %(number)s already.") % {"number": number})
    return number


def _short(text: str, most: int, *, needed: bool) -> str:
    if needed and not text:
        raise ValidationError(_("Write what is to be done: a row without an action means nothing."))
    if len(text) > most:
        raise ValidationError(
            _("The text has %(n)d signs, there is room for %(most)d.") % {"n": len(text), "most": most}
        )
    return text


def _periods(order: Order, text: str) -> str:
    periods, problems = read_periods(text, year=order.year)
    if problems:
        raise ValidationError(
            [
                _("%(problem)s Write it like this: 25.02.2022, or March – December 2022 in Russian.") % {"problem": one}
                for one in problems
            ]
        )
    if not periods:
        raise ValidationError(_("There is no deadline here. Without one write: постоянно."))
    return text


def _executors(order: Order, text: str) -> str:
    names = executors(text)
    if not names:
        raise ValidationError(_("Name who carries the action out, several with a semicolon between them."))
    known = {
        code: name
        for action in order.actions
        for name in action.executors
        if (code := code_of(name, order.definitions))
    }
    written = []
    for name in names:
        if _CODE.fullmatch(name) and name not in known:
            told = ", ".join(sorted(known))
            raise ValidationError(
                _("There is no executor with the code “%(code)s”; known: %(known)s.") % {"code": name, "known": told}
            )
        written.append(known.get(name, name))
    return "; ".join(dict.fromkeys(written))


def _links(text: str) -> str:
    addresses = text.split()
    validate = URLValidator(schemes=["http", "https"])
    for address in addresses:
        try:
            validate(address)
        except ValidationError as error:
            raise ValidationError(
                _("“%(text)s” is no address. Write it whole: https://example.org/page.") % {"text": address[:100]}
            ) from error
        if len(address) > ADDRESS:
            raise ValidationError(
                _("The text has %(n)d signs, there is room for %(most)d.") % {"n": len(address), "most": ADDRESS}
            )
    return "\n".join(dict.fromkeys(addresses))


def _target(text: str) -> str:
    if not text:
        return ""
    try:
        return Target.read(text).text
    except ValueError as error:
        raise ValidationError(str(error)) from error
