"""`opora todo list`: the to-dos of a person, as they stand on the page of the person."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from opora.accounts.models import Post, User
from opora.accounts.queries import actors_of
from opora.core import clock, numbers
from opora.core.actors import Actor
from opora.core.commands import Command, Verbs, add_json, as_of
from opora.core.moments import check_by
from opora.inbox.lists import Item, lists_in
from opora.inbox.showing import written
from opora.inbox.told import item_data
from opora.inbox.wording import whose
from opora.indicators.context import Context
from opora.organisations.models import Region
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.queries import programme_on


@dataclass(frozen=True)
class Asked:
    """Whose to-dos, in which capacities, on which day."""

    person: User
    actors: list[Actor]
    day: dt.date

    def items(self, programme: Programme) -> list[Item]:
        """Each to-do once, the nearest deadline first."""
        found = Context.of(programme, self.day, clock.now()).once(lists_in).get(self.person.pk, [])
        return [item for item in found if any(item.of_role(actor.role) for actor in self.actors)]


def add_list(verbs: Verbs, command: Command) -> None:
    """Add `list`."""

    def run(*, login: str, post: str | None, on: dt.date | None, as_json: bool) -> None:
        person, actors, region = _person(login, post)
        latest = last_day(region)
        if on is not None:
            check_by(on, latest)
        asked = Asked(person, actors, on or latest)
        programme = programme_on(
            Programme.objects.filter(region=region).select_related("region", "preceding", "cohort"), asked.day
        )
        with timezone.override(region.time_zone):
            items = asked.items(programme) if programme else []
            if as_json:
                command.write_json([item_data(item, asked.day) for item in items])
                return
            for item in items:
                command.stdout.write(_line(item, asked.day))
            if not items:
                command.stdout.write(_("Nothing is to be done."))

    listing = verbs.add("list", run, help=_("what is to be done by a person, in all posts or in one"))
    listing.add_argument("login", metavar=_("LOGIN"), help=_("whose to-dos"))
    listing.add_argument("--post", choices=list(Post.values), help=_("only what the person does in this post"))
    listing.add_argument("--on", type=as_of, metavar="YYYY-MM-DD", help=_("the day the list is shown for"))
    add_json(listing)


def _person(login: str, post: str | None) -> tuple[User, list[Actor], Region]:
    """Somebody with the capacities asked for and their region; ValidationError says what is missing."""
    person = User.objects.filter(login=login, withdrawn=False).first()
    if person is None:
        raise ValidationError(_("Nobody has the login “%(login)s”.") % {"login": login})
    held = actors_of(person, clock.today())
    actors = [actor for actor in held if post in (None, actor.role)]
    if not actors:
        posts = ", ".join(actor.role for actor in held)
        if posts:
            text = _("%(login)s does not hold this post; held are: %(posts)s.")
            raise ValidationError(text % {"login": login, "posts": posts})
        raise ValidationError(_("%(login)s holds no post today.") % {"login": login})
    region = actors[0].region_id
    assert region is not None, "a post is held in a region"
    return person, actors, Region.objects.get(pk=region)


def _line(item: Item, day: dt.date) -> str:
    """One to-do for the terminal: by when, what for whom, why, what it moves, what was said of it."""
    todo = item.todo
    due = numbers.day(todo.due) if todo.due else _("no deadline")
    late = _("overdue") if todo.overdue(day) else ""
    what = f"{todo.step}: {whose(todo.members, todo.indicator.unit)}"
    why = _("Action %(number)s. %(title)s") % {"number": todo.action.number, "title": todo.action.outline.title}
    return "  ".join(filter(None, (f"{due:<10}", late, what, why, written(todo.move), *_said(item))))


def _said(item: Item) -> list[str]:
    until = [
        (_("put off until %(day)s"), item.snooze),
        (_("handed over until %(day)s"), item.given),
        (_("received until %(day)s"), item.received),
    ]
    return [text % {"day": numbers.day(row.until)} for text, row in until if row]
