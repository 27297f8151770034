"""One request of a curious reader."""

from dataclasses import dataclass

NOTHING = 99_999_999
"""An id that no object has."""


@dataclass(frozen=True)
class Ask:
    """One request: its URL's name, its address, what it posts, and the place its object lies in ("" for none)."""

    name: str
    path: str
    post: dict[str, str] | None = None
    place: str = ""
