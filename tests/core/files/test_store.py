"""One content, one blob; it goes with the last row; a lost or damaged one is found; the antivirus has a word."""

import hashlib
import io
import json
import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction

from opora.core.actors import SYSTEM
from opora.core.files import actions, blobs, sweeping
from opora.core.files.reading import files_of, open_stored
from opora.core.models import JournalEntry, StoredFile
from tests.core.files import corpus

pytestmark = pytest.mark.django_db
PDF = corpus.VALID["act.pdf"]
NOTE = b"note"


def on_disk(home: Path) -> list[str]:
    """Every file below the home, by its name inside the files folder."""
    return sorted(path.relative_to(home / "files").as_posix() for path in home.rglob("*") if path.is_file())


def place_of(content: bytes) -> str:
    found = hashlib.sha256(content).hexdigest()
    return f"{found[:2]}/{found[2:]}"


def test_two_files_of_one_content_share_it(store, home: Path) -> None:
    first, second = store(PDF, "a.pdf"), store(PDF, "b.pdf", of="desk:2")
    assert on_disk(home) == [place_of(PDF)]
    assert (first.sha256, first.size, first.of, first.stored_by) == (second.sha256, len(PDF), "desk:1", "system")
    assert [one.name for one in files_of("desk:2")] == ["b.pdf"]


def test_only_its_owner_can_read_the_folder(store, home: Path) -> None:
    store(PDF, "a.pdf")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home / "files").rglob("*")}
    assert set(modes.values()) == {0o600, 0o700}
    assert stat.S_IMODE((home / "files").stat().st_mode) == 0o700


def test_a_journal_row_tells_of_each(store) -> None:
    stored = store(PDF, "a.pdf")
    key = f"storedfile:{stored.pk}"
    actions.remove(stored=stored, by=SYSTEM)
    rows = JournalEntry.objects.filter(object_key=key).order_by("pk")
    assert [(row.verb, row.about) for row in rows] == [("store-file", "desk:1"), ("remove-file", "desk:1")]


def test_what_is_read_in_pieces_is_the_same(store, home: Path) -> None:
    content = b"x" * (blobs.BLOCK * 2 + 7)
    stored = store(io.BytesIO(content), "a.txt")
    assert stored.sha256 == hashlib.sha256(content).hexdigest()


