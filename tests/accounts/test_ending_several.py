"""Somebody leaves: several appointments end in one step, or none; who stays without is said before and after."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Appointment, AppointmentEnd, Post, User
from opora.core.models import JournalEntry
from opora.programmes.models import Programme
from tests.accounts.people import appoint, signed_in
from tests.accounts.people import person as person_named
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap import small_programme

pytestmark = pytest.mark.django_db
MARCH = dt.date(2022, 3, 1)
GIVEN = {"reason": "resigned", "note": "", "on": "2022-03-01", "basis": "приказ № 12"}


@pytest.fixture
def ministry(made: Places, programme: Programme) -> Client:
    small_programme.load(programme)
    who = person_named("Министрова", "ministry")
    return signed_in(who, appoint(who, Post.MINISTRY, made.region))


@pytest.fixture
def held(made: Places, siskin: User, starling: User) -> list[Appointment]:
    """Three schools curated, the second beside another curator, and a municipality coordinated."""
    appoint(starling, Post.CURATOR, made.second)
    rows = [appoint(siskin, Post.CURATOR, school) for school in made.schools[:3]]
    return [*rows, appoint(siskin, Post.COORDINATOR, made.luga)]


def page(who: User) -> str:
    return reverse("people:end_several", args=[who.pk])


def ticked(*rows: Appointment) -> dict[str, str]:
    return {f"end_{row.pk}": "on" for row in rows}


def ended() -> dict[int, dt.date]:
    return dict(AppointmentEnd.objects.values_list("span", "occurred_on"))


def read(html: bytes) -> str:
    return text(html.decode()).replace("\u00a0", " ")


def test_each_post_says_who_stays(ministry: Client, siskin: User, held: list[Appointment]) -> None:
    answer = ministry.get(page(siskin)).content.decode()
    rows = tables(answer)["h-rows"]
    assert [row[1] for row in rows] == ["никого", "должность занимает ещё кто-то", "никого", "никого"]
    assert reverse("people:hand_over", args=[siskin.pk]) in answer
    assert page(siskin) in ministry.get(reverse("people:person", args=[siskin.pk])).content.decode()


def test_what_is_ticked_ends_and_the_rest_goes_on(
    ministry: Client, made: Places, siskin: User, held: list[Appointment]
) -> None:
    first, second, _third, luga = held
    answer = ministry.post(page(siskin), {**GIVEN, **ticked(first, second, luga), "save": ""}, follow=True)
    assert ended() == dict.fromkeys([first.pk, second.pk, luga.pk], MARCH)
    said = read(answer.content)
    assert "3 должности завершаются 01.03.2022." in said
    assert "никого нет: Куратор, региональный уровень, Боровская № 1; Координатор, Лужский район." in said
    assert "№ 5: 3 → 2 из 3" in said
    assert JournalEntry.objects.filter(verb="end-appointment").count() == 3


def test_showing_writes_nothing(ministry: Client, siskin: User, held: list[Appointment]) -> None:
    said = read(ministry.post(page(siskin), {**GIVEN, **ticked(held[0]), "show": ""}).content)
    assert "С этого дня никого нет: Куратор, региональный уровень, Боровская № 1." in said
    assert "№ 5: 3 → 2 из 3" in said
    assert ended() == {}


def test_one_that_cannot_end_keeps_all_of_them(
    ministry: Client, made: Places, siskin: User, held: list[Appointment]
) -> None:
    late = appoint(siskin, Post.CURATOR, made.fourth, on=dt.date(2022, 3, 10))
    answer = ministry.post(page(siskin), {**GIVEN, **ticked(held[0], late), "save": ""})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors[f"end_{late.pk}"] == ["Назначение не может закончиться раньше, чем начнётся."]
    assert ended() == {}


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"basis": ""}, "basis", "Назовите документ"),
        ({"reason": "other"}, "note", "Назовите причину словами"),
        ({"on": "2030-01-01"}, "on", "Слишком далеко вперёд"),
    ],
)
def test_what_is_missing_is_told(
    ministry: Client, siskin: User, held: list[Appointment], change: dict[str, str], field: str, message: str
) -> None:
    answer = ministry.post(page(siskin), {**GIVEN, **change, **ticked(held[0]), "save": ""})
    assert message in answer.context["form"].errors[field][0]
    assert ended() == {}


def test_nothing_ticked_is_told(ministry: Client, siskin: User, held: list[Appointment]) -> None:
    answer = ministry.post(page(siskin), {**GIVEN, "save": ""})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Отметьте, что завершается." in read(answer.content)


def test_who_holds_nothing_has_nothing_to_end(ministry: Client, starling: User) -> None:
    assert ministry.get(page(starling)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("post", [Post.CONTROLLER, Post.INSTITUTE])
def test_only_the_ministry_ends(
    made: Places, programme: Programme, siskin: User, held: list[Appointment], post: str
) -> None:
    reader = person_named("Читаева", "reader")
    client = signed_in(reader, appoint(reader, post, made.region))
    assert client.post(page(siskin), {**GIVEN, **ticked(*held), "save": ""}).status_code == HTTPStatus.NOT_FOUND
    assert page(siskin) not in client.get(reverse("people:person", args=[siskin.pk])).content.decode()
    assert ended() == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_a_fixed_number_of_queries(
    ministry: Client, made: Places, siskin: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for school in made.schools[:rows]:
        appoint(siskin, Post.CURATOR, school)
    ministry.get(page(siskin))
    with django_assert_num_queries(19):
        found = tables(ministry.get(page(siskin)).content.decode())["h-rows"]
    assert len(found) == rows
