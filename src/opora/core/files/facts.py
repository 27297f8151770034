"""What opening a file told of it."""

from dataclasses import dataclass

from opora.core.files.kinds import Kind


@dataclass(frozen=True, slots=True)
class Facts:
    """Its kind; pages of a PDF; pixels of a picture. None: it means nothing for this kind."""

    kind: Kind
    pages: int | None = None
    width: int | None = None
    height: int | None = None