def test_an_upload_that_breaks_off_leaves_nothing(store, home: Path) -> None:
    class Torn(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            if self.tell_once:
                self.tell_once = False
                return b"%PDF-1.7"
            raise OSError("the connection is gone")

        tell_once = True

    with pytest.raises(OSError, match="gone"):
        store(Torn(), "a.pdf")
    assert on_disk(home) == []
    assert not StoredFile.objects.exists()


def test_a_rolled_back_transaction_leaves_no_row_and_the_sweep_clears_the_rest(store, home: Path) -> None:
    with transaction.atomic():
        store(PDF, "a.pdf")
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    found = sweeping.look()
    assert (found.orphaned, found.whole) == ((hashlib.sha256(PDF).hexdigest(),), True)
    assert sweeping.clear(found=found, by=SYSTEM) == 1
    assert on_disk(home) == []


def test_a_content_goes_with_its_last_file(store, home: Path, django_capture_on_commit_callbacks) -> None:
    first, second = store(PDF, "a.pdf"), store(PDF, "b.pdf")
    for stored, left in ((first, [place_of(PDF)]), (second, [])):
        with django_capture_on_commit_callbacks(execute=True):
            actions.remove(stored=stored, by=SYSTEM)
        assert on_disk(home) == left


def test_nothing_goes_before_the_removal_is_committed(store, home: Path) -> None:
    stored = store(PDF, "a.pdf")
    with transaction.atomic():
        actions.remove(stored=stored, by=SYSTEM)
        transaction.set_rollback(True)
    assert on_disk(home) == [place_of(PDF)]
    with open_stored(StoredFile.objects.get()) as stream:
        assert stream.read() == PDF


def test_nothing_goes_while_a_backup_is_made(store, home: Path, django_capture_on_commit_callbacks) -> None:
    stored = store(PDF, "a.pdf")
    with blobs.kept(), django_capture_on_commit_callbacks(execute=True):
        actions.remove(stored=stored, by=SYSTEM)
    assert on_disk(home) == [place_of(PDF)]
    assert sweeping.clear(found=sweeping.look(), by=SYSTEM) == 1


@pytest.mark.django_db(transaction=True)
def test_storing_and_removing_one_content_at_the_same_time_loses_nothing(store, home: Path) -> None:
    """Two remove what they stored, two keep it: whatever the order, each row that is left has its content."""
    faults: list[Exception] = []

    def work(*, keep: bool) -> None:
        try:
            for number in range(8):
                stored = store(NOTE, f"{number}.txt")
                if not keep or number % 2:
                    actions.remove(stored=stored, by=SYSTEM)
        except Exception as error:  # noqa: BLE001 - told below, in the thread of the test
            faults.append(error)
        finally:
            connection.close()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        work(keep=True)  # threads cannot share the suite's base in memory; PostgreSQL and the test of crashes can
    else:
        threads = [threading.Thread(target=work, kwargs={"keep": bool(index % 2)}) for index in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert StoredFile.objects.count() in {4, 8}
    assert sweeping.look().whole
    for stored in StoredFile.objects.all():
        actions.remove(stored=stored, by=SYSTEM)
    assert on_disk(home) == []


def sweep(*arguments: str) -> tuple[int, dict[str, object]]:
    """Exit status and what was told."""
    stream = io.StringIO()
    status = 0
    try:
        call_command("files", "sweep", "--json", *arguments, stdout=stream)
    except SystemExit as left:
        status = int(left.code or 0)
    return status, json.loads(stream.getvalue())


def test_the_sweep_tells_lost_damaged_and_unneeded(store, home: Path) -> None:
    whole, lost, damaged = store(PDF, "a.pdf"), store(b"lost", "b.txt"), store(b"damaged", "c.txt")
    files = home / "files"
    (files / place_of(b"lost")).unlink()
    (files / place_of(b"damaged")).write_bytes(b"damages")
    orphan = files / place_of(b"orphan")
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"orphan")
    old, fresh = files / ".drafts" / "old", files / ".drafts" / "fresh"
    for draft in (old, fresh):
        draft.write_bytes(b"")
    import os

    os.utime(old, (0, 0))
    expected = {
        "checked": 3,
        "missing": [lost.sha256],
        "damaged": [damaged.sha256],
        "orphaned": [hashlib.sha256(b"orphan").hexdigest()],
        "drafts": ["old"],
    }
    assert sweep() == (1, {**expected, "removed": 0})
    assert orphan.exists()
    assert sweep("--remove") == (1, {**expected, "removed": 2})
    assert on_disk(home) == sorted([".drafts/fresh", place_of(b"damaged"), place_of(PDF)])
    StoredFile.objects.exclude(pk=whole.pk).delete()
    assert sweep("--remove")[0] == 0
    call_command("files", "sweep", stdout=(told := io.StringIO()))
    assert told.getvalue().splitlines()[0] == "Содержимое проверено: 1, нет на месте: 0, повреждено: 0."


def test_the_sweep_names_the_file_that_is_lost(store, home: Path, capsys) -> None:
    stored = store(PDF, "приказ.pdf")
    (home / "files" / place_of(PDF)).unlink()
    with pytest.raises(SystemExit):
        call_command("files", "sweep")
    assert f"файл {stored.pk} «приказ.pdf» (desk:1)" in capsys.readouterr().err


def test_the_same_content_stored_anew_heals_a_damaged_one(store, home: Path) -> None:
    store(PDF, "a.pdf")
    (home / "files" / place_of(PDF)).write_bytes(b"broken")
    store(PDF, "b.pdf")
    assert sweeping.look().whole


def test_another_storage_does_as_well(settings, store, home: Path, django_capture_on_commit_callbacks) -> None:
    """One that is no folder, as a storage over the network."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    first, second = store(PDF, "a.pdf"), store(PDF, "b.pdf")
    assert default_storage.exists(place_of(PDF))
    with open_stored(second) as stream:
        assert stream.read() == PDF
    assert sweeping.look().whole
    for stored in (first, second):
        with django_capture_on_commit_callbacks(execute=True):
            actions.remove(stored=stored, by=SYSTEM)
    assert not default_storage.exists(place_of(PDF))
    assert on_disk(home) == []


@pytest.fixture
def antivirus(settings, tmp_path: Path):
    """Sets a program of these lines of shell."""

    def set_to(*lines: str) -> Path:
        program = tmp_path / "scan it.sh"
        program.write_text("\n".join(("#!/bin/sh", *lines)))
        program.chmod(0o700)
        settings.ANTIVIRUS = f"'{program}' --quiet"
        return program

    return set_to


def test_the_antivirus_sees_the_very_file(antivirus, store, refused, home: Path) -> None:
    antivirus('test "$1" = --quiet || exit 9', 'if grep -q EICAR "$2"; then exit 1; fi', 'test -s "$2"')
    assert store(b"clean", "a.txt").size
    code, told = refused(b"EICAR", "a.txt")
    assert (code, told) == ("infected", "Антивирус нашёл в файле вредоносное содержимое. Файл не сохранён.")
    assert on_disk(home) == [place_of(b"clean")]


@pytest.mark.parametrize("line", ["exit 2", "kill -9 $$", "exec sleep 5"])
def test_what_cannot_be_checked_is_not_kept(antivirus, refused, monkeypatch, line: str) -> None:
    monkeypatch.setattr("opora.core.files.antivirus.SECONDS", 1)
    antivirus(line)
    assert refused(b"text", "a.txt")[0] == "unchecked"


@pytest.mark.parametrize("setting", ["/nowhere/clamdscan", "'unclosed"])
def test_an_antivirus_that_is_not_there_refuses_and_is_told(settings, refused, setting: str) -> None:
    from opora.config.checks import antivirus_runs

    settings.ANTIVIRUS = setting
    assert refused(b"text", "a.txt")[0] == "unchecked"
    assert [one.id for one in antivirus_runs(None)] == ["opora.E004"]
    settings.ANTIVIRUS = ""
    assert antivirus_runs(None) == []


def test_a_family_that_does_not_exist_is_a_mistake_of_ours(store) -> None:
    with pytest.raises(ValueError, match="spreadsheets"):
        store(b"text", "a.txt", accept=["spreadsheets"])
    with pytest.raises(ValidationError):
        store(b"text", "a.txt", of="")
