"""Two people fill one post in the same moment: one of them is refused, by the lock on its organisation."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from opora.accounts.models import Appointment, Post, User
from tests.accounts.people import appoint, person
from tests.organisations import places


@pytest.mark.skipif(connection.vendor != "postgresql", reason="in memory, SQLite has one connection for all")
@pytest.mark.django_db(transaction=True)
def test_a_head_is_appointed_once() -> None:
    made = places.make()
    people = [person("Чижова", "chizhova"), person("Скворцова", "skvortsova")]
    ready, outcomes = Barrier(len(people)), list[str]()

    def fill(who: User) -> None:
        try:
            ready.wait(timeout=30)
            appoint(who, Post.SCHOOL_HEAD, made.first)
            outcomes.append("appointed")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=fill, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["appointed", "refused"]
    assert Appointment.objects.filter(post=Post.SCHOOL_HEAD, school=made.first).count() == 1
