"""Certificates within reach: looking, searching, saving, printing, taking back, through the pages."""

import io
from http import HTTPStatus

import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from opora.accounts.models import Post
from opora.certificates import jobs
from opora.certificates.models import Certificate
from opora.certificates.views import listing
from opora.core import clock
from opora.core.files.models import StoredFile
from opora.core.jobs import queue, running
from tests.accounts.people import appoint, person, signed_in
from tests.certificates.given import GIVEN_AT, SUBJECT, give, holder
from tests.organisations import places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_day():
    with clock.at(GIVEN_AT):
        yield


@pytest.fixture
def made():
    return places.make()


def client_of(made: places.Places, post: Post = Post.INSTITUTE, surname: str = "Синицына") -> Client:
    where = {Post.COORDINATOR: made.bor, Post.SCHOOL_HEAD: made.first}.get(post, made.region)
    who = person(surname, f"w-{post.replace('_', '-')}")
    return signed_in(who, appoint(who, post, where))


def page_of(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def words(content: bytes) -> list[str]:
    """The text of each page, in one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_everybody_finds_the_own_ones(made):
    client = client_of(made, Post.OPERATOR)
    assert "Сертификатов пока нет" in page_of(client, "/certificates/")
    give(made.region, "Гость Иван")
    (own,) = give(made.region, Certificate.person.field.related_model.objects.get(login="w-operator"))
    page = page_of(client, "/certificates/")
    assert own.number in page
    assert "1 ваш сертификат." in page
    assert "Гость" not in page
    assert "Чьи" not in page


def test_the_institute_searches_and_saves_what_fits(made):
    client = client_of(made)
    anna = person("Чижова", "chizhova")
    given, guest = give(made.region, holder(anna, minutes=90), "=Гость")
    other_subject = type(SUBJECT)(**{**_fields(), "about": "event:18", "title": "Семинар"})
    (other,) = give(made.region, anna, subject=other_subject)
    for asked, expected in (
        ({}, {given, guest, other}),
        ({"q": "чижова СЛЁТ"}, {given}),
        ({"q": guest.number.lower().replace("-", " ").replace(" ", "")}, {guest}),
        ({"about": "event:18"}, {other}),
        ({"q": "%_\0"}, set()),
        ({"whose": "mine"}, set()),
    ):
        page = page_of(client, "/certificates/", **asked)
        assert {one for one in (given, guest, other) if one.number in page} == expected
        book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/certificates.xlsx", asked).content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        rows = rows[[row[0] for row in rows].index("Номер") + 1 :]
        assert {row[0] for row in rows} == {one.number for one in expected}
    assert "Ничего не подходит" in page_of(client, "/certificates/", q="zzz")


def _fields():
    return {name: getattr(SUBJECT, name) for name in SUBJECT.__slots__}


def test_a_coordinator_sees_people_of_the_own_schools_and_takes_nothing_back(made):
    head, far = person("Галкина", "head1"), person("Дальняя", "head3")
    appoint(head, Post.SCHOOL_HEAD, made.first)
    appoint(far, Post.SCHOOL_HEAD, made.third)
    near_one, far_one = give(made.region, head, far)
    client = client_of(made, Post.COORDINATOR)
    page = page_of(client, "/certificates/")
    assert near_one.number in page
    assert far_one.number not in page
    page = page_of(client, f"/certificates/{near_one.pk}/")
    assert "Отозвать" not in page
    for path in (f"/certificates/{far_one.pk}/", f"/certificates/{far_one.pk}.pdf"):
        assert client.get(path).status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"/certificates/{near_one.pk}/revoke/", {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_the_institute_takes_one_back_with_a_reason(made):
    client = client_of(made)
    (given,) = give(made.region, "Гость Иван")
    path = f"/certificates/{given.pk}/"
    assert f'href="/verify/{given.public_key}/"' in page_of(client, path)
    answer = client.post(f"{path}revoke/", {"reason": " "})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Напишите, почему сертификат отзывается." in answer.content.decode()
    page = client.post(f"{path}revoke/", {"reason": "не был на месте"}, follow=True).content.decode()
    for text in (f"Сертификат {given.number} отозван.", "Причина: не был на месте.", "отозван 20.09.2022"):
        assert text in page
    assert "Отозвать сертификат" not in page
    assert client.get(f"/certificates/{given.pk}.pdf").status_code == HTTPStatus.NOT_FOUND
    assert "отозван 20.09.2022" in page_of(client, "/certificates/")
    answer = client.post("/certificates/print/", follow=True)
    assert "печатать нечего" in answer.content.decode()


def test_a_paper_says_what_the_row_says_and_a_demonstration_that_it_is_one(made):
    client = client_of(made)
    (given,) = give(made.region, holder("<b>Гость & Иван</b>", minutes=45))
    answer = client.get(f"/certificates/{given.pk}.pdf", HTTP_ACCEPT_LANGUAGE="en", headers={"host": "localhost"})
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    (said,) = words(answer.content)
    for text in (
        "<b>Гость & Иван</b>",
        "Сертификат участника",
        given.number,
        "16.09.2022",
        "45 мин",
        "localhost/verify/",
    ):
        assert text in said
    assert "Демонстрация" not in said
    assert f'filename="opora-certificate-{given.number}.pdf"' in answer["Content-Disposition"]
    type(made.region).objects.update(demonstration_on=GIVEN_AT.date())
    (said,) = words(client.get(f"/certificates/{given.pk}.pdf").content)
    assert "Демонстрация" in said


def test_the_longest_names_and_titles_stay_on_one_page_each(made):
    subject = type(SUBJECT)(**{**_fields(), "title": "Слово " * 83, "place": "Ж" * 300, "organiser": "Щ" * 300})
    give(made.region, "Я" * 250, "Ключи " * 41, "А", subject=subject)
    said = words(client_of(made).post("/certificates/print/").content)
    assert len(said) == 3
    for page, name in zip(said, ("А", "Ключи Ключи", "Я" * 30), strict=True):
        assert name in page
        assert "Выдан 20.09.2022." in page
        assert page.count("Слово") == 83


def test_what_is_chosen_is_printed_at_once_and_many_in_the_background(made, monkeypatch, settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    client = client_of(made)
    give(made.region, "Гость Иван", "Гость Пётр", "Зяблик")
    assert len(words(client.post("/certificates/print/", {"q": "гость"}).content)) == 2
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    answer = client.post("/certificates/print/")
    job = queue.claim("w1")
    assert answer["Location"] == f"/jobs/{job.pk}/"
    running.execute(job)
    job.refresh_from_db()
    stored = StoredFile.objects.get()
    assert (job.state, job.result) == ("done", {"text": "3 сертификата", "url": f"/files/{stored.pk}/"})
    assert stored.pages == 3
    other = client_of(made, Post.MINISTRY)
    assert other.get(f"/files/{stored.pk}/").status_code == HTTPStatus.NOT_FOUND
    jobs.forget_prints()
    assert StoredFile.objects.count() == 1
    with clock.at(GIVEN_AT + jobs.DAY):
        jobs.forget_prints()
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_a_fixed_number_of_queries(made, django_assert_num_queries, rows):
    client = client_of(made)
    given = give(made.region, *["Гость Иван", "Гость Пётр", "Зяблик"][:rows])
    with django_assert_num_queries(9):
        client.get("/certificates/")
    with django_assert_num_queries(6):
        client.get(f"/certificates/{given[0].pk}/")
    with django_assert_num_queries(5):
        client.get("/certificates.xlsx")
