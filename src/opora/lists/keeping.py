"""Files on their way in: kept between the check and the writing, for a day, each for the person who sent it.

A file is found again by the hash of its content, so that what is written is what was checked.
"""

import datetime as dt
import hashlib
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from opora.core import clock

DAY = dt.timedelta(days=1)
"""How long a file is kept."""
LONGEST = 100
"""Characters of a name that are kept, its ending included."""
_HASH = re.compile(r"[0-9a-f]{64}")
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def keep(*, content: bytes, name: str, owner: str) -> Path:
    """Keep what somebody sent; the folder it lies in is called by its hash. Forgets what is older than a day."""
    forget()
    folder = _folder(owner) / hashlib.sha256(content).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.iterdir():  # the same content under another name
        other.unlink()
    path = folder / _safe(name)
    path.write_bytes(content)
    now = clock.now().timestamp()
    os.utime(folder, (now, now))
    return path


def kept(*, token: str, owner: str) -> Path | None:
    """The file with this hash; None when it is not there any more, is another's, or was changed meanwhile."""
    if not _HASH.fullmatch(token):
        return None
    folder = _folder(owner) / token
    path = next(folder.iterdir(), None) if folder.is_dir() else None
    if path is None or hashlib.sha256(path.read_bytes()).hexdigest() != token:
        return None
    return path


def forget() -> None:
    """Remove every file that is older than a day."""
    oldest = (clock.now() - DAY).timestamp()
    for folder in settings.UPLOADS.glob("*/*"):
        with suppress(FileNotFoundError):  # somebody else was faster
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def _folder(owner: str) -> Path:
    root: Path = settings.UPLOADS
    return root / hashlib.sha256(owner.encode()).hexdigest()[:32]


def _safe(name: str) -> str:
    """The name without what a file system refuses; its ending stays."""
    plain = Path(_REFUSED.sub("_", name).strip(". "))
    return f"{plain.stem[: LONGEST - len(plain.suffix)]}{plain.suffix[:8]}"
