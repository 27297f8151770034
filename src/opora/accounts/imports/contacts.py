"""Readers of cells that say who somebody is and how to reach them."""

import re
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from opora.core.imports.cells import SHOWN, Fault

COUNTRY = "RU"
"""Whose numbers are meant when a telephone has no country."""
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_EXTENSION = re.compile(
    r"[\s,;(]*(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext(?:ension)?)\b[\s.:№#]*(\d{1,6})\s*\)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone with its country, "+73852123456", and the extension that stood beside it, if any."""

    number: str
    extension: str = ""


def login(cell: str) -> str:
    """A login, whatever its case."""
    read = cell.casefold()
    if not is_login(read):
        message = _("“%(text)s” is not a login: Latin letters, digits, dot, hyphen, at most 60, such as chizhova.ev.")
        raise Fault("bad-login", message % {"text": cell[:SHOWN]})
    return read


def is_login(text: str) -> bool:
    """Whether a text has the form of a login."""
    return _LOGIN.fullmatch(text) is not None


def email(cell: str) -> str:
    """An e-mail address; its domain in small letters."""
    name, at, domain = cell.rpartition("@")
    read = f"{name}{at}{domain.lower()}"
    try:
        validate_email(read[:255])
    except ValidationError:
        raise Fault("bad-email", _("“%(text)s” is not an e-mail address.") % {"text": cell[:SHOWN]}) from None
    if len(read) > 254:
        raise Fault("bad-email", _("“%(text)s” is not an e-mail address.") % {"text": cell[:SHOWN]})
    return read


def phone(cell: str) -> Phone:
    """A telephone in any spelling; without a country a Russian one is meant."""
    found = _EXTENSION.search(cell)
    extension, rest = (found[1], cell[: found.start()]) if found else ("", cell)
    digits = re.sub(r"\D", "", rest)
    readable = re.fullmatch(r"(?:тел\w*)?[\s.:]*\+?[\d\s().‐‑–—-]+", rest, re.IGNORECASE) and len(digits) <= 15
    try:
        number = phonenumbers.parse(rest, COUNTRY) if readable else None
    except phonenumbers.NumberParseException:
        number = None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else ""
    if number is None or not phonenumbers.is_possible_number(number) or not re.fullmatch(r"\+[1-9]\d{6,14}", written):
        message = _("“%(text)s” is not one telephone number with its code, such as +7 385 212-34-56.")
        raise Fault("bad-phone", message % {"text": cell[:SHOWN]})
    return Phone(written, extension)
