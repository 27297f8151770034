"""Where files lie as long as no other storage is set: a folder outside everything that is served."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class HomeStorage(FileSystemStorage):
    """`OPORA_HOME/files`, for its owner's eyes only."""

    @property
    def base_location(self) -> str:
        return str(root())

    @property
    def location(self) -> str:
        return str(root())


def root() -> Path:
    """The folder."""
    home: Path = settings.HOME
    return home / "files"
