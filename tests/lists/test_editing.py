"""Lists are changed on their pages: what is written, what stays, what is refused and said beside which field."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from opora.accounts.models import Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.organisations import actions
from opora.organisations.models import Municipality, School, SchoolName
from opora.organisations.queries import SchoolState, schools_at
from opora.programmes.models import CohortMembership, LowResultsListing
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import text
from tests.roadmap.lived import NOW, Lived, live_once

pytestmark = pytest.mark.django_db

MAY = dt.date(2022, 5, 1)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def ministry(lived: Lived) -> Client:
    who = person("Читаева", "reader")
    return signed_in(who, appoint(who, Post.MINISTRY, lived.made.region))


def state(school: School, day: dt.date = TODAY) -> SchoolState:
    return schools_at(School.objects.filter(pk=school.pk), day, clock.now())[0]


def done(response: HttpResponse) -> None:
    assert response.status_code == 302, text(response.content.decode())


def refused(response: HttpResponse, *told: str) -> None:
    assert response.status_code == 422
    page = text(response.content.decode())
    for one in told:
        assert one in page


NAMED = {"name": "МБОУ «Новая школа»", "short_name": "Новая", "occurred_on": "2022-05-01"}


def test_a_name_holds_from_its_day_on(lived: Lived, ministry: Client) -> None:
    first = lived.made.first
    done(ministry.post(f"/lists/schools/{first.pk}/name/", NAMED))
    assert state(first).short_name == "Новая"
    assert state(first, dt.date(2022, 4, 30)).short_name == "Боровская № 1"
    assert JournalEntry.objects.filter(verb="rename", about=f"school:{first.pk}").count() == 1
    page = text(ministry.get(f"/lists/schools/{first.pk}/name/").content.decode())
    assert "Новая" in page
    assert "Боровская № 1" in page
    assert "Читаева" in page


def test_the_same_name_is_refused(lived: Lived, ministry: Client) -> None:
    done(ministry.post(f"/lists/schools/{lived.made.first.pk}/name/", NAMED))
    refused(ministry.post(f"/lists/schools/{lived.made.first.pk}/name/", NAMED), "так уже и записано")


@pytest.mark.parametrize(
    ("what", "given", "told"),
    [
        ("name", {"name": "", "short_name": "", "occurred_on": ""}, "Заполните это поле"),
        ("name", {**NAMED, "name": "=1+1"}, "=1+1"),
        ("name", {**NAMED, "occurred_on": "31.02.2022"}, "25.02.2022"),
        ("name", {**NAMED, "occurred_on": "2022-06-02"}, "ещё не наступ"),
        ("type", {"kind": "nonsense", "occurred_on": "2022-05-01"}, "nonsense"),
        ("status", {"status": "closed", "basis": " ", "occurred_on": "2022-05-01"}, "Укажите документ, по которому"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    lived: Lived, ministry: Client, what: str, given: dict[str, str], told: str
) -> None:
    before = state(lived.made.first)
    response = ministry.post(f"/lists/schools/{lived.made.first.pk}/{what}/", given)
    refused(response, told, "Пока ничего не записано")
    assert state(lived.made.first) == before
    if given.get("short_name"):
        assert 'value="Новая"' in response.content.decode()


def test_type_status_and_growth_point_hold_from_a_day(lived: Lived, ministry: Client) -> None:
    first, path = lived.made.first, f"/lists/schools/{lived.made.first.pk}"
    assert "участвует в программе 2022" in text(ministry.get(f"{path}/status/").content.decode())
    done(ministry.post(f"{path}/type/", {"kind": "lyceum", "occurred_on": "2022-05-01"}))
    done(ministry.post(f"{path}/growth-point/", {"present": "yes", "basis": "", "occurred_on": "2022-05-02"}))
    done(ministry.post(f"{path}/status/", {"status": "closed", "basis": "приказ 7", "occurred_on": "2022-05-03"}))
    now, before = state(first), state(first, dt.date(2022, 4, 30))
    assert (now.kind, now.growth_point, now.status, now.status_basis) == ("lyceum", True, "closed", "приказ 7")
    assert (before.kind, before.growth_point, before.status) == ("secondary", False, "open")


def test_a_mistake_is_corrected_and_the_only_value_stays(lived: Lived, ministry: Client) -> None:
    first = lived.made.first
    only = SchoolName.objects.get(school=first)
    path = f"/lists/schools/{first.pk}/name/{only.pk}/"
    refused(ministry.post(path, {"step": "take-back", "reason": "опечатка"}), "исправьте")
    assert state(first).short_name == "Боровская № 1"
    right = {"name": "Боровская", "short_name": "Боровская", "occurred_on": "2021-09-01"}
    refused(ministry.post(path, {"step": "correct", **right}), "Напишите, что было не так")
    done(ministry.post(path, {"step": "correct", "reason": "опечатка", **right}))
    only.refresh_from_db()
    assert only.void_reason == "опечатка"
    assert state(first, dt.date(2021, 9, 1)).short_name == "Боровская"
    assert schools_at(School.objects.filter(pk=first.pk), MAY, NOW - dt.timedelta(days=1))[0].short_name != "Боровская"
    assert ministry.get(path).status_code == 404
    assert "опечатка" in text(ministry.get(f"/lists/schools/{first.pk}/name/").content.decode())


def test_a_later_mistake_is_taken_back(lived: Lived, ministry: Client) -> None:
    first = lived.made.first
    done(ministry.post(f"/lists/schools/{first.pk}/name/", NAMED))
    later = SchoolName.objects.get(school=first, short_name="Новая")
    done(ministry.post(f"/lists/schools/{first.pk}/name/{later.pk}/", {"step": "take-back", "reason": "не та школа"}))
    assert state(first).short_name == "Боровская № 1"


def test_a_value_of_another_school_is_not_found(lived: Lived, ministry: Client) -> None:
    other = SchoolName.objects.filter(school=lived.made.second).first()
    assert other is not None
    assert ministry.get(f"/lists/schools/{lived.made.first.pk}/name/{other.pk}/").status_code == 404
    assert ministry.get(f"/lists/schools/{lived.made.first.pk}/nonsense/").status_code == 404


def test_a_school_is_added(lived: Lived, ministry: Client) -> None:
    given = {
        "code": "new-1", "municipality": str(lived.made.bor.pk), "name": "Новая школа", "short_name": "Новая",
        "kind": "basic", "growth_point": "on", "occurred_on": "2022-05-01",
    }  # fmt: skip
    done(ministry.post("/lists/schools/add/", given))
    made = state(School.objects.get(code="new-1"))
    assert (made.short_name, made.kind, made.growth_point, made.status_since) == ("Новая", "basic", True, MAY)
    refused(ministry.post("/lists/schools/add/", given), "уже занят", "Новая школа"[:5])
    refused(ministry.post("/lists/schools/add/", {**given, "code": "с кириллицей"}), "не код")
    refused(ministry.post("/lists/schools/add/", {**given, "code": "new-2", "municipality": "0"}), "Выберите муницип")


def test_a_municipality_is_added_and_changed(lived: Lived, ministry: Client) -> None:
    given = {"code": "new", "name": "Новый район", "short_name": "Новый", "tile_column": "3", "tile_row": "1"}
    done(ministry.post("/lists/municipalities/add/", given))
    made = Municipality.objects.get(code="new")
    assert (made.name, made.tile_column, made.tile_row) == ("Новый район", 3, 1)
    refused(ministry.post("/lists/municipalities/add/", {**given, "code": "other", "tile_row": "2"}), "Так уже назыв")
    refused(ministry.post("/lists/municipalities/add/", {**given, "code": "other", "name": "Другой"}), "место на карте")
    refused(ministry.post("/lists/municipalities/add/", {**given, "code": "new"}), "уже занят")
    path = f"/lists/municipalities/{made.pk}/"
    change = {key: value for key, value in given.items() if key != "code"}
    refused(ministry.post(path, {**change, "name": "Лужский район"}), "Так уже называется")
    refused(ministry.post(path, {**change, "tile_row": ""}), "нужны")
    done(ministry.post(path, {**change, "name": "Новый округ", "tile_column": "", "tile_row": ""}))
    made.refresh_from_db()
    assert (made.name, made.tile_column) == ("Новый округ", None)
    assert JournalEntry.objects.filter(verb="change-municipalities").count() == 1


def members(lived: Lived, day: dt.date = TODAY) -> set[str]:
    spans = CohortMembership.objects.filter(cohort__programme=lived.programme).in_force(day, clock.now())
    return set(spans.values_list("school__code", flat=True))


def test_schools_are_taken_in_by_ticks_and_pasted_codes(lived: Lived, ministry: Client) -> None:
    made = lived.made
    before = members(lived)
    assert before == {"priobye-1", "priobye-3"}
    found = ministry.post(
        "/lists/cohort/add/", {"find": "бор", "find_now": "1", "school": [made.fourth.pk], "basis": "пр"}
    )
    page = found.content.decode()
    assert found.status_code == 200
    assert f'value="{made.fourth.pk}" checked' in page
    assert f'value="{made.second.pk}">' in page
    assert f'name="school" value="{made.first.pk}"' not in page
    assert 'value="пр"' in page
    given = {"school": [made.fourth.pk], "codes": "priobye-2,", "basis": "приказ 5", "occurred_on": "2022-05-20"}
    done(ministry.post("/lists/cohort/add/", given))
    assert members(lived) == {"priobye-1", "priobye-2", "priobye-3", "priobye-4"}
    assert members(lived, dt.date(2022, 5, 19)) == before


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "Выберите школы"),
        ({"codes": "priobye-1 nonsense"}, "priobye-1, nonsense"),
        ({"school": ["x", "99999999999999999999"]}, "Выберите школы"),
        ({"codes": "priobye-4", "basis": ""}, "Назовите документ"),
    ],
)
def test_who_cannot_be_taken_in_is_said(lived: Lived, ministry: Client, more: dict[str, object], told: str) -> None:
    given = {"basis": "приказ 5", "occurred_on": "2022-05-20", **more}
    refused(ministry.post("/lists/cohort/add/", given), told)
    assert members(lived) == {"priobye-1", "priobye-3"}


def test_a_school_leaves_comes_back_and_never_took_part(lived: Lived, ministry: Client) -> None:
    row = CohortMembership.objects.get(cohort__programme=lived.programme, school=lived.made.first)
    path = f"/lists/cohort/{row.pk}/"
    leaving = {"step": "leave", "occurred_on": "2022-05-01", "reason": "other", "basis": "приказ 6"}
    refused(ministry.post(path, leaving), "другую причину")
    refused(ministry.post(path, {**leaving, "reason": "closed", "occurred_on": "2021-01-01"}), "раньше")
    done(ministry.post(path, {**leaving, "reason": "closed"}))
    assert members(lived) == {"priobye-3"}
    again = ministry.post(path, {**leaving, "reason": "closed", "occurred_on": "2022-05-02"}, follow=True)
    assert "опередил" in text(again.content.decode())
    assert row.ends.standing().get().occurred_on == MAY
    done(ministry.post(path, {"step": "return", "reason": "ошибка"}))
    assert members(lived) == {"priobye-1", "priobye-3"}
    done(ministry.post(path, {"step": "return", "reason": "ошибка"}))
    done(ministry.post(path, {**leaving, "reason": "closed"}))
    done(ministry.post(path, {"step": "take-back", "reason": "не та"}))
    assert members(lived, dt.date(2022, 1, 1)) == {"priobye-2", "priobye-3"}
    assert ministry.get(path).status_code == 404
    assert not row.ends.standing().exists()


def test_a_list_of_low_results_is_made_replaced_and_taken_back(lived: Lived, ministry: Client) -> None:
    made = lived.made
    given = {"school": [made.first.pk, made.second.pk], "basis": "приказ 1", "occurred_on": "2022-05-01"}
    done(ministry.post("/lists/low-results/add/", given))
    page = ministry.get("/lists/low-results/add/").content.decode()
    assert [f'value="{one.pk}" checked' in page for one in (made.first, made.second, made.third)] == [True, True, False]
    done(ministry.post("/lists/low-results/add/", {**given, "school": [], "codes": "priobye-3\npriobye-4"}))
    assert listed(ministry) == {"priobye-3", "priobye-4"}
    latest = LowResultsListing.objects.order_by("-pk").first()
    assert latest is not None
    refused(ministry.post(f"/lists/low-results/{latest.pk}/", {"reason": " "}), "почему")
    done(ministry.post(f"/lists/low-results/{latest.pk}/", {"reason": "не тот"}))
    assert listed(ministry) == {"priobye-1", "priobye-2"}
    assert listed(ministry, "?as_of=2022-04-30") == set()


def listed(client: Client, more: str = "") -> set[str]:
    content = client.get(f"/lists/low-results/list.csv{more}").content.decode("utf-8-sig")
    return {line.split(";")[0] for line in content.splitlines()[1:]}


WRITING = ["/lists/municipalities/add/", "/lists/schools/add/", "/lists/cohort/add/", "/lists/low-results/add/"]


@pytest.mark.parametrize("post", [Post.CONTROLLER, Post.INSTITUTE, Post.COORDINATOR])
def test_who_only_reads_changes_nothing(lived: Lived, post: str) -> None:
    who = person("Читаева", "only-reads")
    where = lived.made.bor if post == Post.COORDINATOR else lived.made.region
    client = signed_in(who, appoint(who, post, where))
    membership = CohortMembership.objects.get(cohort__programme=lived.programme, school=lived.made.first)
    pages = [
        f"/lists/schools/{lived.made.first.pk}/name/",
        f"/lists/municipalities/{lived.made.bor.pk}/",
        f"/lists/cohort/{membership.pk}/",
    ]
    for path in WRITING:
        assert client.get(path).status_code == client.post(path).status_code == 404
    for path in pages:
        page = client.get(path)
        assert page.status_code == 200
        assert 'class="op-form' not in page.content.decode()
        assert client.post(path, {**NAMED, "step": "take-back", "reason": "x"}).status_code == 404
    assert membership.pk in CohortMembership.objects.standing().values_list("pk", flat=True)


def test_a_page_of_the_past_writes_nothing(lived: Lived, ministry: Client) -> None:
    path = f"/lists/schools/{lived.made.first.pk}/name/?known_at=2022-05-20"
    assert 'class="op-form' not in ministry.get(path).content.decode()
    assert ministry.post(path, NAMED).status_code == 404
    for one in WRITING:
        assert "раннее время" in text(ministry.get(f"{one}?known_at=2022-05-20").content.decode())


def test_another_region_cannot_be_reached(lived: Lived, ministry: Client) -> None:
    region = actions.open_region(name="Чужой край", code="far", time_zone="Europe/Moscow", by=SYSTEM)
    row = actions.NewMunicipality(code="far", name="Чужой район", short_name="Чужой")
    (far,) = actions.add_municipalities(region=region, rows=[row], by=SYSTEM)
    school = actions.NewSchool(municipality=far, code="far-1", name="Чужая", short_name="Чужая")
    (strange,) = actions.add_schools(region=region, rows=[school], on=MAY, by=SYSTEM)
    assert ministry.get(f"/lists/municipalities/{far.pk}/").status_code == 404
    assert ministry.post(f"/lists/schools/{strange.pk}/name/", NAMED).status_code == 404
    given = {"school": [strange.pk], "basis": "приказ", "occurred_on": "2022-05-20"}
    refused(ministry.post("/lists/cohort/add/", given), "Выберите школы")
    refused(ministry.post("/lists/cohort/add/", {**given, "codes": "far-1"}), "far-1")
    new = {"code": "x", "name": "x", "short_name": "x", "kind": "basic", "occurred_on": "2022-05-01"}
    refused(ministry.post("/lists/schools/add/", {**new, "municipality": str(far.pk)}), "Выберите муниципалитет")
