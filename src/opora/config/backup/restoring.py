"""Bringing a backup into an empty base: all of it, or nothing."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from opora.config.backup import archive, rows, verifying
from opora.config.backup.faults import Damaged, Unusable
from opora.config.backup.manifest import Manifest
from opora.core.files.storage import root


def restore(path: Path, *, afterwards: Callable[[], None] = lambda: None) -> Manifest:
    """Write a proven backup into this empty base. Unusable when it does not fit here, Damaged when it is not whole.

    `afterwards` is called in the same transaction, when all rows are there.
    """
    with verifying.opened(path) as (read, manifest):
        manifest.refuse_other_migrations()
        refuse_full()
        with _files_put(read, manifest) as put, transaction.atomic():
            rows.drop_generated()
            for name in manifest.tables:
                _insert(read, name, manifest)
            _hold_relations()
            if connection.vendor == "postgresql":
                rows.continue_sequences()
            afterwards()
            put()
    ContentType.objects.clear_cache()
    return manifest


def refuse_full() -> None:
    """Unusable when a table or the files folder already holds something."""
    for name, table in rows.tables().items():
        if table not in rows.GENERATED and table._base_manager.exists():
            told = {"table": name}
            raise Unusable(_("the database is not empty (%(table)s has rows): restore into a new one.") % told)
    folder = root()
    if folder.exists() and any(folder.iterdir()):
        raise Unusable(_("the folder %(path)s is not empty.") % {"path": folder})


def _insert(read: zipfile.ZipFile, name: str, manifest: Manifest) -> None:
    table = rows.tables().get(name)
    if table is None or list(manifest.tables[name].columns) != rows.columns(table):
        raise Unusable(_("this Opora has no table %(table)s with these columns.") % {"table": name})
    try:
        rows.insert(table, verifying.values(read, name))
    except Damaged:
        raise
    except (IntegrityError, DataError, ValidationError, ValueError, TypeError) as error:
        raise Damaged(_("table %(table)s") % {"table": name}, _reason(error)) from error


def _hold_relations() -> None:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise Damaged(_("relations between tables"), _reason(error)) from error


def _reason(error: Exception) -> str:
    parts = error.messages if isinstance(error, ValidationError) else [str(error)]
    return " ".join(" ".join(parts).split())


@contextmanager
def _files_put(read: zipfile.ZipFile, manifest: Manifest) -> Iterator["Put"]:
    """The files of a backup, unpacked beside their folder; calling what is given moves them into it.

    They are gone again when anything fails afterwards.
    """
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".files-", dir=settings.HOME))
    put = Put(draft, root(), wanted=bool(manifest.files))
    try:
        for name in manifest.files:
            _unpack(read, name, draft)
        yield put
    except OSError as error:
        put.undo()
        told = {"path": settings.HOME, "error": error.strerror or error}
        raise Unusable(_("%(path)s cannot be written: %(error)s.") % told) from error
    except BaseException:
        put.undo()
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


class Put:
    """Moves unpacked files into their place, and away again."""

    def __init__(self, draft: Path, folder: Path, *, wanted: bool) -> None:
        self._draft, self._folder, self._wanted, self._done = draft, folder, wanted, False

    def __call__(self) -> None:
        if self._wanted:
            self._draft.replace(self._folder)  # over an empty folder, or none
            self._done = True

    def undo(self) -> None:
        """Take the files away that were put."""
        if self._done:
            shutil.rmtree(self._folder)


def _unpack(read: zipfile.ZipFile, name: str, folder: Path) -> None:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise Damaged(archive.FILES + name, _("its name leads out of the folder"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with read.open(archive.FILES + name) as source, target.open("wb") as stream:
        shutil.copyfileobj(source, stream)
        stream.flush()
        os.fsync(stream.fileno())
