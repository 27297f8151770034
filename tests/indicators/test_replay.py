"""Every word replayed: figures read “as known then” are those that were read on the evenings of the year itself.

The region of the test words is lived through by what becomes known: each record is written when it is recorded and not
before, each is taken back when that is known. Only where a record refers to another that is recorded later the other
one has to be there earlier.
"""

import datetime as dt
import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import models, transaction

from opora.core import clock
from opora.core.models import Record
from opora.indicators.figures import FigureKind
from opora.programmes.models import Programme
from opora.roadmap.queries import ActionView, IndicatorView, read_roadmap
from tests.wordbook.deeds import Deeds
from tests.wordbook.reading import every_word
from tests.wordbook.world import Life, ground

pytestmark = pytest.mark.django_db
SEED = 11
EVENINGS = [dt.date(2022, 1, 20) + dt.timedelta(days=days) for days in range(0, 340, 30)]
YEAR_OVER = dt.datetime(2023, 6, 1, tzinfo=dt.UTC)
Answers = dict[str, tuple[ActionView, IndicatorView]]
Kept = tuple[Programme, dict[dt.date, Answers]]


def read(programme: Programme, evening: dt.date, known_at: dt.datetime) -> Answers:
    with every_word():
        view = read_roadmap(programme, evening, known_at)
    assert view is not None
    return view.indicators


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[Kept]:
    """What was read in the evenings; every test runs inside this transaction, after the year."""
    answers: dict[dt.date, Answers] = {}
    rng = random.Random(SEED)  # noqa: S311  # the same region for the same seed
    with django_db_blocker.unblock(), transaction.atomic():
        world = ground(SEED, rng, municipalities=4, schools=20)
        life = Life(world, rng)
        life.plan()
        for programme in (world.programme, world.previous):
            deeds = Deeds(world.municipalities, world.schools, world.people, programme, rng)
            tell_day_by_day(life, deeds.rows())
        for evening in EVENINGS:
            keep = partial(keep_evening, answers, world.programme, evening)
            life.told.append((clock.end_of(evening), next(life.order), keep))
        life.live()
        with clock.at(YEAR_OVER):
            yield world.programme, answers
        transaction.set_rollback(True)


def keep_evening(answers: dict[dt.date, Answers], programme: Programme, evening: dt.date) -> None:
    answers[evening] = read(programme, evening, clock.now())


def tell_day_by_day(life: Life, rows: dict[type[models.Model], list[Record]]) -> None:
    """Each row is written when it is recorded, before what refers to it, and voided when it is taken back."""
    written = {id(row): row.recorded_at for table in rows.values() for row in table}
    for table in reversed(rows.values()):
        for row in table:
            for other in referred(row):
                written[id(other)] = min(written[id(other)], written[id(row)])
    for table in rows.values():
        for row in table:
            void = {"voided_at": row.voided_at, "voided_by": row.voided_by, "void_reason": row.void_reason}
            row.voided_at, row.voided_by, row.void_reason = None, "", ""
            life.told.append((written[id(row)], next(life.order), partial(write, row)))
            if void["voided_at"]:
                life.told.append((void["voided_at"], next(life.order), partial(change, row, void)))


def referred(row: Record) -> list[Record]:
    """The rows of the test words that a row refers to."""
    names = [field.name for field in row._meta.concrete_fields if field.is_relation]
    others = [getattr(row, name) for name in names]
    return [other for other in others if other is not None and other._meta.app_label == row._meta.app_label]


def write(row: Record) -> None:
    for field in row._meta.concrete_fields:
        if field.is_relation:
            setattr(row, field.name, getattr(row, field.name))  # the key of the other is known only now
    row.save(force_insert=True)


def change(row: Record, columns: dict[str, Any]) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def test_every_word_says_afterwards_what_it_said_in_the_evening(kept: Kept) -> None:
    programme, answers = kept
    assert list(answers) == EVENINGS
    for evening, then in answers.items():
        again = read(programme, evening, clock.end_of(evening))
        assert [key for key in then if again[key] != then[key]] == [], evening


def test_the_year_has_much_to_learn_later(kept: Kept) -> None:
    """Without late and voided records the replay would prove nothing: most figures are told otherwise afterwards.

    Documents, with one record or none each, happen to be known in time.
    """
    programme, answers = kept
    differing: dict[str, FigureKind] = {}
    for evening, then in answers.items():
        now = read(programme, evening, YEAR_OVER)
        differing |= {key: one.figure.kind for key, (_row, one) in then.items() if one.figure != now[key][1].figure}
    assert {*FigureKind} - set(differing.values()) <= {FigureKind.DELIVERY}
    assert len(differing) > len(answers[EVENINGS[-1]]) * 2 // 3
