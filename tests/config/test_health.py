"""/health/ says whether pages can be served, to anybody, and nothing else."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.conf import settings as django_settings
from django.db import InterfaceError, OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from opora.core import clock
from opora.core.jobs.models import PeriodicWork, Worker
from opora.core.jobs.schedule import all_periodic

pytestmark = pytest.mark.django_db


SERVES = {"status": "ok", "database": "ok", "migrations": "ok"}


def work(seen: dt.timedelta = dt.timedelta(), due: dt.timedelta = dt.timedelta()) -> None:
    """A worker seen so long ago, and periodic work due so long ago."""
    now = clock.machine()
    Worker.objects.create(key="w1", started_at=now - seen, seen_at=now - seen)
    for name in all_periodic():
        PeriodicWork.objects.create(name=name, due_at=now - due)


def test_all_is_well(client: Client) -> None:
    work()
    response = client.get("/health/")
    assert response.status_code == HTTPStatus.OK
    assert response.json() == {**SERVES, "worker": "ok", "scheduler": "ok"}
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    assert "Content-Security-Policy" in response.headers
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_only_reading(client: Client) -> None:
    response = client.head("/health/")
    assert (response.status_code, response.content) == (HTTPStatus.OK, b"")
    assert client.post("/health/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_no_session_is_touched(client: Client, django_assert_num_queries) -> None:
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "k" * 32
    work()
    with django_assert_num_queries(4):  # is the table there, what does it hold; the last sign of life, what is due
        response = client.get("/health/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


STILL = {
    "no worker ever": (None, ["stopped", "stopped"], "worker"),
    "a silent worker": ({"seen": dt.timedelta(seconds=70)}, ["stopped", "stopped"], "worker"),
    "a worker whose schedule stands": ({"due": dt.timedelta(minutes=6)}, ["ok", "stopped"], "scheduler"),
}


@pytest.mark.parametrize(("lived", "told", "problem"), STILL.values(), ids=STILL)
def test_standing_work_takes_no_page_away_but_is_told_to_who_asks_for_all(client, lived, told, problem) -> None:
    if lived is not None:
        work(**lived)
    plain, whole = client.get("/health/"), client.get("/health/?all=1")
    assert plain.status_code == HTTPStatus.OK
    assert plain.json() == {**SERVES, "worker": told[0], "scheduler": told[1]}
    assert (whole.status_code, whole.json()) == (503, {"status": "failing", "problem": problem})


def test_nothing_is_wrong_when_all_is_asked_for(client: Client) -> None:
    work()
    assert client.get("/health/?all=1").status_code == HTTPStatus.OK


@pytest.mark.parametrize("error", [OperationalError("no route to db.example.org"), InterfaceError("closed")])
def test_a_database_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(recorder: MigrationRecorder) -> None:
        raise error

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", fail)
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "k" * 32
    response = client.get("/health/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json() == {"status": "failing", "problem": "database"}


def test_a_database_older_than_the_code(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="roadmap").delete()
    response = client.get("/health/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json() == {"status": "failing", "problem": "migrations"}


def test_in_production_it_is_answered_without_https_and_by_any_name(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["opora.example.org"]
    given = {"host": "10.0.0.7"}
    assert client.get("/health/", headers=given).status_code == HTTPStatus.OK
    redirected = client.get("/gallery/", headers={"host": "opora.example.org"})
    assert redirected.status_code == HTTPStatus.MOVED_PERMANENTLY
