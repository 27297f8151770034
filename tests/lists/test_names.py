"""Names that are not sure: decided on the page that checks a file, taught by hand, looked through, forgotten."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.actions import Organisation
from opora.accounts.models import Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.models import NameAlias
from opora.organisations.names.actions import learn_alias
from opora.programmes.models import CohortMembership, Programme
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import HOSTILE, tables, text
from tests.organisations.places import Places
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

LEARN = "/lists/names/learn/"


@pytest.fixture(autouse=True)
def _june(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.UPLOADS = tmp_path / "uploads"
    with clock.at(NOW):
        yield


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


def checked(client: Client, kind: str, content: str) -> str:
    file = SimpleUploadedFile("школы.csv", content.encode())
    response = client.post(f"/lists/{kind}/import/", {"file": file, "on": "2022-05-20", "basis": "приказ 5"})
    assert response.status_code == 302, text(response.content.decode())
    address: str = response["Location"]
    return address


def test_an_unclear_name_is_decided_and_its_rows_are_right(
    made: Places, programme: Programme, ministry: Client
) -> None:
    address = checked(
        ministry, "cohort", "school;municipality\nЯсная луговая;Лужский район\nГимназия № 9;Боровской район\n"
    )
    page = html(ministry, address)
    rows = tables(page)["h-unclear"]
    assert [(row[0].split("\n")[0], "priobye-4" in row[1]) for row in rows] == [("Ясная луговая", True)]
    assert "checked" not in page.partition("h-unclear")[2]
    sent = {"text": "Ясная луговая", "beside": "Лужский район", "of": "school", "code": "priobye-4", "next": address}
    answer = ministry.post(LEARN, {**sent, "file": "школы.csv"})
    assert answer["Location"] == address
    page = html(ministry, address)
    assert "h-unclear" not in tables(page)
    assert [row[0] for row in tables(page)["h-wrong"]] == ["3"]
    alias = NameAlias.objects.get()
    assert (alias.text, alias.school, alias.basis) == ("Ясная луговая", made.fourth, "решено для файла «школы.csv»")
    assert ministry.post(address, {"step": "partial"}).status_code == 302
    written = CohortMembership.objects.filter(cohort__programme=programme, basis="приказ 5")
    assert [row.school for row in written] == [made.fourth]


def test_the_same_text_in_several_rows_is_asked_once(made: Places, programme: Programme, ministry: Client) -> None:
    content = "school;municipality;from\n" + "".join(f"Ясная луговая;;0{day}.05.2022\n" for day in range(1, 8))
    rows = tables(html(ministry, checked(ministry, "cohort", content)))["h-unclear"]
    assert len(rows) == 1
    assert "в 7 строках" in rows[0][0]


def test_an_unclear_municipality_is_decided(made: Places, ministry: Client) -> None:
    content = "code;municipality;name\nn-1;Лужсский район;Лицей № 5\n"
    address = checked(ministry, "schools", content)
    assert "luga" in tables(html(ministry, address))["h-unclear"][0][1]
    sent = {"text": "Лужсский район", "beside": "", "of": "municipality", "code": "luga", "next": address}
    assert ministry.post(LEARN, sent)["Location"] == address
    assert "h-wrong" not in tables(html(ministry, address))


def test_a_name_that_would_stay_unclear_is_not_learned(made: Places, ministry: Client) -> None:
    sent = {"text": "Луговая школа", "beside": "", "of": "school", "code": "priobye-3", "next": "/lists/"}
    page = ministry.post(LEARN, sent, follow=True).content.decode()
    assert "не запомнено" in text(page)
    assert not NameAlias.objects.exists()


def test_one_comes_back_to_a_page_of_opora_only(made: Places, ministry: Client) -> None:
    sent = {"text": "за рекой", "of": "school", "code": "priobye-3", "next": "https://example.org/"}
    assert ministry.post(LEARN, sent)["Location"] == "/lists/names/"


@pytest.mark.parametrize("post", [Post.INSTITUTE, Post.CONTROLLER, Post.COORDINATOR])
def test_only_the_ministry_decides(made: Places, post: str) -> None:
    client = of_post(post, made.luga if post == Post.COORDINATOR else made.region)
    alias = learn_alias(region=made.region, text="за рекой", of=made.third, by=SYSTEM)
    assert client.post(LEARN, {"text": "x", "of": "school", "code": "priobye-3"}).status_code == 404
    for path in ("/lists/names/add/", f"/lists/names/{alias.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "x"}).status_code == 404
    assert NameAlias.objects.standing().exists()


def test_learned_names_are_shown_searched_and_saved(made: Places, ministry: Client) -> None:
    assert "Пока ни одно название не запомнено" in text(html(ministry, "/lists/names/"))
    learn_alias(region=made.region, text="Школа за рекой", of=made.third, basis="звонок", by=SYSTEM)
    learn_alias(region=made.region, text="Бор", of=made.bor, by=SYSTEM)
    learn_alias(region=made.region, text=HOSTILE, of=made.first, by=SYSTEM)
    everything = tables(html(ministry, "/lists/names/"))[""]
    assert [row[0] for row in everything] == [HOSTILE, "Бор", "Школа за рекой"]
    for asked, expected in (("q_name=РЕКОЙ", ["Школа за рекой"]), ("of=municipality", ["Бор"]), ("q_name=нет", [])):
        assert [row[0] for row in tables(html(ministry, f"/lists/names/?{asked}")).get("", [])] == expected
    saved = ministry.get("/lists/names/list.csv?q_name=рекой").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(saved), delimiter=";"))
    assert [row[:5] for row in rows[-1:]] == [["Школа за рекой", "priobye-3", "Лужская", "Лужский район", "звонок"]]
    assert ministry.get("/lists/names/list.xlsx").status_code == 200


def test_a_coordinator_sees_the_names_of_the_own_municipality(made: Places) -> None:
    for text_, of in (("а", made.first), ("б", made.third), ("в", made.bor), ("г", made.luga)):
        learn_alias(region=made.region, text=text_, of=of, by=SYSTEM)
    page = html(of_post(Post.COORDINATOR, made.luga), "/lists/names/")
    assert [row[0] for row in tables(page)[""]] == ["г", "б"]


def test_a_name_is_taught_and_forgotten(made: Places, ministry: Client) -> None:
    sent = {"text": "Школа за рекой", "school": "Лужская школа", "municipality": "", "basis": "звонок"}
    assert ministry.post("/lists/names/add/", sent)["Location"] == "/lists/names/"
    alias = NameAlias.objects.get()
    assert (alias.school, alias.basis) == (made.third, "звонок")
    page = f"/lists/names/{alias.pk}/"
    assert ministry.post(page, {"reason": ""}).status_code == 422
    assert ministry.post(page, {"reason": "ошибка"})["Location"] == "/lists/names/"
    alias.refresh_from_db()
    assert alias.void_reason == "ошибка"
    assert ministry.get(page).status_code == 404
    assert ministry.post("/lists/names/add/", {**sent, "school": "", "municipality": made.luga.pk}).status_code == 302
    assert NameAlias.objects.standing().get().municipality == made.luga


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"school": ""}, "Скажите, какую школу или какой муниципалитет"),
        ({"school": "priobye-1", "municipality": "luga"}, "одно из двух полей"),
        ({"school": "нет такой"}, "нет такой"),
        ({"text": ""}, "Напишите название"),
        ({"text": "=1+1"}, "формула"),
        ({"text": "занято"}, "priobye-2"),
    ],
)
def test_what_cannot_be_taught_is_said(made: Places, ministry: Client, given: dict[str, str], told: str) -> None:
    learn_alias(region=made.region, text="занято", of=made.second, by=SYSTEM)
    sent = {"text": "Школа за рекой", "school": "priobye-1", "municipality": "", "basis": "", **given}
    if sent["municipality"]:
        sent["municipality"] = str(made.luga.pk)
    response = ministry.post("/lists/names/add/", sent)
    assert response.status_code == 422
    assert told in text(response.content.decode())
    assert NameAlias.objects.count() == 1


def test_a_taught_name_that_stays_unclear_is_told(made: Places, ministry: Client) -> None:
    sent = {"text": "Луговая школа", "school": "priobye-3", "municipality": "", "basis": ""}
    page = ministry.post("/lists/names/add/", sent, follow=True).content.decode()
    assert "остаётся неясным" in text(page)


@pytest.mark.parametrize("rows", [1, 3])
def test_learned_names_cost_a_fixed_number_of_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = Grown(rows)
    for school in region.schools:
        learn_alias(region=region.region, text=f"имя {school.code}", of=school, by=SYSTEM)
    client = signed_in(*region.readers["ministry"])
    with django_assert_num_queries(19):
        page = client.get("/lists/names/").content.decode()
    assert len(tables(page)[""]) == rows
