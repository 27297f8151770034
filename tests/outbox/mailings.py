"""Mailings to invented people."""

from typing import Any

from opora.core.actors import SYSTEM
from opora.outbox import actions
from opora.outbox.models import Mailing
from opora.outbox.people import Office, Recipient
from opora.outbox.texts import Text

OFFICE = Office(of="region:1", time_zone="Asia/Barnaul")
TEXTS = {
    "ru": Text("Отчёт: {place}", "Здравствуйте, {name}!\n\nЖдём отчёт до пятницы."),
    "en": Text("Report: {place}", "Dear {name},\n\nplease send the report by Friday."),
}


def someone(number: int, **more: Any) -> Recipient:
    given = {
        "key": f"user:{number}",
        "name": f"Чижова Елена {number}",
        "address": f"user{number}@schools.example",
        "phone": f"+7385200000{number % 10}",
        "place": f"школа № {number}",
    }
    return Recipient(**{**given, **more})


def draft(*people: Recipient, office: Office = OFFICE, **more: Any) -> Mailing:
    more.setdefault("text", TEXTS if "kind" not in more else None)
    return actions.prepare(office=office, recipients=people or (someone(1), someone(2)), by=SYSTEM, **more)


def approved(*people: Recipient, **more: Any) -> Mailing:
    mailing = draft(*people, **more)
    actions.send(mailing=mailing, by=SYSTEM)
    return mailing


def states(mailing: Mailing) -> list[str]:
    """States of the messages, in the order of their recipients."""
    return list(mailing.messages.order_by("pk").values_list("state", flat=True))
