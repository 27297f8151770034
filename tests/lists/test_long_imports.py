"""Much of a list is written in the background: with progress, stopped and continued; nothing is lost or doubled."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opora.accounts.models import Post
from opora.core import clock
from opora.core.files.models import StoredFile
from opora.core.imports import actions as imports
from opora.core.jobs import actions, queue, running
from opora.core.jobs.models import Job
from opora.core.models import ImportBatch, ImportStep
from opora.lists import keeping
from opora.organisations.models import School, SchoolName
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import text
from tests.organisations.places import Places
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

SCHOOLS = 230
LIST = "code;municipality;name\n" + "".join(f"n-{number};bor;СОШ № {number + 20}\n" for number in range(SCHOOLS))


@pytest.fixture(autouse=True)
def _june(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    monkeypatch.setattr(imports, "PAUSE", 0)
    with clock.at(NOW):
        yield


@pytest.fixture
def ministry(made: Places) -> Client:
    who = person("Читаева", "reader")
    return signed_in(who, appoint(who, Post.MINISTRY, made.region))


@pytest.fixture
def address(ministry: Client) -> str:
    """Where the checked list waits for the word."""
    file = SimpleUploadedFile("школы.csv", LIST.encode())
    response = ministry.post("/lists/schools/import/", {"file": file, "on": "2022-06-01"})
    assert response.status_code == 302, text(response.content.decode())
    return str(response["Location"])


def work() -> Job:
    """What a worker does with the next job."""
    job = queue.claim("w")
    assert job is not None
    running.execute(job)
    job.refresh_from_db()
    return job


def start(ministry: Client, address: str) -> Job:
    job = Job.objects.filter(state="queued")
    response = ministry.post(address, {"step": "write"})
    assert response["Location"] == f"/jobs/{job.get().pk}/"
    return job.get()


def test_a_long_list_is_written_by_a_worker_and_taken_back_by_one(ministry: Client, address: str) -> None:
    job = start(ministry, address)
    assert ministry.get(address)["Location"] == f"/jobs/{job.pk}/"  # and not twice
    assert not ImportBatch.objects.exists()
    done = work()
    batch = ImportBatch.objects.get()
    assert (done.state, done.done, done.total, batch.created) == ("done", SCHOOLS, SCHOOLS, SCHOOLS)
    assert School.objects.filter(code__startswith="n-").count() == SCHOOLS
    shown = text(ministry.get(f"/jobs/{job.pk}/").content.decode())
    assert f"создано {SCHOOLS}" in shown
    page = ministry.get(f"/lists/imports/{batch.pk}/").content.decode()
    assert "школы.csv" in text(page)
    (kept,) = StoredFile.objects.filter(of=f"importbatch:{batch.pk}")
    assert f"/files/{kept.pk}/" in page
    assert b"".join(ministry.get(f"/files/{kept.pk}/школы.csv").streaming_content) == LIST.encode()

    response = ministry.post(f"/lists/imports/{batch.pk}/", {"reason": "не тот файл"})
    undoing = Job.objects.get(state="queued")
    assert response["Location"] == f"/jobs/{undoing.pk}/"
    assert ministry.post(f"/lists/imports/{batch.pk}/", {"reason": "ещё раз"}).status_code == 404
    assert (work().state, Job.objects.get(pk=undoing.pk).done) == ("done", SCHOOLS)
    batch.refresh_from_db()
    assert (batch.state, batch.undo_reason) == ("undone", "не тот файл")
    assert not SchoolName.objects.standing().filter(school__code__startswith="n-").exists()


def test_a_cancelled_import_keeps_what_is_written_and_goes_on(
    ministry: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = start(ministry, address)
    told = running.Running.tell

    def cancel_first(self: running.Running, done: int, total: int = 0, what: str = "") -> None:
        monkeypatch.setattr(running.Running, "tell", told)
        actions.cancel(job=job, by=self.by)
        told(self, done, total, what)

    monkeypatch.setattr(running.Running, "tell", cancel_first)
    assert work().state == "cancelled"
    batch = ImportBatch.objects.get()
    written = School.objects.filter(code__startswith="n-").count()
    assert (batch.state, 0 < written < SCHOOLS, batch.steps.count()) == ("writing", True, written)
    page = ministry.get(f"/lists/imports/{batch.pk}/").content.decode()
    assert "Загрузка прервана" in text(page)
    assert f'href="{address}' in page
    rest = text(ministry.get(address).content.decode())
    assert f"Записать {SCHOOLS - written}" in rest
    if SCHOOLS - written > 200:
        start(ministry, address)
        assert work().state == "done"
    else:
        ministry.post(address, {"step": "write"})
    batch.refresh_from_db()
    assert (batch.state, batch.created, ImportStep.objects.count()) == ("done", SCHOOLS, SCHOOLS)


def test_a_worker_that_died_after_the_last_row_doubles_nothing(
    ministry: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = start(ministry, address)
    with monkeypatch.context() as patch:
        patch.setattr(queue, "finish", lambda *_job, **_result: False)  # its word is not heard any more
        running.execute(queue.claim("w") or job)
    Job.objects.filter(pk=job.pk).update(**queue.ANEW)
    assert work().state == "done"
    batch = ImportBatch.objects.get()
    assert (batch.created, School.objects.filter(code__startswith="n-").count()) == (SCHOOLS, SCHOOLS)
    assert Job.objects.get(pk=job.pk).result["url"] == f"/lists/imports/{batch.pk}/"


def test_what_changed_between_the_check_and_the_worker_is_told(made: Places, ministry: Client, address: str) -> None:
    start(ministry, address)
    made.bor.__class__.objects.filter(pk=made.bor.pk).update(code="other", name="Другой", short_name="Другой")
    job = work()
    assert job.state == "failed"
    assert "проверьте его снова" in job.error.casefold()
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_being_written_is_not_forgotten(ministry: Client, address: str) -> None:
    start(ministry, address)
    with clock.at(NOW + 2 * keeping.DAY):
        keeping.forget()
        assert work().state == "done"
        keeping.forget()
    assert list(StoredFile.objects.values_list("of", flat=True)) == [f"importbatch:{ImportBatch.objects.get().pk}"]


def test_files_of_imports_are_seen_by_who_sees_the_imports(made: Places, ministry: Client, address: str) -> None:
    start(ministry, address)
    (sent,) = StoredFile.objects.all()
    work()
    kept = StoredFile.objects.exclude(pk=sent.pk).get()
    expected = {Post.MINISTRY: [404, 200], Post.CONTROLLER: [404, 200], Post.COORDINATOR: [404, 404]}
    for post, statuses in expected.items():
        who = person("Другова", f"other-{post}")
        client = signed_in(who, appoint(who, post, made.bor if post == Post.COORDINATOR else made.region))
        assert [client.get(f"/files/{one.pk}/").status_code for one in (sent, kept)] == statuses
    assert ministry.get(f"/files/{sent.pk}/").status_code == 200
    ImportBatch.objects.update(kind="people")  # its file holds telephones
    for post, status in {Post.MINISTRY: 200, Post.INSTITUTE: 200, Post.CONTROLLER: 404}.items():
        who = person("Иная", f"further-{post}")
        client = signed_in(who, appoint(who, post, made.region))
        assert client.get(f"/files/{kept.pk}/").status_code == status
        page = client.get(f"/lists/imports/{ImportBatch.objects.get().pk}/").content.decode()
        assert (f"/files/{kept.pk}/" in page) == (status == 200)
