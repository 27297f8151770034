"""A backup holds every row, becomes the same base again on either database, and shows every byte that was changed."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from opora.accounts.models import User
from opora.config import env
from opora.config.backup import archive, making, restoring, rows, verifying
from opora.config.backup.faults import Damaged, Unusable
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import Job, JournalEntry, Worker
from opora.organisations.models import Region
from tests.config.backups import assembled, contents, flipped, forged, manifest_of, middles, rows_of
from tests.config.conftest import PICTURE
from tests.outbox.mailings import approved, draft, someone

pytestmark = pytest.mark.django_db  # without such a test, pytest-django makes no base for `made`


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield
    ContentType.objects.clear_cache()  # a restored base had keys of its own


def nothing_is_here(home: Path) -> bool:
    """Neither a row nor a file, nor a left-over of either."""
    with_rows = [name for name, table in rows.tables().items() if table._base_manager.exists()]
    return sorted(with_rows) == ["auth_permission", "django_content_type"] and not list(home.iterdir())


def refused(path: Path) -> str:
    """Why a backup is not restored."""
    with pytest.raises((Damaged, Unusable)) as error:
        restoring.restore(path)
    return " ".join(error.value.messages)


def opora(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, on its own SQLite, with the tables of this suite."""
    environment = {
        **os.environ,
        "OPORA_HOME": str(home),
        "DATABASE_URL": "",
        "OPORA_LANGUAGE": "en",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-m", "opora.config.cli", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, cwd=env.SOURCE_TREE, timeout=120
    )


def test_a_restored_base_gives_the_same_backup(made: Path, home: Path, tmp_path: Path) -> None:
    restoring.restore(made)
    making.make(tmp_path / "again.zip")
    assert contents(tmp_path / "again.zip") == contents(made)
    assert (home / "files" / "акты" / "снимок.bin").read_bytes() == PICTURE
    assert [path.name for path in home.iterdir()] == ["files"]
    assert User.objects.get(login="ministry").check_password("priobye-2022")
    last = max(JournalEntry.objects.values_list("pk", flat=True))
    assert journal.write(by=SYSTEM, verb="test", object_key="region:1").pk == last + 1


