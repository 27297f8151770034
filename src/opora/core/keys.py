"""Keys that nobody can guess, as addresses and forms hold them."""

import re
import secrets

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """A key of 256 random bits in 43 signs."""
    return secrets.token_urlsafe(32)


def is_key(text: str) -> bool:
    """Whether it looks like one of `new_key`."""
    return _KEY.fullmatch(text) is not None
