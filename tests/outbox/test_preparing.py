"""What is prepared is what is sent: who gets it, who is left out and why, in which words; hostile names do no harm."""

import datetime as dt
import email
from email.policy import default

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opora.core.actors import SYSTEM
from opora.outbox import actions, phones, queries, texts
from opora.outbox.letters import letter, new_message_id
from opora.outbox.models import Message
from opora.outbox.postal import display, wire
from opora.outbox.quiet import wait_until
from opora.outbox.texts import Text
from tests.outbox.conftest import NOON
from tests.outbox.mailings import OFFICE, TEXTS, approved, draft, someone, states


def told(arguments, recipient):
    return Text(f"Не хватает: {arguments['left']}", f"{recipient.name}, осталось {arguments['left']}.")


texts.register("tests.gaps", "Пробелы", told)


@pytest.mark.django_db
def test_who_is_left_out_says_why_and_the_others_are_prepared():
    mailing = draft(
        someone(1),
        someone(2, address=""),
        someone(3, address="не адрес"),
        someone(4, left_out="may-not-sign-in"),
        someone(5, address="почта@schools.example"),
    )
    assert list(mailing.messages.values_list("state", "why")) == [
        ("prepared", ""),
        ("left_out", "no-address"),
        ("left_out", "bad-address"),
        ("left_out", "may-not-sign-in"),
        ("left_out", "bad-address"),
    ]
    assert actions.send(mailing=mailing, by=SYSTEM) == 1


@pytest.mark.django_db
def test_the_same_person_gets_one_letter_that_names_every_post():
    mailing = draft(someone(1, post="куратор"), someone(2), someone(1, post="координатор", place="Боровской район"))
    assert mailing.messages.count() == 2
    assert mailing.messages.first().post == "куратор; координатор, школа № 1; Боровской район"


@pytest.mark.django_db
def test_the_database_refuses_a_second_letter_and_half_states():
    mailing = approved(someone(1))
    message = mailing.messages.get()
    message.pk, message.message_id = None, new_message_id()
    refused = [
        message.save,
        lambda: Message.objects.update(state="sent"),
        lambda: Message.objects.update(state="sending"),
        lambda: Message.objects.update(claim="x"),
        lambda: Message.objects.update(state="failed"),
        lambda: Message.objects.update(address=""),
        lambda: Message.objects.update(erased_at=NOON),
        lambda: type(mailing).objects.update(state="draft"),
        lambda: type(mailing).objects.update(state="stopped"),
    ]
    for write in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.django_db
def test_nobody_can_be_written_to():
    with pytest.raises(ValidationError):
        actions.prepare(office=OFFICE, recipients=[], text=TEXTS, by=SYSTEM)
    with pytest.raises(ValidationError):
        approved(someone(1, address=""))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (Text("", "текст"), {"subject"}),
        (Text("о чём", " \n"), {"body"}),
        (Text("о {nmae}", "текст {имя}"), {"subject", "body"}),
        (Text("я" * 201, "я" * 20_001), {"subject", "body"}),
    ],
)
def test_a_text_with_faults_is_refused_part_by_part(text, parts):
    with pytest.raises(ValidationError) as refused:
        draft(text={"ru": text})
    assert set(refused.value.message_dict) == parts


@pytest.mark.django_db
def test_a_field_inside_a_name_stays_a_word():
    mailing = draft(someone(1, name="{place}"), text={"ru": Text("{name}", "{full_name}, {post} — {}")})
    message = mailing.messages.get()
    assert (message.subject, message.body) == ("{place}", "{place},  — {}")


@pytest.mark.django_db
def test_a_kind_writes_itself_for_each_and_for_everybody():
    mailing = draft(someone(1), kind="tests.gaps", arguments={"left": 3})
    assert mailing.messages.get().body == "Чижова Елена 1, осталось 3."
    assert queries.subject(mailing, "ru") == "Не хватает: 3"
    assert queries.for_everybody(mailing, "ru").body == "коллеги, осталось 3."


@pytest.mark.django_db
def test_the_text_for_everybody_names_nobody():
    mailing = draft(someone(1))
    said = queries.for_everybody(mailing, "ru")
    assert said == Text("Отчёт: …", "Здравствуйте, коллеги!\n\nЖдём отчёт до пятницы.")
    assert queries.for_everybody(mailing, "en").body.startswith("Dear colleagues,")


