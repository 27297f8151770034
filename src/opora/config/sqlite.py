"""SQLite made to search Russian text as PostgreSQL does: its own LIKE ignores case in Latin letters only."""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def register(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """Give a new SQLite connection LIKE, UPPER and LOWER for every alphabet; other databases are left alone."""
    if connection.vendor != "sqlite":
        return
    define = connection.connection.create_function
    define("like", 2, like, deterministic=True)
    define("like", 3, like, deterministic=True)
    define("lower", 1, lower, deterministic=True)
    define("upper", 1, upper, deterministic=True)


def connect() -> None:
    """Register on every connection from now on."""
    connection_created.connect(register, dispatch_uid="opora.config.sqlite")


def like(pattern: object, value: object, escape: str = "") -> bool | None:
    """`value LIKE pattern ESCAPE escape`: % is any text, _ any character; NULL on either side gives NULL."""
    if pattern is None or value is None:
        return None
    return _compiled(str(pattern), escape).fullmatch(str(value)) is not None


def lower(value: object) -> str | None:
    """`LOWER(value)`."""
    return None if value is None else str(value).lower()


def upper(value: object) -> str | None:
    """`UPPER(value)`."""
    return None if value is None else str(value).upper()


@lru_cache(maxsize=256)
def _compiled(pattern: str, escape: str) -> re.Pattern[str]:
    parts: list[str] = []
    characters = iter(pattern)
    for character in characters:
        if character == escape:
            parts.append(re.escape(next(characters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(character) or re.escape(character))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
