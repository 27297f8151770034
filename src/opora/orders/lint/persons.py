"""Names of people among executors."""

import re

_SURNAME, _INITIALS = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?"
_PERSON = re.compile(rf"{_SURNAME}\s{_INITIALS}|{_INITIALS}\s?{_SURNAME}")


def is_person(name: str) -> bool:
    """Whether an executor is a surname with initials and nothing else."""
    return _PERSON.fullmatch(name) is not None
