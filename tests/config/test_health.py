"""/health/ says whether pages can be served, to anybody, and nothing else."""

from http import HTTPStatus

import pytest
from django.conf import settings as django_settings
from django.db import InterfaceError, OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

pytestmark = pytest.mark.django_db


def test_all_is_well(client: Client) -> None:
    response = client.get("/health/")
    assert response.status_code == HTTPStatus.OK
    assert response.json() == {"status": "ok", "database": "ok", "migrations": "ok"}
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
    with django_assert_num_queries(2):  # is the table there, what does it hold
        response = client.get("/health/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


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
