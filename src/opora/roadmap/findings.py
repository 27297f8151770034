"""What a check says: a place, how bad it is, a stable code and a sentence for people."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error keeps a programme from being loaded; a warning asks to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `place` is the path in the file, actions by their own number; codes never change."""

    place: str
    level: Level
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
