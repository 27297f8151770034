"""Short ways to run a day of reminders in the village and to see what came of it."""

import datetime as dt

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.inbox import actions, chores, reminding
from opora.inbox.actions import Said
from opora.inbox.lists import Item, lists_in
from opora.indicators.context import Context
from opora.outbox.delivery import deliver_due
from opora.outbox.models import Mailing, Message
from opora.programmes.actions import change_setting

BARNAUL = dt.timezone(dt.timedelta(hours=7))


def at(day: str, hour: int = 12):
    """Live at an hour of Barnaul."""
    return clock.at(moment(dt.date.fromisoformat(f"2022-{day}"), hour))


def moment(day: dt.date, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=BARNAUL).astimezone(dt.UTC)


def items_of(lived, login: str) -> dict[str, Item]:
    """The list of somebody today, by key."""
    day = clock.now().astimezone(BARNAUL).date()
    context = Context.of(lived.village.programme, day, clock.now())
    return {item.todo.key: item for item in context.once(lists_in).get(lived.village.people[login].pk, [])}


def planned(lived) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Who would be told of what now: own, handed over, overdue with others, as "action of place"."""
    found, logins = reminding.plan(lived.region), lived.logins()
    return {
        logins[f"user:{one.person_id}"]: (
            [short(lived, item.todo) for item in one.own],
            [short(lived, item.todo) for item in one.handed],
            [short(lived, todo) for todo in one.above],
        )
        for one in found.digests
    }


def short(lived, todo) -> str:
    """ "7 of n1"."""
    return f"{todo.action.number} of {', '.join(lived.village.name(one.subject.key) for one in todo.members)}"


def prepare(lived) -> Mailing | None:
    """Today's letters, prepared and approved."""
    return reminding.send(found=reminding.plan(lived.region), site="https://opora.example", by=SYSTEM)


def run() -> dict[str, str]:
    """What the worker does in a minute: the chore, then a round of delivery. The newest message of each, by key."""
    chores.send_digests()
    deliver_due()
    return dict(Message.objects.order_by("pk").values_list("recipient", "state"))


def put_off(lived, login: str, key: str, until: str) -> None:
    day = clock.now().astimezone(BARNAUL).date()
    actions.put_off(
        programme=lived.village.programme,
        item=items_of(lived, login)[key],
        said=Said(dt.date.fromisoformat(f"2022-{until}"), "waits for a list", day),
        by=SYSTEM,
    )


def hand_over(lived, login: str, key: str, to: str, until: str) -> None:
    day = clock.now().astimezone(BARNAUL).date()
    actions.hand_over(
        programme=lived.village.programme,
        item=items_of(lived, login)[key],
        to=lived.village.people[to],
        said=Said(dt.date.fromisoformat(f"2022-{until}"), "on leave", day),
        by=SYSTEM,
    )


def rule(lived, day: str, key: str, value: bool | int) -> None:
    """A rule of the region from a day on."""
    change_setting(region=lived.region, key=key, value=value, on=dt.date.fromisoformat(f"2022-{day}"), by=SYSTEM)
