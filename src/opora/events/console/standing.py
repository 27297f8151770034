"""`opora events hold | move | call-off | close | reopen`."""

import datetime as dt

from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command, Verbs
from opora.events import actions
from opora.events.actions import Planned
from opora.events.console.found import add_day, add_event, where

Code = str
Year = int | None
Region = str | None


def add_hold(verbs: Verbs, command: Command) -> None:
    """Add `hold`."""

    def run(*, code: Code, on: dt.date, year: Year, region: Region) -> None:
        of = where(year, region)
        event = of.event(code)
        actions.hold(event=event, on=of.day(on), by=SYSTEM)
        command.stdout.write(_("“%(title)s” was held on %(day)s.") % {"title": event.title, "day": numbers.day(on)})

    hold = verbs.add("hold", run, help=_("say on which day an event was held"))
    add_event(hold)
    add_day(hold, "--on", required=True, help=_("the day it was held"))


def add_move(verbs: Verbs, command: Command) -> None:
    """Add `move`."""

    def run(*, code: Code, to: dt.date, reason: str, year: Year, region: Region) -> None:
        of = where(year, region)
        state = of.state(code)
        plan = state.plan
        planned = Planned(on=to, starts_at=plan.starts_at, ends_at=plan.ends_at, place=plan.place, link=plan.link)
        on = max(plan.occurred_on, min(of.latest, to))
        actions.move(event=state.event, planned=planned, reason=reason, on=on, by=SYSTEM)
        told = {"title": state.event.title, "before": numbers.day(plan.planned_on), "day": numbers.day(to)}
        command.stdout.write(_("“%(title)s” is moved from %(before)s to %(day)s.") % told)

    move = verbs.add("move", run, help=_("plan an event for another day; the day before stays visible"))
    add_event(move)
    add_day(move, "--to", required=True, help=_("the new day"))
    move.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is moved"))


def add_call_off(verbs: Verbs, command: Command) -> None:
    """Add `call-off`."""

    def run(*, code: Code, on: dt.date | None, reason: str, year: Year, region: Region) -> None:
        of = where(year, region)
        event = of.event(code)
        actions.call_off(event=event, reason=reason, on=of.day(on), by=SYSTEM)
        command.stdout.write(_("“%(title)s” is called off.") % {"title": event.title})

    call_off = verbs.add("call-off", run, help=_("say that an event will not take place"))
    add_event(call_off)
    add_day(call_off, "--on", help=_("the day it was decided; the last day of the region if not given"))
    call_off.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is called off"))


def add_close(verbs: Verbs, command: Command) -> None:
    """Add `close`."""

    def run(*, code: Code, on: dt.date | None, year: Year, region: Region) -> None:
        of = where(year, region)
        event = of.event(code)
        closing = actions.close_attendance(event=event, on=of.day(on), by=SYSTEM)
        told = {"title": event.title, "day": numbers.day(closing.occurred_on)}
        command.stdout.write(_("The attendance of “%(title)s” is closed on %(day)s.") % told)

    close = verbs.add("close", run, help=_("say that everybody who was there is noted"))
    add_event(close)
    add_day(close, "--on", help=_("the day of closing; the last day of the region if not given"))


def add_reopen(verbs: Verbs, command: Command) -> None:
    """Add `reopen`."""

    def run(*, code: Code, reason: str, year: Year, region: Region) -> None:
        event = where(year, region).event(code)
        actions.reopen_attendance(event=event, reason=reason, by=SYSTEM)
        command.stdout.write(_("The attendance of “%(title)s” is open again.") % {"title": event.title})

    reopen = verbs.add("reopen", run, help=_("open a closed attendance again"))
    add_event(reopen)
    reopen.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is opened again"))
