"""Numbers of certificates: "2022-0004-7KMA" is the year, the place in it, three signs of chance and one that checks.

The signs of chance keep anybody from going through all numbers; the last one finds every single wrong sign and every
two that changed places, so that a slip of the pen is told from a certificate that does not exist.
"""

import re
import secrets

SIGNS = "0123456789ABCDEFGHJKLMNPRTUVWXY"
"""Thirty-one signs, a prime number of them; none that looks like another one (no I, O, Q, S, Z)."""
CHANCE = 3
"""Signs of chance: one of 29,791 guesses for a year and a place meets a number."""
_LOOK_ALIKE = str.maketrans("АВЕКМНРСТУХОOI", "ABEKMHPCTYX001")
_LOOKS_LIKE_NOTHING = re.compile(r"[\s.\-\u2010-\u2015\u2212№]+")
_WRITTEN = re.compile(rf"([0-9]{{4}})([0-9]{{4,9}})([{SIGNS}]{{{CHANCE + 1}}})")


def new_number(year: int, serial: int) -> str:
    """The number of the `serial`-th certificate of a year."""
    chance = "".join(secrets.choice(SIGNS) for _sign in range(CHANCE))
    head = f"{year:04}-{serial:04}-{chance}"
    return head + check_sign(head)


def check_sign(head: str) -> str:
    """The sign that makes a number right; strokes do not count."""
    return SIGNS[-_sum(head.replace("-", "") + SIGNS[0]) % len(SIGNS)]


def read(written: str) -> str | None:
    """A number as people type it, in its own form; None when it is none or was mistyped.

    Cases, spaces and strokes do not matter, and letters that look alike in Latin and Cyrillic are the same.
    """
    plain = _LOOKS_LIKE_NOTHING.sub("", written).upper().translate(_LOOK_ALIKE)
    found = _WRITTEN.fullmatch(plain)
    return "-".join(found.groups()) if found and _sum(plain) == 0 else None


def _sum(plain: str) -> int:
    """Zero for a right number. Up to thirty places each have a weight of their own: 3 is a primitive root of 31."""
    total = sum(SIGNS.index(sign) * pow(3, place, len(SIGNS)) for place, sign in enumerate(reversed(plain)))
    return total % len(SIGNS)
