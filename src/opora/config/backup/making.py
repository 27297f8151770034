"""Making a backup."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from opora import __version__
from opora.config.backup import archive, figures, rows
from opora.config.backup.faults import Unusable
from opora.config.backup.manifest import FileSum, Manifest, TableSum, migrations
from opora.core import clock, journal
from opora.core.files import blobs
from opora.core.files.storage import root
from opora.core.models import JournalSeal, StoredFile
from opora.core.snapshot import snapshot


def make(path: Path, *, force: bool = False) -> Manifest:
    """Write everything Opora keeps to `path`, as it stood at one instant; Unusable when the file cannot be written.

    The journal is sealed first, so that every row of it can be proven from the backup.
    """
    if path.exists() and not force:
        raise Unusable(_("%(path)s is there already: choose another name, or --force.") % {"path": path})
    try:
        with archive.writing(path) as made:
            journal.seal()
            with blobs.kept(), snapshot():
                return _fill(made)
    except OSError as error:
        told = {"path": path, "error": error.strerror or error}
        raise Unusable(_("%(path)s cannot be written: %(error)s.") % told) from error


def stored_files() -> Iterator[tuple[str, Path]]:
    """Every file of the files folder by its name inside it, but for the drafts of uploads that go on meanwhile."""
    folder = root()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] != blobs.DRAFTS and path.is_file() and not path.is_symlink():
            yield name.as_posix(), path


def _fill(made: zipfile.ZipFile) -> Manifest:
    moment = clock.now()
    last = JournalSeal.objects.order_by("-position").first()
    files = {name: _write_file(made, name, path) for name, path in stored_files()}
    manifest = Manifest(
        made_at=moment,
        opora=__version__,
        migrations=migrations(),
        tables={name: _write_table(made, name, table) for name, table in rows.tables().items()},
        files=files,
        lacking=tuple(_lacking(files)),
        seal=last.value if last else "",
        figures=figures.compute(moment),
    )
    made.writestr(archive.MANIFEST, manifest.write())
    return manifest


def _write_table(made: zipfile.ZipFile, name: str, table: rows.Table) -> TableSum:
    count = 0
    with archive.member(made, archive.ROWS + name) as tally:
        for _key, text in rows.read(table):
            tally.add(archive.line(text))
            count += 1
    return TableSum(tuple(rows.columns(table)), count, tally.sha256)


def _lacking(files: Mapping[str, FileSum]) -> Iterator[str]:
    """Names of files that a row speaks of and whose content is not among these as it was stored."""
    for sha256, name in StoredFile.objects.order_by("pk").values_list("sha256", "name"):
        held = files.get(blobs.name_of(sha256))
        if held is None or held.sha256 != sha256:
            yield name


def _write_file(made: zipfile.ZipFile, name: str, path: Path) -> FileSum:
    with archive.member(made, archive.FILES + name) as tally, path.open("rb") as stream:
        for block in archive.blocks(stream):
            tally.add(block)
    return FileSum(tally.size, tally.sha256)
