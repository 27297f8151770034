"""The organiser's page of a check-in: who came, the names nobody knows, its doors and its queries."""

import re
import secrets
from collections.abc import Iterator

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from opora.accounts.permissions import matrix
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.models import CheckIn, Presence
from tests.accounts.people import person
from tests.core.markup import tables, text
from tests.events import days
from tests.events.days import MORNING, Day

pytestmark = pytest.mark.django_db

QUERIES, PART = 24, 16
"""Of the whole page, and of the part that is fetched every five seconds."""


@pytest.fixture
def day() -> Iterator[Day]:
    made = days.make()
    with clock.at(MORNING):
        yield made


def page(day: Day, name: str = "check_in") -> str:
    return reverse(f"events:{name}", args=[day.event.pk])


def came(check_in: CheckIn, rows: int) -> None:
    for number in range(rows):
        who = person(f"Зарянка{'абв'[number]}", f"zaryanka-{number}")
        actions.check_in_person(check_in=check_in, person=who, by=SYSTEM)
        key = secrets.token_urlsafe(32)
        actions.check_in_name(check_in=check_in, text=f"Гость {number}", organisation="Клуб", key=key, by=SYSTEM)


def test_it_is_opened_shown_and_closed(day: Day) -> None:
    client = day.client("ministry")
    assert "Отметка не открыта" in text(client.get(page(day)).content.decode())
    client.post(page(day, "open_check_in"))
    check_in = CheckIn.objects.get()
    shown = client.get(page(day)).content.decode()
    assert check_in.code in text(shown)
    assert "op-qr" in shown
    sheet = client.get(page(day, "check_in_sheet")).content.decode()
    assert {check_in.code, "Приобск, зал института"} <= {
        part for part in (check_in.code, "Приобск, зал института") if part in text(sheet)
    }
    client.post(page(day, "close_check_in"))
    shown = text(client.get(page(day)).content.decode())
    assert check_in.code not in shown
    assert "Открыть снова" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_who_came_and_unknown_names_cost_a_fixed_number_of_queries(
    day: Day, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    came(day.opened(), rows)
    client = day.client("ministry")
    with django_assert_num_queries(QUERIES):
        shown = client.get(page(day)).content.decode()
    found = tables(shown)
    assert [row[0] for row in found["h-came"]] == [f"Зарянка{letter} Елена Викторовна" for letter in "абв"[:rows]][::-1]
    assert sorted(row[0] for row in found["h-names"]) == [f"Гость {number}" for number in range(rows)]
    with django_assert_num_queries(PART):
        part = client.get(page(day), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'<b class="op-code">{2 * rows}</b>' in part


def test_a_substitute_is_shown_with_whom_they_replace(day: Day) -> None:
    check_in, head = day.opened(), day.user("head")
    actions.check_in_person(check_in=check_in, person=day.user("luga_head"), by=SYSTEM, in_place_of=head.pk)
    shown = tables(day.client("ministry").get(page(day)).content.decode())["h-came"]
    assert "вместо: Перепёлкина" in shown[0][0]


def test_a_page_of_the_past_writes_nothing(day: Day) -> None:
    client = day.client("ministry")
    past = "?known_at=2022-04-11"
    assert client.post(page(day, "open_check_in") + past).status_code == 404
    day.opened()
    assert client.post(page(day, "close_check_in") + past).status_code == 404
    assert CheckIn.objects.get().closed_at is None
    assert "Отметка не открыта" in text(client.get(page(day) + past).content.decode())


@pytest.mark.parametrize("name", ["check_in", "check_in_sheet", "open_check_in", "close_check_in"])
@pytest.mark.parametrize("who", ["coordinator", "curator", "head"])
def test_others_find_nothing(day: Day, who: str, name: str) -> None:
    day.opened()
    client = day.client(who)
    answer = client.post(page(day, name)) if "_in" in name and name[:2] in ("op", "cl") else client.get(page(day, name))
    assert answer.status_code == 404
    assert matrix().urls[f"events:{name}"] == ("event", "write")


def test_what_is_known_later_is_not_shown_earlier(day: Day) -> None:
    check_in = day.opened()
    came(check_in, 1)
    late = page(day) + "?known_at=2022-04-11"
    assert "Зарянка" not in day.client("ministry").get(late).content.decode()
    assert Presence.objects.known(check_in.occurred_on, MORNING).count() == 1


@pytest.mark.parametrize(("who", "opens"), [("ministry", True), ("coordinator", False)])
def test_the_pages_of_an_event_lead_to_no_closed_door(day: Day, who: str, opens: bool) -> None:
    client = day.client(who)
    shown = client.get(reverse("events:invited", args=[day.event.pk])).content.decode()
    tabs = re.findall(r'<li><a href="(/events/\d+/[^"?]*)"', shown)
    assert page(day, "invited") in tabs
    assert (page(day) in tabs) is opens
    assert [tab for tab in tabs if client.get(tab).status_code != 200] == []
