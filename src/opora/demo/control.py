"""Control of the order over the year: the controller's meetings, interim notes, a release and the return."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from opora.core.actors import Actor
from opora.demo.cast import KRECHETOV, SINITSYNA
from opora.demo.names import Person
from opora.demo.steps import Step, at
from opora.demo.world import DEMO, World
from opora.roadmap import actions as roadmap
from opora.roadmap.models import Action, Roadmap

MEETINGS = {
    dt.date(2022, 3, 14): "Аппаратное совещание у заместителя министра",
    dt.date(2022, 5, 23): "Аппаратное совещание у заместителя министра",
    dt.date(2022, 8, 22): "Заседание коллегии",
    dt.date(2022, 9, 19): "Аппаратное совещание у заместителя министра",
}
RELEASED, RETURNED = dt.date(2022, 4, 5), dt.date(2022, 8, 29)
"""Action 5: every school had its curator in April, and one had none in August."""
NOTES = (
    (dt.date(2022, 2, 14), "4", SINITSYNA, "Ждём приказ Майского района о координаторе, обещан до 16 февраля."),
    (dt.date(2022, 9, 1), "5", SINITSYNA, "Одна школа без куратора с 26 августа, кандидат назван институтом."),
    (dt.date(2022, 9, 20), "5", KRECHETOV, "Без куратора две школы. Доложить о назначении к коллегии."),
)


def steps() -> Iterator[Step]:
    """What is noted at its moment."""
    for day, text in MEETINGS.items():
        yield Step(at(day, 16), partial(_meet, day, text))
    for day, number, author, text in NOTES:
        yield Step(at(day, 17), partial(_note, day, number, author, text))
    yield Step(at(RELEASED, 10), _release)
    yield Step(at(RETURNED, 10), _return)


def _meet(day: dt.date, text: str, world: World) -> None:
    held = Roadmap.objects.get(programme=world.programmes[2022])
    roadmap.hold_meeting(roadmap=held, on=day, text=text, by=_actor(KRECHETOV, world), origin=DEMO)


def _note(day: dt.date, number: str, author: Person, text: str, world: World) -> None:
    roadmap.write_note(action=_action(number, world), text=text, on=day, by=_actor(author, world), origin=DEMO)


def _release(world: World) -> None:
    note = "Кураторы назначены во всех школах, последний с опозданием."
    by = _actor(KRECHETOV, world)
    roadmap.release(action=_action("5", world), note=note, on=RELEASED, by=by, origin=DEMO)


def _return(world: World) -> None:
    note = "Куратор уволился 26 августа, школа осталась без куратора."
    by = _actor(KRECHETOV, world)
    roadmap.return_to_control(action=_action("5", world), note=note, on=RETURNED, by=by, origin=DEMO)


def _action(number: str, world: World) -> Action:
    return Action.objects.get(roadmap__programme=world.programmes[2022], number=number)


def _actor(person: Person, world: World) -> Actor:
    user = world.people[person.login]
    return Actor(key=user.key, label=user.short_name, region_id=world.region.pk)
