"""Answers to invitations: who has a place, who waits, on two clocks; signed in, by key, by telephone."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.events import actions
from opora.events.invited import Guest, Standing, guests_of
from opora.events.models import Answer, Entry, Invitation, Presence
from tests.core.markup import HOSTILE, tables, text
from tests.events import days
from tests.events.days import DAY, MORNING, Day

pytestmark = pytest.mark.django_db

BEFORE = dt.datetime(2022, 4, 1, 5, tzinfo=dt.UTC)


@pytest.fixture
def day() -> Iterator[Day]:
    made = days.make()
    with clock.at(BEFORE):
        yield made


def invited(day: Day, *names: str) -> list[Invitation]:
    people = {day.user(name).pk: "директор" for name in names}
    return actions.invite(event=day.event, people=people, on=BEFORE.date(), by=SYSTEM)


def said(row: Invitation, reply: str, minutes: int = 0, **more: Any) -> Answer:
    with clock.at(BEFORE + dt.timedelta(minutes=minutes)):
        return actions.answer(invitation=row, reply=reply, on=BEFORE.date(), by=SYSTEM, **more)


def standing(day: Day) -> dict[str, tuple[Standing, int]]:
    guests = guests_of(day.event, DAY, BEFORE + dt.timedelta(days=1))
    return {guest.name.split()[0]: (guest.standing, guest.waits) for guest in guests}


def guest_page(row: Invitation, name: str = "guest") -> str:
    return reverse(f"events:{name}", args=[row.key])


def test_who_waits_moves_up_when_somebody_declines_and_when_there_is_more_room(day: Day) -> None:
    actions.change_event(event=day.event, changes={"capacity": 1}, by=SYSTEM)
    first, second, third = invited(day, "head", "curator", "coordinator")
    said(first, "yes", 1)
    said(third, "yes", 2)
    said(second, "substitute", 3, substitute_name="Зорянка Ольга")
    assert standing(day) == {
        "Перепёлкина": (Standing.YES, 0),
        "Журавлёва": (Standing.WAITING, 1),
        "Чижова": (Standing.WAITING, 2),
    }
    said(first, "no", 4)
    assert (standing(day)["Журавлёва"], standing(day)["Чижова"]) == ((Standing.YES, 0), (Standing.WAITING, 1))
    said(first, "yes", 5)
    assert standing(day)["Перепёлкина"] == (Standing.WAITING, 2)
    day.client("ministry").post(reverse("events:capacity", args=[day.event.pk]), {"capacity": "3"})
    day.event.refresh_from_db()
    assert {one for _standing, one in standing(day).values()} == {0}
    assert standing(day)["Чижова"] == (Standing.SUBSTITUTE, 0)


@pytest.mark.parametrize("wrong", ["0", "-1", "много", "1.5"])
def test_a_wrong_number_of_places_is_refused(day: Day, wrong: str) -> None:
    answer = day.client("ministry").post(reverse("events:capacity", args=[day.event.pk]), {"capacity": wrong})
    assert answer.status_code == 422
    day.event.refresh_from_db()
    assert day.event.capacity is None


def test_answers_on_two_clocks(day: Day) -> None:
    (row,) = invited(day, "head")
    said(row, "yes", 10)
    said(row, "no", 30)

    def known(minutes: int) -> list[Guest]:
        return guests_of(day.event, DAY, BEFORE + dt.timedelta(minutes=minutes))

    assert [[one.standing for one in known(at)] for at in (-1, 5, 15, 60)] == [
        [], [Standing.NONE], [Standing.YES], [Standing.NO],
    ]  # fmt: skip
    with clock.at(BEFORE + dt.timedelta(minutes=50)):
        actions.take_invitation_back(invitation=row, reason="ошибка", by=SYSTEM)
    assert (known(60), [one.standing for one in known(15)]) == ([], [Standing.YES])


def test_the_same_answer_once_more_changes_nothing(day: Day) -> None:
    (row,) = invited(day, "head")
    first = said(row, "yes", 1, note="приеду поездом")
    assert said(row, "yes", 9, note=" приеду  поездом ") == first
    assert said(row, "yes", 9, note="") != first
    assert JournalEntry.objects.filter(verb="answer-invitation", about=day.user("head").key).count() == 2


def test_a_substitute_is_named_and_is_somebody_else(day: Day) -> None:
    (row,) = invited(day, "head")
    with pytest.raises(ValidationError, match="Назовите"):
        said(row, "substitute", substitute_name="  ")
    with pytest.raises(ValidationError, match="сам приглашённый"):
        said(row, "substitute", substitute=day.user("head"), substitute_name="Перепёлкина")
    assert said(row, "no", substitute_name="Зорянка").substitute_name == ""


@pytest.mark.parametrize("name", ["Чижова Елена Викторовна", "чижова елена  викторовна"])
def test_a_name_that_means_one_person_is_that_person(day: Day, name: str) -> None:
    (row,) = invited(day, "head")
    Client().post(guest_page(row), {"reply": "substitute", "substitute_name": name})
    assert Answer.objects.get().substitute == day.user("curator")
    Client().post(guest_page(row), {"reply": "substitute", "substitute_name": "Чижова Елена"})
    assert Answer.objects.latest("pk").substitute is None


def test_the_page_of_the_key_answers_and_names_nobody_else(day: Day) -> None:
    head, _other = invited(day, "head", "curator")
    client = Client()
    shown = text(client.get(guest_page(head)).content.decode())
    for part in ("Перепёлкина Елена Викторовна", "Совещание о чтении", "12.04.2022, 10:00–12:00 (UTC+7)"):
        assert part in shown
    assert "Чижова" not in shown
    done = client.post(guest_page(head), {"reply": "yes", "note": HOSTILE})
    assert "Спасибо" in text(done.content.decode())
    assert b"<script>alert" not in done.content
    assert (Answer.objects.get().reply, Answer.objects.get().recorded_by) == ("yes", f"invitation:{head.pk}")
    assert client.get("/invitations/" + "x" * 43 + "/").status_code == 404
    assert client.post(guest_page(head), {"reply": "perhaps"}).status_code == 422
    assert client.post(guest_page(head), {"reply": "substitute"}).status_code == 422


def test_the_place_in_the_queue_is_told(day: Day) -> None:
    actions.change_event(event=day.event, changes={"capacity": 1}, by=SYSTEM)
    first, second = invited(day, "head", "curator")
    said(first, "yes", 1)
    with clock.at(BEFORE + dt.timedelta(minutes=2)):
        shown = text(Client().post(guest_page(second), {"reply": "yes"}).content.decode())
    assert "Вы ждёте места, № 1 в очереди" in shown


def test_an_invitation_taken_back_opens_nothing(day: Day) -> None:
    (row,) = invited(day, "head")
    actions.take_invitation_back(invitation=row, reason="ошибка", by=SYSTEM)
    answer = Client().get(guest_page(row))
    assert answer.status_code == 410
    assert "Совещание" not in text(answer.content.decode())
    assert Client().get(guest_page(row, "guest_calendar")).status_code == 404


def test_nobody_answers_after_the_day_or_when_it_is_off(day: Day) -> None:
    (row,) = invited(day, "head")
    with clock.at(MORNING + dt.timedelta(days=1)):
        assert "уже нельзя" in text(Client().get(guest_page(row)).content.decode())
        assert Client().post(guest_page(row), {"reply": "yes"}).status_code == 422
    actions.call_off(event=day.event, reason="карантин", on=BEFORE.date(), by=SYSTEM)
    shown = Client().get(guest_page(row)).content.decode()
    assert "карантин" in text(shown)
    assert 'name="reply"' not in shown
    assert not Answer.objects.exists()


def test_the_invited_person_answers_signed_in(day: Day) -> None:
    invited(day, "head")
    page = reverse("events:answer", args=[day.event.pk])
    assert day.client("curator").get(page).status_code == 404
    client = day.client("head")
    assert client.post(page, {"reply": "no", "note": "болею"}).status_code == 302
    assert "болею" in client.get(page).content.decode()
    assert Answer.objects.get().recorded_by == day.user("head").key
    assert client.post(page + "?known_at=2022-04-01", {"reply": "yes"}).status_code == 404


def test_the_organiser_notes_a_telephone_call(day: Day) -> None:
    (row,) = invited(day, "head")
    client = day.client("ministry")
    page = reverse("events:invitation", args=[day.event.pk, row.pk])
    assert client.get(page).status_code == 200
    sent = {"reply": "substitute", "substitute_name": "Зорянка Ольга", "note": "по телефону"}
    assert client.post(page, sent).status_code == 302
    shown = tables(client.get(reverse("events:invited", args=[day.event.pk])).content.decode())["h-guests"]
    assert "Зорянка Ольга" in shown[0][1]
    other = days.plan(day.programme, "vks-2", "Другое")
    assert client.get(reverse("events:invitation", args=[other.pk, row.pk])).status_code == 404


def test_i_am_here_from_ones_own_invitation(day: Day) -> None:
    head, curator = invited(day, "head", "curator")
    visitor = actions.invite_guest(event=day.event, name="Гость А", email="", on=BEFORE.date(), by=SYSTEM)
    said(curator, "substitute", substitute_name="Зорянка Ольга")
    assert ">Я здесь</button>" not in Client().get(guest_page(head)).content.decode()
    assert Client().post(guest_page(head, "guest_here")).status_code == 410
    with clock.at(MORNING):
        day.opened()
        assert ">Я здесь</button>" in Client().get(guest_page(head)).content.decode()
        for row in (head, curator, visitor) * 2:
            answer = Client().post(guest_page(row, "guest_here"))
            assert "10:03" in text(answer.content.decode())
    assert [one.person for one in Presence.objects.all()] == [day.user("head")]
    assert sorted(Entry.objects.values_list("text", "beside")) == [
        ("Гость А", ""), ("Зорянка Ольга", "вместо: Чижова Е. В."),
    ]  # fmt: skip


def test_a_known_substitute_is_present_in_place_of_the_invited(day: Day) -> None:
    (row,) = invited(day, "head")
    said(row, "substitute", substitute=day.user("luga_head"), substitute_name="Скворцова Елена Викторовна")
    with clock.at(MORNING):
        check_in = day.opened()
        client = day.client("luga_head")
        client.post(f"/here/{check_in.key}/", {"once": "x"})
        Client().post(guest_page(row, "guest_here"))
    noted = Presence.objects.get()
    assert (noted.person, noted.in_place_of) == (day.user("luga_head"), day.user("head"))


def test_the_calendar_file_of_the_key(day: Day) -> None:
    (row,) = invited(day, "head")
    answer = Client().get(guest_page(row, "guest_calendar"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in answer.content
    assert row.key.encode() in answer.content.replace(b"\r\n ", b"")
