"""Logins made from names: "chizhova.ev", and "chizhova.ev2" for the second of that name."""

import re
from collections.abc import Collection
from itertools import count

from opora.accounts.names import PersonName

_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(),  # noqa: SIM905 - one beside the other as they stand above
        strict=True,
    )
)
LONGEST = 50


def login_for(name: PersonName, taken: Collection[str]) -> str:
    """A login that nobody has: surname, dot, initials."""
    initials = "".join(_latin(part)[:1] for part in (name.given_name, name.patronymic) if part)
    base = ".".join(part for part in (_latin(name.surname)[:LONGEST], initials) if part) or "person"
    return next(login for number in count(1) if (login := base if number == 1 else f"{base}{number}") not in taken)


def _latin(text: str) -> str:
    letters = "".join(_LETTERS.get(letter, letter) for letter in text.casefold())
    return re.sub("[^a-z0-9]", "", letters)
