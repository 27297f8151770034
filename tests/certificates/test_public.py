"""Whether a certificate holds: open to everybody, and to nobody more than what the paper says."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core.cache import cache

from opora.accounts import throttle
from opora.certificates import actions
from opora.certificates.numbers import SIGNS, check_sign
from opora.core import clock
from opora.core.actors import SYSTEM
from tests.accounts.people import person
from tests.certificates.given import GIVEN_AT, give, holder
from tests.organisations import places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rested():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def made():
    return places.make()


def unknown(number: str) -> str:
    """A right number that nobody was given."""
    head = number[:-2] + SIGNS[(SIGNS.index(number[-2]) + 1) % len(SIGNS)]
    return head + check_sign(head)


def test_a_number_as_typed_leads_to_what_the_paper_says(made, client):
    anna = person("Чижова", "chizhova")
    given, other = give(made.region, holder(anna, minutes=390), "Гость Иван")
    answer = client.get("/verify/", {"number": given.number.lower().replace("-", " ")})
    assert answer["Location"] == f"/verify/{given.public_key}/"
    answer = client.get(answer["Location"])
    page = answer.content.decode()
    said = (
        "Действует.",
        "Чижова Елена Викторовна",
        "Слёт кураторов",
        "16.09.2022",
        "6\u00a0ч\u00a030\u00a0мин",
        "Бор, ул. Речная, 1",
    )
    for text in (*said, "Институт «Рост»", given.number, "20.09.2022", "Приобский край", "Сертификат участника"):
        assert text in page
    for text in ("chizhova", "Гость", other.number, other.public_key, f"/{given.pk}", "event:17"):
        assert text not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_a_revoked_one_says_so_with_the_day_of_the_region_and_without_the_reason(made, client):
    (given,) = give(made.region, "Гость Иван")
    with clock.at(dt.datetime(2022, 10, 1, 18, tzinfo=dt.UTC)):  # one in the morning of the second in Barnaul
        actions.revoke(certificate=given, reason="не был на месте", by=SYSTEM)
    page = client.get(f"/verify/{given.public_key}/").content.decode()
    assert "Не действует: отозван 02.10.2022." in page
    assert "Действует." not in page
    assert "не был на месте" not in page


@pytest.mark.parametrize(
    ("number", "status", "text"),
    [
        ("", HTTPStatus.UNPROCESSABLE_ENTITY, "Напишите номер"),
        ("2022-0001-0000", HTTPStatus.UNPROCESSABLE_ENTITY, "В номере ошибка"),
        ("\0<b>", HTTPStatus.UNPROCESSABLE_ENTITY, None),
    ],
)
def test_a_slip_is_told_from_a_number_that_was_never_given(made, client, number, status, text):
    answer = client.get("/verify/", {"number": number})
    page = answer.content.decode()
    assert answer.status_code == status
    assert text is None or text in page
    assert "<b>&" not in page
    (given,) = give(made.region, "Гость Иван")
    answer = client.get("/verify/", {"number": unknown(given.number)})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert f"Сертификата с номером {unknown(given.number)} нет." in answer.content.decode()
    answer = client.get("/verify/nothing-of-ours/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "По этому адресу сертификата нет." in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_who_asks_for_what_does_not_exist_again_and_again_has_to_wait(made, client):
    (given,) = give(made.region, "Гость Иван")
    for _time in range(throttle.MISSES * 2):  # what exists may be asked for as often as one likes
        assert client.get(f"/verify/{given.public_key}/").status_code == HTTPStatus.OK
    for place in range(throttle.MISSES):
        path, asked = ("/verify/nothing/", {}) if place % 2 else ("/verify/", {"number": unknown(given.number)})
        assert client.get(path, asked).status_code == HTTPStatus.NOT_FOUND
    answers = [client.get("/verify/", {"number": given.number}), client.get(f"/verify/{given.public_key}/")]
    assert [answer.status_code for answer in answers] == [HTTPStatus.TOO_MANY_REQUESTS] * 2
    assert "Подождите минуту" in answers[0].content.decode()
    assert client.get("/verify/").status_code == HTTPStatus.OK
    other = client.get(f"/verify/{given.public_key}/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == HTTPStatus.OK


def test_neighbours_of_one_network_wait_together(client):
    for place in range(throttle.MISSES):
        client.get("/verify/nothing/", REMOTE_ADDR=f"2001:db8::{place + 1}")
    answers = [client.get("/verify/nothing/", REMOTE_ADDR=address) for address in ("2001:db8::ff", "2001:db8:0:1::1")]
    assert [answer.status_code for answer in answers] == [HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.NOT_FOUND]


def test_what_people_typed_is_text_and_a_demonstration_says_that_it_is_one(made, client):
    hostile = '<script>alert("x")</script>'
    (given,) = give(made.region, hostile)
    page = client.get(f"/verify/{given.public_key}/").content.decode()
    assert hostile not in page
    assert "&lt;script&gt;" in page
    assert "Демонстрация" not in page
    type(made.region).objects.update(demonstration_on=GIVEN_AT.date())
    assert "Демонстрация" in client.get(f"/verify/{given.public_key}/").content.decode()


def test_the_public_page_costs_two_questions(made, client, django_assert_num_queries):
    (given,) = give(made.region, "Гость Иван")
    with django_assert_num_queries(2):  # the certificate; whether this is a demonstration
        client.get(f"/verify/{given.public_key}/")
