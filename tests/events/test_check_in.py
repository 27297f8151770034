"""Check-in: whoever comes is noted once, on the day only, and nobody learns who else is known."""

import datetime as dt
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.events import actions, checking
from opora.events.models import AttendanceList, CheckIn, Entry, Held, Presence
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import HOSTILE, text
from tests.events import days
from tests.events.days import DAY, MORNING, Day
from tests.organisations import places

pytestmark = pytest.mark.django_db

NAME = {"name": "Иволгина Анна Петровна", "organisation": "СОШ № 14, Ключи", "email": ""}


@pytest.fixture(autouse=True)
def _nobody_guessed_before() -> None:
    cache.clear()


@pytest.fixture
def day() -> Iterator[Day]:
    made = days.make()
    with clock.at(MORNING):
        yield made


def once(page: bytes) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page.decode())
    assert found
    return found[1]


def address(check_in: CheckIn) -> str:
    return f"/here/{check_in.key}/"


def test_opening_holds_the_event_and_the_code_stays_over_the_day(day: Day) -> None:
    first = day.opened()
    assert re.fullmatch("[0-9]{6}", first.code)
    assert Held.objects.get(event=day.event).occurred_on == DAY
    assert day.opened() == first
    actions.close_check_in(check_in=first, by=SYSTEM)
    again = day.opened()
    assert (again.pk != first.pk, again.code, again.key) == (True, first.code, first.key)
    told = JournalEntry.objects.filter(object_key=f"event:{day.event.pk}").order_by("pk")
    verbs = told.values_list("verb", flat=True)
    assert list(verbs)[-4:] == ["hold-event", "open-check-in", "close-check-in", "open-check-in"]


def test_it_opens_on_the_day_only(day: Day) -> None:
    with pytest.raises(ValidationError, match=r"12\.04\.2022"):
        actions.open_check_in(event=day.event, on=DAY + dt.timedelta(days=1), by=SYSTEM)
    actions.call_off(event=day.event, reason="карантин", on=DAY, by=SYSTEM)
    with pytest.raises(ValidationError, match="отменено"):
        day.opened()


def test_a_signed_in_person_presses_one_button(day: Day) -> None:
    check_in, client = day.opened(), day.client("head")
    page = client.get(address(check_in))
    assert "Перепёлкина Елена Викторовна" in text(page.content.decode())
    done = client.post(address(check_in), {"once": once(page.content)})
    assert "10:03" in text(done.content.decode())
    with clock.at(MORNING + dt.timedelta(minutes=9)):  # another page, another key, the same person
        again = client.post(address(check_in), {"once": once(client.get(address(check_in)).content)})
    assert "10:03" in text(again.content.decode())
    noted = Presence.objects.get()
    assert (noted.person, noted.way, noted.occurred_on, noted.recorded_at) == (
        day.user("head"), "check_in", DAY, MORNING,
    )  # fmt: skip


def test_a_typed_name_is_kept_once_for_each_key(day: Day) -> None:
    check_in, phone = day.opened(), Client()
    key = once(phone.get(address(check_in)).content)
    answers = []
    for minutes in (0, 1, 7):
        with clock.at(MORNING + dt.timedelta(minutes=minutes)):
            answers.append(text(phone.post(address(check_in), {**NAME, "once": key}).content.decode()))
    assert len(set(answers)) == 1
    assert "10:03" in answers[0]
    entry = Entry.objects.get()
    assert (entry.text, entry.beside, entry.status, entry.roll.source) == (
        NAME["name"], NAME["organisation"], "unmatched", "check_in",
    )  # fmt: skip
    phone.post(address(check_in), {**NAME, "once": once(phone.get(address(check_in)).content)})
    roll = AttendanceList.objects.get()
    assert (roll.rows, roll.entries.count()) == (2, 2)


def test_a_retry_is_answered_even_after_the_closing(day: Day) -> None:
    check_in, phone, head = day.opened(), Client(), day.client("head")
    key = once(phone.get(address(check_in)).content)
    phone.post(address(check_in), {**NAME, "once": key})
    head.post(address(check_in), {"once": key})
    actions.close_check_in(check_in=check_in, by=SYSTEM)
    assert "10:03" in text(phone.post(address(check_in), {**NAME, "once": key}).content.decode())
    assert "10:03" in text(head.post(address(check_in), {"once": key}).content.decode())
    late = phone.post(address(check_in), {**NAME, "once": secrets.token_urlsafe(32)})
    assert late.status_code == 422
    assert "Отметка закрыта" in text(late.content.decode())
    assert Entry.objects.count() == Presence.objects.count() == 1


def test_a_known_name_is_answered_like_an_unknown_one(day: Day) -> None:
    check_in, phone = day.opened(), Client()
    answers = []
    for name in ("Перепёлкина Елена Викторовна", "Иволгина Анна Петровна"):
        sent = {**NAME, "name": name, "once": once(phone.get(address(check_in)).content)}
        answers.append(text(phone.post(address(check_in), sent).content.decode()).replace(name, "NAME"))
    assert answers[0] == answers[1]
    assert {entry.status for entry in Entry.objects.all()} == {"unmatched"}


