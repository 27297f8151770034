"""One's own addresses of a calendar: made, shown once, revoked."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.core.models import JournalEntry
from opora.inbox.calendars.actions import MOST
from opora.inbox.models import CalendarFeed
from tests.core.markup import HOSTILE, text
from tests.events.planned import NOW
from tests.inbox.diary import Diary, read, todos

PAGE = "/todo/calendar/"


def made_address(page: str) -> str:
    (found,) = re.findall(r'id="address"[^>]*value="([^"]+)"', page)
    return str(found)


def test_an_address_is_shown_once_and_reads_what_is_due(diary: Diary) -> None:
    client = diary.client("ministry")
    assert "Адресов пока нет" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"name": " Телефон "})
    page = answer.content.decode()
    address = made_address(page)
    assert f'href="webcal://{address.partition("://")[2]}"' in page
    assert "no-store" in answer["Cache-Control"]
    assert len(todos(read(address.removeprefix("http://testserver")))) == 3
    (row,) = CalendarFeed.objects.all()
    key = address.rpartition("/")[2].removesuffix(".ics")
    assert key not in str(CalendarFeed.objects.values_list().get())
    later = client.get(PAGE).content.decode()
    assert '<th scope="row">Телефон</th>' in later
    assert key not in later
    assert (row.person, row.name, row.made_at) == (diary.user("ministry"), "Телефон", NOW)


def test_each_address_is_revoked_by_itself_and_both_are_journalled(diary: Diary) -> None:
    client = diary.client("ministry")
    phone, computer = (
        made_address(client.post(PAGE, {"name": name}).content.decode()).removeprefix("http://testserver")
        for name in ("Телефон", "Outlook")
    )
    row = CalendarFeed.objects.get(name="Телефон")
    answer = client.post(f"{PAGE}{row.pk}/revoke/", follow=True)
    assert "Адрес «Телефон» отозван" in text(answer.content.decode())
    assert [Client().get(path).status_code for path in (phone, computer)] == [HTTPStatus.NOT_FOUND, HTTPStatus.OK]
    assert client.post(f"{PAGE}{row.pk}/revoke/").status_code == HTTPStatus.NOT_FOUND
    verbs = JournalEntry.objects.filter(verb__endswith="calendar-address").order_by("pk")
    own = diary.user("ministry").key
    assert list(verbs.values_list("verb", "actor", "about")) == [
        ("make-calendar-address", own, own),
        ("make-calendar-address", own, own),
        ("revoke-calendar-address", own, own),
    ]
    assert made_address(client.post(PAGE, {"name": "телефон"}).content.decode())  # the name is free again


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Напишите, где будете его читать"),
        ("ТЕЛЕФОН", "Адрес «ТЕЛЕФОН» уже есть: сначала отзовите его"),
        ("x" * 101, "100"),
    ],
    ids=["empty", "taken", "long"],
)
def test_what_is_wrong_stands_beside_the_field(diary: Diary, name: str, said: str) -> None:
    client = diary.client("head1")
    client.post(PAGE, {"name": "Телефон"})
    answer = client.post(PAGE, {"name": name})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text(answer.content.decode())
    assert 'id="address"' not in answer.content.decode()
    assert CalendarFeed.objects.count() == 1


def test_there_are_not_too_many_addresses(diary: Diary) -> None:
    client = diary.client("head1")
    for number in range(MOST):
        client.post(PAGE, {"name": f"Телефон {number}"})
    answer = client.post(PAGE, {"name": "Ещё один"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Адресов уже 10" in text(answer.content.decode())
    assert CalendarFeed.objects.count() == MOST


def test_addresses_of_others_are_neither_seen_nor_revoked(diary: Diary) -> None:
    diary.client("head1").post(PAGE, {"name": f"Дача {HOSTILE}"})
    (row,) = CalendarFeed.objects.all()
    client = diary.client("ministry")
    assert "Дача" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{row.pk}/revoke/").status_code == HTTPStatus.NOT_FOUND
    row.refresh_from_db()
    assert row.revoked_at is None
    own = diary.client("head1").get(PAGE).content.decode()
    assert HOSTILE not in own
    assert "alert(1)" in own


def test_who_has_no_to_dos_has_no_calendar(diary: Diary) -> None:
    assert [diary.client(name).get(PAGE).status_code for name in ("operator", "editor")] == [HTTPStatus.NOT_FOUND] * 2
    assert 'href="/todo/calendar/"' in diary.client("expert").get(PAGE).content.decode()
    assert Client().get(PAGE)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_a_fixed_number_of_queries(
    diary: Diary, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = diary.client("ministry")
    for number in range(many):
        client.post(PAGE, {"name": f"Телефон {number}"})
    with django_assert_num_queries(14):
        page = client.get(PAGE).content.decode()
    assert page.count('<th scope="row">') == many
