"""Signing in and out, the password, the capacity; all journalled, and nothing secret in the journal."""

from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from opora.accounts import actions
from opora.accounts.guard import SESSION_KEY
from opora.accounts.models import User
from opora.core import journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalDetail, JournalEntry
from tests.accounts.people import PASSWORD, appoint, person
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

WRONG = "не-тот-пароль-42"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def siskin() -> User:
    return person("Чижова", "chizhova", PASSWORD)


def sign_in(client: Client, login: str = "chizhova", password: str = PASSWORD, **more: str) -> object:
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})


def told() -> list[tuple[str, str, str]]:
    rows = JournalEntry.objects.filter(verb__contains="sign-").order_by("pk")
    return list(rows.values_list("actor", "verb", "object_key"))


def test_the_page_asks_for_login_and_password(client: Client) -> None:
    response = client.get(reverse("account_login"))
    assert response.status_code == HTTPStatus.OK
    labels = [str(field.label) for field in response.context["form"]]
    assert labels == ["Логин", "Пароль", "Не выходить на этом устройстве"]
    assert "placeholder" not in response.content.decode()


def test_signing_in_and_out(client: Client, made: Places, siskin: User) -> None:
    appoint(siskin, "ministry", made.region)
    before = client.session.session_key
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/")
    assert client.session.session_key != before
    assert client.get(reverse("account_capacity")).context["viewer"].name == siskin.short_name
    response = client.post(reverse("account_logout"))
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, reverse("account_login"))
    assert client.get(reverse("account_capacity")).status_code == HTTPStatus.FOUND
    assert told() == [(siskin.key, "sign-in", siskin.key), (siskin.key, "sign-out", siskin.key)]


def test_signing_in_goes_where_one_was_going_but_never_to_another_site(client: Client, siskin: User) -> None:
    assert sign_in(client, next="/capacity/")["Location"] == "/capacity/"
    client.post(reverse("account_logout"))
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == reverse("account_capacity")


def test_a_role_without_an_overview_starts_at_its_posts(client: Client, made: Places, siskin: User) -> None:
    appoint(siskin, "operator", made.region)
    assert sign_in(client)["Location"] == reverse("account_capacity")


def test_signing_out_needs_a_post(client: Client, siskin: User) -> None:
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.get(reverse("account_capacity")).status_code == HTTPStatus.OK


@pytest.mark.parametrize("login", ["chizhova", "Chizhova ", WRONG])
def test_a_failed_attempt_is_journalled_without_what_was_typed(client: Client, siskin: User, login: str) -> None:
    response = sign_in(client, login=login, password=WRONG)
    assert response.status_code == HTTPStatus.OK
    meant = siskin.key if login == "chizhova" else "user:unknown"
    assert told() == [("anonymous", "sign-in.failed", meant)]
    assert not JournalDetail.objects.filter(entry__verb="sign-in.failed").exists()
    kept = str(list(JournalEntry.objects.values())) + str(list(JournalDetail.objects.values()))
    assert WRONG not in kept


def test_the_same_words_whether_the_login_exists_or_not(client: Client, siskin: User) -> None:
    known = sign_in(client, password=WRONG).context["form"].non_field_errors()
    unknown = sign_in(client, login="nobody", password=WRONG).context["form"].non_field_errors()
    assert known == unknown
    assert known


def test_attempts_are_limited_even_with_the_right_password(client: Client, siskin: User) -> None:
    for _attempt in range(5):
        sign_in(client, password=WRONG)
    assert sign_in(client).status_code == HTTPStatus.OK
    assert client.get(reverse("account_capacity")).status_code == HTTPStatus.FOUND


def test_who_may_not_sign_in_any_more_is_out_at_once(client: Client, siskin: User) -> None:
    sign_in(client)
    actions.forbid_sign_in(person=siskin, by=SYSTEM)
    assert client.get(reverse("account_capacity")).status_code == HTTPStatus.FOUND
    assert sign_in(client).status_code == HTTPStatus.OK


def test_a_person_without_a_password_does_not_sign_in(client: Client) -> None:
    person("Дроздова", "drozdova")
    assert sign_in(client, login="drozdova", password="").status_code == HTTPStatus.OK
    assert sign_in(client, login="drozdova", password="!").status_code == HTTPStatus.OK
    assert SESSION_KEY not in client.session
    assert client.get(reverse("account_capacity")).status_code == HTTPStatus.FOUND


def test_nobody_signs_up_and_no_other_page_of_the_library_is_reachable() -> None:
    for name in ("account_signup", "account_email", "account_reset_password", "account_set_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_changing_the_password(client: Client, siskin: User) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "дрозд-на-крыше-9"
    weak = {"oldpassword": PASSWORD, "password1": "1234567890", "password2": "1234567890"}
    assert client.post(reverse("account_change_password"), weak).status_code == HTTPStatus.OK
    good = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    response = client.post(reverse("account_change_password"), good)
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, reverse("account_capacity"))
    assert client.get(reverse("account_capacity")).status_code == HTTPStatus.OK
    assert other.get(reverse("account_capacity")).status_code == HTTPStatus.FOUND
    siskin.refresh_from_db()
    assert siskin.check_password(new)
    assert JournalEntry.objects.filter(verb="change-password", object_key=siskin.key).count() == 1
    assert journal.verify().fault is None


def test_choosing_a_capacity_lasts_for_the_session_and_shows(client: Client, made: Places, siskin: User) -> None:
    appoint(siskin, "curator", made.first)
    heading = appoint(siskin, "school_head", made.second)
    sign_in(client)
    page = client.get(reverse("account_capacity"))
    assert page.context["viewer"].capacity == "куратор, Боровская № 1"
    response = client.post(reverse("account_capacity"), {"appointment": heading.pk})
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, reverse("inbox:mine"))
    page = client.get(reverse("account_capacity"))
    assert page.context["viewer"].capacity == "руководитель школы, Боровская № 2"
    assert page.wsgi_request.actor.school_ids == {made.second.pk}
    client.post(reverse("account_logout"))
    sign_in(client)
    assert client.get(reverse("account_capacity")).wsgi_request.actor.role == "curator"


def test_another_persons_capacity_cannot_be_taken(client: Client, made: Places, siskin: User, starling: User) -> None:
    appoint(siskin, "curator", made.first)
    others = appoint(starling, "ministry", made.region)
    sign_in(client)
    response = client.post(reverse("account_capacity"), {"appointment": others.pk})
    assert response.status_code == HTTPStatus.OK
    assert response.context["form"].errors
    session = client.session
    session[SESSION_KEY] = others.pk
    session.save()
    assert client.get(reverse("account_capacity")).wsgi_request.actor.role == "curator"


def test_without_a_post_the_page_says_who_appoints(client: Client, siskin: User) -> None:
    sign_in(client)
    page = client.get(reverse("account_capacity"))
    assert "Назначает министерство" in page.content.decode()
