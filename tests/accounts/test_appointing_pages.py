"""Appointing, ending, handing over and taking back on pages, the coverage, and the figures that move with them."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from opora.accounts.models import Appointment, Post, Tier, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.models import School
from opora.programmes.actions import change_setting
from opora.programmes.region_settings import CURATOR_LOAD
from opora.roadmap.models import Roadmap
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.programmes import years
from tests.roadmap import small_programme

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)
GIVEN = {"on": "2022-03-01", "basis": "приказ № 9", "save": ""}
NEW = "/appointments/new/"


@pytest.fixture
def roadmap(made: Places) -> Roadmap:
    small_programme.load(years.make(made))
    return Roadmap.objects.get(programme__year=2022)


@pytest.fixture
def ministry(made: Places, roadmap: Roadmap) -> Client:
    who = person("Министрова", "ministry")
    return signed_in(who, appoint(who, Post.MINISTRY, made.region))


def held_by(school: School, post: str = Post.CURATOR) -> set[str]:
    """Surnames of those who hold a post of a school on 1 March 2022, recounted from the rows."""
    rows = Appointment.objects.filter(school=school, post=post, voided_at=None, occurred_on__lte=MARCH)
    return {row.person.surname for row in rows if not row.ends.filter(voided_at=None, occurred_on__lte=MARCH).exists()}


def said(answer: HttpResponse) -> str:
    return text(answer.content.decode())


def curator(school: School, **more: str) -> str:
    return f"{NEW}?post=curator&school={school.pk}"


def test_a_gap_leads_to_its_appointment_and_the_figure_moves(ministry: Client, made: Places, siskin: User) -> None:
    gap = tables(ministry.get("/indicators/5/?list=missing").content.decode())
    assert any("Боровская № 1" in row[0] for rows in gap.values() for row in rows)
    page = ministry.get("/indicators/5/?list=missing").content.decode()
    assert curator(made.first).replace("&", "&amp;") in page
    answer = ministry.post(
        curator(made.first), {**GIVEN, "who": "Чижова Елена Викторовна", "tier": "regional"}, follow=True
    )
    assert "№ 5: 0 → 1 из 3" in said(answer).replace("\u00a0", " ")
    assert held_by(made.first) == {"Чижова"}
    assert Appointment.objects.get(school=made.first).tier == Tier.REGIONAL


def test_who_may_not_appoint_is_told_who_does(made: Places, roadmap: Roadmap) -> None:
    who = person("Методистова", "institute")
    page = signed_in(who, appoint(who, Post.INSTITUTE, made.region)).get("/indicators/5/?list=missing")
    assert NEW not in page.content.decode()
    assert "Министерство" in said(page)


def test_what_would_change_is_shown_and_nothing_is_written(ministry: Client, made: Places, siskin: User) -> None:
    given = {"on": "2022-03-01", "basis": "x", "who": "chizhova", "tier": "regional", "show": ""}
    answer = ministry.post(curator(made.first), given)
    assert "Пока ничего не записано. Изменится вот что:№ 5: 0 → 1 из 3" in said(answer).replace("\u00a0", " ")
    assert not Appointment.objects.filter(post=Post.CURATOR).exists()


def test_namesakes_are_never_taken_for_one_another(ministry: Client, made: Places, siskin: User) -> None:
    other = person("Чижова", "chizhova2")
    appoint(other, Post.TEAM_MEMBER, made.third)
    given = {**GIVEN, "who": "чижова", "tier": "regional"}
    answer = ministry.post(curator(made.first), given)
    assert answer.status_code == 422
    assert "Чижова Елена Викторовна — Участник управленческой команды, Лужская" in said(answer)
    assert not Appointment.objects.filter(post=Post.CURATOR).exists()
    ministry.post(curator(made.first), {**given, "person": str(other.pk)})
    assert Appointment.objects.get(post=Post.CURATOR).person == other


def test_a_single_partial_match_is_asked_about_too(ministry: Client, made: Places, siskin: User) -> None:
    answer = ministry.post(curator(made.first), {**GIVEN, "who": "Чиж", "tier": "regional"})
    assert answer.status_code == 422
    assert not Appointment.objects.filter(post=Post.CURATOR).exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("who", "Никто", "Такого человека в списке нет"),
        ("who", "", "Напишите, кто это."),
        ("basis", "", "Назовите документ"),
        ("on", "31.02.2022", "Такого дня не бывает"),
        ("on", "2099-01-01", "Слишком далеко вперёд"),
        ("on", "1999-01-01", "Слишком давно"),
    ],
)
def test_a_mistake_stands_beside_its_field(
    ministry: Client, made: Places, siskin: User, field: str, value: str, message: str
) -> None:
    given = {**GIVEN, "who": "chizhova", "tier": "regional", field: value}
    answer = ministry.post(curator(made.first), given)
    assert answer.status_code == 422
    assert message in said(answer)
    assert not Appointment.objects.filter(post=Post.CURATOR).exists()


def test_a_second_head_is_refused_and_handing_over_is_offered(
    ministry: Client, made: Places, siskin: User, starling: User
) -> None:
    head = appoint(starling, Post.SCHOOL_HEAD, made.first)
    answer = ministry.post(f"{NEW}?post=school_head&school={made.first.pk}", {**GIVEN, "who": "chizhova"})
    assert answer.status_code == 422
    assert "Скворцова Е. В., с 08.02.2022" in said(answer).replace("\u00a0", " ")
    assert reverse("people:replace", args=[head.pk]) in answer.content.decode()
    assert held_by(made.first, Post.SCHOOL_HEAD) == {"Скворцова"}


def test_somebody_acting_is_appointed_from_day_to_day(
    ministry: Client, made: Places, siskin: User, starling: User
) -> None:
    appoint(starling, Post.SCHOOL_HEAD, made.first)
    given = {**GIVEN, "who": "chizhova", "acting": "on", "until": "2022-03-15"}
    ministry.post(f"{NEW}?post=school_head&school={made.first.pk}", given)
    assert held_by(made.first, Post.SCHOOL_HEAD) == {"Скворцова", "Чижова"}
    made_now = Appointment.objects.get(person=siskin)
    assert (made_now.acting, made_now.ends.get().occurred_on) == (True, dt.date(2022, 3, 15))
    wrong = ministry.post(f"{NEW}?post=school_head&school={made.second.pk}", {**given, "until": "2022-02-01"})
    assert "позже первого дня" in said(wrong)


def test_several_schools_get_a_curator_at_once_or_none_does(ministry: Client, made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.second)
    address = f"{NEW}?post=curator&school={made.first.pk}&school={made.second.pk}&school={made.third.pk}"
    given = {**GIVEN, "who": "chizhova", "tier": "municipal"}
    refused = ministry.post(address, given)
    assert "Боровская № 2: Этот человек уже назначен" in said(refused).replace("\u00a0", " ")
    assert Appointment.objects.filter(post=Post.CURATOR).count() == 1
    address = address.replace(f"&school={made.second.pk}", "")
    answer = ministry.post(address, given, follow=True)
    assert "№ 5: 1 → 3 из 3" in said(answer).replace("\u00a0", " ")
    assert [held_by(school) for school in made.schools] == [{"Чижова"}] * 3 + [set()]


def test_the_post_and_the_place_are_searched_first(ministry: Client, made: Places) -> None:
    page = ministry.get(f"{NEW}?post=curator&where=луж").content.decode()
    assert f"{NEW}?post=curator&amp;school={made.third.pk}" in page
    assert f"school={made.first.pk}" not in page
    assert "Подходящего места с таким названием нет" in said(ministry.get(f"{NEW}?post=curator&where=нигде"))
    assert f"{NEW}?post=coordinator&amp;municipality={made.bor.pk}" in (
        ministry.get(f"{NEW}?post=coordinator&where=бор").content.decode()
    )
    assert "Первый день в должности" in said(ministry.get(f"{NEW}?post=expert"))


def test_the_end_of_the_only_curator_says_what_it_leaves(ministry: Client, made: Places, siskin: User) -> None:
    held = appoint(siskin, Post.CURATOR, made.first)
    address = reverse("people:end", args=[held.pk])
    page = ministry.get(address)
    assert "Боровская № 1: больше эту должность никто не занимает" in said(page).replace("\u00a0", " ")
    assert reverse("people:replace", args=[held.pk]) in page.content.decode()
    given = {**GIVEN, "reason": "resigned"}
    early = ministry.post(address, {**given, "on": "2022-01-01"})
    assert "раньше, чем начнётся" in said(early)
    assert "Назовите причину словами" in said(ministry.post(address, {**given, "reason": "other"}))
    answer = ministry.post(address, given, follow=True)
    assert "№ 5: 1 → 0 из 3" in said(answer).replace("\u00a0", " ")
    assert held_by(made.first) == set()
    assert ministry.get(address).status_code == 404


def test_a_post_is_handed_over_without_a_day_between(
    ministry: Client, made: Places, siskin: User, starling: User
) -> None:
    held = appoint(siskin, Post.CURATOR, made.first)
    address = reverse("people:replace", args=[held.pk])
    ministry.post(address, {**GIVEN, "who": "skvortsova"})
    assert held_by(made.first) == {"Скворцова"}
    assert Appointment.objects.get(person=starling).occurred_on == held.ends.get().occurred_on


def test_schools_go_to_several_people_in_one_step(ministry: Client, made: Places, siskin: User, starling: User) -> None:
    person("Вьюркова", "vyurkova")
    held = [appoint(siskin, Post.CURATOR, school) for school in made.schools[:3]]
    address = reverse("people:hand_over", args=[siskin.pk])
    assert len(tables(ministry.get(address).content.decode())["h-rows"]) == 3
    first, second, _third = held
    ticked = {**GIVEN, f"pass_{first.pk}": "on", f"pass_{second.pk}": "on", "to": "skvortsova"}
    assert "Такого человека" in said(ministry.post(address, {**ticked, f"to_{second.pk}": "Никто"}))
    assert "Отметьте" in said(ministry.post(address, {**GIVEN, "to": "skvortsova"}))
    assert held_by(made.first) == {"Чижова"}
    answer = ministry.post(address, {**ticked, f"to_{second.pk}": "Вьюркова Елена Викторовна"}, follow=True)
    assert "Переданы 2 должности" in said(answer).replace("\u00a0", " ")
    assert [held_by(school) for school in made.schools[:3]] == [{"Скворцова"}, {"Вьюркова"}, {"Чижова"}]


def test_a_handover_tells_of_each_school_and_writes_none(
    ministry: Client, made: Places, siskin: User, starling: User
) -> None:
    held = [appoint(siskin, Post.CURATOR, school) for school in made.schools[:2]]
    appoint(starling, Post.CURATOR, made.second)
    given = {**GIVEN, "to": "skvortsova", **{f"pass_{one.pk}": "on" for one in held}}
    answer = ministry.post(reverse("people:hand_over", args=[siskin.pk]), given)
    assert answer.status_code == 422
    assert "Боровская № 2: Этот человек уже назначен" in said(answer).replace("\u00a0", " ")
    assert held_by(made.first) == {"Чижова"}


def test_a_mistaken_appointment_and_a_mistaken_end_are_taken_back(ministry: Client, made: Places, siskin: User) -> None:
    held = appoint(siskin, Post.CURATOR, made.first)
    end(held, on=MARCH)
    address = reverse("people:take_back", args=[held.pk])
    assert "Отменить завершение" in said(ministry.get(address))
    assert ministry.post(address, {"reason": ""}).status_code == 422
    ministry.post(address, {"reason": "не тот человек"})
    assert held_by(made.first) == {"Чижова"}
    assert "Отменить назначение" in said(ministry.get(address))
    ministry.post(address, {"reason": "не тот человек"})
    assert held_by(made.first) == set()
    assert ministry.get(address).status_code == 404


def test_the_coverage_counts_what_a_plain_recount_counts(ministry: Client, made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.first)
    appoint(siskin, Post.COORDINATOR, made.bor)
    page = ministry.get("/coverage/")
    found = tables(page.content.decode())
    current = [made.first, made.second, made.third]
    without = {"Боровская № 2", "Лужская"}
    assert len(without) == sum(not held_by(school) for school in current)
    assert {row[1].split("\n")[0] for row in found["h-curators"]} == without
    assert [row[0] for row in found["h-coordinators"]] == ["Лужский район"]
    assert "Школы с куратором: 1 из 3" in said(page).replace("\u00a0", " ")
    assert len(found["h-vacancies"]) == 3 + 2
    earlier = tables(ministry.get("/coverage/?as_of=2022-02-07").content.decode())
    assert len(earlier["h-curators"]) == 3


def test_ticked_schools_lead_to_one_appointment(ministry: Client, made: Places) -> None:
    page = ministry.get(f"{NEW}?post=curator&from=coverage&school={made.first.pk}&school={made.third.pk}")
    assert "Назначить куратора 2 школам" in said(page).replace("\u00a0", " ")
    assert 'name="school"' in ministry.get("/coverage/").content.decode()


def test_too_many_schools_are_told_by_the_setting_of_the_region(ministry: Client, made: Places, siskin: User) -> None:
    for school in made.schools[:2]:
        appoint(siskin, Post.CURATOR, school)
    page = ministry.get("/coverage/")
    assert "h-loads" not in tables(page.content.decode())
    assert "предложена Опорой" in said(page)
    change_setting(region=made.region, key=CURATOR_LOAD.key, value=1, on=MARCH, by=SYSTEM)
    page = ministry.get("/coverage/")
    assert [row[:2] for row in tables(page.content.decode())["h-loads"]] == [["Чижова Е. В.", "2"]]
    assert "предложена Опорой" not in said(page)


def test_conflicts_are_named(ministry: Client, made: Places, siskin: User, starling: User) -> None:
    appoint(siskin, Post.CURATOR, made.first)
    appoint(siskin, Post.DEPUTY_HEAD, made.first)
    appoint(siskin, Post.CURATOR, made.second)
    appoint(starling, Post.CURATOR, made.second)
    appoint(starling, Post.SCHOOL_HEAD, made.third)
    appoint(starling, Post.COORDINATOR, made.luga)
    rows = tables(ministry.get("/coverage/").content.decode())["h-conflicts"]
    assert [(row[0], row[1]) for row in rows] == [
        ("Чижова Е. В.", "Боровская № 1"),
        ("Скворцова Е. В.", "Боровская № 2"),
        ("Скворцова Е. В.", "Лужский район"),
    ]


def test_an_acting_head_alone_is_told(ministry: Client, made: Places, siskin: User) -> None:
    appoint(siskin, Post.SCHOOL_HEAD, made.first, acting=True)
    rows = tables(ministry.get("/coverage/").content.decode())["h-vacancies"]
    assert [row[2] for row in rows if "Боровская № 1" in row[0]] == ["Чижова Е. В. исполняет обязанности с 08.02.2022"]


def test_a_coordinator_sees_the_coverage_of_the_own_municipality(made: Places, roadmap: Roadmap, siskin: User) -> None:
    client = signed_in(siskin, appoint(siskin, Post.COORDINATOR, made.bor))
    page = client.get("/coverage/")
    found = tables(page.content.decode())
    assert [row[0].split("\n")[0] for row in found["h-curators"]] == ["Боровская № 1", "Боровская № 2"]
    assert reverse("reports:school", args=[made.first.pk]) in page.content.decode()
    assert "Лужск" not in page.content.decode()
    assert "Назначить" not in said(page)
    saved = client.get("/coverage.csv").content.decode("utf-8-sig")
    assert "Боровская № 1" in saved
    assert "Лужск" not in saved
    assert client.get("/coverage.pdf").status_code == 404


@pytest.mark.parametrize("post", [Post.CURATOR, Post.SCHOOL_HEAD, Post.EXPERT])
def test_the_coverage_is_not_for_schools(made: Places, roadmap: Roadmap, siskin: User, post: str) -> None:
    where = made.region if post == Post.EXPERT else made.first
    client = signed_in(siskin, appoint(siskin, post, where))
    assert client.get("/coverage/").status_code == 404


def test_without_a_programme_the_coverage_says_so(made: Places, siskin: User) -> None:
    client = signed_in(siskin, appoint(siskin, Post.MINISTRY, made.region))
    assert "Программы пока нет" in said(client.get("/coverage/"))
    assert client.get("/people/").status_code == 200


def test_an_appointment_of_another_region_is_not_there(ministry: Client, starling: User) -> None:
    from tests.organisations import places

    far = places.make("far")
    held = appoint(starling, Post.CURATOR, far.first)
    for name in ("end", "replace", "take_back"):
        assert ministry.get(reverse(f"people:{name}", args=[held.pk])).status_code == 404
    assert ministry.get(reverse("people:person", args=[starling.pk])).status_code == 404
    page = ministry.get(curator(far.first))
    assert "Сначала должность и место" in said(page)


def test_a_day_ahead_is_shown_as_such(ministry: Client, made: Places, siskin: User) -> None:
    ahead = clock.today() + dt.timedelta(days=30)
    ministry.post(curator(made.first), {**GIVEN, "on": ahead.isoformat(), "who": "chizhova", "tier": "regional"})
    found = tables(ministry.get(reverse("people:person", args=[siskin.pk])).content.decode())
    assert "h-now" not in found
    assert len(found["h-ahead"]) == 1