@pytest.mark.parametrize(
    ("address", "on_the_wire"),
    [
        ("a@schools.example", "a@schools.example"),
        ("директор@школа.example", None),
        ("head@школа.example", "head@xn--80avyde.example"),
        ('"a..b"@schools.example', '"a..b"@schools.example'),
        ("a@schools.example\r\nBcc: b@evil.example", None),
        ("a@schools.example, b@evil.example", None),
        ("<a@schools.example>", None),
        ("a@", None),
        ("@schools.example", None),
        ('"a\r\nb"@schools.example', None),
        ('"a\x01b"@schools.example', None),
        (f"{'a' * 250}@schools.example", None),
        (f"a@{'я' * 70}.example", None),
    ],
)
def test_an_address_is_one_address_or_none(address, on_the_wire):
    if on_the_wire is None:
        with pytest.raises(ValueError, match="address"):
            wire(address)
    else:
        expected = on_the_wire.replace("xn--80avyde", "школа".encode("idna").decode())
        assert wire(address) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Чижова\r\nBcc: evil@evil.example",
        'Чижова" <evil@evil.example>, "',
        "evil@evil.example, Чижова",
        "Очень-Длинная, " * 20,
        "=?utf-8?q?evil=0D=0ABcc:x?=",
        "x\u2028y\x00z",
        "",
    ],
)
def test_a_name_never_becomes_a_heading_or_an_address(settings, name):
    settings.OUTBOX_FROM = "Опора, «край» <opora@priobye.example>"
    message = Message(
        name=name,
        address="head@школа.example",
        language="ru",
        subject=texts.cleaned(Text("Тема\r\nBcc: evil@evil.example", "x")).subject,
        body="x\r\n.\r\nMAIL FROM:<evil@evil.example>",
        message_id=new_message_id(),
    )
    raw = letter(message, at=NOON, time_zone="Asia/Barnaul").as_bytes()
    read = email.message_from_bytes(raw, policy=default)
    assert [one.addr_spec for one in read["To"].addresses] == [wire("head@школа.example")]
    assert (read["Bcc"], read["Subject"]) == (None, "Тема Bcc: evil@evil.example")
    assert len(read.keys()) == len(set(read.keys())) == 10
    assert all(ord(sign) < 128 for sign in raw.decode("ascii"))


def test_a_name_keeps_its_letters():
    assert display("  Чижова   Е. В. ") == "Чижова Е. В."


@pytest.mark.parametrize(
    ("moment", "zone", "until"),
    [
        ("2022-03-16T05:00", "Asia/Barnaul", None),  # Wednesday, 12:00
        ("2022-03-16T14:00", "Asia/Barnaul", "2022-03-17T01:00"),  # 21:00 → Thursday 08:00
        ("2022-03-16T13:59", "Asia/Barnaul", None),  # 20:59
        ("2022-03-16T18:30", "Asia/Barnaul", "2022-03-17T01:00"),  # Thursday 01:30 → 08:00
        ("2022-03-17T01:00", "Asia/Barnaul", None),  # 08:00
        ("2022-03-16T14:00", "Europe/Kaliningrad", None),  # 16:00 there
        ("2022-03-18T15:00", "Asia/Barnaul", "2022-03-21T01:00"),  # Friday 22:00 → Monday 08:00
        ("2022-03-19T05:00", "Asia/Barnaul", "2022-03-21T01:00"),  # Saturday noon → Monday 08:00
        ("2022-03-20T17:30", "Asia/Barnaul", "2022-03-21T01:00"),  # Monday 00:30 → 08:00
    ],
)
def test_quiet_hours_go_by_the_clock_of_the_place(moment, zone, until):
    at = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    expected = dt.datetime.fromisoformat(until).replace(tzinfo=dt.UTC) if until else None
    assert wait_until(at, zone) == expected


def test_equal_hours_and_working_weekends_are_never_quiet(settings):
    settings.OUTBOX_QUIET_HOURS, settings.OUTBOX_QUIET_WEEKENDS = (dt.time(8), dt.time(8)), False
    start = dt.datetime(2022, 3, 18, tzinfo=dt.UTC)
    assert [wait_until(start + dt.timedelta(hours=n), "Asia/Barnaul") for n in range(72)] == [None] * 72


@pytest.mark.parametrize(
    ("phone", "written"),
    [("+73852000000", "8 (385) 200-00-00"), ("+79130000000", "8 (913) 000-00-00"), ("+4930123456", "+49 30 123456")],
)
def test_a_telephone_is_written_in_groups(phone, written):
    assert phones.written(phone).replace("\xa0", " ") == written


@pytest.mark.django_db
def test_who_would_get_an_empty_letter_gets_none():
    mailing = draft(someone(1), someone(2, place=""), text={"ru": Text("О чём", "{place}")})
    assert list(mailing.messages.values_list("state", "why")) == [("prepared", ""), ("left_out", "empty")]


@pytest.mark.django_db
def test_a_stopped_draft_sends_nothing():
    mailing = draft()
    assert actions.stop(mailing=mailing, by=SYSTEM) == 2
    assert states(mailing) == ["stopped"] * 2
    for act in (actions.send, actions.stop, actions.retry):
        with pytest.raises(ValidationError):
            act(mailing=mailing, by=SYSTEM)
