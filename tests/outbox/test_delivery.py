"""Messages reach a real server: each once, to one person, in their language; what cannot be sent says why."""

import datetime as dt
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.outbox import actions, guards
from opora.outbox.delivery import LEASE, PAUSES, deliver_due
from opora.outbox.models import Mailing, Message
from opora.outbox.people import Office
from opora.outbox.texts import Text
from opora.outbox.transport import judged
from tests.outbox.conftest import NOON
from tests.outbox.mail_server import MailServer, certificate, free_port, hang_up, only_with
from tests.outbox.mailings import TEXTS, approved, draft, someone, states

pytestmark = pytest.mark.django_db(transaction=True)
mended: set[str] = set()
guards.still_needed("tests.gap-open")(lambda arguments, key: key not in mended or f"{arguments['what']} сдан")


@guards.still_needed("tests.broken")
def broken(arguments, key):
    raise RuntimeError("no such table")


def said(letter: EmailMessage) -> str:
    """The text of a letter with plain ends of lines."""
    return letter.get_content().replace("\r\n", "\n")


@pytest.fixture(autouse=True)
def _nothing_mended():
    mended.clear()


def test_each_gets_one_letter_in_their_language_over_one_connection(server):
    mailing = approved(someone(1), someone(2, language="en", name="Anna Reed"), someone(3))
    done = deliver_due()
    assert done.counts() == dict.fromkeys(done.counts(), 0) | {"sent": 3}
    first, second, third = server.kept.letters
    assert (first["Subject"], second["Subject"]) == ("Отчёт: школа № 1", "Report: школа № 2")
    assert said(first).startswith("Здравствуйте, Чижова Елена 1!\n\nЖдём")
    assert said(second) == "Dear Anna Reed,\n\nplease send the report by Friday.\n"
    assert third["To"] == "Чижова Елена 3 <user3@schools.example>"
    assert server.kept.recipients == [[f"user{n}@schools.example"] for n in (1, 2, 3)]
    assert set(server.kept.senders) == {"opora@priobye.example"}
    assert server.kept.connections == 1
    mailing.refresh_from_db()
    assert (mailing.state, states(mailing)) == ("sent", ["sent"] * 3)
    assert set(mailing.messages.values_list("sent_at", flat=True)) == {NOON}


def test_headings_are_those_of_a_program_that_writes(server):
    mailing = approved(someone(1))
    deliver_due()
    (letter,) = server.kept.letters
    assert letter["From"] == "Опора <opora@priobye.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == mailing.messages.get().message_id
    assert letter["Message-ID"].endswith("@priobye.example>")
    assert parsedate_to_datetime(letter["Date"]) == NOON
    assert letter["Date"].endswith("+0700")
    assert letter.get_content_type() == "text/plain"


def test_a_draft_is_not_sent(server):
    mailing = draft()
    assert deliver_due().sent == 0
    assert (states(mailing), server.kept.letters) == (["prepared"] * 2, [])


def test_a_second_round_sends_nothing_again(server):
    approved()
    assert [deliver_due().sent, deliver_due().sent] == [2, 0]
    assert len(set(server.kept.ids)) == 2


def test_what_is_no_longer_needed_is_dropped_and_says_why(server):
    mailing = approved(guard="tests.gap-open", arguments={"what": "отчёт"})
    mended.add("user:1")
    done = deliver_due()
    assert (done.sent, done.dropped) == (1, 1)
    assert states(mailing) == ["dropped", "sent"]
    assert mailing.messages.first().words == "отчёт сдан"
    mailing.refresh_from_db()
    assert mailing.state == "sent"


def test_a_guard_that_breaks_lets_nothing_out_and_holds_up_nobody(server):
    broken_one, other = approved(someone(1), guard="tests.broken"), approved(someone(2))
    done = deliver_due()
    assert (done.sent, done.put_off) == (1, 1)
    assert (states(broken_one), states(other)) == (["waiting"], ["sent"])


def test_a_refused_address_fails_in_words_and_the_others_get_theirs(server):
    server.kept.refusals = {
        "user1@schools.example": "550 5.1.1 mailbox unavailable",
        "user2@schools.example": "552 5.2.2 over quota",
        "user3@schools.example": "554 policy",
    }
    mailing = approved(*map(someone, range(1, 5)))
    done = deliver_due()
    assert (done.sent, done.failed) == (1, 3)
    found = list(mailing.messages.values_list("why", "words"))
    assert found == [
        ("no-such-address", "550 5.1.1 mailbox unavailable"),
        ("mailbox-full", "552 5.2.2 over quota"),
        ("refused", "554 policy"),
        ("", ""),
    ]


