"""Addresses as mail servers take them, and names as a letter may carry them."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254
"""Characters of an address on its way, its domain in Latin letters (RFC 5321)."""
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\<>()\[\]:;@,\u2028\u2029]+|=\?|\?=')


def wire(address: str) -> str:
    """The address as a server takes it: the domain in its Latin form. ValueError when it is not written as one.

    Letters beyond ASCII before the sign @ are refused: few servers deliver them, and none says so in time.
    """
    local, at, domain = address.strip().rpartition("@")
    try:
        ascii_domain = ".".join(label.encode("idna").decode("ascii") for label in domain.split("."))
        plain = f"{local}{at}{ascii_domain}"
        plain.encode("ascii")
        validate_email(plain)
    except (UnicodeError, ValidationError) as error:
        raise ValueError("not an address") from error
    if len(plain) > LONGEST or any(ord(sign) < 0x20 or ord(sign) == 0x7F for sign in plain):
        raise ValueError("not an address")
    return plain


def display(name: str) -> str:
    """A name without signs that mean something in the heading of a letter."""
    return " ".join(_SPECIAL.sub(" ", name).split())[:120]
