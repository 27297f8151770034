"""Invented addresses and telephones: a domain that can never exist, numbers that no exchange connects."""

import zlib

DOMAIN = "priobye.example"
"""Names under .example are kept free for ever (RFC 2606)."""
WITHOUT_ADDRESS, WITHOUT_PHONE = 12, 9
"""Of so many people one has none."""


def email(login: str) -> str:
    """The address of somebody; one in twelve has none."""
    return f"{login}@{DOMAIN}" if _number(login) % WITHOUT_ADDRESS else ""


def phone(login: str) -> str:
    """The telephone of somebody; one in nine has none. No number of a town begins with 0: nobody is called by it."""
    number = _number(f"phone {login}")
    return f"+738520{number % 100_000:05}" if number % WITHOUT_PHONE else ""


def _number(text: str) -> int:
    """The same for the same text on every machine."""
    return zlib.crc32(text.encode())