def test_what_is_put_off_is_tried_after_pauses_that_grow_and_fails_in_the_end(server):
    server.kept.refusals = {"user1@schools.example": "451 4.7.1 greylisted"}
    mailing = approved(someone(1))
    moment = NOON
    for pause in PAUSES[:4]:
        assert deliver_due(now=moment).put_off == 1
        assert deliver_due(now=moment + pause - dt.timedelta(seconds=1)).put_off == 0
        moment += pause
    assert mailing.messages.get().attempts == 4
    Message.objects.update(attempts=len(PAUSES))
    assert deliver_due(now=moment).failed == 1
    assert mailing.messages.values_list("state", "why").get() == ("failed", "too-often")
    server.kept.refusals = {}
    assert actions.retry(mailing=mailing, by=SYSTEM) == 1
    assert deliver_due(now=moment).sent == 1


def test_a_server_that_breaks_off_after_the_letter_leaves_it_uncertain(server):
    server.kept.on_data = hang_up
    mailing = approved(someone(1))
    done = deliver_due()
    assert (done.uncertain, states(mailing)) == (1, ["uncertain"])
    assert deliver_due(now=NOON + dt.timedelta(hours=1)).sent == 0
    server.kept.on_data = lambda _server, _envelope: None
    before = mailing.messages.get().message_id
    actions.send_again(message=mailing.messages.get(), by=SYSTEM)
    assert deliver_due().sent == 1
    assert server.kept.ids[-1] == before


def test_a_person_may_say_that_it_was_sent(server):
    server.kept.on_data = hang_up
    mailing = approved(someone(1))
    deliver_due()
    message = mailing.messages.get()
    actions.was_sent(message=message, by=SYSTEM)
    assert mailing.messages.values_list("state", "why").get() == ("sent", "by-hand")
    with pytest.raises(ValidationError):
        actions.send_again(message=message, by=SYSTEM)


def test_a_server_that_hangs_up_between_letters_gets_the_next_over_a_new_connection(server):
    server.kept.refusals = {"user1@schools.example": "421 4.3.2 closing"}
    mailing = approved(*map(someone, range(1, 4)))
    deliver_due()
    assert states(mailing) == ["waiting", "sent", "sent"]


def test_a_server_that_hangs_is_left_after_the_timeout(server, settings):
    settings.OUTBOX_SERVER = server.settings(timeout=0.4)
    server.kept.seconds = 1.5
    mailing = approved(someone(1))
    assert deliver_due().uncertain == 1
    assert mailing.messages.values_list("why", "words").get() == ("no-answer", "нет ответа вовремя")


def test_a_server_that_is_not_there_loses_nothing_and_is_told(settings):
    gone = MailServer()
    settings.OUTBOX_SERVER, settings.OUTBOX_FROM = gone.settings(port=free_port()), "opora@priobye.example"
    mailing = approved()
    done = deliver_due()
    assert done.trouble.startswith("127.0.0.1:")
    mailing.refresh_from_db()
    assert mailing.trouble == done.trouble
    assert list(mailing.messages.values_list("state", "attempts")) == [("waiting", 0)] * 2


@pytest.mark.parametrize(("server_of", "sender"), [(None, "opora@priobye.example"), ("there", ""), ("there", "Опора")])
def test_without_a_server_or_a_sender_everything_waits(server, settings, server_of, sender):
    settings.OUTBOX_SERVER = server.settings() if server_of else None
    settings.OUTBOX_FROM = sender
    mailing = approved()
    assert deliver_due().trouble
    assert states(mailing) == ["waiting"] * 2


def test_what_was_stopped_stays_and_what_went_is_kept(server):
    mailing = approved(*map(someone, range(1, 4)))
    deliver_due(limit=1)
    assert actions.stop(mailing=mailing, by=SYSTEM) == 2
    assert deliver_due().sent == 0
    assert states(mailing) == ["sent", "stopped", "stopped"]
    with pytest.raises(ValidationError):
        actions.retry(mailing=mailing, by=SYSTEM)


def test_what_is_put_off_while_somebody_stops_is_stopped(server):
    mailing = approved(someone(1))

    server.kept.on_data = lambda *given: "451 later"
    deliver_due()
    actions.stop(mailing=mailing, by=SYSTEM)
    Message.objects.update(state="waiting")  # as when the answer comes after the button
    deliver_due(now=NOON + dt.timedelta(hours=2))
    assert states(mailing) == ["stopped"]


