"""Pages of people: who sees whom and what, searching, entering, contacts and the door of the sign-in."""

import re
from functools import cached_property

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from opora.accounts import actions
from opora.accounts.actions import NewPerson
from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalDetail, JournalEntry
from opora.programmes.models import Programme
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db


class Desk:
    """A region with people in it, and somebody of each role who looks."""

    def __init__(self, made: Places) -> None:
        self.made = made
        self.curator = actions.add_person(
            row=NewPerson(
                login="soloviev", surname="Соловьёв", given_name="Пётр", email="s@example.org", phone="+73852000001"
            ),
            by=SYSTEM,
        )
        appoint(self.curator, Post.CURATOR, made.first)
        appoint(self.curator, Post.CURATOR, made.third)
        self.far = person("Дроздова", "drozdova")
        appoint(self.far, Post.SCHOOL_HEAD, made.third)
        self.free = person("Зяблик", "zyablik")

    def client(self, post: str, where: object) -> Client:
        who = person("Чижова", f"reader-{post.replace('_', '-')}")
        return signed_in(who, appoint(who, post, where))  # type: ignore[arg-type] # a place of any kind

    @cached_property
    def ministry(self) -> Client:
        return self.client(Post.MINISTRY, self.made.region)


@pytest.fixture
def desk(made: Places, programme: Programme) -> Desk:
    return Desk(made)


def names(page: str) -> list[str]:
    return [row[0].split("\n")[0] for row in tables(page).get("h-people", [])]


