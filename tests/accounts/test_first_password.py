"""A password that somebody else made opens nothing but the page on which it is changed."""

from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from opora.accounts import actions
from opora.accounts.models import User
from opora.core.actors import SYSTEM
from tests.accounts.people import PASSWORD, appoint, person, signed_in
from tests.core.markup import text
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db
NEW = "дрозд-на-крыше-9"
CHANGE = "/password/"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def came_in(made: Places, client: Client) -> tuple[Client, str]:
    """The ministry, signed in with a password that was made for it; and that password."""
    who = person("Чижова", "chizhova")
    appoint(who, "ministry", made.region)
    given = actions.give_password(person=who, by=SYSTEM)
    client.post(reverse("account_login"), {"login": "chizhova", "password": given})
    return client, given


def change(client: Client, old: str, new: str) -> str:
    """Where the change of the password leads, or what the page says."""
    answer = client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})
    return answer["Location"] if answer.status_code == HTTPStatus.FOUND else text(answer.content.decode())


@pytest.mark.parametrize("page", ["/", "/people/", "/capacity/", "/lists/", "/people.csv", "/jobs/"])
def test_every_page_leads_to_the_password_until_it_is_changed(came_in: tuple[Client, str], page: str) -> None:
    client, given = came_in
    answer = client.get(page)
    assert (answer.status_code, answer.get("Location")) == (HTTPStatus.FOUND, CHANGE)
    assert client.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == CHANGE
    assert change(client, given, NEW) == "/capacity/"
    assert client.get(page).status_code == HTTPStatus.OK
    assert not User.objects.get(login="chizhova").must_change_password


def test_nothing_is_written_before_the_password_is_changed(came_in: tuple[Client, str]) -> None:
    client, _given = came_in
    answer = client.post("/people/new/", {"surname": "Зяблик", "given_name": "Анна"})
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, CHANGE)
    assert not User.objects.filter(surname="Зяблик").exists()


def test_public_pages_and_the_way_out_stay_open(came_in: tuple[Client, str]) -> None:
    client, _given = came_in
    assert client.get("/health/").status_code == HTTPStatus.OK
    assert client.post(reverse("core:theme"), {"theme": "dark", "next": CHANGE})["Location"] == CHANGE
    assert client.post(reverse("set_language"), {"language": "en", "next": CHANGE})["Location"] == CHANGE
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")


def test_the_page_says_why_and_shows_no_menu(came_in: tuple[Client, str]) -> None:
    page = came_in[0].get(CHANGE).content.decode()
    assert "Вы вошли с паролем, который для вас составили" in text(page)
    assert 'href="/people/"' not in page


def test_another_password_than_the_given_one_is_chosen(came_in: tuple[Client, str]) -> None:
    client, given = came_in
    assert "Это нынешний пароль. Придумайте другой." in change(client, given, given)
    assert client.get("/people/").status_code == HTTPStatus.FOUND


def test_a_password_of_ones_own_is_not_asked_for_again(made: Places, client: Client) -> None:
    who = person("Чижова", "chizhova", PASSWORD)
    appoint(who, "ministry", made.region)
    client.post(reverse("account_login"), {"login": "chizhova", "password": PASSWORD})
    assert client.get("/people/").status_code == HTTPStatus.OK
    assert "который для вас составили" not in client.get(CHANGE).content.decode()


def test_a_password_given_again_closes_everything_again(came_in: tuple[Client, str]) -> None:
    client, given = came_in
    change(client, given, NEW)
    again = actions.give_password(person=User.objects.get(login="chizhova"), by=SYSTEM)
    client.post(reverse("account_login"), {"login": "chizhova", "password": again})
    assert client.get("/people/")["Location"] == CHANGE


def test_who_signs_in_another_way_has_no_password_to_change(made: Places) -> None:
    who = person("Чижова", "chizhova")
    client = signed_in(who, appoint(who, "ministry", made.region))
    for answer in (client.get(CHANGE), client.post(CHANGE, {"oldpassword": "", "password1": NEW, "password2": NEW})):
        assert answer.status_code == HTTPStatus.OK
        assert "Пароля в Опоре у вас нет" in text(answer.content.decode())
    assert not User.objects.get(login="chizhova").has_usable_password()


def test_no_password_is_given_to_whom_the_sign_in_is_closed(made: Places) -> None:
    who = person("Чижова", "chizhova")
    actions.forbid_sign_in(person=who, by=SYSTEM)
    with pytest.raises(ValidationError, match="Вход этому человеку закрыт"):
        actions.give_password(person=who, by=SYSTEM)
