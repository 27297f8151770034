"""Schools entered twice: found, looked at before they become one, made one, and two again; figures stay."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.actions import Organisation
from opora.accounts.models import Appointment, Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import Merge
from opora.organisations import actions as organisations
from opora.organisations.actions import NewSchool
from opora.organisations.merging import merge_schools
from opora.organisations.models import Municipality, NameAlias, School
from opora.organisations.names.actions import forget_alias
from opora.programmes import actions as programmes
from opora.programmes.models import Programme
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import OPENED, OPENED_AT, Places
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

DOUBLES = "/lists/doubles/"


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


def enter(municipality: Municipality, code: str, name: str) -> School:
    with clock.at(OPENED_AT):
        row = NewSchool(municipality=municipality, code=code, name=f"МБОУ «{name}»", short_name=name)
        return organisations.add_schools(region=municipality.region, rows=[row], on=OPENED, by=SYSTEM)[0]


@pytest.fixture
def twin(made: Places) -> School:
    return enter(made.bor, "twin", "Боровская СОШ № 2")


@pytest.fixture
def ministry(made: Places) -> Client:
    return of_post(Post.MINISTRY, made.region)


def of_post(post: str, where: Organisation) -> Client:
    who = person("Читаева", f"reader-{post}")
    return signed_in(who, appoint(who, post, where))


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def cells(client: Client, path: str, table: str) -> list[list[str]]:
    return tables(html(client, path)).get(table, [])


def test_two_entries_called_alike_are_found_and_others_are_not(made: Places, twin: School, ministry: Client) -> None:
    enter(made.luga, "far", "Боровская СОШ № 2")  # in another municipality it is another school
    closed = enter(made.bor, "closed", "Боровская СОШ № 1")
    organisations.change_status(school=closed, status="closed", on=OPENED, basis="приказ", by=SYSTEM)
    found = cells(ministry, DOUBLES, "h-pairs")
    assert [{cell.split("\n")[1].split(" ")[0] for cell in row[:2]} for row in found] == [{"priobye-2", "twin"}]
    coordinator = of_post(Post.COORDINATOR, made.luga)
    assert cells(coordinator, DOUBLES, "h-pairs") == []
    page = html(of_post(Post.INSTITUTE, made.region), DOUBLES)
    assert "twin" in page
    assert "Объединить" not in text(page)


def test_a_merge_is_looked_at_done_and_undone_and_figures_stay(
    made: Places, programme: Programme, twin: School, ministry: Client
) -> None:
    kept = enter(made.bor, "kept", "Гимназия № 7")
    appoint(person("Сойкина", "soikina"), Post.CURATOR, twin)
    programmes.enrol(programme=programme, schools=[twin], on=dt.date(2022, 2, 1), basis="приказ", by=SYSTEM)

    def figures() -> tuple[list[str], int]:
        rows = cells(ministry, "/lists/cohort/", "")
        return [row[0].split("\n")[0] for row in rows], Appointment.objects.standing().filter(post="curator").count()

    before, curators = figures()
    path = f"/lists/doubles/{made.fourth.pk}/{twin.pk}/"
    assert "разных муниципалитетах" in text(html(ministry, path))
    path = f"/lists/doubles/{kept.pk}/{twin.pk}/"
    page = html(ministry, path)
    counted = {row[0]: row[1:] for row in tables(page)["h-preview"]}
    assert counted["Назначения"] == ["1", "—"]
    assert counted["Названия школ"] == ["—", "1"]
    assert not Merge.objects.exists()
    refused = ministry.post(path, {"reason": " "})
    assert refused.status_code == 422
    assert not Merge.objects.exists()
    answer = ministry.post(path, {"reason": "внесена дважды"})
    merged = Merge.objects.get()
    assert answer["Location"] == f"/lists/merges/{merged.pk}/"
    after, curators_after = figures()
    assert (len(after), curators_after) == (len(before), curators)
    assert Appointment.objects.standing().get(person__login="soikina").school == kept
    listed = cells(ministry, DOUBLES, "h-merges")
    assert [(row[1].split("\n")[1], row[3]) for row in listed] == [("twin → kept", "внесена дважды")]
    assert cells(ministry, DOUBLES, "h-pairs") == []
    assert "twin" not in html(ministry, "/lists/schools/")
    page = html(ministry, f"/lists/schools/{twin.pk}/")
    assert f'href="/lists/schools/{kept.pk}/"' in page
    again = ministry.post(answer["Location"], {"reason": "две школы"})
    assert again["Location"] == answer["Location"]
    assert "две школы" in text(html(ministry, answer["Location"]))
    assert figures() == (before, curators)
    assert Appointment.objects.standing().get(person__login="soikina").school == twin


def test_what_is_in_the_way_is_said_before_anything_is_done(made: Places, twin: School, ministry: Client) -> None:
    for school, login in ((made.second, "zyablikova"), (twin, "chizhova")):
        appoint(person("Зябликова", login), Post.SCHOOL_HEAD, school)
    path = f"/lists/doubles/{made.second.pk}/{twin.pk}/"
    page = html(ministry, path)
    assert "завершите одно из назначений" in text(page)
    assert 'name="reason"' not in page
    assert ministry.post(path, {"reason": "одна"}).status_code == 422
    assert not Merge.objects.exists()


def test_two_entries_are_found_by_their_codes(made: Places, twin: School, ministry: Client) -> None:
    answer = ministry.get(f"{DOUBLES}?one=priobye-1&other=twin")
    assert answer["Location"] == f"/lists/doubles/{made.first.pk}/{twin.pk}/"
    for asked, told in (("one=twin&other=twin", "две разные"), ("one=twin&other=none", "Школы с кодом «none» нет")):
        response = ministry.get(f"{DOUBLES}?{asked}")
        assert response.status_code == 422
        assert told in text(response.content.decode())


def test_a_merge_on_which_something_rests_is_not_taken_back(made: Places, twin: School, ministry: Client) -> None:
    merged = merge_schools(kept=made.second, double=twin, reason="одна", by=SYSTEM)
    forget_alias(alias=NameAlias.objects.standing()[0], reason="ошибка", by=SYSTEM)
    response = ministry.post(f"/lists/merges/{merged.pk}/", {"reason": "две"})
    assert response.status_code == 422
    assert "после объединения" in text(response.content.decode())
    merged.refresh_from_db()
    assert merged.undone_at is None


def test_only_the_ministry_merges_and_others_see_what_is_theirs(made: Places, twin: School) -> None:
    merged = merge_schools(kept=made.second, double=twin, reason="одна", by=SYSTEM)
    path = f"/lists/merges/{merged.pk}/"
    for post, where, status in (
        (Post.INSTITUTE, made.region, 200), (Post.COORDINATOR, made.bor, 200), (Post.CURATOR, made.third, 404),
    ):  # fmt: skip
        client = of_post(post, where)
        assert client.get(path).status_code == status
        assert client.post(path, {"reason": "x"}).status_code == 404
        assert client.get(f"/lists/doubles/{made.first.pk}/{made.second.pk}/").status_code == 404
    merged.refresh_from_db()
    assert merged.undone_at is None


def test_an_earlier_moment_shows_no_later_merge(made: Places, twin: School, ministry: Client) -> None:
    merge_schools(kept=made.second, double=twin, reason="одна", by=SYSTEM)
    page = html(ministry, f"{DOUBLES}?known_at=2022-05-01")
    assert "h-merges" not in tables(page)
    assert "h-pairs" not in tables(page)


@pytest.mark.parametrize("rows", [1, 3])
def test_doubles_and_merges_cost_a_fixed_number_of_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = Grown(rows)
    for number, municipality in enumerate(region.municipalities):
        twins = [enter(municipality, f"{name}{number}", f"СОШ № {number + 5}") for name in ("a", "b")]
        gone = enter(municipality, f"c{number}", "Гимназия № 100")
        merge_schools(kept=twins[0], double=gone, reason="одна", by=SYSTEM)
    client = signed_in(*region.readers["ministry"])
    with django_assert_num_queries(29):
        page = client.get(DOUBLES).content.decode()
    assert [len(tables(page)[name]) for name in ("h-pairs", "h-merges")] == [rows, rows]