def get(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_ministry_sees_everybody_and_who_has_no_post(desk: Desk) -> None:
    client = desk.ministry
    everybody = ["Дроздова Елена Викторовна", "Зяблик Елена Викторовна", "Соловьёв Пётр", "Чижова Елена Викторовна"]
    assert names(get(client, "/people/")) == everybody
    assert names(get(client, "/people/?post=none")) == ["Зяблик Елена Викторовна"]
    assert names(get(client, "/people/?post=curator")) == ["Соловьёв Пётр"]
    assert names(get(client, f"/people/?municipality={desk.made.luga.pk}")) == everybody[:1] + everybody[2:3]


@pytest.mark.parametrize("typed", ["соловьев", "СОЛОВЬЁВ петр", "вьёв"])
def test_a_name_is_found_whatever_the_case_and_with_one_letter_for_another(desk: Desk, typed: str) -> None:
    assert names(get(desk.ministry, f"/people/?q={typed}")) == ["Соловьёв Пётр"]


@pytest.mark.parametrize(
    ("post", "place", "seen"),
    [
        (Post.COORDINATOR, "bor", ["Соловьёв Пётр", "Чижова Елена Викторовна"]),
        (Post.SCHOOL_HEAD, "first", ["Соловьёв Пётр", "Чижова Елена Викторовна"]),
        (Post.TEAM_MEMBER, "second", ["Чижова Елена Викторовна"]),
    ],
)
def test_a_restricted_role_sees_the_people_of_its_own_places_with_their_posts_there(
    desk: Desk, post: str, place: str, seen: list[str]
) -> None:
    client = desk.client(post, getattr(desk.made, place))
    page = get(client, "/people/")
    assert names(page) == seen
    assert "Лужская" not in page
    assert client.get(reverse("people:person", args=[desk.far.pk])).status_code == 404
    assert client.get(reverse("people:person", args=[desk.free.pk])).status_code == 404


@pytest.mark.parametrize(
    ("post", "place", "told"),
    [
        (Post.MINISTRY, "region", True),
        (Post.INSTITUTE, "region", True),
        (Post.CONTROLLER, "region", False),
        (Post.COORDINATOR, "bor", True),
        (Post.SCHOOL_HEAD, "first", True),
        (Post.TEAM_MEMBER, "first", False),
    ],
)
def test_contacts_are_for_who_works_with_somebody(desk: Desk, post: str, place: str, told: bool) -> None:
    client = desk.client(post, getattr(desk.made, place))
    for address in ("/people/", reverse("people:person", args=[desk.curator.pk]), "/people.csv"):
        page = get(client, address)
        assert ("s@example.org" in page, "73852000001" in page) == (told, told)


def test_a_page_of_the_past_does_not_open_contacts_of_who_left(desk: Desk) -> None:
    held = desk.curator.appointments.get(school=desk.made.first)
    end(held, on=clock.today())
    client = desk.client(Post.COORDINATOR, desk.made.bor)
    page = get(client, reverse("people:person", args=[desk.curator.pk]) + "?as_of=2022-03-01")
    assert "Соловьёв" in page
    assert "s@example.org" not in page


def test_a_person_has_posts_of_today_and_earlier_ones(desk: Desk) -> None:
    end(desk.curator.appointments.get(school=desk.made.third), on=clock.today())
    page = get(desk.ministry, reverse("people:person", args=[desk.curator.pk]))
    assert len(tables(page)["h-now"]) == len(tables(page)["h-before"]) == 1
    assert "Лужская" in tables(page)["h-before"][0][0]
    earlier = get(desk.ministry, reverse("people:person", args=[desk.curator.pk]) + "?as_of=2022-03-01")
    assert len(tables(earlier)["h-now"]) == 2


def test_the_list_can_be_saved(desk: Desk) -> None:
    lines = desk.ministry.get("/people.csv").content.decode("utf-8-sig").split("\r\n")[1:-1]
    rows = [line.split(";") for line in lines]
    assert [row[0] for row in rows] == ["Дроздова", "Зяблик", "Соловьёв", "Соловьёв", "Чижова"]
    assert rows[1][3] == ""
    assert desk.ministry.get("/people.xlsx").content.startswith(b"PK")
    assert desk.ministry.get("/people.pdf").status_code == 404


def test_a_person_is_entered_with_a_login_of_the_name(desk: Desk) -> None:
    given = {"surname": "Щеглова", "given_name": "Юлия", "patronymic": "Яновна", "phone": "8 (385) 200-00-02"}
    answer = desk.ministry.post("/people/new/", given)
    added = User.objects.get(surname="Щеглова")
    assert answer.url == reverse("people:person", args=[added.pk])
    assert (added.login, added.phone) == ("shcheglova.yy", "+73852000002")
    assert not added.has_usable_password()


def test_namesakes_are_shown_before_anything_is_written(desk: Desk) -> None:
    client = desk.ministry
    given = {"surname": "Соловьев", "given_name": "Павел", "patronymic": ""}
    answer = client.post("/people/new/", given)
    assert answer.status_code == 422
    assert "Соловьёв Пётр" in tables(answer.content.decode())["h-alike"][0][0]
    assert User.objects.filter(given_name="Павел").count() == 0
    client.post("/people/new/", {**given, "confirmed": "on"})
    assert User.objects.get(given_name="Павел").login == "solovev.p"


def test_a_mistake_stands_beside_its_field(desk: Desk) -> None:
    given = {"surname": "Щеглова", "given_name": "", "phone": "12", "email": "no", "login": "zyablik"}
    answer = desk.ministry.post("/people/new/", given)
    assert answer.status_code == 422
    said = text(answer.content.decode())
    for message in ("Заполните это поле.", "Напишите номер полностью, с кодом: +7 385 200-00-00."):
        assert message in said
    taken = desk.ministry.post("/people/new/", {**given, "given_name": "Юлия", "phone": "", "email": ""})
    assert "Логин «zyablik» уже занят." in text(taken.content.decode())


def test_name_and_contacts_are_written_anew(desk: Desk) -> None:
    client, address = desk.ministry, reverse("people:change", args=[desk.free.pk])
    assert "Зяблик" in get(client, address)
    client.post(address, {"surname": "Зяблик", "given_name": "Инна", "patronymic": "", "email": "z@example.org"})
    desk.free.refresh_from_db()
    assert (desk.free.given_name, desk.free.email) == ("Инна", "z@example.org")
    wrong = client.post(address, {"surname": "", "given_name": "Инна"})
    assert wrong.status_code == 422


def test_a_password_is_shown_once_and_kept_nowhere(desk: Desk) -> None:
    client, address = desk.ministry, reverse("people:person", args=[desk.free.pk])
    answer = client.post(f"{address}password/")
    shown = re.findall(r"(?:[a-z]{4}-){3}[2-9]{2}", text(answer.content.decode()))[0]
    assert answer["Cache-Control"] == "no-store"
    desk.free.refresh_from_db()
    assert desk.free.check_password(shown)
    assert shown not in get(client, address)
    assert JournalEntry.objects.filter(verb="set-password").exists()
    assert not JournalDetail.objects.filter(content__contains=shown).exists()


def test_the_door_is_closed_and_opened_again_but_never_to_oneself(desk: Desk) -> None:
    client, address = desk.ministry, reverse("people:person", args=[desk.free.pk])
    client.post(f"{address}sign-in/", {"door": "close"})
    desk.free.refresh_from_db()
    assert not desk.free.is_active
    assert "сначала откройте" in text(client.post(f"{address}password/", follow=True).content.decode())
    client.post(f"{address}sign-in/", {"door": "open"})
    desk.free.refresh_from_db()
    assert desk.free.is_active
    oneself = User.objects.get(login="reader-ministry")
    client.post(reverse("people:sign_in", args=[oneself.pk]), {"door": "close"})
    oneself.refresh_from_db()
    assert oneself.is_active


@pytest.mark.parametrize("post", [Post.CONTROLLER, Post.INSTITUTE])
def test_only_the_ministry_writes(desk: Desk, post: str) -> None:
    client = desk.client(post, desk.made.region)
    page = get(client, reverse("people:person", args=[desk.curator.pk]))
    assert "Передать" not in page
    for name in ("change", "password", "sign_in", "hand_over"):
        assert client.post(reverse(f"people:{name}", args=[desk.curator.pk])).status_code == 404
    assert client.get(reverse("people:enter")).status_code == client.get(reverse("people:appoint")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/people/?post=curator", 20), ("/coverage/?as_of=2022-01-20", 17)])
def test_a_list_costs_a_fixed_number_of_queries(
    path: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = Grown(rows).readers["ministry"]
    with clock.at(NOW):
        client = signed_in(*reader)
        with django_assert_num_queries(queries):
            page = client.get(path).content.decode()
    heading = "h-people" if "people" in path else "h-curators"
    assert len(tables(page)[heading]) == rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "heading", "queries"), [("person", "h-now", 19), ("hand_over", "h-rows", 21)])
def test_so_does_the_page_of_one_person(
    made: Places,
    programme: Programme,
    name: str,
    heading: str,
    queries: int,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reader, curator = person("Министрова", "ministry"), person("Чижова", "chizhova")
    client = signed_in(reader, appoint(reader, Post.MINISTRY, made.region))
    for school in made.schools[:rows]:
        appoint(curator, Post.CURATOR, school)
    address = reverse(f"people:{name}", args=[curator.pk])
    client.get(address)
    with django_assert_num_queries(queries):
        page = client.get(address).content.decode()
    assert len(tables(page)[heading]) == rows
