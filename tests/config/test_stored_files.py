"""Stored files go into a backup by their content, come back whole, and the drill says which one is lost."""

import io
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import translation

from opora.config.backup import drill, making, restoring
from opora.core.actors import SYSTEM
from opora.core.files import actions, blobs, reading, sweeping
from opora.core.models import StoredFile
from tests.config.backups import contents, manifest_of
from tests.config.conftest import ACT as RESTORED

pytestmark = pytest.mark.django_db
ACT, NOTE = b"the act", b"the note"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def stored(home: Path) -> StoredFile:
    """One of three files; two have the same content. An upload goes on meanwhile."""
    first, *_others = (
        actions.store(content=content, name=name, of="desk:1", by=SYSTEM)
        for content, name in ((ACT, "a.txt"), (ACT, "b.txt"), (NOTE, "c.txt"))
    )
    (home / "files" / blobs.DRAFTS / "going-on").write_bytes(b"half of a file")
    return first


def place(stored: StoredFile) -> Path:
    return Path(stored.sha256[:2], stored.sha256[2:])


def test_contents_are_in_the_backup_once_and_drafts_are_not(stored: StoredFile, tmp_path: Path) -> None:
    assert making.make(tmp_path / "made.zip").lacking == ()
    files = {name: content for name, content in contents(tmp_path / "made.zip").items() if name.startswith("files/")}
    assert sorted(files.values()) == [ACT, NOTE]
    assert f"files/{place(stored)}" in files


def test_they_come_back(made: Path, home: Path) -> None:
    restoring.restore(made)
    ContentType.objects.clear_cache()  # the restored ones have keys of their own
    own = StoredFile.objects.filter(of="region:1").order_by("pk")  # beside those of the demonstration
    assert [one.name for one in own] == ["Акт.txt", "Копия.txt"]
    for one in own:
        with reading.open_stored(one) as stream:
            assert stream.read() == RESTORED
    assert sweeping.look().whole


def test_a_backup_without_a_content_says_so_itself(stored: StoredFile, home: Path, tmp_path: Path) -> None:
    """It is made all the same: everything else in it is worth having."""
    (home / "files" / place(stored)).write_bytes(b"the axe")
    told, wrong = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("backup", str(tmp_path / "made.zip"), stdout=told, stderr=wrong)
    assert left.value.code == 1
    assert wrong.getvalue() == "Stored files whose content is lost: 2. See opora files sweep.\n"
    assert manifest_of(tmp_path / "made.zip")["lacking"] == ["a.txt", "b.txt"]


def test_the_drill_names_what_is_lost(stored: StoredFile, home: Path) -> None:
    told: list[str] = []
    assert drill._files(told.append) == []
    assert told == ["Stored files: 2 contents are there and whole."]
    (home / "files" / place(stored)).unlink()
    assert drill._files(told.append) == [
        f"file {one.pk} “{one.name}”: its content is missing or damaged"
        for one in StoredFile.objects.filter(sha256=stored.sha256).order_by("pk")
    ]


def test_nothing_is_removed_while_a_backup_is_made(
    stored: StoredFile, home: Path, tmp_path: Path, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    """A file that somebody removes between the rows and the files of a backup is in it whole."""
    real = making.stored_files

    def removed_first():
        with django_capture_on_commit_callbacks(execute=True):
            for one in list(StoredFile.objects.filter(sha256=stored.sha256)):
                actions.remove(stored=one, by=SYSTEM)
        return real()

    monkeypatch.setattr(making, "stored_files", removed_first)
    monkeypatch.setattr(making.figures, "compute", lambda _moment: {})
    making.make(tmp_path / "made.zip")
    assert f"files/{place(stored)}" in contents(tmp_path / "made.zip")
    assert (home / "files" / place(stored)).exists()
    assert sweeping.clear(found=sweeping.look(), by=SYSTEM) == 1
    assert not (home / "files" / place(stored)).exists()
