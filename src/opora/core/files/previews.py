"""Pages of PDF and pictures drawn anew as PNG, by a process of its own, and kept to be shown again."""

import secrets
import shutil
from pathlib import Path

from django.conf import settings

from opora.core.files import blobs, pdf
from opora.core.files.models import StoredFile
from opora.core.files.reading import open_stored

MEDIA_TYPE = "image/png"


class NoPreview(Exception):
    """There is no such page, or it cannot be drawn; the file itself can still be downloaded."""


def preview(stored: StoredFile, page: int) -> Path:
    """The drawn page, from 1, as a file in `OPORA_HOME/cache`, which may be emptied at any time."""
    if not 1 <= page <= stored.previews:
        raise NoPreview
    kept: Path = settings.HOME / "cache" / "previews" / stored.sha256[:2] / f"{stored.sha256[2:]}-{page}.png"
    if not kept.exists():
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        drawn = kept.with_name(f".{secrets.token_hex(8)}")
        try:
            _draw(stored, page, drawn)
            drawn.replace(kept)
        except (pdf.Failed, FileNotFoundError) as error:
            raise NoPreview from error
        finally:
            drawn.unlink(missing_ok=True)
    return kept


def forget(sha256: str) -> None:
    """Remove what was drawn of a content."""
    folder: Path = settings.HOME / "cache" / "previews" / sha256[:2]
    for path in folder.glob(f"{sha256[2:]}-*.png"):
        path.unlink(missing_ok=True)


def _draw(stored: StoredFile, page: int, target: Path) -> None:
    with blobs.draft() as copy:
        with open_stored(stored) as source, copy.open("wb") as stream:
            shutil.copyfileobj(source, stream)
        if stored.pages:
            pdf.confined("page", str(copy), str(page), str(target))
        else:
            pdf.confined("picture", str(copy), str(target))
    target.chmod(0o600)
