"""Somebody whom an import brought in and took away again: on no page, in no choice, and nothing is given to them."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from opora.accounts import actions
from opora.accounts.addressees import posts_for, recipients
from opora.accounts.directory import unappointed
from opora.accounts.models import Post, User
from opora.accounts.queries import actor_for
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.imports.undoing import undo
from opora.core.models import ImportBatch
from opora.programmes.asked import asked_of
from opora.programmes.models import Programme
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db
HEAD = ("ФИО", "Должность", "Организация", "С", "Основание", "Уровень")
ROW = ("Дроздова Анна Петровна", "куратор", "22-1", "2022-02-08", "приказ 5", "региональный")


@pytest.fixture
def gone(made: Places, programme: Programme, lists: Lists) -> User:
    """Entered and appointed by a list that was taken back."""
    made.first.refresh_from_db()
    row = (*ROW[:2], made.first.code, *ROW[3:])
    counts = lists.counts("appointments", lists.xlsx([HEAD, row]), "--commit")
    assert counts == (1, 0, 0, 0)
    undo(batch=ImportBatch.objects.get(), reason="не тот файл", by=SYSTEM)
    return User.objects.get(surname="Дроздова", withdrawn=True)


@pytest.fixture
def ministry(made: Places) -> Client:
    who = person("Чижова", "chizhova")
    return signed_in(who, appoint(who, Post.MINISTRY, made.region))


PAGES = {
    "list": "/people/",
    "without a post": "/people/?post=none",
    "search among people": "/people/?q=Дроздова",
    "search": "/search/?q=Дроздова",
    "file": "/people.csv",
    "coverage": "/coverage/",
    "coverage as a file": "/coverage.csv",
    "whom a browser suggests": "/appointments/new/?post=curator&school={school}",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_page_names_them(gone: User, ministry: Client, made: Places, page: str) -> None:
    answer = ministry.get(page.format(school=made.first.pk))
    assert answer.status_code == HTTPStatus.OK
    named = answer.content.decode().replace('value="Дроздова"', "").replace("«Дроздова»", "")
    assert "Анна" not in named
    assert gone.login not in named


def test_they_are_no_choice(gone: User, ministry: Client, made: Places) -> None:
    said = {"who": "Дроздова", "on": "2022-03-01", "basis": "приказ 9", "tier": "regional", "save": ""}
    answer = ministry.post(f"/appointments/new/?post=curator&school={made.first.pk}", said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "person" not in answer.context["form"].fields
    assert gone not in unappointed()


@pytest.mark.parametrize("page", ["", "contacts/", "password/", "sign-in/", "hand-over/"])
def test_their_pages_are_not_there(gone: User, ministry: Client, page: str) -> None:
    address = f"/people/{gone.pk}/{page}"
    asked = ministry.post if page in ("password/", "sign-in/") else ministry.get
    assert asked(address).status_code == HTTPStatus.NOT_FOUND


def test_the_past_shows_them_but_nothing_is_written_from_there(gone: User, ministry: Client, made: Places) -> None:
    with clock.at(gone.appointments.get().recorded_at):
        known = clock.now()
    moment = f"?as_of=2022-03-01&known_at={known:%Y-%m-%dT%H:%M:%S.%f}"
    answer = ministry.post(f"/people/{gone.pk}/password/{moment}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert not User.objects.get(pk=gone.pk).has_usable_password()


def test_nobody_writes_to_them(gone: User, ministry: Client) -> None:
    request = ministry.get("/messages/new/").wsgi_request
    found = recipients(request.actor, asked_of(request), posts_for(request.actor), "region")
    assert gone.key not in {one.key for one in found}


ACTS: dict[str, Callable[[User, Places], object]] = {
    "a password": lambda who, made: actions.set_password(person=who, password="сойка-на-ветке-7", by=SYSTEM),
    "a first password": lambda who, made: actions.give_password(person=who, by=SYSTEM),
    "a post": lambda who, made: appoint(who, Post.CURATOR, made.first),
    "another name": lambda who, made: actions.change_person(
        person=who, surname="Сорокина", given_name="Анна", patronymic="", email="", phone="", by=SYSTEM
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_given_to_them(gone: User, made: Places, act: Callable[[User, Places], object]) -> None:
    stale = User(pk=gone.pk, login=gone.login, surname=gone.surname, given_name=gone.given_name)
    with pytest.raises(ValidationError, match="внесение этого человека отменено"):
        act(stale, made)
    gone.refresh_from_db()
    assert (gone.surname, gone.has_usable_password(), gone.appointments.standing().count()) == ("Дроздова", False, 0)


def test_a_login_that_is_theirs_says_so(gone: User) -> None:
    row = actions.NewPerson(login=gone.login, surname="Дятлова", given_name="Анна")
    with pytest.raises(ValidationError, match="внесение которого отменено"):
        actions.add_person(row=row, by=SYSTEM)


def test_the_same_list_again_brings_them_back(gone: User, made: Places, ministry: Client, lists: Lists) -> None:
    row = (*ROW[:2], made.first.code, *ROW[3:])
    assert lists.counts("appointments", lists.xlsx([HEAD, row]), "--commit") == (1, 0, 0, 0)
    shown = [one[0].split("\n")[0] for one in tables(ministry.get("/people/").content.decode())["h-people"]]
    assert "Дроздова Анна Петровна" in shown
    held = actor_for(User.objects.get(pk=gone.pk), on=clock.today())
    assert held.school_ids == {made.first.pk}
