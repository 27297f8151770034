"""What the ministry writes to many people: a draft that waits for somebody to look at it. Nothing is ever sent."""

import datetime as dt
from collections.abc import Iterator

from opora.accounts.addressees import Circle, recipients
from opora.accounts.models import Post
from opora.accounts.permissions import grants_of
from opora.core import journal
from opora.core.actors import Actor
from opora.core.shell import Moment
from opora.demo.cast import SINITSYNA
from opora.demo.steps import Step, at
from opora.demo.world import ZONE, World
from opora.outbox import actions
from opora.outbox.people import Office
from opora.outbox.texts import Text
from opora.programmes.asked import Asked

WRITTEN = dt.date(2022, 9, 30)
TEXT = Text(
    "Явка на осенний семинар: {place}",
    "Здравствуйте, {name}!\n\nПришлите, пожалуйста, до среды 5 октября фамилии тех, кто приедет на осенний семинар.\n"
    "Если из школы не приедет никто, напишите почему.\n\nМинистерство",
)


def steps() -> Iterator[Step]:
    """What is prepared at its moment."""
    yield Step(at(WRITTEN, 16), _write)


def _write(world: World) -> None:
    person = world.people[SINITSYNA.login]
    by = Actor(person.key, role=Post.MINISTRY, region_id=world.region.pk, grants=grants_of(Post.MINISTRY))
    programme = world.programmes[2022]
    asked = Asked(programme, (programme,), Moment(WRITTEN))
    found = recipients(by, asked, [Post.COORDINATOR], Circle.PROGRAMME)
    office = Office(journal.key_of(world.region), ZONE.key, invented=True)
    actions.prepare(office=office, recipients=found, text={"ru": TEXT}, by=by)