def test_it_goes_from_one_database_to_the_other_and_back(made: Path, home: Path, tmp_path: Path) -> None:
    """On PostgreSQL this is PostgreSQL → SQLite → PostgreSQL, through the command and real transactions."""
    other, carried = tmp_path / "other", tmp_path / "carried.zip"
    assert opora(other, "restore", str(made)).stderr == (
        "opora: the database is not up to date: run opora migrate (or make setup).\n"
    )
    for arguments in (["migrate", "--verbosity", "0"], ["restore", str(made)], ["backup", str(carried)]):
        done = opora(other, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
    assert contents(carried) == contents(made)
    restoring.restore(carried)
    assert {name: table._base_manager.count() for name, table in rows.tables().items()} == {
        name: table["rows"] for name, table in manifest_of(made)["tables"].items()
    }
    again = opora(other, "restore", str(made))
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert "the database is not empty" in again.stderr


def test_mailings_that_were_under_way_are_stopped_so_that_nothing_goes_twice(home: Path, tmp_path: Path) -> None:
    """One of three letters had gone when the backup was made; the draft stays a draft."""
    under_way, waiting = approved(someone(1), someone(2), someone(3)), draft()
    gone = under_way.messages.first()
    under_way.messages.filter(pk=gone.pk).update(state="sent", sent_at=clock.now())
    making.make(tmp_path / "mail.zip")
    other = tmp_path / "other"
    assert opora(other, "migrate", "--verbosity", "0").returncode == 0
    told = opora(other, "restore", str(tmp_path / "mail.zip"))
    assert "mailings: 1, letters not sent: 2" in told.stdout
    rows_there = json.loads(opora(other, "outbox", "list", "--json").stdout)
    assert {row["number"]: (row["state"], row["counts"]) for row in rows_there} == {
        under_way.pk: ("stopped", {"sent": 1, "stopped": 2}),
        waiting.pk: ("draft", {"prepared": 2}),
    }
    shown = json.loads(opora(other, "outbox", "show", str(under_way.pk), "--json").stdout)
    assert [row["why"] for row in shown["recipients"]] == ["", "restored", "restored"]
    assert opora(other, "journal", "verify").returncode == 0


def test_its_rows_are_those_of_the_tables(made: Path, home: Path) -> None:
    """Read with the models, not with what wrote the backup."""
    restoring.restore(made)
    logins = [row[rows.columns(User).index("login")] for row in rows_of(made, "accounts_user")]
    assert sorted(logins) == sorted(User.objects.values_list("login", flat=True))
    moments = [row[1] for row in rows_of(made, "core_journalentry")]
    assert moments == [entry.at.isoformat() for entry in JournalEntry.objects.order_by("pk")]
    assert manifest_of(made)["seal"] == journal.verify(expected_seal=manifest_of(made)["seal"]).last_seal != ""


def test_who_is_signed_in_is_left_out(made: Path) -> None:
    assert "django_session" not in rows.tables()
    assert not any("kkkk" in content.decode("latin-1") for content in contents(made).values())


def test_only_its_owner_reads_it_and_any_zip_program(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with zipfile.ZipFile(made) as read:
        assert read.testzip() is None
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_is_there_is_kept_unless_forced(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.zip"
    target.write_text("older")
    with pytest.raises(Unusable, match="is there already"):
        making.make(target)
    assert target.read_text() == "older"
    making.make(target, force=True)
    assert archive.is_sealed(target)
    with pytest.raises(Unusable, match="No such file or directory"):
        making.make(tmp_path / "nowhere" / "a.zip")


def test_a_backup_that_fails_leaves_what_was_there(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "kept.zip"
    target.write_text("older")
    monkeypatch.setattr(making, "_write_table", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        making.make(target, force=True)
    assert target.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "kept.zip"]


def test_a_flipped_byte_in_each_part_is_named_and_nothing_is_written(made: Path, home: Path, tmp_path: Path) -> None:
    places = dict(middles(made))
    assert {"rows/accounts_user", "files/акты/снимок.bin", "manifest.json", "opora-backup"} <= places.keys()
    for name, at in places.items():
        told = refused(flipped(made, tmp_path / "flipped.zip", at))
        assert told.startswith("the backup is damaged: ")
        assert name.removeprefix("rows/") in told, f"{name}: {told}"
    assert nothing_is_here(home)


def test_no_byte_can_be_changed_unseen(made: Path, tmp_path: Path) -> None:
    size = made.stat().st_size
    for at in (*range(0, size, size // 60), *range(size - 150, size, 5)):
        with pytest.raises(Damaged), verifying.opened(flipped(made, tmp_path / "flipped.zip", at)):
            pass


def test_a_damaged_row_is_named_by_its_line(made: Path, home: Path, tmp_path: Path) -> None:
    parts = contents(made)
    lines = parts["rows/accounts_user"].splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"', b"'", 1)
    parts["rows/accounts_user"] = b"".join(lines)
    second = rows_of(made, "accounts_user")[1][0]
    told = refused(assembled(tmp_path / "a.zip", parts, manifest_of(made)))
    assert f"table accounts_user, line 3, after row {second}: " in told


@pytest.mark.parametrize(
    ("kept", "added", "told"),
    [
        (lambda name: name != "rows/accounts_user", {}, "rows/accounts_user: it is not there"),
        (lambda name: True, {"rows/more": b""}, "rows/more: it does not belong here"),
        (lambda name: True, {"rows/roadmap_action": b""}, "rows/roadmap_action: its sum is another"),
    ],
)
def test_what_was_taken_away_or_added_is_named(made: Path, home: Path, tmp_path: Path, kept, added, told: str) -> None:
    parts = {name: content for name, content in contents(made).items() if kept(name)} | added
    assert told in refused(assembled(tmp_path / "a.zip", parts, manifest_of(made)))
    assert nothing_is_here(home)


def test_what_is_no_backup_is_told(made: Path, home: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as file:
        file.writestr("letter.txt", "Dear friend")
    assert refused(foreign) == f"{foreign} is no backup of Opora."
    assert "cannot be read: No such file" in refused(tmp_path / "missing.zip")
    assert "cannot be read: Is a directory" in refused(tmp_path)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(made.read_bytes()[:-2000])
    assert refused(cut) == "the backup is damaged: its list of contents: it is changed or cut off"
    newer = forged(made, tmp_path / "newer.zip", says=lambda manifest: manifest.update(format=2))
    assert refused(newer) == "the backup has format 2, this Opora reads format 1."


def test_other_migrations_are_refused_by_name(made: Path, home: Path, tmp_path: Path) -> None:
    def say(manifest: dict[str, list[str]]) -> None:
        manifest["migrations"] = ["core.0777_later", *manifest["migrations"][1:]]

    told = refused(forged(made, tmp_path / "a.zip", says=say))
    assert "only in the backup: core.0777_later; only here: account.0001_initial." in told
    assert nothing_is_here(home)


def test_a_base_that_is_not_empty_is_refused(made: Path, home: Path) -> None:
    region = Region.objects.create(name="Край", code="real", time_zone="Asia/Barnaul")
    assert "the database is not empty (organisations_region has rows)" in refused(made)
    assert list(Region.objects.all()) == [region]
    assert not User.objects.exists()


def test_files_that_are_there_are_not_touched(made: Path, home: Path) -> None:
    (home / "files").mkdir()
    (home / "files" / "mine").write_text("mine")
    assert "is not empty" in refused(made)
    assert [path.name for path in (home / "files").iterdir()] == ["mine"]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("organisations_region", lambda found: [], "relations between tables"),
        ("accounts_user", lambda found: [*found, found[0]], "table accounts_user"),
        ("accounts_user", lambda found: [row[:-1] for row in found], "table accounts_user"),
        ("organisations_schoolname", lambda found: [[row[0], "never", *row[2:]] for row in found], "schoolname"),
    ],
)
def test_rows_that_cannot_be_are_named_and_nothing_is_written(
    made: Path, home: Path, tmp_path: Path, table: str, change, told: str
) -> None:
    assert told in refused(forged(made, tmp_path / "a.zip", rows={table: change}))
    assert nothing_is_here(home)


def test_files_go_again_when_the_last_step_fails(made: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = restoring.Put.__call__

    def fail(self: restoring.Put) -> None:
        put(self)
        assert (home / "files").exists()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring.Put, "__call__", fail)
    assert refused(made) == f"{home} cannot be written: No space left on device."
    assert nothing_is_here(home)


def test_a_file_cannot_lead_out_of_the_folder(made: Path, home: Path, tmp_path: Path) -> None:
    parts, manifest = contents(made), manifest_of(made)
    name = "акты/снимок.bin"
    manifest["files"]["../../out"] = manifest["files"].pop(name)
    parts["files/../../out"] = parts.pop(f"files/{name}")
    assert "its name leads out" in refused(assembled(tmp_path / "a.zip", parts, manifest))
    assert nothing_is_here(home)
    assert not (tmp_path / "out").exists()


def test_the_commands_say_what_they_did(made: Path, home: Path, tmp_path: Path, capsys) -> None:
    call_command("restore", str(made))
    call_command("backup", str(tmp_path / "a.zip"))
    told = capsys.readouterr().out
    assert "Nobody is signed in any more" in told
    assert manifest_of(made)["seal"] in told


WRITING_MEANWHILE = """
import sqlite3
from django.conf import settings
from opora.core.models import Job, JournalEntry, Worker
from opora.core.snapshot import snapshot
with snapshot():
    print(JournalEntry.objects.count())
    with sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=1) as other:
        other.execute("INSERT INTO core_journalentry (at, actor, verb, object_key, about, count, digest)"
            " VALUES ('2022-03-01', 'system', 'test', 'region:1', '', 1, '')")
    print(JournalEntry.objects.count())
print(JournalEntry.objects.count())
"""


def test_writers_go_on_and_are_not_seen_on_sqlite(tmp_path: Path) -> None:
    assert opora(tmp_path, "migrate", "--verbosity", "0").returncode == 0
    done = opora(tmp_path, "shell", "--no-imports", "-c", WRITING_MEANWHILE)
    assert (done.stdout.split(), done.stderr) == (["0", "0", "1"], "")


@pytest.mark.django_db(transaction=True)
def test_writers_go_on_and_are_not_seen_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip(reason="SQLite in memory has one connection; the test above asks SQLite in a file")
    from opora.core.snapshot import snapshot

    other = connection.copy()
    try:
        with snapshot():
            assert JournalEntry.objects.count() == 0
            with other.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO core_journalentry (at, actor, verb, object_key, about, count, digest)"
                    " VALUES ('2022-03-01', 'system', 'test', 'region:1', '', 1, '')"
                )
            assert JournalEntry.objects.count() == 0
        assert JournalEntry.objects.count() == 1
    finally:
        other.close()


def test_work_that_is_not_over_stays_behind(tmp_path: Path) -> None:
    """The worker of a restored base would do it a second time."""
    now = clock.machine()
    told = {"name": "x", "started_by": "system", "language": "ru", "time_zone": "UTC", "queued_at": now}
    Job.objects.create(**told)
    Job.objects.create(**told, state="running", begun_at=now, heartbeat=now, worker="w", attempts=1)
    over = Job.objects.create(**told, state="cancelled", finished_at=now)
    Worker.objects.create(key="w", started_at=now, seen_at=now)
    making.make(tmp_path / "made.zip")
    assert [row[0] for row in rows_of(tmp_path / "made.zip", "core_job")] == [over.pk]
    assert "rows/core_worker" not in contents(tmp_path / "made.zip")