@pytest.mark.parametrize("key", ["", "invitation:1", "x" * 44, "x" * 42, "a/b" + "x" * 40])
def test_a_key_that_no_form_had_writes_nothing(day: Day, key: str) -> None:
    answer = Client().post(address(day.opened()), {**NAME, "once": key})
    assert answer.status_code == 422
    assert "устарела" in text(answer.content.decode())
    assert not Entry.objects.exists()


def test_the_key_of_another_event_writes_nothing_there(day: Day) -> None:
    key, phone = secrets.token_urlsafe(32), Client()
    phone.post(address(day.opened()), {**NAME, "once": key})
    other = days.plan(day.programme, "vks-2", "Другое")
    opened = actions.open_check_in(event=other, on=DAY, by=SYSTEM)
    assert phone.post(address(opened), {**NAME, "once": key}).status_code == 422
    assert Entry.objects.get().roll.event == day.event


@pytest.mark.parametrize("missing", ["name", "organisation"])
def test_what_is_missing_is_said_beside_the_field_and_the_key_stays(day: Day, missing: str) -> None:
    key = secrets.token_urlsafe(32)
    answer = Client().post(address(day.opened()), {**NAME, missing: " ", "once": key})
    assert answer.status_code == 422
    assert f'id="id_{missing}_error"' in answer.content.decode()
    assert once(answer.content) == key
    assert not Entry.objects.exists()


def test_hostile_texts_are_shown_as_texts(day: Day) -> None:
    check_in = day.opened()
    sent = {"name": HOSTILE, "organisation": HOSTILE * 3, "once": secrets.token_urlsafe(32)}
    pages = [
        Client().post(address(check_in), sent),
        Client().get("/here/", {"code": HOSTILE}),
        day.client("ministry").get(f"/events/{day.event.pk}/check-in/"),
    ]
    assert all(b"<script>alert" not in page.content for page in pages)
    assert HOSTILE in text(pages[0].content.decode())


@pytest.mark.parametrize("text", ["%00", "x" * 5000, "٤٨٢٩١٣", "%D0%BA%D0%BB%D1%8E%D1%87", "1%27%20OR%201=1"])
def test_strange_codes_and_keys_are_found_nowhere(day: Day, text: str) -> None:
    day.opened()
    paths = (f"/here/{text}/", f"/invitations/{text}/", f"/invitations/{text}/event.ics", f"/here/?code={text}")
    assert [Client().get(path).status_code for path in paths] == [404] * 4
    assert Client().post(f"/invitations/{text}/here/").status_code == 404


def test_somebody_of_another_region_is_asked_for_a_name(day: Day) -> None:
    far, guest = places.make("zaton"), person("Гагарина", "gagarina")
    client = signed_in(guest, appoint(guest, "ministry", far.region))
    assert 'name="organisation"' in client.get(address(day.opened())).content.decode()


def test_on_another_day_it_says_so(day: Day) -> None:
    check_in = day.opened()
    with clock.at(MORNING + dt.timedelta(days=1)):
        page = text(Client().get(address(check_in)).content.decode())
        refused = Client().post(address(check_in), {**NAME, "once": secrets.token_urlsafe(32)})
    assert "12.04.2022" in page
    assert refused.status_code == 422
    assert not Entry.objects.exists()


def test_a_code_leads_on_and_wrong_ones_are_limited(day: Day) -> None:
    check_in, hall = day.opened(), Client()
    right = check_in.code
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    assert hall.get("/here/", {"code": f" {right[:3]} {right[3:]} "}).url == address(check_in)
    for _number in range(checking.WRONG_CODES - 1):
        assert hall.get("/here/", {"code": wrong}).status_code == 404
    for _number in range(300):  # a hall behind one address: right codes are not counted
        assert hall.get("/here/", {"code": right}).status_code == 302
    assert hall.get("/here/", {"code": wrong}).status_code == 404
    assert hall.get("/here/", {"code": wrong}).status_code == 429
    assert hall.get("/here/", {"code": right}).status_code == 429  # else guessing would go on
    assert hall.get(address(check_in)).status_code == 200  # the camera still opens it
    assert Client(REMOTE_ADDR="192.0.2.7").get("/here/", {"code": right}).status_code == 302


def test_the_pages_for_phones_are_small_and_ask_for_nothing(day: Day) -> None:
    sheet = Path(str(finders.find("events/here.css"))).read_text("utf-8")
    assert "url(" not in sheet
    check_in, phone = day.opened(), Client()
    for path in ("/here/", "/here/?code=1", address(check_in)):
        page = phone.get(path)
        assert len(page.content) + len(sheet) < 15_000
        assert b"<script" not in page.content
        assert page.content.count(b'rel="stylesheet"') == 1
        assert "no-store" in page["Cache-Control"]
