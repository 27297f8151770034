"""Error pages: Opora's own look, in both languages, without a query."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    """A view that fails."""

    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("400/", raising(SuspiciousOperation())),
    path("403/", raising(PermissionDenied())),
    path("404/", raising(Http404())),
    path("500/", raising(RuntimeError("secret of the house"))),
    path("form/", lambda _request: HttpResponse("sent")),
]
handler400 = "opora.config.errors.bad_request"
handler403 = "opora.config.errors.forbidden"
handler404 = "opora.config.errors.not_found"
handler500 = "opora.config.errors.server_error"

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _unguarded(settings: Any) -> None:
    """These addresses stand in no matrix of permissions; the guard would answer 404 to all of them."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("opora.accounts.")]


@pytest.mark.parametrize(
    ("status", "russian", "english"),
    [
        (400, "Запрос не удалось прочитать", "The request cannot be read"),
        (403, "Эта страница не для вашей роли", "This page is not for your role"),
        (404, "Такой страницы нет", "There is no such page"),
        (500, "Что-то пошло не так", "Something went wrong"),
    ],
)
def test_the_page_says_what_happened_without_a_query(status: int, russian: str, english: str) -> None:
    # No django_db mark: a query would fail this test.
    client = Client(raise_request_exception=False)
    for language, words in (("ru", russian), ("en", english)):
        response = client.get(f"/{status}/", headers={"accept-language": language})
        page = response.content.decode()
        assert response.status_code == status
        assert f"<h1>{words}</h1>" in page
        assert f'<html lang="{language}">' in page
        assert "config/error.css" in page
        assert "secret of the house" not in page
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert "camera=()" in response.headers["Permissions-Policy"]


def test_the_urls_of_the_site_name_these_pages() -> None:
    from opora.config import urls

    for name in ("handler400", "handler403", "handler404", "handler500"):
        assert getattr(urls, name) == globals()[name]


def test_an_expired_form_says_so() -> None:
    response = Client(enforce_csrf_checks=True).post("/form/", headers={"accept-language": "en"})
    assert response.status_code == 403
    assert "<h1>The form has expired</h1>" in response.content.decode()


@pytest.mark.parametrize(("cookie", "shown"), [("dark", True), ("light", True), ('"><script>', False)])
def test_the_chosen_theme_is_kept(cookie: str, *, shown: bool) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["opora_theme"] = cookie
    page = client.get("/404/").content.decode()
    assert (f'data-bs-theme="{cookie}"' in page) is shown
    assert "<script" not in page


def test_words_remain_when_even_the_page_is_broken(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    response = Client(raise_request_exception=False).get("/500/", headers={"accept-language": "en"})
    assert response.status_code == 500
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.content.decode().startswith("500. Something went wrong")
