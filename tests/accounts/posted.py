"""Rows of a list of appointments, and what stands afterwards."""

import datetime as dt

from django.db.models import Q

from opora.accounts.holders import load
from opora.core import clock
from opora.core.models import ImportBatch
from tests.accounts.people import FEBRUARY
from tests.organisations.lists import Lists

HEAD = (
    *("ФИО", "Логин", "Должность", "Школа", "Район", "И. о.", "Уровень куратора", "С", "Приказ"),
    *("Освобождена с", "Причина", "Причина словами", "Приказ об освобождении"),
)
KEYS = ("login", "post", "place", "municipality", "acting", "tier", "start", "basis", "to", "reason", "note", "left")
CHIZHOVA = "Чижова Елена Викторовна"
GRACHEV = "Грачёв Пётр Ильич"
AUTUMN = dt.date(2022, 9, 1)


def row(name: str, post: str, place: str = "", **more: object) -> tuple[object, ...]:
    """A row of the list: from the eighth of February by order 5 unless told otherwise."""
    given = {"post": post, "place": place, "start": FEBRUARY, "basis": "order 5", **more}
    return (name, *(given.get(key, "") for key in KEYS))


def ended(name: str, post: str, place: str, on: dt.date = AUTUMN, **more: object) -> tuple[object, ...]:
    return row(name, post, place, to=on, reason="замена", left="order 9", **more)


def standing() -> set[tuple[object, ...]]:
    """Everything that is held or was, as known now: who, post, place, acting, tier, from, to, why."""
    return {
        (
            f"{one.surname} {one.given_name}",
            one.post,
            one.organisation[0],
            one.acting,
            one.tier,
            one.starts_on,
            one.ends_on,
            one.end_reason,
        )
        for one in load(Q(), clock.now())
    }


def undo(lists: Lists) -> tuple[str, str, int]:
    return lists.run("undo", str(ImportBatch.objects.latest("pk").pk), "--reason", "не тот файл")