def test_words_of_a_server_hold_nothing_that_a_database_refuses():
    answer = judged(550, b"5.1.1 no\x00 such\r\n \x1b[31muser \xff")
    assert answer is not None
    assert (answer.why, answer.words) == ("no-such-address", "550 5.1.1 no such [31muser \ufffd")


def test_an_authority_that_is_not_there_is_told(settings, server):
    settings.OUTBOX_SERVER = server.settings(tls="starttls", ca="/nowhere.pem")
    approved(someone(1))
    assert "No such file" in deliver_due().trouble


def test_nothing_of_a_demonstration_is_sent_but_to_a_test_server(server, settings):
    mailing = approved(office=Office(of="region:1", time_zone="Asia/Barnaul", invented=True))
    done = deliver_due()
    assert (done.invented, done.sent, server.kept.letters) == (1, 0, [])
    settings.OUTBOX_SERVER = server.settings(test=True)
    assert deliver_due().sent == 2
    assert states(mailing) == ["sent"] * 2


def test_it_waits_for_its_day_and_for_the_end_of_the_quiet(server):
    tomorrow = NOON + dt.timedelta(days=1)
    approved(someone(1), not_before=tomorrow)
    assert deliver_due().sent == 0
    night = dt.datetime(2022, 3, 17, 15, tzinfo=dt.UTC)  # 22:00 in Barnaul
    done = deliver_due(now=night)
    assert (done.quiet, done.sent) == (1, 0)
    assert deliver_due(now=dt.datetime(2022, 3, 18, 1, tzinfo=dt.UTC)).sent == 1


def test_a_claim_that_nobody_settles_becomes_uncertain_and_a_late_answer_still_counts(server):
    mailing = approved(someone(1))
    Message.objects.update(state="sending", claim="somebody", claimed_at=NOON)
    assert deliver_due(now=NOON + LEASE).uncertain == 0
    done = deliver_due(now=NOON + LEASE + dt.timedelta(seconds=1))
    assert (done.uncertain, done.sent, states(mailing)) == (1, 0, ["uncertain"])
    mailing.refresh_from_db()
    assert mailing.state == "sent"  # nothing waits; what is uncertain is shown


def test_starttls_and_a_password(settings, tmp_path):
    context, trusted = certificate(tmp_path)
    login = only_with("opora", "nightingale")
    with MailServer(tls_context=context, require_starttls=True, authenticator=login, auth_required=True) as secure:
        settings.OUTBOX_FROM = "opora@priobye.example"
        more = {"tls": "starttls", "user": "opora", "ca": str(trusted)}
        approved(someone(1))
        settings.OUTBOX_SERVER = secure.settings(**more, password="wrong")
        assert "535" in deliver_due().trouble
        settings.OUTBOX_SERVER = secure.settings(**{**more, "ca": ""}, password="nightingale")
        assert "certificate" in deliver_due().trouble.lower()
        settings.OUTBOX_SERVER = secure.settings(**more, password="nightingale")
        assert deliver_due().sent == 1


def test_everything_is_journalled_with_counts(server):
    mailing = approved(someone(1), someone(2, address=""))
    actions.stop(mailing=mailing, by=SYSTEM)
    rows = JournalEntry.objects.filter(object_key=journal.key_of(mailing)).order_by("pk")
    assert list(rows.values_list("verb", "count")) == [("prepare-mailing", 2), ("send-mailing", 1), ("stop-mailing", 1)]


def test_erasing_a_person_leaves_counts_and_no_word(server):
    mailing = approved(someone(1), someone(2))
    assert actions.erase(recipient="user:1", by=SYSTEM) == 1
    assert deliver_due().sent == 1
    gone = mailing.messages.get(recipient="user:1")
    assert (gone.state, gone.why) == ("stopped", "erased")
    assert {gone.name, gone.address, gone.phone, gone.body, gone.subject, gone.post} == {""}


def test_dots_and_long_lines_arrive_as_they_were_written(server):
    body = "Начало\n.\n..две точки\n" + "длинная строка " * 200 + "\n\nКонец"
    approved(someone(1), text={"ru": Text("О точках", body)})
    deliver_due()
    (letter,) = server.kept.letters
    assert said(letter) == body.replace(" \n", "\n") + "\n"


def test_the_time_it_was_sent_is_the_moment_of_the_answer(server):
    mailing = approved(someone(1))
    with clock.at(NOON + dt.timedelta(minutes=3)):
        deliver_due()
    assert mailing.messages.get().sent_at == NOON + dt.timedelta(minutes=3)
    assert Mailing.objects.get().approved_at == NOON
    assert TEXTS["ru"].subject != mailing.messages.get().subject
