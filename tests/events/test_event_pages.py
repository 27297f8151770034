"""The page of one event: what comes next, each step and its way back, on two clocks; who may what."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.models import AttendanceClosing, Event, Held, Planning
from opora.organisations.models import Region as RegionRow
from tests.core.markup import HOSTILE, text
from tests.events.planned import LATER, MARCH, NOW, ROLES, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]

STEPS = ("change", "copy", "move", "hold", "call-off", "close", "reopen", "speakers/add", "materials/add")


def page(client: Client, event: Event, query: str = "") -> str:
    return text(client.get(f"/events/{event.pk}/{query}").content.decode())


def main_step(client: Client, event: Event) -> str:
    step = client.get(f"/events/{event.pk}/").context.get("main_step")
    return str(step[1]) if step else ""


@pytest.mark.parametrize("who", [*ROLES, "coordinator", "head1", "nobody"])
def test_who_may_look_and_who_may_write(region: Region, who: str) -> None:
    event = region.held()
    client = region.client(who) if who != "nobody" else Client()
    looks = who not in ("operator", "editor", "nobody")
    writes = who in ("ministry", "institute")
    expected = HTTPStatus.FOUND if who == "nobody" else HTTPStatus.OK if looks else HTTPStatus.NOT_FOUND
    assert client.get(f"/events/{event.pk}/").status_code == expected
    assert client.get(f"/events/{event.pk}/present/").status_code == expected
    closing = client.post(f"/events/{event.pk}/close/", {"on": "2022-03-06"})
    assert AttendanceClosing.objects.exists() == writes
    if not writes and who != "nobody":
        assert closing.status_code == HTTPStatus.NOT_FOUND
        for step in (*STEPS, f"take-back/event/{event.pk}"):
            assert client.get(f"/events/{event.pk}/{step}/").status_code == HTTPStatus.NOT_FOUND, step
        assert client.get("/events/new/").status_code == HTTPStatus.NOT_FOUND


def test_one_main_step_leads_from_the_plan_to_the_closed_attendance(region: Region) -> None:
    event, client = region.plan(on=LATER), region.client("institute")
    address = f"/events/{event.pk}/"
    assert main_step(client, event) == "Перенести"
    client.post(f"{address}move/", {"on": "2022-03-30", "place": "Приобск", "reason": "зал занят"})
    assert main_step(client, event) == "Отметить, что состоялось"
    client.post(f"{address}hold/", {"on": "2022-03-31"})
    assert main_step(client, event) == "Закрыть явку"
    client.post(f"{address}close/", {"on": "2022-04-01"})
    assert main_step(client, event) == ""
    shown = page(client, event)
    for told in ("Явка закрыта 01.04.2022", "зал занят", "20.04.2022", "30.03.2022", "31.03.2022", "Читаева"):
        assert told in shown


def test_on_its_very_day_an_event_waits_to_be_said_held(region: Region) -> None:
    client = region.client("institute")
    assert main_step(client, region.plan("today", NOW.date())) == "Отметить, что состоялось"
    assert main_step(client, region.plan("tomorrow", NOW.date() + dt.timedelta(days=1))) == "Перенести"


def test_closing_says_beforehand_what_it_means(region: Region) -> None:
    event = region.held("vks-1", "head1", "head3")
    shown = text(region.client("institute").get(f"/events/{event.pk}/close/").content.decode())
    assert "Отмечены 2 человека." in shown
    assert "Из приглашённых никто не отмечен за 1 из 3." in shown
    assert "После закрытия кого нет в списке, тот отсутствовал." in shown


def test_closing_and_opening_again_leave_what_was_known_then(region: Region) -> None:
    event, client = region.held(), region.client("institute")
    address = f"/events/{event.pk}/"
    client.post(f"{address}close/", {"on": "2022-03-06"})
    with clock.at(NOW + dt.timedelta(days=2)):
        refused = client.post(f"{address}reopen/", {"reason": " "})
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        client.post(f"{address}reopen/", {"reason": "пришёл ещё один список"})
        assert "Явка не закрыта" in page(client, event)
        assert "Явка закрыта 06.03.2022" in page(client, event, "?known_at=2022-04-02")
        assert "Явка не закрыта" in page(client, event, "?as_of=2022-03-05")
        assert "пришёл ещё один список" in page(client, event)
        assert "пришёл ещё один список" not in page(client, event, "?known_at=2022-04-02")


def test_nothing_is_written_on_a_page_of_the_past(region: Region) -> None:
    event, client = region.held(), region.client("ministry")
    answer = client.get(f"/events/{event.pk}/?known_at=2022-03-20")
    assert "main_step" not in answer.context
    assert "Так это было известно раньше." in text(answer.content.decode())
    for step in (*STEPS, f"take-back/event/{event.pk}"):
        assert client.get(f"/events/{event.pk}/{step}/?known_at=2022-03-20").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("step", "said", "told"),
    [
        ("move", {"on": "2022-05-01"}, "Напишите, почему событие"),
        ("move", {"on": "", "reason": "x"}, "Обязательное поле."),
        ("hold", {"on": "2022-04-02"}, "02.04.2022"),
        ("hold", {"on": "31.02.2022"}, "Напишите дату так"),
        ("call-off", {"on": "2022-03-01"}, "Напишите, почему событие"),
    ],
)
def test_a_step_that_does_not_fit_is_told_and_not_written(
    region: Region, step: str, said: dict[str, str], told: str
) -> None:
    event = region.plan(on=LATER)
    answer = region.client("institute").post(f"/events/{event.pk}/{step}/", said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in text(answer.content.decode())
    assert Planning.objects.count() == 1
    assert not Held.objects.exists()


def test_steps_that_do_not_follow_are_not_there(region: Region) -> None:
    client = region.client("institute")
    planned, held, closed = region.plan("a", LATER), region.held("b"), region.held("c", closed=MARCH)
    for event, steps in (
        (planned, "close reopen present"),
        (held, "move hold call-off reopen"),
        (closed, "close move"),
    ):
        for step in steps.split():
            assert client.get(f"/events/{event.pk}/{step}/").status_code == HTTPStatus.NOT_FOUND, step


def test_what_was_said_by_mistake_is_taken_back_and_stays_in_the_history(region: Region) -> None:
    event, client = region.held(), region.client("institute")
    address = f"/events/{event.pk}/"
    number = Held.objects.get().pk
    client.post(f"{address}take-back/held/{number}/", {"reason": "не тот день"})
    assert main_step(client, event) == "Отметить, что состоялось"
    assert "не тот день" in page(client, event)
    client.post(f"{address}call-off/", {"on": "2022-04-01", "reason": "карантин"})
    assert "Не состоится" in page(client, event)
    back = client.get(address).context["other_steps"][-1][0]
    client.post(back, {"reason": "карантин снят"})
    assert main_step(client, event) == "Отметить, что состоялось"
    assert client.get(back).status_code == HTTPStatus.NOT_FOUND


def test_a_move_is_taken_back_and_the_only_day_is_not(region: Region) -> None:
    event, client = region.plan(on=LATER), region.client("institute")
    address = f"/events/{event.pk}/"
    client.post(f"{address}move/", {"on": "2022-05-01", "reason": "зал занят"})
    first, second = Planning.objects.order_by("pk")
    client.post(f"{address}take-back/plan/{second.pk}/", {"reason": "зал свободен"})
    assert client.get(address).context["state"].on == LATER
    refused = client.post(f"{address}take-back/plan/{first.pk}/", {"reason": "ошибка"})
    assert "единственная дата" in text(refused.content.decode())


def test_an_event_is_taken_back_while_nothing_rests_on_it(region: Region) -> None:
    client = region.client("institute")
    event, held = region.plan("a", LATER), region.held("b", "head1")
    client.post(f"/events/{event.pk}/take-back/event/{event.pk}/", {"reason": "записано дважды"})
    assert client.get(f"/events/{event.pk}/").status_code == HTTPStatus.NOT_FOUND
    refused = client.post(f"/events/{held.pk}/take-back/event/{held.pk}/", {"reason": "ошибка"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.get(f"/events/{held.pk}/").status_code == HTTPStatus.OK


def test_what_belongs_to_another_event_cannot_be_taken_back_here(region: Region) -> None:
    event, other = region.plan("a", LATER), region.held("b")
    client = region.client("institute")
    for what, number in (("held", Held.objects.get().pk), ("event", other.pk), ("zzz", 1), ("plan", 10**9)):
        address = f"/events/{event.pk}/take-back/{what}/{number}/"
        assert client.post(address, {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_in_a_demonstration_days_are_those_it_is_shown_at(region: Region) -> None:
    RegionRow.objects.update(demonstration_on=dt.date(2022, 3, 20))
    event, client = region.held(), region.client("institute")
    with clock.at(dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)):
        form = client.get(f"/events/{event.pk}/close/").context["form"]
        client.post(f"/events/{event.pk}/close/", {"on": form["on"].value()})
        assert str(AttendanceClosing.objects.get().occurred_on) == "2022-03-20"
        assert "Явка закрыта 20.03.2022" in page(client, event)
        tomorrow = region.plan("next", dt.date(2022, 3, 21))
        assert main_step(client, tomorrow) == "Перенести"


def test_hostile_texts_stay_texts(region: Region) -> None:
    event = region.plan(on=LATER, title=HOSTILE, agenda=HOSTILE, place=HOSTILE)
    region.client("institute").post(f"/events/{event.pk}/move/", {"on": "2022-05-01", "reason": HOSTILE})
    for path in ("", "move/", "change/", "copy/"):
        answer = region.client("institute").get(f"/events/{event.pk}/{path}").content.decode()
        assert "<script>alert" not in answer


@pytest.fixture
def several(region: Region) -> tuple[Region, dict[int, Event]]:
    events = {}
    for n in (1, 3):
        event = events[n] = region.held(f"vks-{n}", *("coordinator", "head1", "head2", "expert")[: n + 1])
        for school in region.places.schools[:n]:
            actions.note_speaker(event=event, topic="Опыт", school=school, on=MARCH, by=SYSTEM)
    return region, events


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("who", "path", "queries"),
    [("institute", "", 35), ("coordinator", "", 36), ("institute", "present/", 42), ("coordinator", "present/", 26)],
)
def test_a_page_costs_a_fixed_number_of_queries(
    several: tuple[Region, dict[int, Event]],
    n: int,
    who: str,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    region, events = several
    client = region.client(who)
    with django_assert_num_queries(queries):
        assert client.get(f"/events/{events[n].pk}/{path}").status_code == HTTPStatus.OK
