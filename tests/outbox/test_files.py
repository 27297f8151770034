"""A letter with a calendar file: what stood in the draft is what arrives, and it goes with the message when erased."""

from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError

from opora.accounts.models import Post
from opora.core.actors import SYSTEM
from opora.outbox import actions, texts
from opora.outbox.attachments import LARGEST, Attachment
from opora.outbox.delivery import deliver_due
from opora.outbox.models import MessageFile
from opora.outbox.people import Office
from opora.outbox.texts import Text
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.outbox.mailings import approved, draft, someone, states

pytestmark = pytest.mark.django_db(transaction=True)
LINES = "BEGIN:VCALENDAR\r\n.SUMMARY:Слёт «Ключи»\r\n folded\r\nATTENDEE:{}\r\nEND:VCALENDAR\r\n"


def write(arguments, recipient):
    return Text("Приглашение", f"Ждём вас, {recipient.name}.")


def attach(arguments, recipient):
    content = LINES.format(recipient.address) + arguments.get("padding", "")
    return [Attachment("event.ics", f"text/calendar; method={arguments['method']}", content)]


texts.register("tests.invitation", "invitation", write, attach=attach)


def invited(*people, make=draft, **arguments):
    return make(*people, kind="tests.invitation", arguments={"method": "REQUEST", **arguments})


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_each_gets_the_own_file_byte_for_byte_after_a_plain_text(server, method):
    invited(someone(1), someone(2, language="en"), make=approved, method=method)
    assert deliver_due().sent == 2
    for number, letter in enumerate(server.kept.letters, start=1):
        body, file = letter.iter_parts()
        assert (letter.get_content_type(), body.get_content_type()) == ("multipart/mixed", "text/plain")
        assert body.get_content().strip() == f"Ждём вас, Чижова Елена {number}."
        assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "event.ics")
        assert (file["Content-Type"].params["method"], file.get_content_charset()) == (method, "utf-8")
        assert file.get_payload(decode=True).decode() == LINES.format(f"user{number}@schools.example")
    assert [letter["Content-Language"] for letter in server.kept.letters] == ["ru", "en"]


def test_what_stood_in_the_draft_is_sent_whatever_the_kind_says_later(server, monkeypatch):
    mailing = invited(someone(1))
    monkeypatch.setitem(texts._KINDS, "tests.invitation", texts.Kind("gone", write))
    actions.send(mailing=mailing, by=SYSTEM)
    deliver_due()
    _body, file = server.kept.letters[0].iter_parts()
    assert file.get_payload(decode=True).decode() == LINES.format("user1@schools.example")


def test_who_gets_no_letter_gets_no_file_and_a_kind_without_files_none():
    mailing = invited(someone(1), someone(2, address=""))
    assert states(mailing) == ["prepared", "left_out"]
    assert [file.message.recipient for file in MessageFile.objects.all()] == ["user:1"]
    draft()
    assert MessageFile.objects.count() == 1


def test_erasing_a_person_deletes_the_own_files_only():
    invited(someone(1), someone(2))
    actions.erase(recipient="user:1", by=SYSTEM)
    assert [file.message.recipient for file in MessageFile.objects.all()] == ["user:2"]


def test_a_file_that_is_too_large_leaves_no_draft():
    room = LARGEST - len(LINES.format("user1@schools.example").encode())
    assert invited(someone(1), padding="x" * room).pk
    with pytest.raises(ValidationError, match=r"event\.ics.*200"):
        invited(someone(1), padding="x" * (room - 1) + "ж")
    assert MessageFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("../event.ics", "text/calendar"),
        ("event", "text/calendar"),
        ("event.ics\nX-More: 1", "text/calendar"),
        ("event.ics", "application/pdf"),
        ("event.ics", "text/calendar; charset=koi8-r"),
        ("event.ics", "text/calendar; method=REQUEST\r\nX-More: 1"),
    ],
)
def test_only_plain_names_and_kinds_of_text_are_files(name, media_type):
    with pytest.raises(ValueError, match="no "):
        Attachment(name, media_type, "")


def test_the_page_of_a_mailing_opens_the_files_to_who_may_see_it():
    made = places.make()
    office = Office(f"region:{made.region.pk}", made.region.time_zone)
    mailing = draft(someone(1), office=office, kind="tests.invitation", arguments={"method": "REQUEST"})
    path = f"/messages/{mailing.pk}/files/{MessageFile.objects.get().pk}/"
    ministry, coordinator = person("Синицына", "ministry1"), person("Иволгин", "coordinator1")
    client = signed_in(ministry, appoint(ministry, Post.MINISTRY, made.region))
    page = client.get(f"/messages/{mailing.pk}/").content.decode()
    assert page.count(f'href="{path}"') == 2
    assert "Вместе с письмом:" in page
    answer = client.get(path)
    assert answer.content.decode() == LINES.format("user1@schools.example")
    assert answer["Content-Type"] == "text/calendar; method=REQUEST; charset=utf-8"
    assert 'filename="event.ics"' in answer["Content-Disposition"]
    other = draft(someone(1), office=office)
    assert client.get(path.replace(str(mailing.pk), str(other.pk), 1)).status_code == HTTPStatus.NOT_FOUND
    other_client = signed_in(coordinator, appoint(coordinator, Post.COORDINATOR, made.bor))
    assert other_client.get(path).status_code == HTTPStatus.NOT_FOUND
