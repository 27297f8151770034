"""Keys that nobody can guess, as addresses and forms hold them."""

import hashlib
import re
import secrets

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_WITHIN = re.compile(r"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{4})[A-Za-z0-9_-]{39}(?![A-Za-z0-9_-])")


def new_key() -> str:
    """A key of 256 random bits in 43 signs."""
    return secrets.token_urlsafe(32)


def is_key(text: str) -> bool:
    """Whether it looks like one of `new_key`."""
    return _KEY.fullmatch(text) is not None


def digest_of(key: str) -> str:
    """What is kept of a key that is shown only once: SHA-256, hexadecimal. No salt: nobody can try all keys."""
    return hashlib.sha256(key.encode()).hexdigest()


def hidden(text: str) -> str:
    """The text with its keys cut to their first four signs, so that a log tells them apart and opens nothing."""
    return _WITHIN.sub(r"\1***", text)
